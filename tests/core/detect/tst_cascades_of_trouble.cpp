// SPDX-License-Identifier: GPL-3.0-or-later
// Trouble that spreads or stands still: failures over several agents with the first one named, work that was begun and never
// heard of again, calls that take many times as long. Each fires, does not fire on near misses, has exact evidence, ends.
#include "story.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

void lasting(Story& story, Nanos time)
{
    story.change([time](Step& step) { step.end = step.start + time; });
}

/// A placeholder for work of this kind.
void begin(Story& story, StepKind kind, std::string_view name)
{
    story.ask("boss", name, "go").change([kind](Step& step) {
        step.kind = kind;
        step.flags |= kProvisional;
        step.status = StepStatus::running;
    });
}

Story& seconds(Story& story, int count)
{
    for (int i = 0; i < count; ++i)
        story.wait(kSecond).tick();
    return story;
}

/// What cascade.errors says of failures that have spread.
std::vector<Finding> spreading(const Story& story)
{
    std::vector<Finding> findings = checked(story, "cascade.errors");
    std::erase_if(findings, [](const Finding& f) { return f.priority != Priority::high; });
    return findings;
}

} // namespace

class CascadesOfTroubleTest : public QObject {
    Q_OBJECT

private slots:
    void failuresOfSeveralAgentsAreACascadeAndTheFirstIsNamed();
    void theFirstIsWhatEndedFirstNotWhatArrivedFirst();
    void failuresOfOneAgentAreNone();
    void oneCallTriedAgainAndAgainIsNone();
    void failuresFarApartAreNone();
    void failuresOfOneKindThatGoOnAreToldBeforeTheySpread();
    void failuresThatGoUpAreToldBeforeTheySpread();
    void differentFailuresInOnePlaceAreANote();
    void failuresWithWorkInBetweenAreANote();
    void theLayersOfACallAreOneFailure();
    void whatWorksAgainIsNoFailure();
    void theFirstOfWhatIsLeftIsNamed();

    void aRunThatIsNeverHeardOfAgainIsFound();
    void aRunThatEndsIsNotSilent();
    void aRunWithStepsBelowItIsNotSilent();
    void whoWaitsForWorkBelowIsNotSilent();
    void workThatUsuallyTakesLongMayTakeLong();
    void whoWaitsForAPersonIsNotSilent();
    void aSignEndsTheSilence();

    void slowCallsAreFound();
    void oneSlowCallIsNone();
    void quickThingsMayTakeAMultiple();
    void callsWithStepsBelowThemDoNotCount();
    void slowCallsEnd();
};

void CascadesOfTroubleTest::failuresOfSeveralAgentsAreACascadeAndTheFirstIsNamed()
{
    Story story;
    story.call("deploy", "read", "{}", "ok");
    story.failing("schema unknown").call("deploy", "status", "{}", "");
    story.failing("unhealthy").call("deploy", "rollback", "{}", "");
    story.failing("unhealthy").call("commander", "ask_deploy", "{}", "");
    story.failing("unhealthy").call("commander", "page", "{}", "");
    QCOMPARE(spreading(story).size(), std::size_t{0});
    story.failing("gave up").says("commander", "");
    const auto findings = spreading(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().subject, std::string("status"));
    QVERIFY(findings.front().sentence.find("“schema unknown”") != std::string::npos);
    QCOMPARE(findings.front().steps,
             (std::vector<StepMention>{story.mention(1), story.mention(2), story.mention(3),
                                       story.mention(4), story.mention(5)}));
    QCOMPARE(findings.front().values, (std::vector<ValueMention>{{"places", 5, 5, Unit::count},
                                                                 {"agents", 2, 2, Unit::count},
                                                                 {"failures", 5, 3, Unit::count}}));
}

void CascadesOfTroubleTest::theFirstIsWhatEndedFirstNotWhatArrivedFirst()
{
    Story story;
    story.failing().call("a", "outer", "{}", "");
    story.failing().call("a", "middle", "{}", "");
    story.failing().call("b", "other", "{}", "");
    story.failing().call("b", "another", "{}", "");
    story.failing().call("b", "cause", "{}", "").change([](Step& step) {
        step.start = kStoryStart;
        step.end = kStoryStart + 1;
    });
    const auto findings = spreading(story);
    QCOMPARE(findings.front().subject, std::string("cause"));
    QCOMPARE(findings.front().steps.front(), story.mention(4));
    QCOMPARE(findings.front().steps.size(), std::size_t{5});
}

