// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace penstock;

class TestMoney final : public QObject {
    Q_OBJECT
private slots:
    void sumsShowAllSixDecimals()
    {
        QCOMPARE(formatMoney(1'284'306'112), std::string("$1,284.306112"));
        QCOMPARE(formatMoney(0), std::string("$0.000000"));
        QCOMPARE(formatMoney(-5), std::string("-$0.000005"));
    }
    void ratesShowThree()
    {
        QCOMPARE(formatMoneyShort(588'123), std::string("$0.588"));
        QCOMPARE(formatMoneyShort(588'500), std::string("$0.589"));
    }
    void theSmallestNumberDoesNotOverflow()
    {
        QVERIFY(formatMoney(std::numeric_limits<MicroUsd>::min()).starts_with("-$9,223"));
    }
    void dollarsAreRoundedToTheNearestMicro()
    {
        QCOMPARE(microUsdFromDollars(0.0000015), MicroUsd{2});
        QCOMPARE(microUsdFromDollars(-1.5), MicroUsd{-1'500'000});
        QCOMPARE(microUsdFromDollars(std::nan("")), MicroUsd{0});
        QCOMPARE(microUsdFromDollars(1e300), std::numeric_limits<MicroUsd>::max());
    }
    void countsHaveThousands()
    {
        QCOMPARE(formatCount(41'208'334), std::string("41,208,334"));
        QCOMPARE(formatCount(-1'000), std::string("-1,000"));
        QCOMPARE(formatCount(999), std::string("999"));
    }
};

QTEST_GUILESS_MAIN(TestMoney)
#include "tst_money.moc"
