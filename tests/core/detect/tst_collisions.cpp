// SPDX-License-Identifier: GPL-3.0-or-later
// Collisions: two agents on one thing at once, across traces, by different tools and argument names; what only looks like
// it – one after the other, one and the same call, another thing – is none; flags are respected or lifted.
#include "story.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

constexpr std::string_view kDetector = "integrity.collision";

DetectionSettings declared()
{
    DetectionSettings settings = only(kDetector);
    settings.rules.tools = {{"update", "", ToolEffect::change, {"account"}, {}, {}, {}},
                            {"post", "", ToolEffect::final, {"id"}, "account", {}, {}},
                            {"adjust", "", ToolEffect::change, {"acc"}, "account", {}, {}},
                            {"write", "", ToolEffect::change, {"repo", "path"}, {}, {}, {}},
                            {"hold", "", ToolEffect::flag, {"account"}, {}, {}, {}},
                            {"get", "", ToolEffect::read, {"account"}, {}, {}, {}},
                            {"close", "", ToolEffect::change, {}, {}, {}, {}}};
    return settings;
}

std::vector<Finding> found(const Story& story)
{
    const std::string problem = difference(story, declared());
    if (!problem.empty())
        qFatal("%s", problem.c_str());
    return fold(story, declared());
}

constexpr std::string_view kAccount = R"({"account":"C-7","balance":12.5})";

} // namespace

class CollisionTest : public QObject {
    Q_OBJECT

private slots:
    void twoAgentsThatChangeOneThingAreFound();
    void whateverTheToolsCallIt();
    void aThirdAgentIsNoNewAlarmAndAFourthIsTold();
    void farApartIsNoCollision();
    void anotherThingIsNoCollision();
    void severalArgumentsNameOneThing();
    void readingAndFailingChangeNothing();
    void oneAgentMayChangeItTwice();
    void whoIsNotNamedIsKnownByTheDeployment();
    void inOneTraceOneFollowsTheOther();
    void inOneSessionToo();
    void sideBySideInOneTraceTheyCollide();
    void oneCallSeenByBothSidesIsOne();
    void whoseResourceIsNotSaidIsNotJudged();
    void whatIsFlaggedIsToBeLeftAlone();
    void aFlagHoldsSoLongAndNoLonger();
    void whatWasChangedBeforeTheFlagIsFine();
    void whoFlaggedItMayLiftIt();
    void lateArrivalsAreJudgedByWhenTheyWere();
    void itEndsWhenItIsLeftAlone();
    void memoryIsBounded();
};

void CollisionTest::twoAgentsThatChangeOneThingAreFound()
{
    Story story;
    story.in(1).call("billing", "update", kAccount, "ok");
    QVERIFY(found(story).empty());
    story.in(2).wait(kSecond).call("ledger", "update", R"({"balance":9,"account":"C-7"})", "ok");
    const auto findings = found(story);
    QCOMPARE(findings.size(), std::size_t{1});
    const Finding& finding = findings.front();
    QCOMPARE(finding.priority, Priority::high);
    QCOMPARE(finding.steps, (std::vector{story.mention(0), story.mention(1)}));
    QCOMPARE(finding.trace, story.mention(1).trace);
    QCOMPARE(finding.values, (std::vector<ValueMention>{{"agents", 2, 1, Unit::count},
                                                        {"apart", 1.1e9, 30e9, Unit::nanos}}));
    QCOMPARE(finding.sentence, std::string("“billing” and “ledger” changed the same “account” "
                                           "1.1 s apart; the limit is 30.0 s."));
}

void CollisionTest::whateverTheToolsCallIt()
{
    Story story;
    story.in(1).call("billing", "post", R"({"id":7})", "ok");
    story.in(2).call("ledger", "adjust", R"({"to":{"acc":"7"}})", "ok");
    QCOMPARE(found(story).size(), std::size_t{1});
    Story kinds; // an id of something else
    kinds.in(1).call("billing", "update", R"({"account":7})", "ok");
    kinds.in(2).call("ledger", "write", R"({"repo":7,"path":7})", "ok");
    QVERIFY(found(kinds).empty());
}

void CollisionTest::aThirdAgentIsNoNewAlarmAndAFourthIsTold()
{
    Story story;
    for (unsigned agent = 0; agent < 4; ++agent)
        story.in(agent + 1).call("a" + n(static_cast<int>(agent)), "update", kAccount, "ok");
    const auto findings = found(story);
    QCOMPARE(raised(findings), std::size_t{1});
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings.back().values.front().value, 4.0);
}

