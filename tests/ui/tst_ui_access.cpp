// SPDX-License-Identifier: GPL-3.0-or-later
// For a person who does not use a mouse, or does not see the screen: every control has a name, and Tab goes through
// them all in reading order and back to the beginning.
#include <QtGui/QAccessible>
#include <QtTest/QtTest>
#include <QtWidgets/QAbstractButton>

#include "tests/ui/support/desk.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/status_strip.h"
#include "ui/views/fleet_view.h"
#include "ui/views/inspector.h"
#include "ui/views/losses_view.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/side_panel.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

bool takesTab(const QWidget& widget)
{
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) &&
           !widget.focusProxy(); // a viewport: its view takes the key
}

QString nameOf(QWidget& widget)
{
    const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&widget);
    return face ? face->text(QAccessible::Name) : QString();
}

QString describe(const QWidget& widget)
{
    return QStringLiteral("%1 in %2 at %3,%4")
        .arg(QLatin1String(widget.metaObject()->className()),
             QLatin1String(widget.parentWidget()->metaObject()->className()))
        .arg(widget.mapTo(widget.window(), QPoint()).x())
        .arg(widget.mapTo(widget.window(), QPoint()).y());
}

QList<QWidget*> tabChain(QWidget& window)
{
    QList<QWidget*> chain;
    for (QWidget* at = window.nextInFocusChain(); at != &window; at = at->nextInFocusChain())
        if (takesTab(*at) && at->window() == &window)
            chain << at;
    return chain;
}

void goTo(Desk& desk, const QString& place)
{
    static const std::pair<const char*, Room> kRooms[] = {
        {"fleet", Room::fleet},       {"fleet-table", Room::fleet}, {"traces", Room::traces},
        {"cascades", Room::cascades}, {"runs", Room::traces},       {"charts", Room::charts},
        {"losses", Room::losses},     {"connect", Room::connect},   {"alarms", Room::alarms},
        {"costs", Room::costs}};
    desk.window->resize(1600, 900);
    for (const auto& [name, room] : kRooms)
        if (place == QLatin1String(name))
            desk.window->state().goTo(room);
    if (place == QLatin1String("trace")) {
        desk.openRefund();
        desk.window->cascadePage().waterfall().select(24);
        QTRY_VERIFY(desk.window->cascadePage().inspector().hasDetail());
    } else if (place == QLatin1String("exchanges")) {
        const auto state = desk.session->snapshot();
        desk.window->state().openExchanges({state->delegations[1].from, state->delegations[1].to});
    } else if (place == QLatin1String("fleet-table")) {
        desk.window->fleet().showTable(true);
    } else if (place == QLatin1String("steps")) {
        desk.window->state().goTo(Room::traces);
        desk.window->traces().showList(TracesView::List::steps);
        desk.window->traces().focusList();
    } else if (place == QLatin1String("runs")) {
        desk.window->traces().showList(TracesView::List::runs);
    } else if (place == QLatin1String("filtered")) {
        desk.window->state().goTo(Room::traces);
        desk.window->state().setFilter(QStringLiteral("errors > 0"));
    }
    QCoreApplication::processEvents();
}

void placesAsRows()
{
    QTest::addColumn<QString>("place");
    for (const char* place :
         {"fleet", "fleet-table", "exchanges", "cascades", "traces", "runs", "trace", "charts",
          "alarms", "losses", "costs", "connect", "filtered"})
        QTest::newRow(place) << QString::fromLatin1(place);
}

/// Everything that can be seen and takes the Tab key, whatever the chain says.
QSet<QWidget*> controlsOf(QWidget& window)
{
    QSet<QWidget*> found;
    for (QWidget* widget : window.findChildren<QWidget*>())
        if (takesTab(*widget) && widget->window() == &window)
            found << widget;
    return found;
}

/// What Tab comes to, beginning with what has the focus.
QSet<QWidget*> reachedFrom(QWidget* first)
{
    QSet<QWidget*> reached{first};
    for (int i = 0; i < 300; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        if (QApplication::focusWidget() == first)
            break;
        reached << QApplication::focusWidget();
    }
    return reached;
}

} // namespace

