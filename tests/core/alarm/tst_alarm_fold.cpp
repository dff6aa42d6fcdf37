// SPDX-License-Identifier: GPL-3.0-or-later
// Alarms as a fold over the log: findings, acts of people, policies and time come in as entries.
#include "alarm_log.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

constexpr Nanos kGone = Detection::kQuiet + kMinute;

} // namespace

class AlarmFoldTest : public QObject {
    Q_OBJECT

private slots:
    void anAlarmIsRaisedSeenAndOver();
    void whatIsOverUnseenStaysUntilItIsSeen();
    void aLatchingAlarmWantsAReset();
    void aShelvedAlarmComesBackWhenItsTimeIsOver();
    void aOneShotShelfEndsWithTheCondition();
    void aDetectorOutOfServiceHoldsItsAlarmsBack();
    void actsThatCannotBeAreRefusedAndChangeNothing();
    void anActMeansWhatWasOnTheScreen();
    void actsTravelAsTextUnchanged();
    void brokenActsInTheLogChangeNothing();
    void aPolicyHoldsFromItsEntryOn();
    void aPolicyThatDoesNotReadLeavesTheOldOne();
    void detectorsThatAPolicyDoesNotTouchGoOn();
    void theSamePolicyOnceMoreChangesNothing();
    void ticksThatNobodyLogsFollowFromTheEntries();
    void aPictureIsSharedUntilSomethingChanges();
};

void AlarmFoldTest::anAlarmIsRaisedSeenAndOver()
{
    AlarmLog log;
    log.loop();
    const Alarm raised = log.only();
    QCOMPARE(raised.state, AlarmState::unacknowledged);
    QCOMPARE(raised.raisedSeq, Seq{4});
    QCOMPARE(raised.raisedAt, log.story.now());
    QCOMPARE(raised.finding->steps.size(), std::size_t{4});
    QCOMPARE(log.fold.picture().counts.unseen[static_cast<std::size_t>(raised.priority)], 1u);
    log.act(actOf(AlarmActKind::acknowledge, {raised.id}, "on it"));
    const Alarm seen = log.only();
    QCOMPARE(seen.state, AlarmState::acknowledged);
    QCOMPARE(seen.acknowledgedBy, std::string("ann"));
    QCOMPARE(seen.acknowledgedAt, log.story.now());
    QCOMPARE(seen.note, std::string("on it"));
    QCOMPARE(log.fold.picture().counts.unseen[static_cast<std::size_t>(raised.priority)], 0u);
    log.quiet(kGone);
    QCOMPARE(log.only().state, AlarmState::normal);
    QCOMPARE(log.only().endedAt, log.story.now());
    QVERIFY(!log.only().over.empty());
    QCOMPARE(log.only().finding->steps.size(), std::size_t{4}); // the evidence stays
    log.loop(); // the same condition of the same trace: the same alarm
    QCOMPARE(log.only().id, raised.id);
    QCOMPARE(log.only().state, AlarmState::unacknowledged);
    QCOMPARE(log.only().occurrences, 2u);
    QVERIFY(log.only().acknowledgedBy.empty());
}

void AlarmFoldTest::whatIsOverUnseenStaysUntilItIsSeen()
{
    AlarmLog log;
    log.loop();
    log.quiet(kGone);
    QCOMPARE(log.only().state, AlarmState::returned);
    log.act(actOf(AlarmActKind::acknowledge, {log.only().id}));
    QCOMPARE(log.only().state, AlarmState::normal);
}

void AlarmFoldTest::aLatchingAlarmWantsAReset()
{
    AlarmLog log;
    log.story.other(EntryKind::policy,
                    R"({"policy": 1, "detectors": {"loop.repetition": {"latch": true}}})");
    log.loop();
    const AlarmAct reset = actOf(AlarmActKind::reset, {log.only().id});
    log.act(actOf(AlarmActKind::acknowledge, {log.only().id}));
    log.act(reset); // too early
    QCOMPARE(log.fold.picture().actsRefused, std::uint64_t{1});
    log.quiet(kGone);
    QCOMPARE(log.only().state, AlarmState::latched);
    log.act(reset);
    QCOMPARE(log.only().state, AlarmState::normal);
}

void AlarmFoldTest::aShelvedAlarmComesBackWhenItsTimeIsOver()
{
    AlarmLog log;
    log.loop();
    log.shelve(30 * kMinute);
    QCOMPARE(log.only().state, AlarmState::shelved);
    QCOMPARE(log.only().shelf.reason, std::string("we know"));
    QCOMPARE(log.fold.nextEnd(), log.only().shelf.until);
    log.quiet(kGone); // it ends, and comes back: the shelf holds
    log.loop();
    QCOMPARE(log.only().state, AlarmState::shelved);
    log.quiet(19 * kMinute);
    QCOMPARE(log.only().state, AlarmState::returned);
    QCOMPARE(log.fold.nextEnd(), Nanos{0});
    log.shelve(kHour);
    log.act(actOf(AlarmActKind::unshelve, {log.only().id}));
    QCOMPARE(log.only().state, AlarmState::returned);
}

