// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/crumb_bar.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/glyph_button.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kTraceWidth = 320;

} // namespace

CrumbBar::CrumbBar(const ViewContext& context, FilterMemory& memory, QWidget* window,
                   QWidget* parent)
    : Panel(context.theme, Edge::bottom, parent, Ground::canvas), m_context(context)
{
    buildUi(memory, window);
    connect(&m_context.state, &ViewState::filterReported, this, &CrumbBar::refreshCount);
    connect(&m_context.state, &ViewState::filterChanged, this, &CrumbBar::refreshCount);
    connect(&m_context.state, &ViewState::placeChanged, this, &CrumbBar::refresh);
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &CrumbBar::refresh);
    refresh();
}

void CrumbBar::buildUi(FilterMemory& memory, QWidget* window)
{
    setFixedHeight(kCrumbBarHeight);
    m_back = new GlyphButton(m_context.theme, Glyph::chevronLeft, tr("Back (Alt+Left)"), this);
    m_forward =
        new GlyphButton(m_context.theme, Glyph::chevronRight, tr("Forward (Alt+Right)"), this);
    connect(m_back, &QAbstractButton::clicked, &m_context.state, &ViewState::goBack);
    connect(m_forward, &QAbstractButton::clicked, &m_context.state, &ViewState::goForward);
    m_room = new QPushButton(this);
    m_room->setProperty("tab", true);
    connect(m_room, &QPushButton::clicked, this,
            [this] { m_context.state.goTo(m_context.state.room()); });
    m_trace = new TextLabel(m_context.theme, uiFont(TextSize::body, QFont::DemiBold), Tone::primary,
                            this);
    m_trace->setMaximumWidth(kTraceWidth);
    m_filter = new FilterLine(m_context, memory, window, this);
    m_count = new TextLabel(m_context.theme, valueFont(TextSize::caption), Tone::secondary, this);
    m_leftOut = new QPushButton(this);
    m_leftOut->setProperty("tab", true);
    m_leftOut->setToolTip(tr("Clear the filter"));
    connect(m_leftOut, &QPushButton::clicked, m_filter, &FilterLine::clear);
    auto* palette = new QPushButton(tr("Ctrl+K   Commands"), this);
    palette->setProperty("tab", true);
    connect(palette, &QPushButton::clicked, this, &CrumbBar::paletteClicked);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 12, 1);
    row->setSpacing(4);
    row->addWidget(m_back);
    row->addWidget(m_forward);
    row->addSpacing(8);
    row->addWidget(m_room);
    row->addWidget(m_trace);
    row->addSpacing(8);
    row->addWidget(m_filter, 1);
    row->addSpacing(8);
    row->addWidget(m_count);
    row->addWidget(m_leftOut);
    row->addWidget(palette);
}

QString CrumbBar::roomText() const
{
    switch (m_context.state.room()) {
    case Room::fleet:
        return tr("Fleet");
    case Room::cascades:
        return tr("Cascades");
    case Room::traces:
        return tr("Traces");
    case Room::charts:
        return tr("Charts");
    case Room::alarms:
        return tr("Alarms");
    case Room::losses:
        return tr("Losses");
    case Room::costs:
        return tr("Costs");
    case Room::connect:
        break;
    }
    return tr("Connect");
}

QString CrumbBar::path() const
{
    return m_trace->text().isEmpty() ? m_room->text() : m_room->text() + u' ' + m_trace->text();
}

QString CrumbBar::countText() const
{
    return m_count->isVisibleTo(this) ? m_count->text() : QString();
}

// Nothing is left out silently: the count, and the way to the rest.
void CrumbBar::refreshCount()
{
    const FilterOutcome& outcome = m_context.state.filterOutcome();
    const bool counted = !m_context.state.filter().isEmpty() && !outcome.rows.isEmpty();
    const quint64 out = outcome.known > outcome.shown ? outcome.known - outcome.shown : 0;
    m_count->setText(
        tr("%1 of %2 %3")
            .arg(ui::countText(outcome.shown), ui::countText(outcome.known), outcome.rows));
    m_count->setVisible(counted);
    m_leftOut->setText(tr("%1 left out, show").arg(ui::countText(out)));
    m_leftOut->setVisible(counted && out > 0);
}

/// Whose exchanges are open, or were on the way down.
QString CrumbBar::pairText(const FleetState& fleet) const
{
    const ViewState& state = m_context.state;
    const ActorSelection& pair = state.actors();
    const bool onTheWay = state.level() != Level::list && state.room() == Room::fleet;
    if (!onTheWay || !pair.isEdge() || std::max(pair.from, pair.to).value > fleet.agents.size())
        return {};
    return safeLine(fleet.agents[pair.from.value].name, 40) + u" \u2192 "_s +
           safeLine(fleet.agents[pair.to.value].name, 40);
}

void CrumbBar::refresh()
{
    refreshCount();
    m_back->setEnabled(m_context.state.canGoBack());
    m_forward->setEnabled(m_context.state.canGoForward());
    m_room->setText(roomText());
    const auto state = m_context.bridge.snapshot();
    const std::uint32_t trace = m_context.state.trace().value;
    QStringList below;
    if (const QString pair = pairText(*state); !pair.isEmpty())
        below << pair;
    if (m_context.state.level() == Level::trace && trace != 0 && trace <= state->traces.size())
        below << u"#%1  "_s.arg(trace) + safeLine(state->traces[trace].name);
    m_trace->setText(below.isEmpty() ? QString() : u"\u203A  "_s + below.join(u"  \u203A  "_s));
}

} // namespace penstock::ui
