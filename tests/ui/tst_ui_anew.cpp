// SPDX-License-Identifier: GPL-3.0-or-later
// Zoom and language are of an application object: one after the other in one process, over one session that goes on.
#include <QtTest/QtTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>

#include "tests/ui/support/believable_world.h"
#include "ui/shell/main_window.h"
#include "ui/shell/nav_bar.h"
#include "ui/shell/translation.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

/// What a person sees of one window.
struct Seen {
    qreal ratio = 0;
    QString fleet;
    Room room = Room::fleet;
    QVariantMap takenAlong;
};

Seen showOnce(const std::shared_ptr<FakeSession>& session, const QString& settings,
              const QVariantMap& takenAlong, const std::function<void(MainWindow&)>& use)
{
    usePreferredScale(settings);
    int argc = 1;
    char name[] = "tst_ui_anew";
    char* argv[] = {name, nullptr};
    QApplication app(argc, argv);
    installLanguage(preferredLanguage(settings));
    MainWindowOptions options;
    options.settingsPath = settings;
    options.makeTray = {};
    options.takenAlong = takenAlong;
    MainWindow window(session, options);
    window.show();
    use(window);
    app.processEvents();
    return {window.devicePixelRatioF(), window.nav().button(Room::fleet)->text(),
            window.state().room(), window.takeAlong()};
}

} // namespace

class TestAnew : public QObject {
    Q_OBJECT
private slots:
    void zoomAndLanguageAreUsedByTheNextWindowInTheSamePlace()
    {
        const QTemporaryDir directory;
        const QString settings = directory.filePath(QStringLiteral("settings.ini"));
        const auto session = std::make_shared<FakeSession>();
        fillBelievableWorld(*session, 5);
        const Seen first = showOnce(session, settings, {}, [](MainWindow& window) {
            window.preferences().setLanguage(QStringLiteral("en"));
            window.state().goTo(Room::charts);
        });
        QCOMPARE(first.ratio, 1.0);
        QCOMPARE(first.fleet, QStringLiteral("Fleet"));
        const Seen second = showOnce(session, settings, first.takenAlong, [](MainWindow& window) {
            window.preferences().setLanguage(QStringLiteral("de"));
            window.preferences().setZoom(150);
        });
        QCOMPARE(second.ratio, 1.0); // not before the next
        QCOMPARE(second.room, Room::charts);
        const Seen third = showOnce(session, settings, second.takenAlong,
                                    [](MainWindow& window) { window.preferences().setZoom(100); });
        QCOMPARE(third.ratio, 1.5);
        QCOMPARE(third.fleet, QStringLiteral("Flotte"));
        QCOMPARE(third.room, Room::charts);
        QCOMPARE(showOnce(session, settings, third.takenAlong, [](MainWindow&) {}).ratio, 1.0);
    }
};

QTEST_APPLESS_MAIN(TestAnew)
#include "tst_ui_anew.moc"
