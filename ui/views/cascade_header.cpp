// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cascade_header.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>

#include <algorithm>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"
#include "ui/views/edge_switch.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr double kMostGap = 20;
constexpr double kLeastGap = 12;
constexpr double kMostValue = 172; ///< a time with its date

} // namespace

CascadeHeader::CascadeHeader(const ThemeController& theme, QWidget* parent)
    : Panel(theme, Edge::bottom, parent),
      m_critical(new EdgeSwitch(theme, {}, tr("Critical path"), this)),
      m_links(new EdgeSwitch(theme, {}, tr("Links"), this)),
      m_graph(new EdgeSwitch(theme, {}, tr("Graph"), this))
{
    setFixedHeight(kTraceHeaderHeight);
    m_critical->setChecked(true);
    m_critical->setToolTip(tr("Underlines the steps that the end was waiting for (P)"));
    m_links->setToolTip(tr("Draws all links and evidence, not only what set a step off (I)"));
    m_graph->setToolTip(tr("The same cascade as a graph of causes (G)"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 8, 1);
    row->setSpacing(4);
    row->addStretch(1);
    for (QWidget* button : {m_critical, m_links, m_graph})
        row->addWidget(button);
}

QAbstractButton& CascadeHeader::criticalPath() const
{
    return *m_critical;
}

QAbstractButton& CascadeHeader::links() const
{
    return *m_links;
}

QAbstractButton& CascadeHeader::graph() const
{
    return *m_graph;
}

void CascadeHeader::setCascade(const CascadeRow& row, const TraceRow& root,
                               const CascadeShape* shape, Nanos now)
{
    const QString name = root.rootMissing ? tr("not received")
                                          : safeLine(root.agent.empty() ? root.name : root.agent);
    m_cells = {
        {tr("Cascade"), u"#%1"_s.arg(row.root.value), 0},
        {tr("root"), name, 1},
        {tr("started"), timeText(row.start, now), 3},
        {tr("lasted"), row.end > row.start ? durationText(row.end - row.start) : missingText(), 2},
        {tr("steps"), countText(row.steps), 3}};
    if (shape != nullptr && shape->agents > 0)
        m_cells.push_back({tr("agents"), countText(shape->agents), 7});
    if (row.traces > 1)
        m_cells.push_back({tr("traces"), countText(row.traces), 6});
    m_cells.push_back(
        {tr("cost"), row.usage.calls > 0 ? costText(row.cost, row.running > 0) : missingText(), 2});
    const bool tokens = row.usage.calls > row.usage.callsNoUsage;
    m_cells.push_back(
        {tr("tokens"), tokens ? tokensText(row.usage.input + row.usage.output) : missingText(), 8});
    if (shape != nullptr && shape->view->facts.waits > 0)
        m_cells.push_back({tr("waits for a person"), durationText(shape->waited), 3});
    if (row.errors > 0)
        m_cells.push_back({tr("failed"), countText(row.errors), 2});
    if (row.running > 0)
        m_cells.push_back({tr("running"), countText(row.running), 4});
    if (row.missingParents > 0)
        m_cells.push_back({tr("missing"), countText(row.missingParents), 5});
    if (shape != nullptr && shape->view->facts.stepsToCome > 0)
        m_cells.push_back(
            {tr("steps still to come"), countText(shape->view->facts.stepsToCome), 0});
    if (shape != nullptr && shape->view->facts.tracesLeftOut > 0)
        m_cells.push_back({tr("traces left out"), countText(shape->view->facts.tracesLeftOut), 0});
    setAccessibleName(text());
    setToolTip(plainTip(text()));
    update();
}

QString CascadeHeader::text() const
{
    QStringList parts;
    for (const Cell& cell : m_cells)
        parts << cell.caption + u' ' + cell.value;
    return parts.join(u", "_s);
}

double CascadeHeader::widthOf(const Cell& cell) const
{
    return std::min(kMostValue,
                    std::max(textWidth(cell.caption, uiFont(TextSize::caption)),
                             textWidth(cell.value, valueFont(TextSize::body, QFont::Medium)))) +
           1;
}

std::vector<CascadeHeader::Cell> CascadeHeader::shownCells(double room) const
{
    std::vector<Cell> cells = m_cells;
    const auto needed = [&] {
        double width = 0;
        for (const Cell& cell : cells)
            width += widthOf(cell) + kLeastGap;
        return width;
    };
    while (cells.size() > 1 && needed() > room)
        cells.erase(std::ranges::max_element(cells, {}, &Cell::rank));
    return cells;
}

void CascadeHeader::paintEvent(QPaintEvent* event)
{
    Panel::paintEvent(event);
    const Theme& t = theme();
    QPainter painter(this);
    const double room = m_critical->x() - 12;
    const std::vector<Cell> cells = shownCells(room);
    double all = 0;
    for (const Cell& cell : cells)
        all += widthOf(cell);
    const double gap =
        std::clamp((room - all) / static_cast<double>(std::max<std::size_t>(1, cells.size())),
                   kLeastGap, kMostGap);
    double x = 12;
    for (const Cell& cell : cells) {
        const double width = widthOf(cell);
        paintText(painter, QRectF(x, 3, width, 16), cell.caption,
                  {uiFont(TextSize::caption), t.tertiary, Qt::AlignLeft}, t);
        paintText(painter, QRectF(x, 19, width, 16), cell.value,
                  {valueFont(TextSize::body, QFont::Medium), t.text, Qt::AlignLeft}, t);
        x += width + gap;
    }
}

} // namespace penstock::ui
