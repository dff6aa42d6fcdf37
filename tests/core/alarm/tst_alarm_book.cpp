// SPDX-License-Identifier: GPL-3.0-or-later
// The alarm book by itself: what chatters is held back, memory is bounded, counts agree with what is there; and floods as
// one row with the first-out first.
#include "core/alarm/alarm_book.h"
#include "core/alarm/alarm_groups.h"

#include <QTest>

#include <random>

using namespace penstock;

namespace {

constexpr Nanos kStart = 1'780'000'000 * kSecond;

Finding findingOf(std::uint64_t key, FindingChange change, Nanos at,
                  Priority priority = Priority::medium)
{
    Finding finding;
    finding.detector = "loop.repetition";
    finding.key = key;
    finding.change = change;
    finding.priority = priority;
    finding.arrival = at;
    finding.seq = static_cast<Seq>(at - kStart) / kMillisecond + 1;
    finding.sentence = "so it is";
    return finding;
}

AlarmAct seenBy(const std::string& who, std::vector<AlarmId> alarms)
{
    AlarmAct act;
    act.alarms = std::move(alarms);
    act.by = who;
    return act;
}

AlarmId idOf(std::uint64_t key)
{
    return alarmIdOf(findingOf(key, FindingChange::raised, kStart));
}

const Alarm& alarmOf(const AlarmBook& book, std::uint64_t key)
{
    return book.picture().alarms[placeOf(book.picture(), idOf(key))];
}

AlarmCounts counted(const AlarmPicture& picture)
{
    AlarmCounts counts;
    for (std::uint32_t place = 1; place <= picture.alarms.size(); ++place) {
        const Alarm& alarm = picture.alarms[place];
        if (alarm.id.value == 0)
            continue;
        ++counts.inState[static_cast<std::size_t>(alarm.state)];
        if (alarm.state == AlarmState::unacknowledged || alarm.state == AlarmState::returned)
            ++counts.unseen[static_cast<std::size_t>(alarm.priority)];
    }
    return counts;
}

} // namespace

class AlarmBookTest : public QObject {
    Q_OBJECT

private slots:
    void whatComesAndGoesTooOftenIsHeldBackUntilItIsQuiet();
    void whatComesSeldomIsNot();
    void whatGetsMoreUrgentWantsToBeSeenAgain();
    void theBookIsBoundedAndSaysWhatLeftUnseen();
    void historyKeepsTheNewest();
    void countsAlwaysAgreeWithWhatIsThere();
    void aFloodIsOneGroupWithItsFirstOut();
};

void AlarmBookTest::whatComesAndGoesTooOftenIsHeldBackUntilItIsQuiet()
{
    AlarmBook book;
    Nanos now = kStart;
    for (int i = 0; i < 4; ++i) {
        book.take(findingOf(1, FindingChange::raised, now += kMinute));
        book.take(findingOf(1, FindingChange::cleared, now += kSecond));
    }
    QCOMPARE(alarmOf(book, 1).state, AlarmState::returned);
    book.take(findingOf(1, FindingChange::raised, now += kMinute));
    QCOMPARE(alarmOf(book, 1).state, AlarmState::suppressed);
    QCOMPARE(alarmOf(book, 1).suppression.reason, std::string("It came 5 times within 10 min."));
    book.take(findingOf(1, FindingChange::cleared, now += kMinute));
    book.take(findingOf(1, FindingChange::raised, now += kMinute));
    book.advance(now + 10 * kMinute - 1, 0);
    QCOMPARE(alarmOf(book, 1).state, AlarmState::suppressed);
    book.advance(now + 10 * kMinute, 0);
    QCOMPARE(alarmOf(book, 1).state, AlarmState::unacknowledged); // it still goes on
    QCOMPARE(book.nextEnd(), Nanos{0});
}

void AlarmBookTest::whatComesSeldomIsNot()
{
    AlarmBook book;
    Nanos now = kStart;
    for (int i = 0; i < 40; ++i) {
        book.take(findingOf(1, FindingChange::raised, now += 2 * kMinute + 31 * kSecond));
        QCOMPARE(alarmOf(book, 1).state, AlarmState::unacknowledged);
        book.take(findingOf(1, FindingChange::cleared, now + kSecond));
    }
    QCOMPARE(alarmOf(book, 1).occurrences, 40u);
}

void AlarmBookTest::whatGetsMoreUrgentWantsToBeSeenAgain()
{
    AlarmBook book;
    book.take(findingOf(1, FindingChange::raised, kStart, Priority::low));
    book.apply(seenBy("ann", {idOf(1)}), kStart + 1, 2);
    book.take(findingOf(1, FindingChange::changed, kStart + kSecond, Priority::low));
    QCOMPARE(alarmOf(book, 1).state, AlarmState::acknowledged);
    book.take(findingOf(1, FindingChange::changed, kStart + 2 * kSecond, Priority::high));
    QCOMPARE(alarmOf(book, 1).state, AlarmState::unacknowledged);
    QCOMPARE(alarmOf(book, 1).priority, Priority::high);
    QCOMPARE(alarmOf(book, 1).raisedAt, kStart); // it is the same one
}

