// SPDX-License-Identifier: GPL-3.0-or-later
// Detectors of what becomes of data on its way: labelled data that reaches who has no clearance, figures that change while
// they are passed on. Each fires with exact evidence, does not fire on what only looks like it, and is the same after
// restarts and for any prefix of the log.
#include "story.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

const std::string kRecord =
    R"({"account":"A-77","limit":52000,"margin":33.4,"reserve":8123,"reference":"NL00X913"})";
const std::string kToldOn = R"({"answer":"limit 52000, margin 33.4, reserve 8123"})";
const std::string kFinding = "According to the statistics office, revenue in the market for "
                             "heat pumps was 4812 million EUR in 2024, up 12.5 percent; 17 "
                             "vendors hold half of it.";

DetectionSettings labelled()
{
    DetectionSettings settings = only("integrity.labelled_data");
    ToolRule rule;
    rule.name = "ledger.read";
    rule.labels = {"finance"};
    settings.rules.tools.push_back(rule);
    settings.rules.agents.push_back({"ledger*", {"personal", "finance"}, {}, {}, {}});
    settings.rules.agents.push_back({"support-lead", {"personal"}, {}, {}, {}});
    return settings;
}

std::vector<Finding> leaks(const Story& story)
{
    const std::string problem = difference(story, labelled());
    if (!problem.empty())
        qFatal("%s", problem.c_str());
    return fold(story, labelled());
}

Story summary(const std::string& said)
{
    Story story;
    story.call("web", "fetch", R"({"url":"https://stats.example/r1"})", kFinding);
    story.says("summariser", said);
    return story;
}

} // namespace

class IntegrityOfDataTest : public QObject {
    Q_OBJECT

private slots:
    void labelledDataThatIsToldOnIsFoundWithItsWay();
    void whoReadsItWithoutClearanceIsFoundAtOnce();
    void whatAModelIsGivenCountsToo();
    void whoIsClearedMayKnowIt();
    void aFewFiguresThatWereAskedWithAreNoLeak();
    void otherTracesAndFailedCallsTellNothing();
    void withoutLabelsNothingIsLabelled();
    void aLeakIsToldOnceAnAgent();

    void aFigureThatChangesIsFound();
    void theSameFigureWrittenOtherwiseIsNoDrift();
    void aShorterSummaryIsNoDrift();
    void aFigureThatWasSaidBeforeIsNoDrift();
    void aSumIsNoDrift();
    void anotherTextIsNoDrift();
    void anotherKindOfFigureIsNoDrift();
    void whoBargainsDoesNotPassOn();
};

void IntegrityOfDataTest::labelledDataThatIsToldOnIsFoundWithItsWay()
{
    Story story;
    story.call("ledger", "ledger.read", R"({"account":"A-77"})", kRecord);
    story.call("support", "ask_ledger", R"({"task":"why not A-77"})", kToldOn);
    const auto findings = leaks(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings[0].subject, std::string("support"));
    QCOMPARE(findings[0].steps.size(), std::size_t{2});
    QCOMPARE(findings[0].steps[0], story.mention(0));
    QCOMPARE(findings[0].steps[1], story.mention(1));
    QCOMPARE(findings[0].edges.size(), std::size_t{1});
    QCOMPARE(findings[0].edges[0].from, std::string("ledger"));
    QCOMPARE(findings[0].edges[0].to, std::string("support"));
    QCOMPARE(findings[0].values[1].value, 3.0);
    QCOMPARE(findings[0].sentence,
             std::string("What “ledger.read” gives out is labelled “finance” and was told to "
                         "“support”, who has no clearance for it."));
    story.wait(Detection::kQuiet + kMinute).tick();
    QCOMPARE(leaks(story).back().change, FindingChange::cleared);
}

void IntegrityOfDataTest::whoReadsItWithoutClearanceIsFoundAtOnce()
{
    Story story;
    story.call("support-lead", "ledger.read", R"({"account":"A-77"})", kRecord);
    const auto findings = leaks(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings[0].steps.size(), std::size_t{1});
    QVERIFY(findings[0].edges.empty());
    QVERIFY(findings[0].sentence.find("“support-lead” used it") != std::string::npos);
}

void IntegrityOfDataTest::whatAModelIsGivenCountsToo()
{
    Story story;
    story.call("ledger", "ledger.read", R"({"account":"A-77"})", kRecord);
    story.replies("support", kToldOn, "You can pay by card.");
    QCOMPARE(leaks(story).size(), std::size_t{1});
}

void IntegrityOfDataTest::whoIsClearedMayKnowIt()
{
    Story story;
    story.call("ledger", "ledger.read", R"({"account":"A-77"})", kRecord);
    story.call("ledger-boss", "ask_ledger", R"({"task":"why not A-77"})", kToldOn);
    story.replies("ledger", kToldOn, kToldOn);
    QVERIFY(leaks(story).empty());
}

void IntegrityOfDataTest::aFewFiguresThatWereAskedWithAreNoLeak()
{
    Story story;
    story.call("ledger", "ledger.read", R"({"account":"A-77"})", kRecord);
    story.call("support", "ask_ledger", R"({"account":"A-77","limit":52000,"reserve":8123})",
               R"({"answer":"A-77 with 52000 and 8123 is fine, margin 33.4"})");
    story.call("support", "ask_ledger", R"({"task":"may A-77 pay later"})",
               R"({"answer":"no, the limit of A-77 is 52000"})");
    QVERIFY(leaks(story).empty());
}

