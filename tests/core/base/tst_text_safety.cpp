// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_safety.h"

#include <QTest>

#include <random>

using namespace penstock;

class TestTextSafety final : public QObject {
    Q_OBJECT
private slots:
    void ordinaryTextIsLeftAlone()
    {
        const std::string text = "Größe 東京 🙂 a\tb";
        const VisibleText visible = visibleText(text, 1000, LineBreaks::keep);
        QCOMPARE(visible.text, text);
        QCOMPARE(visible.hidden, std::size_t{0});
        QCOMPARE(visible.invalid, std::size_t{0});
    }
    void everyHiddenCharacterIsShown_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("chip");
        QTest::newRow("right-to-left override")
            << QByteArray("a\u202Eb") << QByteArray("a‹U+202E›b");
        QTest::newRow("zero width space") << QByteArray("a\u200Bb") << QByteArray("a‹U+200B›b");
        QTest::newRow("isolate") << QByteArray("\u2066") << QByteArray("‹U+2066›");
        QTest::newRow("byte order mark") << QByteArray("\uFEFF") << QByteArray("‹U+FEFF›");
        QTest::newRow("escape") << QByteArray("\x1b[31m") << QByteArray("‹U+001B›[31m");
        QTest::newRow("nul") << QByteArray("a\0b", 3) << QByteArray("a‹U+0000›b");
        QTest::newRow("tag letter") << QByteArray("\U000E0041") << QByteArray("‹U+E0041›");
        QTest::newRow("lone carriage return") << QByteArray("a\rb") << QByteArray("a‹U+000D›b");
        QTest::newRow("c1 control") << QByteArray("\u0085") << QByteArray("‹U+0085›");
    }
    void everyHiddenCharacterIsShown()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, chip);
        const VisibleText visible = visibleText(text.toStdString(), 1000, LineBreaks::keep);
        QCOMPARE(QByteArray::fromStdString(visible.text), chip);
        QCOMPARE(visible.hidden, std::size_t{1});
    }
    void jsonHidesNothingAndStaysTheSameValue()
    {
        QCOMPARE(escapeHidden("{\"a\":\"Größe\u202Ex\u200B \U000E0041\"}\n"),
                 std::string("{\"a\":\"Größe\\u202ex\\u200b \\udb40\\udc41\"}\n"));
    }
    void invalidBytesAreReplacedAndCounted()
    {
        const VisibleText visible = visibleText("a\xff\xc0\xaf", 1000, LineBreaks::keep);
        QCOMPARE(visible.text, std::string("a\uFFFD\uFFFD\uFFFD"));
        QCOMPARE(visible.invalid, std::size_t{3});
    }
    void surrogatesAndOverlongFormsAreNotUtf8()
    {
        QVERIFY(!isUtf8("\xed\xa0\x80"));
        QVERIFY(!isUtf8("\xc0\x80"));
        QVERIFY(!isUtf8("\xf4\x90\x80\x80"));
        QVERIFY(isUtf8("\xf4\x8f\xbf\xbf"));
    }
    void longTextIsCutAndSaysHowMuch()
    {
        const VisibleText visible = visibleText(std::string(5000, 'x'), 1000, LineBreaks::keep);
        QCOMPARE(visible.text.size(), std::size_t{1000});
        QCOMPARE(visible.cutBytes, std::size_t{4000});
    }
    void aLineForAListHasNoBreaks()
    {
        QCOMPARE(visibleLine("one\r\n  two\tthree"), std::string("one two three"));
    }
    void whateverComesInValidUtf8GoesOut()
    {
        std::mt19937 random(3);
        for (int round = 0; round < 20'000; ++round) {
            std::string bytes(random() % 40, '\0');
            for (char& c : bytes)
                c = static_cast<char>(random());
            QVERIFY(isUtf8(visibleText(bytes, 100, LineBreaks::show).text));
            QVERIFY(isUtf8(repairUtf8(bytes)));
        }
    }
};

QTEST_GUILESS_MAIN(TestTextSafety)
#include "tst_text_safety.moc"
