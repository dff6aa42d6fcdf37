// SPDX-License-Identifier: GPL-3.0-or-later
// What matches: unknown values, cases, ages and days – and the compiled matcher against the literal evaluator.
#include "query_support.h"

#include <QTest>

#include <cstdlib>
#include <new>

using namespace penstock;
using namespace penstock::test;

namespace {
std::size_t g_allocations = 0;
} // namespace

void* operator new(std::size_t size)
{
    ++g_allocations;
    if (void* memory = std::malloc(size == 0 ? 1 : size))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace {

bool matches(const char* text, const TestRow& row)
{
    TestRowTests tests;
    const ParsedFilter parsed = parseFilter(text);
    if (parsed.verdict == FilterVerdict::invalid)
        qFatal("%s: %s", text, parsed.diagnostic.sentence.c_str());
    return compileFilter(parsed.filter, kNow, &tests).matcher->matches(row);
}

} // namespace

class TestQueryMatcher final : public QObject {
    Q_OBJECT
private slots:
    void anUnknownValueSatisfiesNoComparisonAndNotIsThePlainOpposite()
    {
        const TestRow row;
        for (const char* comparison :
             {"model = a", "model != a", "model ~ a", "model in (a, b)", "exists model",
              "cost > $0", "cost <= $9", "cost != $1", "state = ok", "state != ok", "trace ~ 1",
              "last_seen < 15m", "last_seen > 15m", "started = today", "priced = false"}) {
            QVERIFY2(!matches(comparison, row), comparison);
            QVERIFY2(matches((std::string("not ") + comparison).c_str(), row), comparison);
        }
        QVERIFY(matches("model = a or not exists model", row));
    }
    void unequalMeansKnownAndOtherWhileNotEqualAlsoKeepsTheUnknown()
    {
        TestRow known;
        known.texts[FieldId::model] = "b";
        const TestRow unknown;
        QVERIFY(matches("model != a", known));
        QVERIFY(!matches("model != a", unknown));
        QVERIFY(matches("not model = a", known));
        QVERIFY(matches("not model = a", unknown));
        QVERIFY(!matches("not model != a", known));
        QVERIFY(matches("not model != a", unknown));
    }
    void textsAreExactUnlessContainsIsAskedFor()
    {
        TestRow row;
        row.texts[FieldId::agent] = "Planner";
        QVERIFY(matches("agent = Planner", row));
        QVERIFY(!matches("agent = planner", row));
        QVERIFY(matches("agent ~ PLAN", row));
        QVERIFY(matches("agent in (a, Planner, b)", row));
        QVERIFY(!matches("agent in (a, planner, b)", row));
    }
    void anAgeIsCountedFromNowAndSmallerIsNewer()
    {
        TestRow row;
        row.numbers[FieldId::lastSeen] = kNow - 15 * kMinute;
        QVERIFY(!matches("last_seen < 15m", row));
        QVERIFY(matches("last_seen <= 15m", row));
        QVERIFY(matches("last_seen >= 15m", row));
        QVERIFY(!matches("last_seen > 15m", row));
        QVERIFY(matches("last_seen < 16m", row));
        QVERIFY(matches("last_seen > 14m", row));
        row.numbers[FieldId::lastSeen] = kNow + kHour; // a clock that runs ahead
        QVERIFY(matches("last_seen < 15m", row));
    }
    void aDayOrMinuteStandsForAllOfIt()
    {
        TestRow row;
        Nanos noon = 0;
        QVERIFY(parseUtc("2026-11-17T12:00:30Z", noon));
        row.numbers[FieldId::started] = noon;
        for (const char* text :
             {"started = 2026-11-17", "started <= 2026-11-17", "started >= 2026-11-17",
              "started = 2026-11-17T12:00", "started > 2026-11-16", "started < 2026-11-18",
              "started > 2026-11-17T11:59", "started in (2026-11-10, 2026-11-17)",
              "started = yesterday"})
            QVERIFY2(matches(text, row), text);
        for (const char* text :
             {"started < 2026-11-17", "started > 2026-11-17", "started != 2026-11-17",
              "started > 2026-11-17T12:00", "started = today"})
            QVERIFY2(!matches(text, row), text);
    }
    void aRowWithSeveralWordsEqualsEachOfThem()
    {
        TestRow row;
        row.wordBits[FieldId::knownBy] =
            std::uint64_t{1} << *enumNumber(FieldId::knownBy, "declared") |
            std::uint64_t{1} << *enumNumber(FieldId::knownBy, "graph_parent");
        QVERIFY(matches("known_by = declared and known_by = graph_parent", row));
        QVERIFY(!matches("known_by != declared", row));
        QVERIFY(matches("known_by != inferred", row));
        QVERIFY(matches("known_by in (inferred, declared)", row));
    }
    void idsMatchWholeOrByTheirBeginning()
    {
        TestRow row;
        row.ids[FieldId::trace] =
            FilterLiteral::ofId(*TraceId::parse("4bf92f3577b34da6a3ce929d0e0e4736")).id;
        row.ids[FieldId::step] = FilterLiteral::ofId(*SpanId::parse("00f067aa0ba902b7")).id;
        QVERIFY(
            matches("trace = 4BF92F3577B34DA6A3CE929D0E0E4736 and step = 00f067aa0ba902b7", row));
        QVERIFY(matches("trace ~ 4 and trace ~ 4bf92f3577b34da6a and trace ~ "
                        "4bf92f3577b34da6a3ce929d0e0e473 and step ~ 00f0",
                        row));
        QVERIFY(!matches("trace ~ 5", row));
        QVERIFY(!matches("trace ~ 4bf92f3577b34da6b", row));
        QVERIFY(!matches("trace = 4bf92f3577b34da6a3ce929d0e0e4737", row));
    }
    void pathsAndTextsAreAskedOfTheirSource()
    {
        TestRow row;
        row.texts[FieldId::agent] = "planner";
        row.content = "Please refund order 5518-A";
        QVERIFY(matches("under plan and \"REFUND order\"", row));
        QVERIFY(!matches("under writer or \"chargeback\"", row));
        QVERIFY(matches(
            "not under writer and not \"chargeback\" and (\"nothing\" or downstream_of p)", row));
    }
    void theCompiledMatcherAgreesWithTheLiteralEvaluatorOnRandomFiltersAndRows()
    {
        std::mt19937 random(1);
        TestRowTests tests;
        std::size_t hits = 0, misses = 0;
        for (int i = 0; i < 10'000; ++i) {
            const FilterPtr filter = randomFilter(random, 3);
            const CompiledFilter compiled = compileFilter(filter, kNow, &tests);
            QVERIFY(compiled.matcher);
            for (int k = 0; k < 8; ++k) {
                const TestRow row = randomRow(random);
                const bool expected = naiveMatch(filter, row, kNow);
                (expected ? hits : misses) += 1;
                QVERIFY2(compiled.matcher->matches(row) == expected, printFilter(filter).c_str());
                const FieldReader& abstract = row;
                QVERIFY2(compiled.matcher->matches(abstract) == expected,
                         printFilter(filter).c_str());
            }
        }
        QVERIFY(hits > 20'000 && misses > 20'000); // neither side is trivial
    }
    void negatingAFilterSplitsTheRows()
    {
        std::mt19937 random(2);
        TestRowTests tests;
        for (int i = 0; i < 3'000; ++i) {
            const FilterPtr filter = randomFilter(random, 3);
            const auto in = compileFilter(filter, kNow, &tests),
                       out = compileFilter(negation(filter), kNow, &tests);
            const TestRow row = randomRow(random);
            QVERIFY(in.matcher->matches(row) != out.matcher->matches(row));
        }
    }
    void matchingARowAllocatesNothing()
    {
        std::mt19937 random(3);
        TestRowTests tests;
        const FilterPtr filter =
            parseFilter("last_seen < 15m and env = prod and not agent in (canary-a, canary-b) or "
                        "cost > $0.50 and tokens in (1, 2, 3) "
                        "or trace ~ 4bf9 or known_by = declared or \"refund\" or name ~ query")
                .filter;
        const auto matcher = compileFilter(filter, kNow, &tests).matcher;
        std::vector<TestRow> rows;
        for (int i = 0; i < 200; ++i)
            rows.push_back(randomRow(random));
        std::size_t matched = 0;
        const std::size_t before = g_allocations;
        for (const TestRow& row : rows)
            matched += matcher->matches(row);
        const std::size_t after = g_allocations;
        QCOMPARE(after, before);
        QVERIFY(before > 0 && matched > 0 && matched < rows.size());
    }
};

QTEST_GUILESS_MAIN(TestQueryMatcher)
#include "tst_query_matcher.moc"
