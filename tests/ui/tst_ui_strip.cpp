// SPDX-License-Identifier: GPL-3.0-or-later
// The strip on top of every room: what it counts, what it reminds of, and what goes where there is no room.
#include <algorithm>

#include "tests/ui/support/alarm_world.h"
#include "tests/ui/support/desk.h"
#include "ui/shell/status_strip.h"
#include "ui/views/alarms_view.h"
#include "ui/widgets/alarm_cell.h"
#include "ui/widgets/strip_cell.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

class TestUiStrip final : public QObject {
    Q_OBJECT

private slots:
    void whatIsShelvedLeavesAReminderThatLeadsThere()
    {
        Desk desk;
        StripCell& cell = desk.window->strip().shelved();
        QVERIFY(!cell.isVisible());
        fillAlarms(*desk.session, desk.refund);
        QTRY_VERIFY(cell.isVisible());
        QCOMPARE(cell.value(), QStringLiteral("1"));
        QTest::mouseClick(&cell, Qt::LeftButton);
        QCOMPARE(desk.window->state().room(), Room::alarms);
        QCOMPARE(desk.window->alarms().tab(), AlarmTab::shelved);
        const auto picture = desk.session->building().alarms;
        for (std::uint32_t place = 1; place <= picture->alarms.size(); ++place)
            if (picture->alarms[place].state == AlarmState::shelved)
                setAlarmState(*desk.session, place, AlarmState::acknowledged);
        QTRY_VERIFY(!cell.isVisible());
    }

    void itSaysWhatAMinuteCostsBesideWhatIsUsual()
    {
        Desk desk;
        StripCell& cell = desk.window->strip().spendRate();
        QTRY_VERIFY(cell.accessibleName().contains(QLatin1String("normal")));
        QVERIFY(cell.value().startsWith(QLatin1Char('$')));
        QVERIFY(cell.value() != QLatin1String("$0.000"));
        QTest::mouseClick(&cell, Qt::LeftButton);
        QCOMPARE(desk.window->state().room(), Room::charts);
        desk.session->building().minutes = {};
        desk.session->building().hours = {};
        desk.session->publish();
        QTRY_COMPARE(cell.accessibleName(), QStringLiteral("spend/min"));
        QCOMPARE(cell.value(), QStringLiteral("$0.000"));
    }

    void cellsGoBeforeAnyIsCutAndAlarmsAndLossesNever()
    {
        Desk desk;
        StatusStrip& strip = desk.window->strip();
        const auto isWhole = [&strip](const QAbstractButton* cell) {
            return !cell->isVisible() || (cell->width() >= cell->sizeHint().width() &&
                                          cell->geometry().right() <= strip.width());
        };
        bool wasThere = true;
        for (int width = 2400; width >= 960; width -= 60) {
            desk.window->resize(width, 900);
            QTRY_COMPARE(desk.window->width(), width);
            QTRY_VERIFY(std::ranges::all_of(strip.findChildren<QAbstractButton*>(), isWhole));
            QVERIFY(strip.alarms().isVisible() && strip.losses().isVisible());
            QVERIFY(width < 2400 || strip.listening().isVisible());
            QVERIFY(wasThere || !strip.listening().isVisible()); // what went does not come back
            wasThere = strip.listening().isVisible();
        }
        QVERIFY(!wasThere);
    }
};

QTEST_MAIN(TestUiStrip)
#include "tst_ui_strip.moc"
