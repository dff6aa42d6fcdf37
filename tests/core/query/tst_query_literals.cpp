// SPDX-License-Identifier: GPL-3.0-or-later
// Values of the filter language: units are exact, what does not fit is refused, quoted text hides nothing.
#include "core/base/text_safety.h"
#include "core/query/literal.h"
#include "core/query/numbers.h"

#include <QTest>

#include <random>

using namespace penstock;

namespace {

std::optional<std::int64_t> count(const char* text)
{
    return readScaled(text, 1, Suffixes::counts);
}
std::optional<std::int64_t> money(const char* text)
{
    return readScaled(text, 1'000'000, Suffixes::counts);
}

} // namespace

class TestQueryLiterals final : public QObject {
    Q_OBJECT
private slots:
    void durationsAreSumsOfUnits_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("nanos");
        const auto row = [](const char* text, Nanos nanos) {
            QTest::newRow(text) << QByteArray(text) << qint64{nanos};
        };
        row("15m", 15 * kMinute);
        row("250ms", 250 * kMillisecond);
        row("2h30m", 2 * kHour + 30 * kMinute);
        row("3 min", 3 * kMinute);
        row("3 min 28 s", 3 * kMinute + 28 * kSecond);
        row("1.5h", 90 * kMinute);
        row("18 µs", 18 * kMicrosecond);
        row("7d", 7 * kDay);
        row("2 weeks", 14 * kDay);
        row("0s", 0);
        row("1ns", 1);
        row("0.000000001s", 1);
        row("-5m", -5 * kMinute);
    }
    void durationsAreSumsOfUnits()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, nanos);
        QCOMPARE(readDuration(text.toStdString()).value_or(INT64_MIN), Nanos{nanos});
    }
    void whatIsNoDurationIsRefused()
    {
        for (const char* text : {"", "m", "15", "15x", "15m5", "1..5h", "0.5ns", "1e3s", "15m and",
                                 "300000000w", "99999999999999999999s", "h15", "5mon", "-"})
            QVERIFY2(!readDuration(text), text);
    }
    void durationsPrintInAFormThatReadsBackEqual()
    {
        QCOMPARE(printDuration(2 * kHour + 30 * kMinute), std::string("2h30m"));
        QCOMPARE(printDuration(250 * kMillisecond), std::string("250ms"));
        QCOMPARE(printDuration(0), std::string("0s"));
        for (const Nanos value : {Nanos{1}, 90 * kSecond, 7 * kDay + 1, INT64_MAX, -INT64_MAX,
                                  kHour + 3 * kMicrosecond})
            QCOMPARE(readDuration(printDuration(value)), std::optional(value));
    }
    void everyDurationThatIsShownSomewhereCanBePasted()
    {
        for (const Nanos value : {18 * kMicrosecond, 412 * kMillisecond, 43 * kSecond,
                                  208 * kSecond, 3 * kHour + 5 * kMinute})
            QCOMPARE(readDuration(formatDuration(value)), std::optional(value));
    }
    void countsAndMoneyAreExact()
    {
        QCOMPARE(count("1500"), std::optional<std::int64_t>(1'500));
        QCOMPARE(count("1.5k"), std::optional<std::int64_t>(1'500));
        QCOMPARE(count("2M"), std::optional<std::int64_t>(2'000'000));
        QCOMPARE(money("0.50"), std::optional<std::int64_t>(500'000));
        QCOMPARE(money("0.000001"), std::optional<std::int64_t>(1));
        QCOMPARE(money("1k"), std::optional<std::int64_t>(1'000'000'000));
        for (const char* text :
             {"", "1.5", "1.0005k", "1.", ".5", "1kk", "k", "0x10", "1e3", "9223372036854775808",
              "99999999999999999999999999999999999999999999"})
            QVERIFY2(!count(text), text);
        QVERIFY(!money("0.0000001"));
        QVERIFY(!money("9223372036855"));
    }
    void moneyPrintsWithoutSeparatorsAndReadsBackEqual()
    {
        QCOMPARE(printDollars(500'000), std::string("$0.50"));
        QCOMPARE(printDollars(1'284'306'112), std::string("$1284.306112"));
        QCOMPARE(printDollars(5'000'000), std::string("$5"));
        QCOMPARE(printDollars(-20'000), std::string("-$0.02"));
        for (const MicroUsd amount :
             {MicroUsd{1}, MicroUsd{-1}, MicroUsd{123'456'789}, INT64_MAX, -INT64_MAX}) {
            const auto value =
                readLiteral(FieldId::cost, CompareOp::equal, {printDollars(amount), false, {}});
            QVERIFY(value.ok());
            QCOMPARE(value->number, amount);
        }
    }
    void aTimeStandsForAllThatItsTextLeavesOpen()
    {
        const auto check = [](const char* text, const char* full, Nanos extent) {
            Nanos from = 0;
            QVERIFY(parseUtc(full, from));
            const auto instant = readInstant(text);
            QVERIFY2(instant, text);
            QCOMPARE(instant->from, from);
            QCOMPARE(instant->extent, extent);
        };
        check("2026-11-20", "2026-11-20T00:00:00Z", kDay);
        check("2026-11-20T14:32", "2026-11-20T14:32:00Z", kMinute);
        check("2026-11-20 14:32Z", "2026-11-20T14:32:00Z", kMinute);
        check("2026-11-20T14:32:07", "2026-11-20T14:32:07Z", kSecond);
        check("2026-11-20T14:32:07.418Z", "2026-11-20T14:32:07.418Z", kMillisecond);
        check("2026-11-20T14:32:07+02:00", "2026-11-20T12:32:07Z", kSecond);
        check("2024-02-29", "2024-02-29T00:00:00Z", kDay);
    }
    void whatIsNoTimeIsRefused()
    {
        for (const char* text :
             {"", "2026", "2026-13-01", "2026-02-30", "2025-02-29", "2026-11-20T",
              "2026-11-20T24:00", "2026-11-20T14:60", "2026-11-20T14:32:61", "2026-11-20T14:32:07.",
              "2026-11-20X14:32", "2026-11-20T14:32+99:00", "9999-01-01", "20261120",
              "2026-11-20T14:32Zulu"})
            QVERIFY2(!readInstant(text), text);
    }
    void timesPrintInAFormThatReadsBackEqual()
    {
        QCOMPARE(printInstant(1'795'000'000 * kSecond / kDay * kDay, kDay),
                 std::string("2026-11-18"));
        QCOMPARE(printInstant(1'795'000'000 * kSecond + 418 * kMillisecond, kMillisecond),
                 std::string("2026-11-18T11:06:40.418Z"));
        std::mt19937 random(5);
        for (int i = 0; i < 2'000; ++i)
            for (const Nanos extent :
                 {kDay, kMinute, kSecond, kSecond / 10, kMillisecond, Nanos{10}, Nanos{1}}) {
                const Nanos from = (static_cast<Nanos>(random()) - INT32_MAX) *
                                   static_cast<Nanos>(random() % 2'000'000'000) / extent * extent;
                const auto back = readInstant(printInstant(from, extent));
                QVERIFY2(back, printInstant(from, extent).c_str());
                QCOMPARE(back->from, from);
                QCOMPARE(back->extent, extent);
            }
    }
    void quotingShowsEveryHiddenCharacterAndGivesTheSameBytesBack()
    {
        QCOMPARE(quoteIfNeeded("sql.query"), std::string("sql.query"));
        QCOMPARE(quoteIfNeeded("and"), std::string("\"and\""));
        QCOMPARE(quoteIfNeeded(""), std::string("\"\""));
        QCOMPARE(quoteIfNeeded("two words"), std::string("\"two words\""));
        QCOMPARE(quote("\u202Etxt"), std::string("\"\\u{202E}txt\""));
        QCOMPARE(quote("a\"b\\c\n"), std::string("\"a\\\"b\\\\c\\n\""));
        QCOMPARE(quote("\xFF"), std::string("\"\\xFF\""));
        std::mt19937 random(7);
        for (int i = 0; i < 20'000; ++i) {
            std::string text;
            for (std::size_t k = 0, size = random() % 12; k < size; ++k)
                text += random() % 3 == 0   ? "\u202E"
                        : random() % 2 == 0 ? "\u200B"
                                            : std::string(1, static_cast<char>(random()));
            const std::string quoted = quote(text);
            QVERIFY(isUtf8(quoted));
            QCOMPARE(visibleText(quoted, 1'000, LineBreaks::show).hidden, std::size_t{0});
            QCOMPARE(unquote(quoted.substr(1, quoted.size() - 2)), std::optional(text));
        }
    }
    void escapesThatNameNoCharacterAreRefused()
    {
        for (const char* inside : {"\\", "\\q", "\\u{}", "\\u{110000}", "\\u{D800}", "\\u{1234567}",
                                   "\\u202E", "\\x", "\\xG1", "\\x1", "\\u{41"})
            QVERIFY2(!unquote(inside), inside);
        QCOMPARE(unquote("\\u{41}\\x42\\n\\'"), std::optional<std::string>("AB\n'"));
    }
};

QTEST_GUILESS_MAIN(TestQueryLiterals)
#include "tst_query_literals.moc"