void AlarmFoldTest::aOneShotShelfEndsWithTheCondition()
{
    AlarmLog log;
    log.loop();
    log.shelve(kDay, true);
    log.quiet(kGone);
    QCOMPARE(log.only().state, AlarmState::returned);
    log.loop();
    QCOMPARE(log.only().state, AlarmState::unacknowledged);
}

void AlarmFoldTest::aDetectorOutOfServiceHoldsItsAlarmsBack()
{
    AlarmLog log;
    log.loop();
    AlarmAct out = actOf(AlarmActKind::takeOut, {}, "it is being set");
    out.detector = "loop.repetition";
    log.act(out);
    QCOMPARE(log.only().state, AlarmState::outOfService);
    QCOMPARE(log.fold.picture().outOfService.at("loop.repetition").by, std::string("ann"));
    log.quiet(kGone);
    log.loop();
    QCOMPARE(log.only().state, AlarmState::outOfService);
    out.kind = AlarmActKind::putBack;
    log.act(out);
    QCOMPARE(log.only().state, AlarmState::unacknowledged);
    QVERIFY(log.fold.picture().outOfService.empty());
}

void AlarmFoldTest::actsThatCannotBeAreRefusedAndChangeNothing()
{
    AlarmLog log;
    log.loop();
    const AlarmId id = log.only().id;
    const Nanos now = log.story.now();
    QVERIFY(!log.fold.check(actOf(AlarmActKind::acknowledge, {AlarmId{7}}), now));
    QVERIFY(!log.fold.check(actOf(AlarmActKind::reset, {id}), now));
    QVERIFY(!log.fold.check(actOf(AlarmActKind::unshelve, {id}), now));
    AlarmAct shelve = actOf(AlarmActKind::shelve, {id}, "why");
    shelve.until = now;
    QVERIFY(!log.fold.check(shelve, now));
    shelve.until = now + kLongestShelf + 1;
    QVERIFY(!log.fold.check(shelve, now));
    shelve.until = now + kLongestShelf;
    QVERIFY(log.fold.check(shelve, now).ok());
    QVERIFY(log.fold.check(actOf(AlarmActKind::acknowledge, {AlarmId{7}, id}), now).ok());
    log.act(actOf(AlarmActKind::acknowledge, {AlarmId{7}}));
    QCOMPARE(log.only().state, AlarmState::unacknowledged);
    QCOMPARE(log.fold.picture().actsRefused, std::uint64_t{1});
}

void AlarmFoldTest::anActMeansWhatWasOnTheScreen()
{
    AlarmLog log;
    log.loop();
    AlarmAct late = actOf(AlarmActKind::acknowledge, {log.only().id});
    late.seen = log.fold.seq();
    log.quiet(kGone);
    log.loop(); // raised again: nobody has seen that
    log.act(late);
    QCOMPARE(log.only().state, AlarmState::unacknowledged);
    late.seen = log.fold.seq();
    log.act(late);
    QCOMPARE(log.only().state, AlarmState::acknowledged);
}

void AlarmFoldTest::actsTravelAsTextUnchanged()
{
    AlarmAct act = actOf(AlarmActKind::shelve, {AlarmId{1}, AlarmId{0xFEDCBA9876543210}}, "“so”\n");
    act.until = 1'780'000'000'123'456'789;
    act.oneShot = true;
    act.seen = 77;
    const auto read = alarmActOf(toText(act));
    QVERIFY(read.ok());
    QVERIFY(*read == act);
    AlarmAct out = actOf(AlarmActKind::takeOut, {}, "why");
    out.detector = "loop.repetition";
    QVERIFY(*alarmActOf(toText(out)) == out);
}

void AlarmFoldTest::brokenActsInTheLogChangeNothing()
{
    const char* const kBroken[] = {"",
                                   "[]",
                                   "{}",
                                   R"({"act":"acknowledge"})",
                                   R"({"act":"acknowledge","by":"a"})",
                                   R"({"act":"acknowledge","by":"a","alarms":["1"]})",
                                   R"({"act":"acknowledge","by":"a","alarms":[1]})",
                                   R"({"act":"acknowledge","by":7,"alarms":[]})",
                                   R"({"act":"shelve","by":"a","alarms":["00000000000000ff"]})",
                                   R"({"act":"explode","by":"a","alarms":["00000000000000ff"]})",
                                   R"({"act":"take_out","by":"a","reason":"b"})"};
    AlarmLog log;
    log.loop();
    for (const char* text : kBroken) {
        const auto act = alarmActOf(text);
        QVERIFY2(!act && !act.error().sentence.empty(), text);
        log.story.other(EntryKind::alarmAct, text);
    }
    log.run();
    QCOMPARE(log.only().state, AlarmState::unacknowledged);
}

