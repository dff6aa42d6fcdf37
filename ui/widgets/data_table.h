// SPDX-License-Identifier: GPL-3.0-or-later
// DataTable: the list widget of the desktop – virtual rows of one height, sorting by header, row selection as an
// outline, copying (Ctrl+C, context menu: value, row, JSON; filter in and out), and a signal when a person touches it, so that following
// can pause before a row moves under the cursor. In a narrow window text columns give way, last first; numbers never:
// their columns grow with them.
// GUI thread only.
#pragma once

#include <QtWidgets/QTableView>

#include <set>
#include <vector>

#include "ui/models/snapshot_table.h"
#include "ui/theme/theme_controller.h"

class QMenu;

namespace penstock::ui {

class TableDelegate;

class DataTable final : public QTableView {
    Q_OBJECT
public:
    DataTable(const ThemeController& theme, QAbstractItemModel* model,
              std::vector<TableColumn> columns, QWidget* parent = nullptr);

    /// This column takes the width that is left, and gives way last.
    void setStretchColumn(int column);
    /// Makes a column of numbers at least this wide, unless a person has given it its width.
    void widenColumn(int column, int width);
    /// A column that is not shown gives its room to the others.
    void setColumnShown(int column, bool shown);
    /// While set, rows that come or move leave the selected row where it stands on the screen. On the top row of a list
    /// that shows its top, the person looks at the newest: then the top stays.
    void setKeepsPlace(bool keeps) { m_keepsPlace = keeps; }
    bool keepsPlace() const { return m_keepsPlace; }
    /// Several rows may be selected (Shift, Ctrl, Ctrl+A); what is done is done to all of them.
    void setSelectsMany();
    bool rowVisible(int row) const;
    int currentRow() const;
    /// Stable name of a column of the model.
    const QString& columnKey(int column) const
    {
        return m_columns[static_cast<std::size_t>(column)].key;
    }
    /// Makes the row current and visible; -1 clears.
    void selectRow(int row, bool scroll);
    QString copyText(const QModelIndex& index) const;
    QString rowAsText(int row) const;
    QString rowAsJson(int row) const;
    void setEmptyText(const QString& sentence);
    qint64 lastPaintNanos() const { return m_paintNanos; }

signals:
    void activatedRow(int row);
    void currentRowChanged(int row);
    void selectionTaken();
    void touched();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void buildHeader();
    void wirePlace();
    void selectAgain();
    void rememberPlace();
    void restorePlace();
    void takeSize(int column, int width);
    void widenNarrow();
    void copyCurrent(bool wholeRow);
    void fitColumns();
    std::vector<int> fittedWidths() const;
    void paintLines(QPainter& painter) const;
    void paintSelection(QPainter& painter) const;
    void outlineRow(QPainter& painter, int row) const;

    const ThemeController& m_theme;
    std::vector<TableColumn> m_columns;
    TableDelegate* m_delegate;
    std::set<int> m_dragged; ///< columns that a person has given their width
    QString m_emptyText;
    int m_stretch = -1;
    bool m_fitting = false;
    bool m_keepsPlace = false;
    int m_placeRow = -1;
    std::uint32_t m_resetNumber = 0;
    int m_resetColumn = 0;
    qint64 m_paintNanos = 0;
};

} // namespace penstock::ui
