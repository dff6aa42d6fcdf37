// SPDX-License-Identifier: GPL-3.0-or-later
// StepTreeModel: the steps of one trace as a flat list of visible rows – no item per node, so a million nodes cost a
// vector only once something is folded. Owned by the trace view; GUI thread only; holds the TraceView it shows. A newer
// view of the same trace keeps folding and persistent indexes by span id.
#pragma once

#include <QtCore/QAbstractTableModel>

#include <memory>
#include <unordered_set>
#include <vector>

#include "core/fleet/fleet_state.h"

namespace penstock::ui {

class StepTreeModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kStep, kCost, kDuration, kTime, kColumns };

    explicit StepTreeModel(QObject* parent = nullptr);

    /// Null empties the tree.
    void setTrace(std::shared_ptr<const TraceView> trace);
    void setFolded(int row, bool folded);
    void foldAll();
    void unfoldAll();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const TraceView* trace() const { return m_trace.get(); }
    const TraceNode& nodeAt(int row) const { return m_trace->nodes[nodeIndex(row)]; }
    /// Place in TraceView::nodes, from 0.
    std::size_t nodeIndex(int row) const;
    bool hasChildren(int row) const;
    bool isFolded(int row) const;
    /// Nodes below, hidden or not.
    std::uint32_t countBelow(int row) const;
    int parentRow(int row) const; ///< -1 at the top
    int
    siblingRow(int row,
               int by) const; ///< visible sibling before (-1) or after (+1); -1 when there is none
    int rowOfSpan(SpanId span) const; ///< -1 when hidden or absent
    std::size_t hiddenCount() const;  ///< steps hidden by folding
    Nanos firstTime() const { return m_first; }
    Nanos lastTime() const { return m_last; }

signals:
    void foldingChanged();

private:
    using Rows = std::vector<std::uint32_t>;
    std::size_t endOfSubtree(std::size_t node) const;
    Rows visibleRows(const TraceView& trace) const;
    void setIdentity(bool everythingVisible);
    void refold();
    void replace(std::shared_ptr<const TraceView> trace);
    void resize(int count);
    void measureTimes();

    std::shared_ptr<const TraceView> m_trace;
    std::unordered_set<std::uint64_t> m_folded; ///< span ids
    Rows m_rows; ///< node index by row; unused while nothing is folded
    int m_count = 0;
    Nanos m_first = 0;
    Nanos m_last = 0;
};

} // namespace penstock::ui
