// SPDX-License-Identifier: GPL-3.0-or-later
// NodePainter: the nodes of a FleetDrawing (VISUAL.md 3): outline by kind, fill grey, name and numbers as the zoom
// allows. Failed steps are an ink cross with a count; colour comes with an alarm and leaves with it. GUI thread.
#pragma once

#include <QtCore/QCoreApplication>
#include <QtGui/QFont>

#include "ui/graph/fleet_painter.h"

namespace penstock::ui {

/// Words of the graph.
struct FleetText {
    Q_DECLARE_TR_FUNCTIONS(FleetText)
public:
    /// `$0.318/min`
    static QString perMinute(MicroUsd cost);
    /// `64/min`, `0.4/min`
    static QString callsPerMinute(double calls);
    /// `last 02:11`
    static QString last(Nanos quiet);
    static QString left(const NodeFacts& facts);
    static QString right(const NodeFacts& facts);
};

class NodePainter final {
public:
    NodePainter(const FleetDrawing& drawing, const FleetCamera& camera, const Theme& theme,
                const FleetMarks& marks);
    void paint(QPainter& painter, const QRectF& view);

private:
    void paintNode(QPainter& painter, const graph::NodeItem& node, const NodeFacts& facts);
    void paintShape(QPainter& painter, const graph::NodeItem& node, const NodeFacts& facts);
    void paintTexts(QPainter& painter, const graph::NodeItem& node, const NodeFacts& facts);
    void paintNumbers(QPainter& painter, const QRectF& row, const NodeFacts& facts);
    void paintName(QPainter& painter, const graph::NodeItem& node, const NodeFacts& facts);
    void paintCells(QPainter& painter, const QRectF& row, const NodeFacts& facts);
    void paintErrors(QPainter& painter, const QRectF& badge, const NodeFacts& facts);
    void paintAlarm(QPainter& painter, const graph::NodeItem& node, const NodeFacts& facts);
    void paintErrorMark(QPainter& painter, const QRectF& box);
    QRectF badgeOf(const graph::NodeItem& node, const NodeFacts& facts) const;
    static QString errorText(const NodeFacts& facts);
    QColor fillOf(graph::NodeKind kind) const;
    bool dimmed(graph::Key key) const;
    QColor nameColour(const NodeFacts& facts) const;

    const FleetDrawing& m_drawing;
    const FleetCamera& m_camera;
    const Theme& m_theme;
    const FleetMarks& m_marks;
    graph::Detail m_detail;
    QFont m_name;
    QFont m_bold;
    QFont m_value;
    QFont m_badge;
};

} // namespace penstock::ui
