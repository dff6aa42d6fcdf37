// SPDX-License-Identifier: GPL-3.0-or-later
// ShortcutSheet (?): every key, in groups, in as many columns as the window has room for. Reads the one list of
// Commands. A child of the main window, no window of its own. GUI thread only.
#pragma once

#include <vector>

#include "ui/shell/commands.h"
#include "ui/widgets/panel.h"

namespace penstock::ui {

class ShortcutSheet final : public Panel {
    Q_OBJECT
public:
    ShortcutSheet(const ThemeController& theme, const Commands& commands, QWidget* window);
    void open();
    QString text() const;
    /// Nothing stands outside the sheet.
    bool complete() const { return m_complete; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    struct Row {
        QString keys; ///< empty: the head of a group
        QString title;
        int column = 0;
        int line = 0;
    };
    void lay(int linesPerColumn, bool whole);
    int widestRow() const;

    const Commands& m_commands;
    std::vector<Row> m_rows;
    int m_columns = 1;
    int m_line = 0; ///< height of one
    int m_columnWidth = 0;
    bool m_complete = false;
};

} // namespace penstock::ui
