// SPDX-License-Identifier: GPL-3.0-or-later
// CascadeHeader: the figures of one cascade in a row - caption over value, 40 px - and what is drawn of it. Figures that
// have no room give way, the least important first; the tool tip has them all. GUI thread only.
#pragma once

#include <vector>

#include "ui/timeline/cascade_shape.h"
#include "ui/widgets/panel.h"

class QAbstractButton;

namespace penstock::ui {

class EdgeSwitch;

class CascadeHeader final : public Panel {
    Q_OBJECT
public:
    CascadeHeader(const ThemeController& theme, QWidget* parent);

    /// `shape` may be null: then only what the list knows is told.
    void setCascade(const CascadeRow& row, const TraceRow& root, const CascadeShape* shape,
                    Nanos now);
    /// All figures, also those without room.
    QString text() const;
    QAbstractButton& criticalPath() const;
    QAbstractButton& links() const;
    QAbstractButton& graph() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Cell {
        QString caption;
        QString value;
        int rank = 0; ///< the greatest gives way first
    };
    std::vector<Cell> shownCells(double room) const;
    double widthOf(const Cell& cell) const;

    std::vector<Cell> m_cells;
    EdgeSwitch* m_critical;
    EdgeSwitch* m_links;
    EdgeSwitch* m_graph;
};

} // namespace penstock::ui