void CascadesOfTroubleTest::failuresOfOneAgentAreNone()
{
    Story story;
    for (int i = 0; i < 12; ++i)
        story.failing().call("a", "tool " + n(i), "{}", "");
    QCOMPARE(spreading(story).size(), std::size_t{0});
}

void CascadesOfTroubleTest::oneCallTriedAgainAndAgainIsNone()
{
    Story story;
    for (int i = 0; i < 12; ++i)
        story.failing().call(i % 2 == 0 ? "a" : "b", "pay", n(i), "");
    QCOMPARE(spreading(story).size(), std::size_t{0});
}

void CascadesOfTroubleTest::failuresOfOneKindThatGoOnAreToldBeforeTheySpread()
{
    Story story;
    story.failing("no route").call("deploy", "status", "{}", "");
    story.failing("no route").call("deploy", "status", "{}", "");
    QCOMPARE(checked(story, "cascade.errors").size(), std::size_t{0});
    story.failing("no route").call("deploy", "status", "{}", "");
    story.failing("no route").call("deploy", "status", "{}", "");
    const auto early = checked(story, "cascade.errors");
    QCOMPARE(early.size(), std::size_t{1});
    QCOMPARE(early.front().priority, Priority::medium);
    QCOMPARE(early.front().seq, Seq{3});
    QCOMPARE(early.front().steps.front(), story.mention(0));
    QCOMPARE(early.front().steps.size(), std::size_t{3});
    QCOMPARE(early.front().sentence,
             std::string("3 steps failed in 1 place, of 1 agent, and nothing of it has worked "
                         "since; the first was “status” (“no route”); the limit is 5 places."));
    for (const char* tool : {"ask", "page", "roll", "log"})
        story.failing("no route").call("commander", tool, "{}", "");
    const auto findings = checked(story, "cascade.errors");
    QCOMPARE(findings.back().change, FindingChange::changed);
    QCOMPARE(findings.back().priority, Priority::high);
    QCOMPARE(raised(findings), std::size_t{1});
}

void CascadesOfTroubleTest::failuresThatGoUpAreToldBeforeTheySpread()
{
    Story story;
    story.failing("500").call("deploy", "status", "{}", "");
    story.failing("timeout").call("deploy", "status", "{}", "");
    QCOMPARE(checked(story, "cascade.errors").size(), std::size_t{0});
    story.failing("unhealthy").ask("boss", "deploy", "roll back");
    const auto findings = checked(story, "cascade.errors");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().priority, Priority::medium);
    QCOMPARE(findings.front().subject, std::string("status"));
}

void CascadesOfTroubleTest::differentFailuresInOnePlaceAreANote()
{
    Story story;
    for (int i = 0; i < 4; ++i)
        story.failing("test " + n(i) + " failed").call("coder", "bash", n(i), "");
    const auto findings = checked(story, "cascade.errors");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().priority, Priority::note);
}

void CascadesOfTroubleTest::failuresWithWorkInBetweenAreANote()
{
    Story story;
    for (int i = 0; i < 4; ++i) {
        story.failing("1 test failed").call("coder", "bash", "{}", "");
        story.call("coder", "edit", n(i), "ok");
    }
    const auto findings = checked(story, "cascade.errors");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().priority, Priority::note);
}

void CascadesOfTroubleTest::theLayersOfACallAreOneFailure()
{
    const auto inside = [](Step& step) {
        step.kind = StepKind::mcpRequest;
        step.parent.value = step.span.value + 1;
    };
    Story story;
    for (int i = 0; i < 2; ++i) {
        story.failing("503").call("", "lookup", "{}", "").change(inside);
        story.beside().failing("503").call("", "lookup", "{}", "").change(inside);
        story.beside().failing("503").call("a", "lookup", "{}", "");
    }
    QCOMPARE(checked(story, "cascade.errors").size(), std::size_t{0});
    story.failing("503").call("a", "lookup", "{}", "");
    QCOMPARE(checked(story, "cascade.errors").front().steps,
             (std::vector{story.mention(0), story.mention(3), story.mention(6)}));
}

