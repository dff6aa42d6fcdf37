// SPDX-License-Identifier: GPL-3.0-or-later
// Desk: the whole window on a scripted session, shown and active, for tests with real events. GUI thread.
#pragma once

#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>

#include <memory>

#include "tests/ui/support/believable_world.h"
#include "ui/shell/main_window.h"
#include "ui/timeline/waterfall_canvas.h"
#include "ui/views/cascade_page.h"
#include "ui/views/traces_view.h"

namespace penstock::testing {

struct Desk {
    QTemporaryDir directory;
    std::shared_ptr<FakeSession> session = std::make_shared<FakeSession>();
    TraceIndex refund;
    std::unique_ptr<ui::MainWindow> window;

    explicit Desk(bool filled = true, const ui::MakeTray& tray = {})
    {
        if (filled)
            refund = fillBelievableWorld(*session, 60);
        ui::MainWindowOptions options;
        options.settingsPath = directory.filePath(QStringLiteral("settings.ini"));
        options.makeTray = tray;
        window = std::make_unique<ui::MainWindow>(session, options);
        if (filled)
            window->state().goTo(ui::Room::traces); // where most tests begin
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        window->activateWindow();
    }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget* target = QApplication::focusWidget() ? QApplication::focusWidget() : window.get();
        QTest::keyClick(target, static_cast<Qt::Key>(key), modifiers);
    }
    void openRefund()
    {
        window->state().openTrace(refund);
        QTRY_VERIFY(window->cascadePage().settled());
        QVERIFY(window->cascadePage().waterfall().rows().count() > 30);
    }
    QString clipboard() const { return QGuiApplication::clipboard()->text(); }
};

} // namespace penstock::testing
