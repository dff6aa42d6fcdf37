// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/fleet_panel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/section.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/text_label.h"

namespace penstock::ui {

FleetPanel::FleetPanel(const ViewContext& context, QWidget* parent)
    : Panel(context.theme, Edge::left, parent), m_context(context)
{
    setFixedWidth(kWidth);
    QWidget* head = buildHead();
    m_sections = new SidePanel(m_context.theme, this);
    buildSections();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_sections, 1);
}

QWidget* FleetPanel::buildHead()
{
    auto* head = new Panel(m_context.theme, Edge::bottom, this);
    m_title = new TextLabel(m_context.theme, uiFont(TextSize::card, QFont::DemiBold), Tone::primary,
                            head);
    m_kind = new TextLabel(m_context.theme, uiFont(), Tone::secondary, head);
    m_kind->setAlignment(Qt::AlignRight);
    m_subtitle = new TextLabel(m_context.theme, uiFont(TextSize::caption), Tone::secondary, head);
    auto* first = new QHBoxLayout;
    first->addWidget(m_title, 1);
    first->addWidget(m_kind);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(4);
    column->addLayout(first);
    column->addWidget(m_subtitle);
    m_talk = new QPushButton(tr("What they said to each other (E)"), head);
    m_talk->setProperty("link", true);
    connect(m_talk, &QPushButton::clicked, this,
            [this] { m_context.state.openExchanges(m_context.state.actors()); });
    column->addWidget(m_talk, 0, Qt::AlignLeft);
    return head;
}

FleetPanel::List FleetPanel::addList(const QString& title, int keyWidth)
{
    List list;
    list.section = new Section(m_context.theme, title, m_sections->content());
    list.rows = new KeyValueList(m_context.theme, keyWidth, list.section);
    list.rows->setAccessibleName(title);
    list.section->addWidget(list.rows);
    m_sections->addSection(list.section);
    return list;
}

FleetRows* FleetPanel::addRows(const QString& title, Section*& section)
{
    section = new Section(m_context.theme, title, m_sections->content());
    auto* rows = new FleetRows(m_context.theme, title, section);
    section->addWidget(rows);
    m_sections->addSection(section);
    return rows;
}

void FleetPanel::buildSections()
{
    m_measures = addRows(tr("Against normal"), m_normal);
    m_alarms = addList(tr("Alarms"), 116);
    m_runs = addList(tr("Open now"), 150);
    m_tools = addRows(tr("Tools"), m_toolSection);
    m_toolSection->setNote(tr("calls/min"));
    m_peers = addRows(tr("Peers"), m_peerSection);
    m_evidence = addList(tr("How it is known"), 300);
    m_errors = addList(tr("Last failed runs"), 150);
    m_facts = addList(tr("Facts"), 116);
    m_authority = addList(tr("Authority"), 116);
    m_declared = addList(tr("Tools it used"), 132);
    for (FleetRows* rows : {m_tools, m_peers})
        connect(rows, &FleetRows::chosen, this, &FleetPanel::edgeChosen);
    connect(m_alarms.rows, &KeyValueList::activatedRow, this, [this](int row) {
        if (row >= 0 && static_cast<std::size_t>(row) < m_detail.alarmIds.size())
            emit alarmWanted(m_detail.alarmIds[static_cast<std::size_t>(row)]);
    });
    connect(m_runs.rows, &KeyValueList::activatedRow, this,
            [this](int row) { openTrace(m_detail.runTraces, row); });
    connect(m_errors.rows, &KeyValueList::activatedRow, this,
            [this](int row) { openTrace(m_detail.errorTraces, row); });
    show({});
}

void FleetPanel::openTrace(const std::vector<TraceIndex>& traces, int row)
{
    if (row >= 0 && static_cast<std::size_t>(row) < traces.size())
        m_context.state.openTrace(traces[static_cast<std::size_t>(row)]);
}

void FleetPanel::setDrawing(const Drawing& drawing, const std::shared_ptr<const FleetState>& state,
                            const graph::HitIndex::Hit& what)
{
    if (drawing == nullptr)
        return;
    m_job.start([this, drawing, state, what](std::stop_token) -> LatestJob::Apply {
        auto detail = std::make_shared<FleetDetail>(fleetDetail(*state, drawing->picture, what));
        return [this, detail] { show(std::move(*detail)); };
    });
}

void FleetPanel::show(FleetDetail detail)
{
    m_detail = std::move(detail);
    m_title->setText(m_detail.title);
    m_kind->setText(m_detail.kind);
    m_subtitle->setText(m_detail.subtitle);
    m_talk->setVisible(!m_detail.evidence.empty() && m_context.state.actors().isEdge());
    m_normal->setNote(m_detail.bandNote);
    m_measures->setRows(m_detail.measures);
    m_alarms.rows->setRows(m_detail.alarms);
    m_alarms.section->setNote(m_detail.alarmsNote);
    m_alarms.section->setVisible(!m_detail.alarms.empty());
    m_runs.section->setNote(m_detail.runsNote);
    m_runs.rows->setRows(m_detail.runs);
    m_runs.section->setVisible(!m_detail.runs.empty());
    m_tools->setRows(m_detail.tools);
    m_toolSection->setVisible(!m_detail.tools.empty());
    m_peers->setRows(m_detail.peers);
    m_peerSection->setVisible(!m_detail.peers.empty());
    m_peerSection->setNote(countOf(m_detail.peers.size(), tr("line"), tr("lines")));
    m_evidence.rows->setRows(m_detail.evidence);
    m_evidence.section->setVisible(!m_detail.evidence.empty());
    m_errors.rows->setRows(m_detail.errors);
    m_errors.section->setNote(m_detail.errorsNote);
    m_errors.section->setVisible(m_detail.evidence.empty());
    m_facts.rows->setRows(m_detail.facts);
    m_facts.section->setVisible(!m_detail.facts.empty());
    const FleetAuthority& authority = m_detail.authority;
    m_authority.rows->setRows(authority.rows);
    m_authority.section->setNote(authority.note);
    m_authority.section->setVisible(!authority.rows.empty());
    m_declared.rows->setRows(authority.tools);
    m_declared.section->setNote(authority.toolsNote);
    m_declared.section->setVisible(!authority.tools.empty());
}

} // namespace penstock::ui