void CollisionTest::farApartIsNoCollision()
{
    Story story;
    story.in(1).call("billing", "update", kAccount, "ok").wait(31 * kSecond);
    story.in(2).call("ledger", "update", kAccount, "ok");
    QVERIFY(found(story).empty());
}

void CollisionTest::anotherThingIsNoCollision()
{
    Story story;
    story.in(1).call("billing", "update", R"({"account":"C-7"})", "ok");
    story.in(2).call("ledger", "update", R"({"account":"C-8","was":"C-7"})", "ok");
    QVERIFY(found(story).empty());
}

void CollisionTest::severalArgumentsNameOneThing()
{
    Story story;
    story.in(1).call("a", "write", R"({"repo":"web","path":"x.cpp"})", "ok");
    story.in(2).call("b", "write", R"({"repo":"app","path":"x.cpp"})", "ok");
    story.in(3).call("c", "write", R"({"path":"x.cpp"})", "ok");
    QVERIFY(found(story).empty());
    story.in(4).call("d", "write", R"({"path":"x.cpp","repo":"web"})", "ok");
    QCOMPARE(found(story).size(), std::size_t{1});
}

void CollisionTest::readingAndFailingChangeNothing()
{
    Story story;
    story.in(1).call("billing", "update", kAccount, "ok");
    story.in(2).call("ledger", "get", kAccount, "ok");
    story.in(3).failing().call("ledger", "update", kAccount, "locked");
    QVERIFY(found(story).empty());
}

void CollisionTest::oneAgentMayChangeItTwice()
{
    Story story;
    story.in(1).call("billing", "update", kAccount, "ok");
    story.in(2).call("billing", "update", kAccount, "ok");
    QVERIFY(found(story).empty());
    story.in(3).call("", "update", kAccount, "ok"); // nobody knows who
    QVERIFY(found(story).empty());
}

