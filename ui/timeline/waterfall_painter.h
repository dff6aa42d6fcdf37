// SPDX-License-Identifier: GPL-3.0-or-later
// WaterfallPainter: draws the visible lines of a cascade - ruler, labels with guides, cost, bars by state, what hangs
// together, selection, the small map (VISUAL.md 5). A plain function of its arguments; GUI thread because of the fonts.
// Cost: what can be seen, whatever the size of the cascade. Colour only where a step proves an alarm.
#pragma once

#include <QtCore/QCoreApplication>
#include <QtGui/QFont>
#include <QtGui/QImage>

#include <optional>

#include "ui/models/alarm_marks.h"
#include "ui/theme/theme.h"
#include "ui/timeline/waterfall_frame.h"
#include "ui/timeline/waterfall_rows.h"

class QPainter;

namespace penstock::ui {

/// Choices of the moment.
struct WaterfallMarks {
    using Stretch = CascadeShape::Stretch;
    std::uint32_t selected = 0; ///< node
    int hoveredRow = -1;
    std::optional<double> hoverX;
    bool criticalPath = true;
    bool links = false;
    std::shared_ptr<const std::vector<bool>>
        lit; ///< by node: the others step back; null: all alike
    std::shared_ptr<const std::vector<bool>> matching; ///< likewise: what the filter matches
    std::shared_ptr<const StepAlarms> alarms;          ///< by node; null: none
    std::optional<Stretch> measured;
    std::optional<Stretch> range; ///< shared by all views
    std::vector<std::uint32_t> pinned;
    Nanos now = 0; ///< 0: nothing runs any more
    bool focused = false;
};

class WaterfallPainter final {
    Q_DECLARE_TR_FUNCTIONS(Waterfall)
public:
    WaterfallPainter(const CascadeShape& shape, const WaterfallRows& rows,
                     const WaterfallFrame& frame, const WaterfallMarks& marks, const Theme& theme);

    void paint(QPainter& painter) const;
    /// The bars of the small map, of this size in px. To be kept until shape, size or theme change.
    QImage mapPicture(const QSize& size) const;
    void paintMap(QPainter& painter, const QImage& picture) const;
    /// What a bar says beside itself; empty when it says nothing.
    QString barText(const WaterfallRow& row) const;
    QString nameText(const WaterfallRow& row) const;

private:
    struct Bar {
        QRectF rect; ///< may reach out of the picture
        bool frame = false;
    };

    void paintMapBars(QPainter& painter, const QRect& place) const;
    void paintRuler(QPainter& painter) const;
    void paintChip(QPainter& painter, double x, const QString& text, const QColor& ground) const;
    void paintGrid(QPainter& painter, const QRectF& over) const;
    void paintLine(QPainter& painter, const QRectF& line, const WaterfallRow& row) const;
    void paintGuides(QPainter& painter, const QRectF& line, int depth) const;
    void paintLabel(QPainter& painter, const QRectF& line, const WaterfallRow& row) const;
    void paintCost(QPainter& painter, const QRectF& line, const WaterfallRow& row) const;
    void paintFooter(QPainter& painter) const;
    Bar barOf(const QRectF& line, const WaterfallRow& row) const;
    void paintBar(QPainter& painter, const Bar& bar, const WaterfallRow& row) const;
    void paintPlain(QPainter& painter, const Bar& bar, const CascadeNode& node, bool away) const;
    void paintWait(QPainter& painter, const QRectF& bar, std::uint32_t node) const;
    void paintFold(QPainter& painter, const QRectF& bar, const FoldedRun& fold) const;
    void paintAlarm(QPainter& painter, const Bar& bar, std::uint32_t node) const;
    void paintBarText(QPainter& painter, const QRectF& line, const Bar& bar,
                      const WaterfallRow& row) const;
    void paintCritical(QPainter& painter, const QRectF& line, const WaterfallRow& row) const;
    void paintEdges(QPainter& painter) const;
    void paintEdge(QPainter& painter, const CascadeEdge& edge) const;
    void paintMoreEdges(QPainter& painter, const QRectF& line, std::uint32_t node,
                        std::size_t more) const;
    void paintTimes(QPainter& painter) const;
    void paintMeasure(QPainter& painter, const QRectF& area) const;
    void paintSelection(QPainter& painter, const QRectF& line) const;
    void paintMapWords(QPainter& painter, const QRectF& strip) const;
    bool shows(const CascadeEdge& edge) const;
    bool steppedBack(const WaterfallRow& row) const;
    const CascadeNode& node(const WaterfallRow& row) const { return m_view.node(row.node); }
    int lastRow() const;

    const CascadeShape& m_shape;
    const CascadeView& m_view;
    const WaterfallRows& m_rows;
    const WaterfallFrame& m_frame;
    const WaterfallMarks& m_marks;
    const Theme& m_theme;
    const QFont m_caption;
    const QFont m_value;
};

} // namespace penstock::ui
