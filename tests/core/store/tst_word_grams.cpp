// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/word_grams.h"

#include <QTest>

#include <random>
#include <vector>

using namespace penstock::store;

namespace {

std::string randomWord(std::mt19937& random, std::size_t size)
{
    std::string word;
    while (word.size() < size)
        word.push_back("abcdefghijklmnopqrstuvwxyz0123456789\xC3\xBC"[random() % 38]);
    return word;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string bytes;
    for (const std::string& word : words)
        bytes += word + '\0';
    return bytes;
}

} // namespace

class TestWordGrams final : public QObject {
    Q_OBJECT
private slots:
    void noPieceOfAWordIsEverDenied()
    {
        std::mt19937 random(3);
        for (const std::size_t count : {0u, 1u, 40u, 3000u, 60'000u}) {
            std::vector<std::string> words;
            while (words.size() < count)
                words.push_back(randomWord(random, 1 + random() % 64));
            const std::string grams = wordGrams(joined(words));
            for (const std::string& word : words) {
                const std::size_t from = random() % word.size();
                QVERIFY(mayHold(grams, word));
                QVERIFY(mayHold(grams, word.substr(from, 1 + random() % (word.size() - from))));
            }
        }
    }

    void aWordThatIsNowhereIsNearlyAlwaysDenied()
    {
        std::mt19937 random(4);
        std::vector<std::string> words;
        while (words.size() < 20'000)
            words.push_back(randomWord(random, 3 + random() % 12));
        const std::string bytes = joined(words);
        const std::string grams = wordGrams(bytes);
        int taken = 0;
        for (int i = 0; i < 10'000; ++i)
            taken += mayHold(grams, randomWord(random, 9)) ? 1 : 0;
        QVERIFY2(taken < 20, qPrintable(QString::number(taken)));
        QVERIFY(grams.size() <= bytes.size());
    }

    void whatIsNoSetOfBitsDeniesNothing()
    {
        const std::string grams = wordGrams(joined({"quagmire"}));
        QVERIFY(!mayHold(grams, "morasses"));
        QVERIFY(mayHold({}, "morasses"));
        QVERIFY(mayHold(std::string_view(grams).substr(1), "morasses"));
        QVERIFY(mayHold(grams, "mora")); // too short to be known
    }
};

QTEST_APPLESS_MAIN(TestWordGrams)
#include "tst_word_grams.moc"
