// SPDX-License-Identifier: GPL-3.0-or-later
// What is new or unusual where it has long been known what is usual: agents, systems that meet, more acts than ever. Nothing
// is said while a deployment is learnt.
#include "story.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

/// A run of this agent by itself in a new trace.
void run(Story& story, std::string_view agent)
{
    static unsigned trace = 0;
    story.in(++trace % 100'000 + 1).ask("", agent, "work");
    story.change([](Step& step) { step.delegations = {}; });
}

std::vector<Finding> found(const Story& story, const DetectionSettings& settings)
{
    const std::string problem = difference(story, settings);
    if (!problem.empty())
        qFatal("%s", problem.c_str());
    return fold(story, settings);
}

/// So many traces in which the CRM and the shop meet.
void combine(Story& story, int traces, std::string_view other = "shop.get")
{
    static unsigned trace = 0;
    for (int i = 0; i < traces; ++i)
        story.in(200'000 + ++trace).call("a", "crm.read", "{}", "ok").call("a", other, "{}", "ok");
}

DetectionSettings quickly(std::string_view detector)
{
    return only(detector, [](std::vector<double>& values) { values[0] = 1; });
}

} // namespace

class NewToTheFleetTest : public QObject {
    Q_OBJECT

private slots:
    void anAgentThatWasNeverSeenIsToldOnceAllAreKnown();
    void whileADeploymentIsLearntNobodyIsUnknown();
    void anAgentThatThePolicyListsIsKnown();
    void whereOnlyDeclaredOnesAreKnownTheFirstIsTold();
    void anUnknownAgentThatStaysIsKnownLater();
    void namesMadeUpForEveryRunSayNothing();

    void systemsThatNeverMetAreTold();
    void systemsThatUsuallyMeetAreNot();
    void whereLittleIsKnownNothingIsUnusual();

    void moreActsThanEverAreTold();
    void readingMuchIsNoAct();
};

void NewToTheFleetTest::anAgentThatWasNeverSeenIsToldOnceAllAreKnown()
{
    Story story;
    run(story, "triage");
    story.wait(2 * kHour);
    run(story, "triage");
    run(story, "intruder");
    run(story, "intruder");
    const auto findings = found(story, quickly("authority.unknown_agent"));
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().subject, std::string("intruder"));
    QCOMPARE(findings.front().steps, std::vector{story.mention(2)});
    QVERIFY(findings.front().sentence.starts_with("“intruder” of “shop” was never seen before"));
}

void NewToTheFleetTest::whileADeploymentIsLearntNobodyIsUnknown()
{
    Story story;
    run(story, "triage");
    story.wait(30 * kMinute);
    run(story, "billing");
    story.wait(2 * kHour); // another deployment is not known yet
    run(story, "newcomer");
    story.change([](Step& step) { step.service = "other"; });
    QVERIFY(found(story, quickly("authority.unknown_agent")).empty());
}

void NewToTheFleetTest::anAgentThatThePolicyListsIsKnown()
{
    Story story;
    run(story, "triage");
    story.wait(2 * kHour);
    run(story, "audit-7");
    DetectionSettings settings = quickly("authority.unknown_agent");
    settings.rules.agents = {{"audit-*", {}, {}, {}, {}}};
    QVERIFY(found(story, settings).empty());
}

void NewToTheFleetTest::whereOnlyDeclaredOnesAreKnownTheFirstIsTold()
{
    Story story;
    run(story, "audit");
    run(story, "stranger");
    DetectionSettings settings =
        only("authority.unknown_agent", [](std::vector<double>& values) { values[1] = 1; });
    settings.rules.agents = {{"audit", {}, {}, {}, {}}};
    const auto findings = found(story, settings);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().sentence,
             std::string("“stranger” of “shop” is not among the agents that the policy lists."));
}

void NewToTheFleetTest::anUnknownAgentThatStaysIsKnownLater()
{
    Story story;
    run(story, "triage");
    story.wait(2 * kHour);
    run(story, "intruder");
    story.wait(kHour + kMinute).tick();
    const auto findings = found(story, quickly("authority.unknown_agent"));
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings.back().change, FindingChange::cleared);
}

void NewToTheFleetTest::namesMadeUpForEveryRunSayNothing()
{
    Story story;
    for (int i = 0; i < 64; ++i)
        run(story, "agent-" + n(i));
    story.wait(2 * kHour);
    run(story, "agent-65");
    QVERIFY(found(story, quickly("authority.unknown_agent")).empty());
}

void NewToTheFleetTest::systemsThatNeverMetAreTold()
{
    Story story;
    combine(story, 101);
    story.wait(2 * kHour);
    combine(story, 1, "bank.pay");
    const auto findings = fold(story, quickly("authority.combination"));
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().steps, (std::vector{story.mention(202), story.mention(203)}));
    QCOMPARE(findings.front().sentence, std::string("“crm” and “bank” were never used together by "
                                                    "“shop” before, in 101 traces."));
    story.wait(2 * kHour).tick();
    QCOMPARE(fold(story, quickly("authority.combination")).back().change, FindingChange::cleared);
}

void NewToTheFleetTest::systemsThatUsuallyMeetAreNot()
{
    Story story;
    combine(story, 60, "bank.pay");
    combine(story, 60);
    story.wait(2 * kHour);
    combine(story, 3, "bank.pay");
    combine(story, 3, "crm.write");
    combine(story, 3, "calculator");
    QVERIFY(fold(story, quickly("authority.combination")).empty());
}

void NewToTheFleetTest::whereLittleIsKnownNothingIsUnusual()
{
    Story story;
    combine(story, 20);
    story.wait(2 * kHour);
    combine(story, 1, "bank.pay");
    QVERIFY(found(story, quickly("authority.combination")).empty());
    Story young;
    combine(young, 101);
    combine(young, 1, "bank.pay");
    QVERIFY(fold(young, quickly("authority.combination")).empty());
}

namespace {

DetectionSettings acting()
{
    DetectionSettings settings = only("authority.action_rate");
    settings.rules.tools = {{"pay", "", ToolEffect::final, {}, {}, {}, {}},
                            {"get", "", ToolEffect::read, {}, {}, {}, {}}};
    return settings;
}

Story busy(std::string_view tool)
{
    Story story;
    for (int minute = 0; minute < 15; ++minute) {
        story.call("billing", tool, n(minute), "ok").wait(59 * kSecond);
    }
    for (int i = 0; i < 40; ++i)
        story.beside().call("billing", tool, "x" + n(i), "ok");
    return story;
}

} // namespace

void NewToTheFleetTest::moreActsThanEverAreTold()
{
    const auto findings = found(busy("pay"), acting());
    QVERIFY(!findings.empty());
    QCOMPARE(findings.front().priority, Priority::medium);
    QVERIFY2(findings.front().sentence.find("acts") != std::string::npos,
             findings.front().sentence.c_str());
    QCOMPARE(findings.front().values.front().unit, Unit::perMinute);
}

void NewToTheFleetTest::readingMuchIsNoAct()
{
    QVERIFY(found(busy("get"), acting()).empty());
}

QTEST_GUILESS_MAIN(NewToTheFleetTest)
#include "tst_new_to_the_fleet.moc"