void CascadesOfTroubleTest::whatWorksAgainIsNoFailure()
{
    Story flaky;
    for (int i = 0; i < 6; ++i) {
        flaky.failing("busy").call("a", "tool " + n(i), "{}", "");
        flaky.call("a", "tool " + n(i), "{}", "ok");
    }
    QCOMPARE(checked(flaky, "cascade.errors").size(), std::size_t{0});
    Story story;
    for (int i = 0; i < 3; ++i)
        story.failing("busy").call("a", "pay", n(i), "");
    story.call("a", "pay", "{}", "ok");
    const auto findings = checked(story, "cascade.errors");
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings.back().change, FindingChange::cleared);
    QCOMPARE(findings.back().sentence, std::string("What failed works again."));
}

void CascadesOfTroubleTest::theFirstOfWhatIsLeftIsNamed()
{
    Story story;
    story.failing("busy")
        .call("a", "first", "{}", "")
        .failing("gone")
        .call("a", "second", "{}", "");
    story.call("a", "first", "{}", "ok");
    story.failing("gone").call("a", "second", "{}", "");
    story.failing("gone").call("b", "third", "{}", "");
    const auto findings = checked(story, "cascade.errors");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().subject, std::string("second"));
    QCOMPARE(findings.front().steps,
             (std::vector{story.mention(1), story.mention(3), story.mention(4)}));
}

void CascadesOfTroubleTest::failuresFarApartAreNone()
{
    Story story;
    for (int i = 0; i < 8; ++i) {
        story.failing().call(i % 2 == 0 ? "a" : "b", "tool " + n(i), "{}", "");
        story.wait(5 * kMinute);
    }
    QCOMPARE(spreading(story).size(), std::size_t{0});
}

void CascadesOfTroubleTest::aRunThatIsNeverHeardOfAgainIsFound()
{
    Story story;
    begin(story, StepKind::agentRun, "analyst");
    seconds(story, 120);
    QCOMPARE(checked(story, "cascade.silence").size(), std::size_t{0});
    seconds(story, 1);
    const auto findings = checked(story, "cascade.silence");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().subject, std::string("analyst"));
    QCOMPARE(findings.front().steps, (std::vector<StepMention>{story.mention(0)}));
    QCOMPARE(findings.front().values.front().limit, static_cast<double>(120 * kSecond));
}

void CascadesOfTroubleTest::aRunThatEndsIsNotSilent()
{
    Story story;
    begin(story, StepKind::toolCall, "search");
    const SpanId span = story.mention(0).span;
    seconds(story, 60);
    story.call("boss", "search", "{}", "ok").change([span](Step& step) { step.span = span; });
    seconds(story, 400);
    QCOMPARE(checked(story, "cascade.silence").size(), std::size_t{0});
}

void CascadesOfTroubleTest::aRunWithStepsBelowItIsNotSilent()
{
    Story story;
    begin(story, StepKind::agentRun, "analyst");
    const SpanId span = story.mention(0).span;
    for (int i = 0; i < 5; ++i) {
        seconds(story, 100);
        story.call("analyst", "search", n(i), "x").change([span](Step& step) {
            step.parent = span;
        });
    }
    QCOMPARE(checked(story, "cascade.silence").size(), std::size_t{0});
}

void CascadesOfTroubleTest::whoWaitsForWorkBelowIsNotSilent()
{
    Story story;
    begin(story, StepKind::toolCall, "ask_analyst");
    const SpanId tool = story.mention(0).span;
    begin(story, StepKind::agentRun, "analyst");
    story.change([tool](Step& step) { step.parent = tool; });
    const SpanId run = story.mention(1).span;
    for (int i = 0; i < 4; ++i) {
        seconds(story, 100);
        story.call("analyst", "search", n(i), "x").change([run](Step& step) { step.parent = run; });
    }
    QCOMPARE(checked(story, "cascade.silence").size(), std::size_t{0});
    seconds(story, 125); // now the analyst is silent, and who asked waits for it
    const auto findings = checked(story, "cascade.silence");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().subject, std::string("analyst"));
}