void AlarmFoldTest::aPolicyHoldsFromItsEntryOn()
{
    AlarmLog log;
    log.loop(3);
    QCOMPARE(log.only().id, AlarmId{});
    log.story.other(
        EntryKind::policy,
        R"({"policy": 1, "detectors": {"loop.repetition": {"times": 2, "priority": "high"}}})");
    log.loop(2);
    QCOMPARE(log.only().priority, Priority::high);
    QCOMPARE(log.fold.picture().policySeq, Seq{0}); // told by publish()
    const auto picture = log.fold.publish([](const TraceId&) { return TraceIndex{}; });
    QCOMPARE(picture->policySeq, Seq{4});
    QVERIFY(picture->policyProblem.empty());
    QVERIFY(picture->rules != nullptr && picture->rules->tools.empty());
    log.story.other(EntryKind::policy, ""); // as defined again: what was found by it ends
    log.run();
    QCOMPARE(log.only().state, AlarmState::returned);
    QCOMPARE(log.only().over, std::string("The policy changed."));
}

void AlarmFoldTest::aPolicyThatDoesNotReadLeavesTheOldOne()
{
    AlarmLog log;
    log.story.other(EntryKind::policy,
                    R"({"policy": 1, "detectors": {"loop.repetition": {"times": 2}}})");
    log.story.other(EntryKind::policy, "{\"policy\": 1,\n\"detectors\": {\"new.thing\": {}}}");
    log.loop(2);
    QCOMPARE(log.only().state, AlarmState::unacknowledged);
    const auto picture = log.fold.publish([](const TraceId&) { return TraceIndex{}; });
    QCOMPARE(picture->policySeq, Seq{1});
    QVERIFY2(picture->policyProblem.find("line 2") != std::string::npos,
             picture->policyProblem.c_str());
}

void AlarmFoldTest::detectorsThatAPolicyDoesNotTouchGoOn()
{
    AlarmLog log;
    log.loop(2);
    log.story.other(EntryKind::policy,
                    R"({"policy": 1, "detectors": {"loop.retry_storm": {"on": false}},
                        "tools": [{"name": "refund", "effect": "final"}]})");
    log.run();
    const auto picture = log.fold.publish([](const TraceId&) { return TraceIndex{}; });
    QCOMPARE(picture->rules->tool("refund", "shop").effect, ToolEffect::final);
    AlarmFold again; // what a checkpoint holds is the policy's text
    QVERIFY(again.restore(log.fold.save()));
    const auto restored = again.publish([](const TraceId&) { return TraceIndex{}; });
    QCOMPARE(restored->rules->tool("refund", "shop").effect, ToolEffect::final);
    log.loop(2); // two before, two after: four
    QCOMPARE(log.only().state, AlarmState::unacknowledged);
    QCOMPARE(log.only().finding->steps.size(), std::size_t{4});
}

void AlarmFoldTest::theSamePolicyOnceMoreChangesNothing()
{
    const char* const kPolicy = R"({"policy": 1, "detectors": {"loop.repetition": {"times": 5}}})";
    AlarmLog log;
    log.story.other(EntryKind::policy, kPolicy);
    log.loop(3);
    log.story.other(EntryKind::policy, kPolicy); // as at every start of the engine
    log.loop(2);
    QCOMPARE(log.only().state, AlarmState::unacknowledged);
}

void AlarmFoldTest::ticksThatNobodyLogsFollowFromTheEntries()
{
    AlarmLog log;
    log.loop();
    log.story.wait(kGone).in(2).call("b", "other", "{}", "fine");
    log.run();
    QCOMPARE(log.only().state, AlarmState::returned);
}

void AlarmFoldTest::aPictureIsSharedUntilSomethingChanges()
{
    const auto nowhere = [](const TraceId&) { return TraceIndex{3}; };
    AlarmLog log;
    log.loop();
    const auto first = log.fold.publish(nowhere);
    QCOMPARE(first->alarms[1].traceIndex, TraceIndex{3});
    log.story.call("b", "other", "{}", "fine");
    log.run();
    QVERIFY(log.fold.publish(nowhere) == first);
    log.act(actOf(AlarmActKind::acknowledge, {log.only().id}));
    const auto second = log.fold.publish(nowhere);
    QCOMPARE(first->alarms[1].state, AlarmState::unacknowledged); // a picture stays as it is
    QCOMPARE(second->alarms[1].state, AlarmState::acknowledged);
    QCOMPARE(placeOf(*second, log.only().id), 1u);
    QCOMPARE(placeOf(*second, AlarmId{5}), 0u);
}

QTEST_GUILESS_MAIN(AlarmFoldTest)
#include "tst_alarm_fold.moc"
