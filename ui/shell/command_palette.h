// SPDX-License-Identifier: GPL-3.0-or-later
// CommandPalette (Ctrl+K): type to find a command - its letters in order are enough - and Enter runs it; each row shows
// its shortcut. Reads the one list of Commands. A child of the main window, no window of its own. GUI thread only.
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
    std::vector<std::size_t> found(const QString& wanted) const;
    void run();
    void dismiss();

    const Commands& m_commands;
    QLineEdit* m_input;
    QListWidget* m_list;
    QPointer<QWidget> m_returnTo;
};

} // namespace penstock::ui