void CollisionTest::whoIsNotNamedIsKnownByTheDeployment()
{
    const auto elsewhere = [](Step& step) { step.service = "nightly"; };
    Story story;
    story.in(1).call("billing", "update", kAccount, "ok");
    story.in(2).call("", "update", kAccount, "ok").change(elsewhere);
    const auto findings = found(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QVERIFY(findings.front().sentence.starts_with(
        "“billing” and an agent of “nightly” changed the same “account”"));
    Story layers; // who carries a call out is nobody who makes one
    layers.in(1).call("billing", "update", kAccount, "ok");
    layers.in(2).call("", "update", kAccount, "ok").change(elsewhere).change([](Step& step) {
        step.kind = StepKind::mcpRequest;
    });
    QVERIFY(found(layers).empty());
    Story inside; // nor is a server that is part of the same trace
    inside.in(1).call("", "update", kAccount, "ok").change(elsewhere);
    inside.beside().call("billing", "update", kAccount, "ok");
    QVERIFY(found(inside).empty());
}

void CollisionTest::inOneTraceOneFollowsTheOther()
{
    Story story;
    story.in(1).call("billing", "update", kAccount, "ok").call("ledger", "update", kAccount, "ok");
    QVERIFY(found(story).empty());
}

void CollisionTest::inOneSessionToo()
{
    const auto talk = [](Step& step) { step.session = "talk-1"; };
    Story story;
    story.in(1).call("billing", "update", kAccount, "ok").change(talk);
    story.in(2).call("ledger", "update", kAccount, "ok").change(talk);
    QVERIFY(found(story).empty());
}

void CollisionTest::sideBySideInOneTraceTheyCollide()
{
    Story story;
    story.in(1).call("billing", "update", kAccount, "ok");
    story.beside().call("ledger", "update", kAccount, "ok");
    const auto findings = found(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QVERIFY(findings.front().sentence.find("at the same time") != std::string::npos);
}

void CollisionTest::oneCallSeenByBothSidesIsOne()
{
    Story story;
    story.call("crm", "update", kAccount, "ok").change([](Step& step) {
        step.kind = StepKind::mcpRequest;
        step.parent.value = step.span.value + 1;
    });
    story.beside().call("proxy", "update", kAccount, "ok").change([](Step& step) {
        step.kind = StepKind::mcpRequest;
        step.parent.value = step.span.value + 1;
    });
    story.beside().call("billing", "update", kAccount, "ok");
    QVERIFY(found(story).empty());
    story.in(2).call("ledger", "update", kAccount, "ok"); // it is billing that made the call
    const auto findings = found(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().steps, (std::vector{story.mention(2), story.mention(3)}));
    QVERIFY(findings.front().sentence.starts_with("“billing” and “ledger”"));
}

void CollisionTest::whoseResourceIsNotSaidIsNotJudged()
{
    Story story;
    story.in(1).call("billing", "close", kAccount, "ok");
    story.in(2).call("ledger", "close", kAccount, "ok");
    story.in(3).call("billing", "unknown", kAccount, "ok");
    story.in(4).call("ledger", "unknown", kAccount, "ok");
    story.in(5).call("billing", "update", "the account C-7", "ok");
    story.in(6).call("ledger", "update", "the account C-7", "ok");
    QVERIFY(found(story).empty());
}

void CollisionTest::whatIsFlaggedIsToBeLeftAlone()
{
    Story story;
    story.in(1).call("fraud", "hold", kAccount, "held").wait(2 * kMinute);
    story.in(1).call("billing", "update", kAccount, "ok");
    const auto findings = found(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().steps, (std::vector{story.mention(0), story.mention(1)}));
    QCOMPARE(findings.front().values.back(), (ValueMention{"apart", 120.1e9, 600e9, Unit::nanos}));
    QCOMPARE(findings.front().sentence,
             std::string("“billing” changed the “account” that “fraud” had flagged 2 min 0 s "
                         "before; a flag holds for 10 min 0 s."));
}

void CollisionTest::aFlagHoldsSoLongAndNoLonger()
{
    Story story;
    story.in(1).call("fraud", "hold", kAccount, "held").wait(601 * kSecond);
    story.in(2).call("billing", "update", kAccount, "ok");
    QVERIFY(found(story).empty());
}

void CollisionTest::whatWasChangedBeforeTheFlagIsFine()
{
    Story story;
    story.in(1).call("billing", "update", kAccount, "ok");
    story.in(2).call("fraud", "hold", kAccount, "held");
    story.in(3).call("audit", "hold", kAccount, "held");
    QVERIFY(found(story).empty());
}

void CollisionTest::whoFlaggedItMayLiftIt()
{
    Story story;
    story.in(1).call("fraud", "hold", kAccount, "held").call("fraud", "update", kAccount, "ok");
    story.wait(kMinute).in(2).call("billing", "update", kAccount, "ok");
    QVERIFY(found(story).empty());
}

void CollisionTest::lateArrivalsAreJudgedByWhenTheyWere()
{
    Story story;
    story.in(1).call("billing", "update", kAccount, "ok").wait(5 * kMinute);
    story.in(2).call("ledger", "update", kAccount, "ok").change([](Step& step) {
        step.start -= 299 * kSecond;
        step.end -= 299 * kSecond;
    });
    QCOMPARE(found(story).size(), std::size_t{1});
    Story import; // all at once, of an hour
    import.in(1).call("billing", "update", kAccount, "ok");
    import.in(2).call("ledger", "update", kAccount, "ok").change([](Step& step) {
        step.start -= kHour;
    step.end -= kHour;
});
QVERIFY(found(import).empty());
}

void CollisionTest::itEndsWhenItIsLeftAlone()
{
    Story story;
    story.in(1).call("billing", "update", kAccount, "ok");
    story.in(2).call("ledger", "update", kAccount, "ok").wait(9 * kMinute).tick();
    QCOMPARE(found(story).size(), std::size_t{1});
    story.wait(2 * kMinute).tick();
    const auto findings = found(story);
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings.back().change, FindingChange::cleared);
}

void CollisionTest::memoryIsBounded()
{
    Detection detection(declared());
    std::size_t early = 0;
    for (int round = 0; round < 4; ++round) {
        Story story;
        for (int i = 0; i < 5000; ++i)
            story.in(static_cast<unsigned>(i % 50 + 1))
                .call("a" + n(i % 3), "update", "{\"account\":" + n(round * 5000 + i) + "}", "ok");
        for (const LogEntry& entry : story.entries())
            detection.apply(entry);
        early = round == 0 ? detection.bytes() : early;
    }
    QVERIFY2(detection.bytes() <= early + early / 10, qPrintable(QString::number(early)));
}

QTEST_GUILESS_MAIN(CollisionTest)
#include "tst_collisions.moc"
