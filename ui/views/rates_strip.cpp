// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rates_strip.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include "ui/charts/chart_board.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/group_legend.h"
#include "ui/theme/fonts.h"
#include "ui/views/chart_feed.h"
#include "ui/views/found_actors.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

namespace penstock::ui {
namespace {

constexpr int kHead = 28;
constexpr int kLeastLane = 38;

BoardLook boardLook()
{
    return {{Measure::spend, Measure::tokens, Measure::errors, Measure::latency},
            {.legend = 0, .leastHeight = kLeastLane}};
}

} // namespace

RatesStrip::RatesStrip(const ViewContext& context, const FoundActors& found, QWidget* parent)
    : QWidget(parent), m_context(context)
{
    m_board = new ChartBoard(context.theme, boardLook(), this);
    m_board->setAccessibleName(tr("Rates"));
    m_feed = new ChartFeed(context, *m_board, found, Breakdown::deployment);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(m_board, 1);
    wire();
}

Panel* RatesStrip::buildHead()
{
    auto* head = new Panel(m_context.theme, Panel::Edge::top, this);
    head->setFixedHeight(kHead);
    auto* title = new TextLabel(m_context.theme, uiFont(TextSize::body, QFont::DemiBold),
                                Tone::primary, head);
    title->setText(tr("Rates"));
    m_range = new TextLabel(m_context.theme, valueFont(TextSize::caption), Tone::secondary, head);
    m_legend = new GroupLegend(m_context.theme, head);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 1, 12, 0);
    row->setSpacing(12);
    row->addWidget(title);
    row->addWidget(m_range);
    row->addWidget(m_legend, 1);
    return head;
}

void RatesStrip::wire()
{
    connect(m_feed, &ChartFeed::made, this, &RatesStrip::take);
    const auto want = [this](int measure, quint32 step) {
        emit stepWanted(measure, m_feed->data()->startOf(step));
    };
    connect(m_board, &ChartBoard::stepChosen, this, want);
    connect(m_board, &ChartBoard::stepOpened, this, want);
    connect(m_board, &ChartBoard::alarmWanted, this, &RatesStrip::alarmWanted);
    connect(m_board, &ChartBoard::groupChosen, m_feed, &ChartFeed::narrowTo);
    connect(m_legend, &GroupLegend::groupClicked, m_feed, &ChartFeed::narrowTo);
}

void RatesStrip::take()
{
    m_legend->setData(m_feed->data());
    m_range->setText(rangeText());
}

QString RatesStrip::rangeText() const
{
    const ChartData& newest = *m_feed->data();
    const QString said =
        tr("%1   %2").arg(shownTimeText(newest), lengthText(newest.shown.length()));
    return m_context.state.following() ? tr("%1, follows now").arg(said) : said;
}

bool RatesStrip::settled() const
{
    return !isVisible() || m_feed->settled();
}

void RatesStrip::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_feed->shown();
}

} // namespace penstock::ui
