// SPDX-License-Identifier: GPL-3.0-or-later
// The plan for a store: what an index answers, what is left, and that both together are the filter.
#include "query_support.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

/// The literal meaning of a lowered filter, as lowering.h words it.
bool lowMatch(const LoweredFilter& lowered, const TestRow& row)
{
    if (lowered.kind != LoweredFilter::Kind::test) {
        const bool all = lowered.kind == LoweredFilter::Kind::all;
        for (const LoweredFilter& child : lowered.children)
            if (lowMatch(child, row) != all)
                return !all;
        return all;
    }
    TestRowTests tests;
    const FilterMatcher one(lowered, lowered.test.kind == FieldTest::Kind::path
                                         ? std::vector{*tests.onPath({}, lowered.test.texts[0])}
                                     : lowered.test.kind == FieldTest::Kind::content
                                         ? std::vector{*tests.saying(lowered.test.texts[0])}
                                         : std::vector<RowTestPtr>{});
    return one.matches(row);
}

FilterPlan planOf(const char* text)
{
    return planFilter(lowerFilter(parseFilter(text).filter, kNow));
}

std::string fieldsOf(const std::vector<LoweredFilter>& terms)
{
    std::string out;
    for (const LoweredFilter& term : terms) {
        out += out.empty() ? "" : " ";
        if (term.kind == LoweredFilter::Kind::test)
            out += fieldInfo(term.test.field).name;
        else
            out += (term.kind == LoweredFilter::Kind::any ? "any(" : "all(") +
                   fieldsOf(term.children) + ")";
    }
    return out;
}

} // namespace

class TestQueryPlan final : public QObject {
    Q_OBJECT
private slots:
    void conjunctsOnIndexedFieldsAreSplitFromTheRest()
    {
        const FilterPlan plan =
            planOf("agent = a and cost > $1 and error ~ timeout and not tool = x and \"refund\" "
                   "and (state = failed or kind in (tool_call))");
        QCOMPARE(fieldsOf(plan.indexed), std::string("agent cost text any(state kind)"));
        QCOMPARE(fieldsOf(plan.residual.children), std::string("error tool"));
        QVERIFY(planOf("agent = a").residual.matchesEverything());
        QVERIFY(planOf("").indexed.empty() && planOf("").residual.matchesEverything());
    }
    void aDisjunctionWithOneUnindexedPartIsLeftWhole()
    {
        const FilterPlan plan = planOf("agent = a or error ~ timeout");
        QVERIFY(plan.indexed.empty());
        QCOMPARE(fieldsOf(plan.residual.children), std::string("any(agent error)"));
    }
    void unequalAndNegatedTestsAreNeverGivenToAnIndex()
    {
        for (const char* text :
             {"agent != a", "not agent = a", "not cost > $1", "not (agent = a or cost > $1)",
              "exists agent", "agent ~ a", "under a"})
            QVERIFY2(planOf(text).indexed.empty(), text);
        QCOMPARE(planOf("not not agent = a").indexed.size(), std::size_t{1});
        QCOMPARE(planOf("not (not agent = a or not cost > $1)").indexed.size(), std::size_t{2});
    }
    void rangesOnOneFieldBecomeOne()
    {
        const FilterPlan plan = planOf("cost > $1 and cost <= $2 and cost >= $0.50");
        QCOMPARE(plan.indexed.size(), std::size_t{1});
        QCOMPARE(plan.indexed[0].test.ranges, (std::vector<NumberRange>{{1'000'001, 2'000'000}}));
    }
    void agesAndDaysAreMadePointsInTime()
    {
        QCOMPARE(planOf("started < 15m").indexed[0].test.ranges,
                 (std::vector<NumberRange>{{kNow - 15 * kMinute + 1, INT64_MAX}}));
        const Nanos day = kNow / kDay * kDay;
        QCOMPARE(planOf("started = today").indexed[0].test.ranges,
                 (std::vector<NumberRange>{{day, day + kDay - 1}}));
        QCOMPARE(planOf("started < yesterday").indexed[0].test.ranges,
                 (std::vector<NumberRange>{{INT64_MIN, day - kDay - 1}}));
    }
    void theLoweredFormAndThePlanMeanWhatTheFilterMeans()
    {
        std::mt19937 random(4);
        std::size_t indexed = 0;
        for (int i = 0; i < 5'000; ++i) {
            const FilterPtr filter = randomFilter(random, 3);
            const LoweredFilter lowered = lowerFilter(filter, kNow);
            const FilterPlan plan = planFilter(lowered);
            indexed += plan.indexed.size();
            for (int k = 0; k < 4; ++k) {
                const TestRow row = randomRow(random);
                const bool expected = naiveMatch(filter, row, kNow);
                QVERIFY2(lowMatch(lowered, row) == expected, printFilter(filter).c_str());
                bool planned = lowMatch(plan.residual, row);
                for (const LoweredFilter& term : plan.indexed)
                    planned = lowMatch(term, row) && planned;
                QVERIFY2(planned == expected, printFilter(filter).c_str());
            }
        }
        QVERIFY(indexed > 500); // enough to mean something
    }
};

QTEST_GUILESS_MAIN(TestQueryPlan)
#include "tst_query_plan.moc"