class TestAccess : public QObject {
    Q_OBJECT
private slots:
    void everyControlHasAName_data() { placesAsRows(); }
    void everyControlHasAName()
    {
        QFETCH(QString, place);
        Desk desk;
        goTo(desk, place);
        const QList<QWidget*> chain = tabChain(*desk.window);
        QVERIFY(chain.size() > 8);
        for (QWidget* widget : chain)
            QVERIFY2(!nameOf(*widget).trimmed().isEmpty(), qPrintable(describe(*widget)));
    }

    void everyControlIsReachedByTab_data() { placesAsRows(); }
    void everyControlIsReachedByTab()
    {
        QFETCH(QString, place);
        Desk desk;
        goTo(desk, place);
        QVERIFY(QApplication::focusWidget() != nullptr);
        const QSet<QWidget*> reached = reachedFrom(QApplication::focusWidget());
        for (QWidget* widget : controlsOf(*desk.window))
            QVERIFY2(reached.contains(widget), qPrintable(describe(*widget)));
    }

    void settingsAreNamedAndReachedToo()
    {
        Desk desk;
        desk.window->showSettings();
        SettingsDialog* dialog = desk.window->settingsDialog();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QTRY_VERIFY(QApplication::focusWidget() &&
                    dialog->isAncestorOf(QApplication::focusWidget()));
        const QSet<QWidget*> controls = controlsOf(*dialog);
        QVERIFY(controls.size() >= 8);
        const QSet<QWidget*> reached = reachedFrom(QApplication::focusWidget());
        for (QWidget* widget : controls) {
            QVERIFY2(!nameOf(*widget).trimmed().isEmpty(), qPrintable(describe(*widget)));
            QVERIFY2(reached.contains(widget), qPrintable(describe(*widget)));
        }
    }

    // Navigation, strip, path, then the room: within it left part before side panel, top before bottom.
    void tabGoesInReadingOrder_data()
    {
        QTest::addColumn<QString>("place");
        for (const char* place : {"fleet", "exchanges", "traces", "trace", "losses", "filtered"})
            QTest::newRow(place) << QString::fromLatin1(place);
    }
    void tabGoesInReadingOrder()
    {
        QFETCH(QString, place);
        Desk desk;
        goTo(desk, place);
        const auto keyOf = [&](const QWidget* widget) {
            int part = 0;
            for (const QWidget* up = widget; up; up = up->parentWidget()) {
                const QLatin1String type(up->metaObject()->className());
                if (type.endsWith(QLatin1String("NavBar")))
                    part = -2;
                else if (type.endsWith(QLatin1String("StatusStrip")))
                    part = -1;
                else if (type.endsWith(QLatin1String("Inspector")) ||
                         type.endsWith(QLatin1String("TraceSummary")) ||
                         type.endsWith(QLatin1String("FleetPanel")))
                    part = 1;
                else if (type.endsWith(QLatin1String("OverviewStrip")))
                    part = 2; // below all of them, over the whole width
            }
            const QPoint at = widget->mapTo(desk.window.get(), widget->rect().center());
            return std::tuple(part, at.y(), at.x());
        };
        const QList<QWidget*> chain = tabChain(*desk.window);
        const auto start = std::min_element(chain.begin(), chain.end(),
                                            [&](auto* a, auto* b) { return keyOf(a) < keyOf(b); });
        for (auto i = start, next = start; ++next != chain.end(); i = next)
            QVERIFY2(keyOf(*i) < keyOf(*next),
                     qPrintable(describe(**i) + QStringLiteral(" then ") + describe(**next)));
    }

    void tabComesBackToWhereItBegan_data() { placesAsRows(); }
    void tabComesBackToWhereItBegan()
    {
        QFETCH(QString, place);
        Desk desk;
        goTo(desk, place);
        QWidget* first = QApplication::focusWidget();
        QVERIFY(first != nullptr);
        QSet<QWidget*> seen;
        for (int i = 0; i < 200; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QWidget* now = QApplication::focusWidget();
            if (now == first)
                break;
            QVERIFY2(!seen.contains(now), qPrintable(describe(*now)));
            seen << now;
        }
        QCOMPARE(QApplication::focusWidget(), first);
        QVERIFY(seen.size() > 6);
    }
};

QTEST_MAIN(TestAccess)
#include "tst_ui_access.moc"
