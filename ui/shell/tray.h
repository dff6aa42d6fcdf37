// SPDX-License-Identifier: GPL-3.0-or-later
// Tray: the place a closed window goes to while recording goes on. systemTray() is the desktop's own, null where there
// is none; tests bring theirs. Owned by CloseGuard; GUI thread only.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

#include <functional>
#include <memory>

namespace penstock::ui {

class Tray : public QObject {
    Q_OBJECT
public:
    Tray() = default;
    /// A notice of the desktop, title and sentence; where there are none, nothing happens.
    virtual void say(const QString&, const QString&) {}

signals:
    void showWanted();
    void quitWanted();
};

using MakeTray = std::function<std::unique_ptr<Tray>()>;

std::unique_ptr<Tray> systemTray();

} // namespace penstock::ui
