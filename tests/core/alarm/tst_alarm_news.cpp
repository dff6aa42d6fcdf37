// SPDX-License-Identifier: GPL-3.0-or-later
// What is news about alarms: what was raised or became more urgent since the last look, once, and nothing that somebody has
// seen or holds back.
#include "core/alarm/alarm_news.h"
#include "tests/core/alarm/alarm_log.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

std::size_t newsOf(AlarmNews& news, const AlarmLog& log, Priority least = Priority::note)
{
    return news.take(log.fold.picture(), least).size();
}

} // namespace

class TestAlarmNews final : public QObject {
    Q_OBJECT
private slots:
    void whatWasSoAtTheFirstLookIsNone()
    {
        AlarmLog log;
        AlarmNews news;
        log.loop();
        QCOMPARE(newsOf(news, log), std::size_t{0});
    }
    void whatIsRaisedIsToldOnce()
    {
        AlarmLog log;
        AlarmNews news;
        log.quiet(kSecond);
        QCOMPARE(newsOf(news, log), std::size_t{0});
        log.loop();
        QCOMPARE(newsOf(news, log), std::size_t{1});
        QCOMPARE(newsOf(news, log), std::size_t{0});
        log.loop(2); // goes on: the same alarm with another value
        QCOMPARE(newsOf(news, log), std::size_t{0});
    }
    void whatComesBackIsToldAgain()
    {
        AlarmLog log;
        AlarmNews news;
        newsOf(news, log);
        log.loop();
        QCOMPARE(newsOf(news, log), std::size_t{1});
        log.quiet(3 * kHour);
        QVERIFY(!log.only().active);
        QCOMPARE(newsOf(news, log), std::size_t{0});
        log.loop();
        QVERIFY(log.only().active);
        QCOMPARE(newsOf(news, log), std::size_t{1});
    }
    void whatIsShelvedIsNone()
    {
        AlarmLog log;
        AlarmNews news;
        log.loop();
        newsOf(news, log);
        log.shelve(kDay);
        log.quiet(3 * kHour);
        log.loop();
        QVERIFY(log.only().active);
        QCOMPARE(newsOf(news, log), std::size_t{0});
    }
    void whatIsLessUrgentThanWantedIsNone()
    {
        AlarmLog log;
        AlarmNews news;
        newsOf(news, log);
        log.loop();
        const auto less = static_cast<Priority>(static_cast<int>(log.only().priority) - 1);
        QVERIFY(less >= Priority::high);
        QCOMPARE(newsOf(news, log, less), std::size_t{0});
    }
    void whatBecomesMoreUrgentIsToldAgain()
    {
        AlarmNews news;
        AlarmPicture picture;
        const auto put = [&](Priority priority) {
            picture.alarms = {};
            auto finding = std::make_shared<Finding>();
            Alarm alarm;
            alarm.id = {7};
            alarm.state = AlarmState::unacknowledged;
            alarm.priority = priority;
            alarm.raisedSeq = 3;
            alarm.finding = finding;
            picture.alarms.add(alarm);
            ++picture.changed;
        };
        news.take(picture, Priority::note);
        put(Priority::low);
        QCOMPARE(news.take(picture, Priority::note).size(), std::size_t{1});
        put(Priority::high);
        QCOMPARE(news.take(picture, Priority::note).size(), std::size_t{1});
        put(Priority::low);
        QCOMPARE(news.take(picture, Priority::note).size(), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestAlarmNews)
#include "tst_alarm_news.moc"
