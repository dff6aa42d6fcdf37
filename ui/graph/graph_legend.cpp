// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_legend.h"

#include <QtGui/QPainter>

#include <cmath>

#include "ui/graph/layout/geometry.h"
#include "ui/theme/fonts.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr int kHeight = 26;
constexpr int kLeft = 12;
constexpr int kApart = 16;
constexpr int kAfterSample = 6;
constexpr int kShapeWidth = 22;
constexpr int kShapeHeight = 12;
constexpr double kLineLength = 18;
/// One of each step of graph::edgeWidth().
constexpr double kRates[] = {0, 10, 30, 60};

} // namespace

GraphLegend::GraphLegend(const ThemeController& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme)
{
    setFixedHeight(kHeight);
    setAccessibleName(tr("What the shapes of the graph stand for"));
    connect(&theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

void GraphLegend::paintEvent(QPaintEvent*)
{
    using Kind = graph::NodeKind;
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.theme().canvas);
    double x = kLeft;
    for (const auto& [kind, word] :
         {std::pair{Kind::agent, tr("agent")}, std::pair{Kind::remoteAgent, tr("remote agent")},
          std::pair{Kind::tool, tr("tool")}, std::pair{Kind::humanGate, tr("person")},
          std::pair{Kind::store, tr("store")}})
        x = paintShape(painter, x, kind, word);
    x = paintFlight(painter, x);
    paintWidths(painter, x);
}

double GraphLegend::paintWord(QPainter& painter, double x, const QString& word) const
{
    const QFont font = uiFont(TextSize::caption);
    const double wide = textWidth(word, font) + 1;
    if (x + wide <= width())
        paintText(painter, QRectF(x, 0, wide, height()), word,
                  {font, m_theme.theme().secondary, Qt::AlignLeft}, m_theme.theme());
    return x + wide + kApart;
}

double GraphLegend::paintShape(QPainter& painter, double x, graph::NodeKind kind,
                               const QString& word) const
{
    const Theme& t = m_theme.theme();
    const double top = (height() - kShapeHeight) / 2.0;
    // Drawn at twice the size and scaled: the slanted parts have a fixed size in the graph.
    const graph::Rect box{0, 0, 2 * kShapeWidth, 2 * kShapeHeight};
    QPolygonF outline;
    for (const graph::Point& point : graph::outlineOf(box, kind))
        outline << QPointF(std::round(x + point.x / 2.0) + 0.5,
                           std::round(top + point.y / 2.0) + 0.5);
    if (x + kShapeWidth > width())
        return width();
    painter.setPen(t.nodeBorder);
    painter.setBrush(kind == graph::NodeKind::humanGate ? t.gateFill
                     : kind == graph::NodeKind::tool    ? t.toolFill
                                                        : t.nodeFill);
    painter.setRenderHint(QPainter::Antialiasing, outline.size() > 4);
    painter.drawPolygon(outline);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (kind == graph::NodeKind::store)
        painter.drawLine(QPointF(x + 0.5, top + 3.5), QPointF(x + kShapeWidth + 0.5, top + 3.5));
    return paintWord(painter, x + kShapeWidth + kAfterSample, word);
}

double GraphLegend::paintFlight(QPainter& painter, double x) const
{
    const Theme& t = m_theme.theme();
    painter.setPen(t.ink);
    painter.setBrush(t.canvas);
    painter.drawRect(QRectF(std::round(x) + 0.5, height() / 2 - 2.5, 5, 5));
    return paintWord(painter, x + 6 + kAfterSample, tr("call in flight"));
}

/// Whole or not at all.
void GraphLegend::paintWidths(QPainter& painter, double x) const
{
    const QString words[] = {tr("< 10"), tr("< 30"), tr("< 60"), tr("60+ calls a minute")};
    const QFont font = uiFont(TextSize::caption);
    double needed = 0;
    for (const QString& word : words)
        needed += kLineLength + kAfterSample + textWidth(word, font) + 1 + kApart;
    if (x + needed - kApart > width())
        return;
    for (std::size_t i = 0; i < std::size(words); ++i) {
        const double thick = graph::edgeWidth(graph::KnownBy::declared, kRates[i]);
        painter.fillRect(
            QRectF(std::round(x), std::round((height() - thick) / 2), kLineLength, thick),
            m_theme.theme().edgeDeclared);
        x = paintWord(painter, x + kLineLength + kAfterSample, words[i]);
    }
}

} // namespace penstock::ui
