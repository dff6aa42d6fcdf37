// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions on what another has changed since it was read, and work for agents that are gone.
#include "story.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

std::vector<Finding> found(const Story& story, const DetectionSettings& settings)
{
    const std::string problem = difference(story, settings);
    if (!problem.empty())
        qFatal("%s", problem.c_str());
    return fold(story, settings);
}

std::vector<Finding> stale(const Story& story)
{
    DetectionSettings settings = only("integrity.stale_memory");
    settings.rules.tools = {{"read", "", ToolEffect::read, {"key"}, {}, {}, {}},
                            {"write", "", ToolEffect::change, {"key"}, {}, {}, {}}};
    return found(story, settings);
}

constexpr std::string_view kPlan = R"({"key":"plan"})";

std::vector<Finding> gone(const Story& story)
{
    DetectionSettings settings = only("cascade.gone_agent");
    settings.rules.agents = {{"retired", {}, {}, {}, {}, true}};
    return found(story, settings);
}

void request(Story& story, std::string_view to, bool fails = true)
{
    if (fails)
        story.failing("no answer");
    story.call("boss", to, "{}", "").change([](Step& step) { step.toolType = "agent"; });
}

void run(Story& story, std::string_view agent)
{
    story.ask("boss", agent, "go");
}

} // namespace

class StaleAndGoneTest : public QObject {
    Q_OBJECT

private slots:
    void aChangeOnWhatAnotherChangedSinceIsFound();
    void whoLooksAgainIsNotStale();
    void whoNeverLookedIsNotMeant();
    void whatWasReadLongAgoIsForgotten();
    void inOneTraceTheChangeBetweenIsItsOwn();

    void anAgentThatDoesNotAnswerAnyMoreIsGone();
    void aSignOfLifeBringsItBack();
    void whoWasNeverThereIsNotGone();
    void whoFailsNowAndThenIsNotGone();
    void workForAnAgentThatIsOutIsFoundAtOnce();
    void memoryIsBounded();
};

void StaleAndGoneTest::aChangeOnWhatAnotherChangedSinceIsFound()
{
    Story story;
    story.in(1).call("planner", "read", kPlan, "v1");
    story.in(2).call("editor", "read", kPlan, "v1").call("editor", "write", kPlan, "ok");
    QVERIFY(stale(story).empty());
    story.in(1).call("planner", "write", kPlan, "ok");
    const auto findings = stale(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().steps,
             (std::vector{story.mention(0), story.mention(2), story.mention(3)}));
    QCOMPARE(findings.front().sentence,
             std::string("“planner” changed the “key” on what it had read before “editor” changed "
                         "it 1.0 s earlier."));
    QCOMPARE(findings.front().values.back(), (ValueMention{"read", 3e9, 3600e9, Unit::nanos}));
    story.wait(11 * kMinute).tick();
    QCOMPARE(stale(story).back().change, FindingChange::cleared);
}

void StaleAndGoneTest::whoLooksAgainIsNotStale()
{
    Story story;
    story.in(1).call("planner", "read", kPlan, "v1");
    story.in(2).call("editor", "write", kPlan, "ok");
    story.in(1).call("planner", "read", kPlan, "v2").call("planner", "write", kPlan, "ok");
    story.call("planner", "write", kPlan, "ok"); // what it wrote itself it knows
    QVERIFY(stale(story).empty());
}

void StaleAndGoneTest::whoNeverLookedIsNotMeant()
{
    Story story;
    story.in(1).call("planner", "read", R"({"key":"other"})", "v1");
    story.in(2).call("editor", "write", kPlan, "ok");
    story.in(1).call("planner", "write", kPlan, "ok");
    QVERIFY(stale(story).empty());
}

void StaleAndGoneTest::whatWasReadLongAgoIsForgotten()
{
    Story story;
    story.in(1).call("planner", "read", kPlan, "v1").wait(2 * kHour);
    story.in(2).call("editor", "write", kPlan, "ok");
    story.in(1).call("planner", "write", kPlan, "ok");
    QVERIFY(stale(story).empty());
}

void StaleAndGoneTest::inOneTraceTheChangeBetweenIsItsOwn()
{
    Story story;
    story.call("planner", "read", kPlan, "v1").call("editor", "write", kPlan, "ok");
    story.call("planner", "write", kPlan, "ok");
    QVERIFY(stale(story).empty());
}

void StaleAndGoneTest::anAgentThatDoesNotAnswerAnyMoreIsGone()
{
    Story story;
    run(story, "helper");
    request(story, "helper");
    request(story, "helper");
    QVERIFY(gone(story).empty());
    request(story, "helper");
    const auto findings = gone(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().subject, std::string("helper"));
    QCOMPARE(findings.front().steps,
             (std::vector{story.mention(1), story.mention(2), story.mention(3)}));
    QCOMPARE(findings.front().values, (std::vector<ValueMention>{{"requests", 3, 3, Unit::count}}));
}

void StaleAndGoneTest::aSignOfLifeBringsItBack()
{
    Story story;
    run(story, "helper");
    for (int i = 0; i < 3; ++i)
        request(story, "helper");
    story.call("helper", "search", "{}", "ok");
    const auto findings = gone(story);
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings.back().change, FindingChange::cleared);
}

void StaleAndGoneTest::whoWasNeverThereIsNotGone()
{
    Story story;
    for (int i = 0; i < 9; ++i)
        request(story, "stranger");
    QVERIFY(gone(story).empty());
}

void StaleAndGoneTest::whoFailsNowAndThenIsNotGone()
{
    Story story;
    for (int i = 0; i < 9; ++i) {
        run(story, "helper");
        request(story, "helper");
        request(story, "helper", false);
    }
    QVERIFY(gone(story).empty());
}

void StaleAndGoneTest::workForAnAgentThatIsOutIsFoundAtOnce()
{
    Story story;
    request(story, "retired", false);
    const auto findings = gone(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().sentence,
             std::string("“retired” is out, as the policy says, and still got 1 request."));
    Story handed;
    handed.handOver("boss", "retired");
    QCOMPARE(gone(handed).size(), std::size_t{1});
    Story runs;
    run(runs, "retired");
    QCOMPARE(gone(runs).size(), std::size_t{1});
}

void StaleAndGoneTest::memoryIsBounded()
{
    DetectionSettings settings = only("cascade.gone_agent");
    Detection detection(settings);
    std::size_t early = 0;
    for (int round = 0; round < 4; ++round) {
        Story story;
        for (int i = 0; i < 5000; ++i)
            story.in(static_cast<unsigned>(i % 50 + 1))
                .call("a" + n(round * 5000 + i), "x", "{}", "ok");
        for (const LogEntry& entry : story.entries())
            detection.apply(entry);
        early = round == 0 ? detection.bytes() : early;
    }
    QVERIFY2(detection.bytes() <= early + early / 10, qPrintable(QString::number(early)));
}

QTEST_GUILESS_MAIN(StaleAndGoneTest)
#include "tst_stale_and_gone.moc"
