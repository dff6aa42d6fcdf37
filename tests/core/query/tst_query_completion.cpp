// SPDX-License-Identifier: GPL-3.0-or-later
// Completion: what is offered at the cursor, in which order, and that accepting it leads to a filter that parses.
#include "query_support.h"

#include "core/query/completion.h"

#include <QTest>

#include <algorithm>

using namespace penstock;
using namespace penstock::test;

namespace {

class Fleet final : public LiveValues {
public:
    std::vector<LiveValue> valuesOf(FieldId field, std::string_view, std::size_t limit) override
    {
        asked = field;
        if (field != FieldId::agent && field != FieldId::to)
            return {};
        std::vector<LiveValue> all = {
            {"support-triage", 41}, {"billing refunds", 12}, {"and", 1}, {"\u202Etriage", 3}};
        all.resize(std::min(all.size(), limit));
        return all;
    }
    FieldId asked{};
};

/// `|` is the cursor.
Completion at(std::string text, const FieldScope& scope = {}, LiveValues* live = nullptr)
{
    const auto cursor = text.find('|');
    text.erase(cursor, 1);
    return completeFilter(text, cursor, scope, live);
}

std::string inserts(const Completion& completion, std::size_t most = 3)
{
    std::string out;
    for (std::size_t i = 0; i < std::min(most, completion.candidates.size()); ++i)
        out += (i == 0 ? "" : " | ") + completion.candidates[i].insert;
    return out;
}

bool offers(const Completion& completion, std::string_view insert)
{
    return std::any_of(completion.candidates.begin(), completion.candidates.end(),
                       [insert](const FilterCandidate& c) { return c.insert == insert; });
}

} // namespace

class TestQueryCompletion final : public QObject {
    Q_OBJECT
private slots:
    void anEmptyLineOffersTheFieldsOfTheRowsAndTheWordsThatBeginACondition()
    {
        FieldScope runs;
        runs.rows = RowKind::run;
        const Completion completion = at("|", runs);
        QCOMPARE(completion.candidates[0].insert, std::string("agent"));
        QCOMPARE(completion.candidates[0].kind, CandidateKind::field);
        QVERIFY(!completion.candidates[0].description.empty());
        for (const char* word : {"duration", "not", "exists", "under", "delegated_by", "("})
            QVERIFY2(offers(completion, word), word);
        QVERIFY(!offers(completion, "tool"));
        QVERIFY(!offers(completion, "and"));
    }
    void aBegunWordIsReplacedWholeAndTheBestMatchComesFirst()
    {
        const Completion completion = at("env = prod and  ag|en = a");
        QCOMPARE(completion.replace.begin, std::size_t{16});
        QCOMPARE(completion.replace.end, std::size_t{20});
        QCOMPARE(inserts(completion), std::string("agent | agent_id | agents"));
        QCOMPARE(inserts(at("se|"), 2),
                 std::string("session | first_seen")); // beginnings, then later parts
    }
    void afterAFieldComeTheComparisonsOfItsType()
    {
        QCOMPARE(inserts(at("agent |"), 9), std::string("= | != | ~ | in ("));
        QCOMPARE(inserts(at("cost |"), 9), std::string("= | != | < | <= | > | >= | in ("));
        QCOMPARE(inserts(at("text |"), 9), std::string("~"));
        QCOMPARE(inserts(at("agent not |"), 9), std::string("in ("));
        QCOMPARE(inserts(at("agent in |"), 9), std::string("("));
    }
    void afterAComparisonComeWordsUnitsAndLiveValuesByHowManyRowsHaveThem()
    {
        QCOMPARE(inserts(at("state = |"), 9), std::string("unset | ok | failed | running"));
        QCOMPARE(inserts(at("state = f|"), 9), std::string("failed"));
        QCOMPARE(inserts(at("last_seen < |"), 2), std::string("5m | 15m"));
        QVERIFY(offers(at("started > |"), "today"));
        QCOMPARE(inserts(at("priced = |")), std::string("true | false"));
        Fleet fleet;
        QCOMPARE(inserts(at("agent = |", {}, &fleet)),
                 std::string("support-triage | \"billing refunds\" | \"\\u{202E}triage\""));
        QCOMPARE(at("agent = |", {}, &fleet).candidates[0].description, std::string("41 rows"));
        QCOMPARE(inserts(at("agent = TRI|", {}, &fleet)),
                 std::string("support-triage | \"\\u{202E}triage\""));
        QCOMPARE(inserts(at("agent in (\"bill|", {}, &fleet)), std::string("\"billing refunds\""));
        QCOMPARE(inserts(at("under bi|", {}, &fleet)), std::string("\"billing refunds\""));
        QCOMPARE(inserts(at("to = an|", {}, &fleet)), std::string("\"and\""));
        QCOMPARE(fleet.asked, FieldId::to);
    }
    void afterAConditionComeTheWordsThatJoinAndCloseWhatIsOpen()
    {
        QCOMPARE(inserts(at("agent = a |")), std::string("and | or"));
        QCOMPARE(inserts(at("(agent = a |")), std::string("and | or | )"));
        QCOMPARE(inserts(at("agent in (a |")), std::string(", | )"));
        QCOMPARE(inserts(at("agent in (a) |")), std::string("and | or"));
        QCOMPARE(inserts(at("exists model |")), std::string("and | or"));
        QCOMPARE(inserts(at("\"refund\" o|")), std::string("or"));
        QVERIFY(!offers(at("exists te|"), "text")); // text is searched for, it is no value
    }
    void whateverStandsThereTheAnswerIsBoundedAndInsideTheText()
    {
        std::mt19937 random(9);
        Fleet fleet;
        for (int i = 0; i < 5'000; ++i) {
            std::string text = printFilter(randomFilter(random, 2));
            if (i % 3 == 0)
                text.erase(random() % text.size(), 3);
            const std::size_t cursor = random() % (text.size() + 3);
            const Completion completion = completeFilter(text, cursor, {}, &fleet);
            QVERIFY(completion.candidates.size() <= kCompletionLimit);
            QVERIFY(completion.replace.begin <= completion.replace.end &&
                    completion.replace.end <= text.size());
        }
    }
    void acceptingCandidatesStepByStepGivesAFilterThatParses()
    {
        std::mt19937 random(10);
        Fleet fleet;
        for (int round = 0; round < 500; ++round) {
            std::string text;
            for (int step = 0; step < 24; ++step) {
                const Completion completion = completeFilter(text, text.size(), {}, &fleet);
                if (completion.candidates.empty())
                    break;
                text += completion.candidates[random() % completion.candidates.size()].insert + " ";
                const FilterDiagnostic d = parseFilter(text).diagnostic;
                // Either it parses, or only because something is still missing at the end.
                QVERIFY2(d.problem == FilterProblem::none || d.problem == FilterProblem::tooDeep ||
                             d.range.begin == text.size() || d.problem == FilterProblem::badValue,
                         (text + "\n" + d.sentence).c_str());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestQueryCompletion)
#include "tst_query_completion.moc"
