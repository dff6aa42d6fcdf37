// SPDX-License-Identifier: GPL-3.0-or-later
// A gap in a chart tells how much was lost in its time.
#include "tests/ui/charts/chart_world.h"
#include "ui/charts/chart_lane.h"

#include <QTest>

using namespace penstock;
using namespace penstock::ui;
using namespace penstock::testing;

class TestUiChartGaps final : public QObject {
    Q_OBJECT
private slots:
    void aGapTellsUnderTheMouseAndAloudWhatWasLost()
    {
        const ThemeController theme(ThemeKind::light);
        ChartWorld world;
        const AgentIndex agent = world.addAgent("agent", "a");
        for (const std::int64_t minute : {0, 1, 4, 5})
            world.spend(minute, agent, 10'000);
        world.state->lossesSince = kChartStart;
        world.state->lossMinutes.add({kChartStart + 2 * kMinute, 412, 0});
        ChartLane lane(theme, Measure::spend, LaneLook(), nullptr);
        lane.resize(900, 80);
        lane.show();
        lane.setData(std::make_shared<const ChartData>(chartData(*world.state, askMinutes(6))));
        const auto tipAt = [&](int minute) {
            const double x = lane.plot().xOf(kChartStart + minute * kMinute + 30 * kSecond);
            return lane.plot().gapTip({x, 20});
        };
        QVERIFY(tipAt(0).isEmpty());
        QVERIFY(tipAt(4).isEmpty());
        QVERIFY2(tipAt(3).contains(QLatin1String("412 items arrived then and were refused.")),
                 qPrintable(tipAt(3)));
        lane.setHover(kChartStart + 3 * kMinute);
        QVERIFY2(lane.accessibleDescription().endsWith(tipAt(3)),
                 qPrintable(lane.accessibleDescription()));
        lane.setHover(kChartStart + 4 * kMinute);
        QVERIFY(!lane.accessibleDescription().contains(QLatin1String("412")));
    }
};

QTEST_MAIN(TestUiChartGaps)
#include "tst_ui_chart_gaps.moc"
