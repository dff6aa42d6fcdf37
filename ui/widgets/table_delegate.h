// SPDX-License-Identifier: GPL-3.0-or-later
// TableDelegate: paints one cell of a list – glyph, text on the grid, numbers mono and right – as the visual language
// asks. Selection is an outline round the whole row, drawn by DataTable; no row is ever tinted. GUI thread only.
#pragma once

#include <QtWidgets/QStyledItemDelegate>

#include <map>
#include <utility>
#include <vector>

#include "ui/models/snapshot_table.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class TableDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    TableDelegate(const ThemeController& theme, std::vector<TableColumn> columns, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
    /// Columns of numbers that were painted with too little room since the last call, and the width they need.
    std::map<int, int> takeNarrow() { return std::exchange(m_narrow, {}); }

private:
    bool elides(const QModelIndex& index, int width) const;

    const ThemeController& m_theme;
    std::vector<TableColumn> m_columns;
    mutable std::map<int, int> m_narrow; ///< painting is const
};

} // namespace penstock::ui
