// SPDX-License-Identifier: GPL-3.0-or-later
// Trouble that stands still: work that was begun and never heard of again, calls that take many times as long. Each fires,
// does not fire on near misses, has exact evidence, ends.
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

} // namespace

class CascadesOfTroubleTest : public QObject {
    Q_OBJECT

private slots:
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
