// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/time.h"

#include <QTest>

using namespace penstock;

class TestTime final : public QObject {
    Q_OBJECT
private slots:
    void aTimeReadsBackAsPrinted()
    {
        const Nanos t = 1'763'649'127'418 * kMillisecond;
        QCOMPARE(formatUtc(t), std::string("2025-11-20T14:32:07.418Z"));
        Nanos back = 0;
        QVERIFY(parseUtc(formatUtc(t), back));
        QCOMPARE(back, t);
    }
    void offsetsAndFractionsAreUnderstood()
    {
        Nanos a = 0;
        Nanos b = 0;
        QVERIFY(parseUtc("2025-11-20T16:32:07.418123456+02:00", a));
        QVERIFY(parseUtc("2025-11-20 14:32:07.418123456Z", b));
        QCOMPARE(a, b);
        QCOMPARE(a % kMillisecond, Nanos{123'456});
    }
    void whatIsNoTimeIsRefused()
    {
        Nanos t = 0;
        for (const char* text :
             {"", "yesterday", "2025-11-20", "2025-11-20T14:32", "2025-11-20T14:32:07 noon"})
            QVERIFY2(!parseUtc(text, t), text);
    }
    void aYearThatNanosecondsCannotHoldIsRefused()
    {
        Nanos t = 0;
        QVERIFY(parseUtc("2262-01-01T00:00:00Z", t));
        for (const char* text :
             {"4050-06-01T20:27:13Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"})
            QVERIFY2(!parseUtc(text, t), text);
    }
    void noTimeIsADash() { QCOMPARE(formatUtc(0), std::string("–")); }
    void durationsAreForPeople()
    {
        QCOMPARE(formatDuration(412 * kMillisecond), std::string("412 ms"));
        QCOMPARE(formatDuration(43 * kSecond), std::string("43.0 s"));
        QCOMPARE(formatDuration(208 * kSecond), std::string("3 min 28 s"));
        QCOMPARE(formatDuration(2 * kHour + 5 * kMinute), std::string("2 h 5 min"));
    }
    void theSystemClockIsInThisCentury() { QVERIFY(SystemClock().now() > 1'700'000'000 * kSecond); }
};

QTEST_GUILESS_MAIN(TestTime)
#include "tst_time.moc"
