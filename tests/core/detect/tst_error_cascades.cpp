// SPDX-License-Identifier: GPL-3.0-or-later
// Failures that spread over several agents, with the first one named, or go on without recovery; near misses – one place,
// one agent, work in between, what works again – are less or nothing.
#include "story.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

/// What cascade.errors says of failures that have spread.
std::vector<Finding> spreading(const Story& story)
{
    std::vector<Finding> findings = checked(story, "cascade.errors");
    std::erase_if(findings, [](const Finding& f) { return f.priority != Priority::high; });
    return findings;
}

} // namespace

class ErrorCascadesTest : public QObject {
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
};

void ErrorCascadesTest::failuresOfSeveralAgentsAreACascadeAndTheFirstIsNamed()
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

void ErrorCascadesTest::theFirstIsWhatEndedFirstNotWhatArrivedFirst()
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

void ErrorCascadesTest::failuresOfOneAgentAreNone()
{
    Story story;
    for (int i = 0; i < 12; ++i)
        story.failing().call("a", "tool " + n(i), "{}", "");
    QCOMPARE(spreading(story).size(), std::size_t{0});
}

void ErrorCascadesTest::oneCallTriedAgainAndAgainIsNone()
{
    Story story;
    for (int i = 0; i < 12; ++i)
        story.failing().call(i % 2 == 0 ? "a" : "b", "pay", n(i), "");
    QCOMPARE(spreading(story).size(), std::size_t{0});
}

void ErrorCascadesTest::failuresOfOneKindThatGoOnAreToldBeforeTheySpread()
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

void ErrorCascadesTest::failuresThatGoUpAreToldBeforeTheySpread()
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

void ErrorCascadesTest::differentFailuresInOnePlaceAreANote()
{
    Story story;
    for (int i = 0; i < 4; ++i)
        story.failing("test " + n(i) + " failed").call("coder", "bash", n(i), "");
    const auto findings = checked(story, "cascade.errors");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().priority, Priority::note);
}

void ErrorCascadesTest::failuresWithWorkInBetweenAreANote()
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

void ErrorCascadesTest::theLayersOfACallAreOneFailure()
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

void ErrorCascadesTest::whatWorksAgainIsNoFailure()
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

void ErrorCascadesTest::theFirstOfWhatIsLeftIsNamed()
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

void ErrorCascadesTest::failuresFarApartAreNone()
{
    Story story;
    for (int i = 0; i < 8; ++i) {
        story.failing().call(i % 2 == 0 ? "a" : "b", "tool " + n(i), "{}", "");
        story.wait(5 * kMinute);
    }
    QCOMPARE(spreading(story).size(), std::size_t{0});
}

QTEST_GUILESS_MAIN(ErrorCascadesTest)
#include "tst_error_cascades.moc"
