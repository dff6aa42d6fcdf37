// SPDX-License-Identifier: GPL-3.0-or-later
// CommandPalette (Ctrl+K): type to find a command, Enter runs it; each row shows its shortcut. ShortcutSheet (?): all
// keys in groups. Both read the one list of Commands. Children of the main window, not windows of their own.
// GUI thread only.
#pragma once

#include <QtCore/QPointer>
#include <QtCore/QStringList>
#include <QtWidgets/QListWidget>

#include "ui/shell/commands.h"
#include "ui/widgets/panel.h"

class QLineEdit;

namespace penstock::ui {

class CommandPalette final : public Panel {
    Q_OBJECT
public:
    CommandPalette(const ThemeController& theme, const Commands& commands, QWidget* window);

    void open();
    QStringList shownTitles() const;
    QLineEdit* input() const { return m_input; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void run();
    void dismiss();

    const Commands& m_commands;
    QLineEdit* m_input;
    QListWidget* m_list;
    QPointer<QWidget> m_returnTo;
};

class ShortcutSheet final : public Panel {
    Q_OBJECT
public:
    ShortcutSheet(const ThemeController& theme, const Commands& commands, QWidget* window);
    void open();
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    const Commands& m_commands;
};

} // namespace penstock::ui