void IntegrityOfDataTest::otherTracesAndFailedCallsTellNothing()
{
    Story story;
    story.failing().call("ledger", "ledger.read", R"({"account":"A-77"})", kRecord);
    story.call("support", "ask_ledger", R"({"task":"why"})", kToldOn);
    story.in(2).call("ledger", "ledger.read", R"({"account":"A-77"})", kRecord);
    story.in(3).call("support", "ask_ledger", R"({"task":"why"})", kToldOn);
    story.in(2).failing().call("support", "ask_ledger", R"({"task":"why"})", kToldOn);
    QVERIFY(leaks(story).empty());
}

void IntegrityOfDataTest::withoutLabelsNothingIsLabelled()
{
    Story story;
    story.call("support", "orders.get", R"({"account":"A-77"})", kRecord);
    story.call("web", "ask_support", R"({"task":"why"})", kToldOn);
    QVERIFY(leaks(story).empty());
    story.call("support", "ledger.read", R"({"account":"A-77"})", kRecord);
    QVERIFY(checked(story, "integrity.labelled_data").empty()); // no rules at all
}

void IntegrityOfDataTest::aLeakIsToldOnceAnAgent()
{
    Story story;
    story.call("ledger", "ledger.read", R"({"account":"A-77"})", kRecord);
    for (int i = 0; i < 5; ++i)
        story.call("support", "ask_ledger", R"({"task":"why"})", kToldOn);
    story.call("web", "ask_support", R"({"task":"why"})", kToldOn);
    QCOMPARE(leaks(story).size(), std::size_t{2});
}

void IntegrityOfDataTest::aFigureThatChangesIsFound()
{
    const Story story = summary("Heat pumps: 4812 million EUR in 2024, up 15.5 percent, 17 "
                                "vendors, says the statistics office.");
    const auto findings = checked(story, "integrity.drift");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings[0].subject, std::string("summariser"));
    QCOMPARE(findings[0].steps, (std::vector<StepMention>{story.mention(0), story.mention(1)}));
    QCOMPARE(findings[0].values[0].value, 1.0);
    QCOMPARE(findings[0].values[1].value, 3.0);
    QCOMPARE(findings[0].sentence,
             std::string("1 of 4 figures changed while they were passed on: “summariser” says one "
                         "that stands nowhere before."));
}

void IntegrityOfDataTest::theSameFigureWrittenOtherwiseIsNoDrift()
{
    QVERIFY(checked(summary("Heat pumps: 4,812 million EUR in 2024, up 12.5 percent, 17 vendors, "
                            "says the statistics office."),
                    "integrity.drift")
                .empty());
}

void IntegrityOfDataTest::aShorterSummaryIsNoDrift()
{
    QVERIFY(checked(summary("Heat pumps: 4812 million EUR in 2024, says the statistics office."),
                    "integrity.drift")
                .empty());
}

void IntegrityOfDataTest::aFigureThatWasSaidBeforeIsNoDrift()
{
    Story story;
    story.call("web", "fetch", R"({"url":"https://stats.example/r2"})", "In 2024 it was 15.5.");
    story.call("web", "fetch", R"({"url":"https://stats.example/r1"})", kFinding);
    story.says("summariser",
               "Heat pumps: 4812 million EUR in 2024, up 15.5 percent, 17 vendors, says the "
               "statistics office.");
    QVERIFY(checked(story, "integrity.drift").empty());
}

void IntegrityOfDataTest::aSumIsNoDrift()
{
    QVERIFY(checked(summary("Heat pumps: 4812 million EUR in 2024, up 12.5 percent; 17 vendors, "
                            "says the statistics office: 283 million a vendor."),
                    "integrity.drift")
                .empty());
}

void IntegrityOfDataTest::anotherTextIsNoDrift()
{
    QVERIFY(checked(summary("In 2024 I wrote 17 letters about trains, ships and 99 red balloons "
                            "that nobody ever answered, which made me sad for weeks."),
                    "integrity.drift")
                .empty());
}

void IntegrityOfDataTest::anotherKindOfFigureIsNoDrift()
{
    QVERIFY(checked(summary("Heat pumps: 4812 million EUR in 2024, 17 vendors, says the statistics "
                            "office, page 93."),
                    "integrity.drift")
                .empty()); // a page is no growth
}

void IntegrityOfDataTest::whoBargainsDoesNotPassOn()
{
    const auto offer = [](Story& story, std::string_view agent, const std::string& price) {
        story.says(agent, "Our offer: " + price +
                              " EUR each at 1450 units, delivered 2026-12-04, "
                              "30 days net.");
    };
    const auto turn = [](Story& story, std::string_view service, std::uint64_t run) {
        story.change([=](Step& step) {
            step.service = service;
            step.parent.value = run;
        });
    };
    Story named;
    offer(named, "buyer", "8.10");
    turn(named, "shop", 1);
    offer(named, "vendor", "8.10");
    turn(named, "mill", 2);
    offer(named, "vendor", "8.94");
    turn(named, "mill", 3);
    QVERIFY(checked(named, "integrity.drift").empty());
    Story unnamed;
    unnamed.says("buyer", "Can you do 8.10?");
    turn(unnamed, "shop", 1);
    offer(unnamed, "", "8.94");
    turn(unnamed, "mill", 2);
    offer(unnamed, "", "8.72");
    turn(unnamed, "mill", 3);
    QVERIFY(checked(unnamed, "integrity.drift").empty());
}

QTEST_GUILESS_MAIN(IntegrityOfDataTest)
#include "tst_integrity_of_data.moc"
