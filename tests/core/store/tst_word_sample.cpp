// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/word_sample.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace penstock;
using namespace penstock::store;

namespace {

std::vector<WordHash> smallest(std::mt19937& random, std::size_t words, std::size_t most)
{
    std::vector<WordHash> all(words);
    for (WordHash& word : all)
        word = random() >> (32 - kWordBits);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    all.resize(std::min(all.size(), most));
    return all;
}

} // namespace

class TestWordSample final : public QObject {
    Q_OBJECT

private slots:
    void samplesOfTextsOfAnyLengthReadBackEqual()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 2'000; ++round) {
            const std::vector<WordHash> words = smallest(random, random() % 4'000, kWordSample);
            const std::vector<WordHash> names = smallest(random, random() % 40, kNameSample);
            const std::vector<WordHash> figures = smallest(random, random() % 3, kFigureSample);
            TextFeatures features;
            features.words = words;
            features.names = names;
            features.figures = figures;
            std::string bytes;
            putWordSamples(bytes, features);
            bytes += "behind";
            Arena arena;
            TextFeatures read;
            ByteReader in(bytes);
            readWordSamples(in, arena, read);
            QVERIFY(in.ok() && in.remaining() == 6);
            QVERIFY(std::ranges::equal(read.words, words));
            QVERIFY(std::ranges::equal(read.names, names));
            QVERIFY(std::ranges::equal(read.figures, figures));
        }
    }
    /// Of n random numbers below 2^b the k smallest need about log2(2^b / n) + 1.44 bits each; Rice's code 0.06 more.
    void aSampleCostsLittleMoreThanItHasToSay()
    {
        std::mt19937 random(11);
        std::size_t bytes = 0;
        constexpr int kRounds = 500;
        for (int round = 0; round < kRounds; ++round) {
            const std::vector<WordHash> words = smallest(random, 200, kWordSample);
            TextFeatures features;
            features.words = words;
            std::string out;
            putWordSamples(out, features);
            bytes += out.size();
        }
        const double least = kWordSample * (kWordBits - std::log2(200.0) + 1.44) / 8;
        QVERIFY(static_cast<double>(bytes) / kRounds < least + 4); // counts, widths, half a byte
    }
    void anyBytesAreReadOrRefusedWithinTheirEnd()
    {
        std::mt19937 random(13);
        int refused = 0;
        for (int round = 0; round < 20'000; ++round) {
            std::string bytes(random() % 64, '\0');
            for (char& byte : bytes)
                byte = static_cast<char>(random());
            Arena arena;
            TextFeatures read;
            ByteReader in(bytes);
            readWordSamples(in, arena, read);
            refused += in.ok() ? 0 : 1;
            if (!in.ok())
                continue;
            QVERIFY(read.words.size() <= kWordSample && std::ranges::is_sorted(read.words));
            QVERIFY(read.figures.size() <= kFigureSample);
        }
        QVERIFY(refused > 1'000);
    }
};

QTEST_GUILESS_MAIN(TestWordSample)
#include "tst_word_sample.moc"