void CascadesOfTroubleTest::workThatUsuallyTakesLongMayTakeLong()
{
    Story story;
    for (int i = 0; i < 5; ++i) {
        story.ask("boss", "analyst", "go " + n(i));
        lasting(story, kMinute);
    }
    begin(story, StepKind::agentRun, "analyst");
    seconds(story, 299);
    QCOMPARE(checked(story, "cascade.silence").size(), std::size_t{0});
    seconds(story, 2);
    QCOMPARE(raised(checked(story, "cascade.silence")), std::size_t{1});
}

void CascadesOfTroubleTest::whoWaitsForAPersonIsNotSilent()
{
    Story story;
    begin(story, StepKind::agentRun, "analyst");
    begin(story, StepKind::humanWait, "approval");
    seconds(story, 1000);
    QCOMPARE(checked(story, "cascade.silence").size(), std::size_t{0});
}

void CascadesOfTroubleTest::aSignEndsTheSilence()
{
    Story story;
    begin(story, StepKind::agentRun, "analyst");
    const SpanId span = story.mention(0).span;
    seconds(story, 130);
    story.call("analyst", "search", "x", "x").change([span](Step& step) { step.parent = span; });
    const auto findings = checked(story, "cascade.silence");
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings.back().sentence, std::string("A step below it arrived."));
    seconds(story, 130);
    QCOMPARE(raised(checked(story, "cascade.silence")), std::size_t{2});
}

void CascadesOfTroubleTest::slowCallsAreFound()
{
    Story story;
    for (int i = 0; i < 30; ++i) {
        story.call("a", "search", n(i), "x");
        lasting(story, 2 * kSecond);
    }
    for (int i = 0; i < 2; ++i) {
        story.call("a", "search", n(i), "x");
        lasting(story, 30 * kSecond);
    }
    QCOMPARE(checked(story, "cascade.latency").size(), std::size_t{0});
    story.call("a", "search", "y", "x");
    lasting(story, 30 * kSecond);
    const auto findings = checked(story, "cascade.latency");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().values,
             (std::vector<ValueMention>{{"takes", 30e9, 12e9, Unit::nanos}}));
    QCOMPARE(findings.front().steps.size(), std::size_t{5});
    QCOMPARE(findings.front().steps.back(), story.mention(32));
}

void CascadesOfTroubleTest::oneSlowCallIsNone()
{
    Story story;
    for (int i = 0; i < 60; ++i) {
        story.call("a", "search", n(i), "x");
        lasting(story, i % 10 == 9 ? kMinute : kSecond);
    }
    QCOMPARE(checked(story, "cascade.latency").size(), std::size_t{0});
}

void CascadesOfTroubleTest::quickThingsMayTakeAMultiple()
{
    Story story;
    for (int i = 0; i < 60; ++i) {
        story.call("a", "search", n(i), "x");
        lasting(story, i < 40 ? kSecond / 10 : 5 * kSecond);
    }
    QCOMPARE(checked(story, "cascade.latency").size(), std::size_t{0});
}

void CascadesOfTroubleTest::callsWithStepsBelowThemDoNotCount()
{
    Story story;
    for (int i = 0; i < 60; ++i) {
        story.says("helper", "x").change([](Step& step) {
            step.parent.value = step.span.value + 1;
        });
        story.call("a", "ask_helper", n(i), "x");
        lasting(story, i < 40 ? kSecond : 5 * kMinute);
    }
    QCOMPARE(checked(story, "cascade.latency").size(), std::size_t{0});
}

void CascadesOfTroubleTest::slowCallsEnd()
{
    Story story;
    for (int i = 0; i < 50; ++i) {
        story.call("a", "search", n(i), "x");
        lasting(story, i >= 30 && i < 40 ? kMinute : kSecond);
    }
    const auto findings = checked(story, "cascade.latency");
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings.back().change, FindingChange::cleared);
}

QTEST_GUILESS_MAIN(CascadesOfTroubleTest)
#include "tst_cascades_of_trouble.moc"
