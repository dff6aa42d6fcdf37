// SPDX-License-Identifier: GPL-3.0-or-later
// StepTreeDelegate and TreeHeader: how a step of the tree is drawn – guides, chevron, kind glyph and name; cost and
// duration; the bar on the time scale – and the ruler over the bars. GUI thread only; no state of their own.
#pragma once

#include <QtWidgets/QStyledItemDelegate>

#include "ui/models/step_tree_model.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/time_scale.h"

namespace penstock::ui {

/// Left edge of the chevron of a step at this depth; deep steps move closer together.
int indentOf(int depth);
/// The scale of the time column when it spans [left, left + width).
TimeScale scaleFor(const StepTreeModel& model, double left, double width);

class StepTreeDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    StepTreeDelegate(const ThemeController& theme, const StepTreeModel& model, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintLabel(QPainter& painter, const QRectF& box, int row, bool selected) const;
    void paintGuides(QPainter& painter, const QRectF& box, int depth) const;
    void paintNumber(QPainter& painter, const QRectF& box, const QModelIndex& index) const;
    void paintTime(QPainter& painter, const QRectF& box, int row) const;
    void paintBar(QPainter& painter, const QRectF& bar, const TraceNode& node, bool frame) const;
    void paintBarText(QPainter& painter, const QRectF& box, const QRectF& bar, int row) const;

    const ThemeController& m_theme;
    const StepTreeModel& m_model;
};

class TreeHeader final : public TableHeader {
    Q_OBJECT
public:
    TreeHeader(const ThemeController& theme, const StepTreeModel& model, QWidget* parent);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    const StepTreeModel& m_model;
};

} // namespace penstock::ui
