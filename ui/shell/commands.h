// SPDX-License-Identifier: GPL-3.0-or-later
// Commands: everything that can be done from the keyboard, in one list – the window's shortcuts, the palette (Ctrl+K)
// and the sheet (?) are three views of it, so none can lie about another. Owned by the main window; GUI thread only.
#pragma once

#include <QtCore/QObject>
#include <QtGui/QKeySequence>

#include <functional>
#include <vector>

class QAction;
class QWidget;

namespace penstock::ui {

struct Command {
    QString group;
    QString title;
    QList<QKeySequence> keys;
    QAction* action = nullptr;
    bool onSheet = true;
};

class Commands final : public QObject {
    Q_OBJECT
public:
    /// Shortcuts are active while `window` is the active window.
    explicit Commands(QWidget* window);

    QAction* add(const QString& group, const QString& title, const QList<QKeySequence>& keys,
                 std::function<void()> run);
    /// The keys are active in this window of its own too, now and for what is added later.
    void serve(QWidget* window);
    /// As add(), but the sheet has one note for several of its kind.
    void addOneOfMany(const QString& group, const QString& title, const QKeySequence& key,
                      std::function<void()> run);
    /// Keys that a list handles itself (Enter, arrows): listed, not bound.
    void addNote(const QString& group, const QString& title, const QList<QKeySequence>& keys);
    /// Takes a group away, so that it can be listed anew.
    void remove(const QString& group);
    const std::vector<Command>& all() const { return m_commands; }

private:
    std::vector<QWidget*> m_windows; ///< they live as long
    std::vector<Command> m_commands;
};

/// Native text of the keys, e.g. `Ctrl+K`.
QString keysText(const Command& command);

} // namespace penstock::ui
