// SPDX-License-Identifier: GPL-3.0-or-later
// CloseGuard: what closing the window means. With a tray the window goes there and recording goes on; without one the
// person is asked: keep recording (minimised), or quit. An attached desktop records nothing and just closes.
// Owned by the main window; GUI thread only.
#pragma once

#include <QtCore/QObject>

#include <memory>

#include "ui/shell/preferences.h"
#include "ui/shell/tray.h"
#include "ui/views/view_context.h"

class QCloseEvent;
class QMessageBox;

namespace penstock::ui {

class CloseGuard final : public QObject {
    Q_OBJECT
public:
    CloseGuard(const ViewContext& context, const Preferences& preferences, QWidget* window,
               const MakeTray& makeTray);

    /// Decides about this close event.
    void handle(QCloseEvent* event);
    /// Closes for good, without a question.
    void quit();
    bool hasTray() const { return m_tray != nullptr; }
    /// Says it on the desktop, where there is a tray.
    void say(const QString& title, const QString& sentence);
    QMessageBox* question() const { return m_question; }

signals:
    void quitting();

private:
    void ask();
    void showWindow();

    ViewContext m_context;
    const Preferences& m_preferences;
    QWidget* m_window;
    std::unique_ptr<Tray> m_tray;
    QMessageBox* m_question = nullptr;
    bool m_quitting = false;
};

} // namespace penstock::ui