void AlarmBookTest::theBookIsBoundedAndSaysWhatLeftUnseen()
{
    AlarmBook book;
    constexpr std::uint64_t kMany = AlarmBook::kMostKept + 500;
    for (std::uint64_t key = 1; key <= kMany; ++key) {
        const Nanos now = kStart + static_cast<Nanos>(key) * kSecond;
        book.take(findingOf(key, FindingChange::raised, now));
        book.take(findingOf(key, FindingChange::cleared, now + 1));
    }
    QCOMPARE(counted(book.picture()).inState[static_cast<std::size_t>(AlarmState::returned)],
             static_cast<std::uint32_t>(AlarmBook::kMostKept));
    QCOMPARE(book.picture().leftUnseen, std::uint64_t{500});
    QVERIFY(book.picture().alarms.size() <= AlarmBook::kMostKept);
    QCOMPARE(placeOf(book.picture(), idOf(1)), 0u); // the oldest left
    QVERIFY(placeOf(book.picture(), idOf(kMany)) != 0);
}

void AlarmBookTest::historyKeepsTheNewest()
{
    AlarmBook book;
    for (std::uint64_t key = 1; key <= AlarmBook::kMostHistory + 10; ++key) {
        const Nanos now = kStart + static_cast<Nanos>(key) * kSecond;
        book.take(findingOf(key, FindingChange::raised, now));
        book.take(findingOf(key, FindingChange::cleared, now + 1));
        book.apply(seenBy("ann", {idOf(key)}), now + 2, 1);
    }
    QCOMPARE(book.picture().counts.inState[static_cast<std::size_t>(AlarmState::normal)],
             static_cast<std::uint32_t>(AlarmBook::kMostHistory));
    QCOMPARE(book.picture().leftUnseen, std::uint64_t{0});
    QCOMPARE(placeOf(book.picture(), idOf(10)), 0u);
    QVERIFY(placeOf(book.picture(), idOf(11)) != 0);
}

void AlarmBookTest::countsAlwaysAgreeWithWhatIsThere()
{
    std::mt19937 random(5);
    AlarmBook book;
    Nanos now = kStart;
    for (int i = 0; i < 5'000; ++i) {
        now += static_cast<Nanos>(random() % 60) * kSecond;
        book.advance(now, 1);
        const std::uint64_t key = 1 + random() % 12;
        AlarmAct act = seenBy("ann", {idOf(key)});
        act.kind = static_cast<AlarmActKind>(1 + random() % 7);
        act.detector = "loop.repetition";
        act.reason = "why";
        act.until = now + static_cast<Nanos>(random() % 900) * kSecond;
        if (random() % 3 == 0)
            book.apply(act, now, 1);
        else
            book.take(findingOf(key, static_cast<FindingChange>(random() % 3), now,
                                static_cast<Priority>(1 + random() % 4)));
        QVERIFY(counted(book.picture()) == book.picture().counts);
    }
    QVERIFY(book.picture().raisedEver > 100);
}

void AlarmBookTest::aFloodIsOneGroupWithItsFirstOut()
{
    FleetState state;
    for (int i = 0; i < 10; ++i) // traces 1 to 8 are one cascade that 2 began
        state.cascades.add({TraceIndex{i < 8 ? 2u : static_cast<std::uint32_t>(i + 1)}, {}, 1});
    AlarmBook book;
    for (std::uint32_t n = 1; n <= 10; ++n) {
        Finding finding = findingOf(n, FindingChange::raised, kStart + (n == 3 ? 1 : n * kSecond));
        finding.trace.bytes[0] = static_cast<std::uint8_t>(n);
        finding.priority = n == 7 ? Priority::high : Priority::low;
        book.take(finding);
    }
    state.alarms = std::make_shared<AlarmPicture>(
        book.share([](const TraceId& id) { return TraceIndex{id.bytes[0]}; }));
    std::vector<std::uint32_t> places;
    for (std::uint32_t place = 1; place <= 10; ++place)
        places.push_back(place);
    const auto groups = groupAlarms(state, places);
    QCOMPARE(groups.size(), std::size_t{3});
    QVERIFY(groups[0].isFlood && !groups[1].isFlood && !groups[2].isFlood);
    QCOMPARE(groups[0].places.size(), std::size_t{8});
    QCOMPARE(groups[0].places.front(), 3u); // it came first
    QCOMPARE(groups[0].cause.cascade, TraceIndex{2});
    QCOMPARE(groups[0].worst, Priority::high);
    FloodRule slower;
    slower.alarms = 9;
    QCOMPARE(groupAlarms(state, places, slower).size(), std::size_t{10});
    slower.alarms = 2;
    slower.window = 0;
    QCOMPARE(groupAlarms(state, places, slower).size(), std::size_t{10});
}

QTEST_GUILESS_MAIN(AlarmBookTest)
#include "tst_alarm_book.moc"
