// SPDX-License-Identifier: GPL-3.0-or-later
// ui_preview DIR [PATTERN]: opens the desktop on a believable fake fleet and saves pictures of every view, as
// `penstock --shots DIR` does with real data.
#include <QtWidgets/QApplication>

#include "tests/ui/support/alarm_world.h"
#include "tests/ui/support/believable_world.h"
#include "ui/shell/main_window.h"
#include "ui/shell/shot_taker.h"

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    if (argc < 2)
        return 2;
    auto session = std::make_shared<penstock::testing::FakeSession>();
    const penstock::TraceIndex refund = penstock::testing::fillBelievableWorld(*session);
    penstock::testing::fillAlarms(*session, refund);
    penstock::testing::addFlood(*session, refund, 37);
    penstock::ui::MainWindowOptions options;
    options.settingsPath = QString::fromLocal8Bit(argv[1]) + QStringLiteral("/settings.ini");
    penstock::ui::MainWindow window(session, options);
    penstock::ui::ShotTaker shots(window, QString::fromLocal8Bit(argv[1]));
    if (argc > 2)
        shots.keepOnly(QString::fromLocal8Bit(argv[2]));
    QObject::connect(&shots, &penstock::ui::ShotTaker::finished, &app,
                     [](int code) { QApplication::exit(code); });
    window.state().selectTrace(refund);
    window.state().selectStep({0x9b1f04c2e77ad318ull}); // stripe.refund
    window.show();
    shots.start();
    return QApplication::exec();
}
