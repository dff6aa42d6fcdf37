// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/trace_summary.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/format.h"
#include "ui/models/trace_table.h"
#include "ui/models/words.h"
#include "ui/theme/fonts.h"
#include "ui/views/usage_rows.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/section.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kMaxDelegationRows = 30;

} // namespace

TraceSummary::TraceSummary(const ViewContext& context, QWidget* parent)
    : Panel(context.theme, Edge::left, parent), m_context(context)
{
    buildUi();
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &TraceSummary::refresh);
    connect(&m_context.state, &ViewState::traceChanged, this, &TraceSummary::refresh);
    refresh();
}

void TraceSummary::buildUi()
{
    QWidget* head = buildHead(); // made first: the focus goes in reading order
    m_sections = new SidePanel(m_context.theme, this);
    m_facts = new Section(m_context.theme, tr("Trace"), m_sections->content());
    m_factList = new KeyValueList(m_context.theme, 104, m_facts);
    m_factList->setAccessibleName(tr("Trace"));
    m_facts->addWidget(m_factList);
    m_usage = new Section(m_context.theme, tr("Usage and cost"), m_sections->content());
    m_usage->setNote(tr("counted once"));
    m_usageList = new KeyValueList(m_context.theme, 116, m_usage);
    m_usageList->setAccessibleName(tr("Usage and cost"));
    m_usage->addWidget(m_usageList);
    m_delegations = new Section(m_context.theme, tr("Delegations"), m_sections->content());
    m_delegationList = new KeyValueList(m_context.theme, 136, m_delegations);
    m_delegationList->setAccessibleName(tr("Delegations"));
    m_delegations->addWidget(m_delegationList);
    m_sections->addSection(m_facts);
    m_sections->addSection(m_usage);
    m_sections->addSection(m_delegations);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_sections, 1);
}

QWidget* TraceSummary::buildHead()
{
    auto* head = new Panel(m_context.theme, Edge::bottom, this);
    m_name = new TextLabel(m_context.theme, uiFont(TextSize::title, QFont::DemiBold), Tone::primary,
                           head);
    m_id = new TextLabel(m_context.theme, valueFont(TextSize::caption), Tone::tertiary, head);
    m_open = new QPushButton(tr("Open"), head);
    m_open->setToolTip(tr("Go down into this trace (Enter)"));
    connect(m_open, &QPushButton::clicked, this,
            [this] { m_context.state.openTrace(m_context.state.trace()); });
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_name);
    texts->addWidget(m_id);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 8, 12, 8);
    row->addLayout(texts, 1);
    row->addWidget(m_open);
    return head;
}

void TraceSummary::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    refresh();
}

void TraceSummary::refresh()
{
    if (!isVisible()) // a drawer that is shut costs nothing
        return;
    const auto state = m_context.bridge.snapshot();
    const TraceIndex index = m_context.state.trace();
    if (!index || index.value > state->traces.size())
        clear();
    else
        showTrace(*state, state->traces[index.value], index);
}

void TraceSummary::clear()
{
    m_name->setText(tr("Nothing selected"));
    m_id->setText(tr("Select a trace to see what it did"));
    m_open->hide();
    for (QWidget* section : {m_facts, m_usage, m_delegations})
        section->hide();
}

void TraceSummary::showTrace(const FleetState& state, const TraceRow& row, TraceIndex index)
{
    m_open->show();
    m_facts->show();
    m_name->setText(safeLine(row.name));
    m_id->setText(u"#%1  %2"_s.arg(index.value).arg(QString::fromStdString(row.id.hex())));
    const QString stateText = traceStateText(row);
    std::vector<KeyValue> rows{
        fact(tr("state"), stateText.isEmpty() ? tr("ended") : stateText),
        fact(tr("started"), fullTimeText(row.start)),
        fact(tr("duration"),
             row.end > row.start ? durationText(row.end - row.start) : missingText()),
        fact(tr("last arrival"), timeText(row.lastArrival, state.logTime),
             agoText(row.lastArrival, m_context.bridge.status().now)),
        fact(tr("root agent"), safeLine(row.agent)),
        fact(tr("deployment"), safeLine(row.deployment)),
        fact(tr("session"), safeLine(row.session)),
        fact(tr("user"), safeLine(row.user)),
        fact(tr("steps"), countText(row.steps),
             countOf(row.runs, tr("run"), tr("runs")) + u", "_s +
                 countOf(row.agents, tr("agent"), tr("agents"))),
        fact(tr("failed"), row.errors > 0 ? countText(row.errors) : missingText()),
        fact(tr("missing parents"),
             row.missingParents > 0 ? countText(row.missingParents) : missingText(),
             row.rootMissing ? tr("the root has not come") : QString()),
        fact(tr("dialects"), dialectsText(row.dialects)),
    };
    const std::pair<QString, CellFilter> filters[] = {
        {tr("state"), row.running > 0 || row.errors > 0
                          ? numberCell(FieldId::state, static_cast<std::int64_t>(
                                                           row.running > 0 ? StepStatus::running
                                                                           : StepStatus::error))
                          : CellFilter{FieldId::state, std::nullopt}},
        {tr("started"), minuteCell(FieldId::started, row.start)},
        {tr("root agent"), textCell(FieldId::agent, row.agent)},
        {tr("deployment"), textCell(FieldId::deployment, row.deployment)},
        {tr("session"), textCell(FieldId::session, row.session)},
        {tr("user"), textCell(FieldId::user, row.user)},
        {tr("steps"), numberCell(FieldId::steps, row.steps)},
        {tr("failed"), numberCell(FieldId::errors, row.errors)},
        {tr("missing parents"), numberCell(FieldId::missingParents, row.missingParents)}};
    for (KeyValue& fact : rows)
        for (const auto& [key, filter] : filters)
            if (fact.key == key)
                fact.filter = filter;
    m_factList->setRows(std::move(rows));
    showUsage(row, index);
    showDelegations(index);
}

void TraceSummary::showUsage(const TraceRow& row, TraceIndex index)
{
    m_usage->setVisible(row.usage.calls > 0);
    const auto view = m_context.bridge.openedTrace(index);
    if (view == nullptr || view != m_saidOf.lock()) {
        m_saidOf = view;
        m_said = view ? usageSaid(*view) : UsageSaid{};
    }
    m_usageList->setRows(usageRows(row.usage, row.cost, m_said, row.running > 0));
}

void TraceSummary::showDelegations(TraceIndex index)
{
    const auto view = m_context.bridge.openedTrace(index);
    const bool any = view != nullptr && !view->delegations.empty();
    m_delegations->setVisible(any);
    if (!any)
        return;
    const auto& delegations = view->delegations;
    std::vector<KeyValue> rows;
    for (std::size_t i = 0; i < std::min(delegations.size(), kMaxDelegationRows); ++i) {
        const TraceDelegation& d = delegations[i];
        KeyValue row =
            fact(safeLine(d.fromAgent), safeLine(d.toAgent), knownByText(knownBy(d.best)));
        row.glyph = Glyph::handoff;
        rows.push_back(row);
    }
    m_delegations->setNote(
        delegations.size() > kMaxDelegationRows
            ? tr("first %1 of %2").arg(kMaxDelegationRows).arg(delegations.size())
            : tr("%1 in this trace").arg(delegations.size()));
    m_delegationList->setRows(std::move(rows));
}

} // namespace penstock::ui
