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

CrumbBar::CrumbBar(const ViewContext& context, QWidget* parent)
    : Panel(context.theme, Edge::bottom, parent, Ground::canvas), m_context(context)
{
    buildUi();
    connect(&m_context.state, &ViewState::placeChanged, this, &CrumbBar::refresh);
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &CrumbBar::refresh);
    refresh();
}

void CrumbBar::buildUi()
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
    row->addWidget(m_trace, 1);
    row->addStretch(0);
    row->addWidget(palette);
}

QString CrumbBar::roomText() const
{
    switch (m_context.state.room()) {
    case Room::fleet:
        return tr("Fleet");
    case Room::traces:
        return tr("Traces");
    case Room::losses:
        return tr("Losses");
    case Room::connect:
        break;
    }
    return tr("Connect");
}

QString CrumbBar::path() const
{
    return m_trace->text().isEmpty() ? m_room->text() : m_room->text() + u' ' + m_trace->text();
}

void CrumbBar::refresh()
{
    m_back->setEnabled(m_context.state.canGoBack());
    m_forward->setEnabled(m_context.state.canGoForward());
    m_room->setText(roomText());
    const auto state = m_context.bridge.snapshot();
    const std::uint32_t trace = m_context.state.trace().value;
    if (m_context.state.level() == Level::list || trace == 0 || trace > state->traces.size())
        m_trace->setText({});
    else
        m_trace->setText(u"\u203A  #%1  "_s.arg(trace) + safeLine(state->traces[trace].name));
}

} // namespace penstock::ui
