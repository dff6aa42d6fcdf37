// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/losses_view.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/section.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr LossKind kHeadKinds[] = {LossKind::received, LossKind::stored, LossKind::duplicate,
                                   LossKind::revised, LossKind::late};
constexpr int kKeyWidth = 132;

QString severitySentence(LossSeverity severity)
{
    switch (severity) {
    case LossSeverity::loss:
        return LossesView::tr("data loss: something is missing because of it");
    case LossSeverity::notice:
        return LossesView::tr("notice: nothing is missing in the log, but it was not as usual");
    case LossSeverity::info:
        break;
    }
    return LossesView::tr("info: the normal course");
}

QString shareText(std::uint64_t part, std::uint64_t whole)
{
    if (whole == 0)
        return {};
    const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    const QString share =
        part > 0 && percent < 0.01 ? u"< 0.01"_s : QString::number(percent, 'f', 2);
    return LossesView::tr("%1 % of %2 received").arg(share, countText(whole));
}

} // namespace

LossesView::LossesView(const ViewContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_table(new LossTable(this))
{
    buildUi();
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &LossesView::refresh);
    connect(&m_context.state, &ViewState::filterChanged, this, &LossesView::reportFilter);
    connect(m_list, &DataTable::currentRowChanged, this, &LossesView::explain);
    refresh();
}

void LossesView::buildUi()
{
    QWidget* head = buildHead(); // made first: the focus goes in reading order
    m_list = new DataTable(m_context.theme, m_table, m_table->columns(), this);
    m_list->setAccessibleName(tr("Loss ledger"));
    m_list->horizontalHeader()->setSortIndicatorShown(false);
    m_list->setStretchColumn(LossTable::kSentence);
    m_list->setKeepsPlace(true);
    m_list->setEmptyText(tr("Nothing has arrived yet, so nothing can have been lost."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_list, 1);
    column->addWidget(buildExplanation());
}

QWidget* LossesView::buildHead()
{
    auto* head = new Panel(m_context.theme, Panel::Edge::bottom, this);
    head->setFixedHeight(kTraceHeaderHeight);
    m_verdict = new TextLabel(m_context.theme, uiFont(TextSize::body, QFont::DemiBold),
                              Tone::primary, head);
    m_sources = new TextLabel(m_context.theme, uiFont(TextSize::caption), Tone::tertiary, head);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(12);
    row->addWidget(m_verdict, 1);
    for (const LossKind kind : kHeadKinds) {
        auto* count = new QPushButton(head);
        count->setProperty("link", true);
        count->setToolTip(plainTip(lossKindExplanation(kind)));
        connect(count, &QPushButton::clicked, this, [this, kind] { showKind(kind); });
        row->addWidget(count);
        m_counts.emplace_back(kind, count);
    }
    row->addWidget(m_sources);
    return head;
}

QWidget* LossesView::buildExplanation()
{
    auto* foot = new Panel(m_context.theme, Panel::Edge::top, this);
    m_explanation = new Section(m_context.theme, tr("What this row says"), foot);
    m_facts = new KeyValueList(m_context.theme, kKeyWidth, m_explanation);
    m_facts->setAccessibleName(tr("What this row says"));
    m_explanation->addWidget(m_facts);
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 1, 0, 0);
    column->addWidget(m_explanation);
    return foot;
}

void LossesView::refresh()
{
    const auto state = m_context.bridge.snapshot();
    m_table->setState(state);
    const LossCounts& counts = state->totals.losses;
    const std::uint64_t lost = lostItems(counts);
    m_verdict->setText(lost == 0 ? tr("Nothing is missing from what arrived")
                                 : countOf(lost, tr("item did not arrive whole"),
                                           tr("items did not arrive whole")));
    for (const auto& [kind, button] : m_counts) {
        button->setText(countText(counts.of(kind)) + u' ' + lossKindText(kind));
        button->setEnabled(m_table->rowOf(kind) >= 0);
    }
    reportFilter();
    m_sources->setText(countOf(state->losses.size(), tr("source"), tr("sources")));
    explain();
}

// The ledger is short, and no field of the language speaks of it.
void LossesView::reportFilter()
{
    if (!isVisible())
        return;
    FilterOutcome outcome;
    outcome.rows = tr("rows");
    outcome.shown = outcome.known = static_cast<quint64>(m_table->rowCount());
    if (!m_context.state.filter().isEmpty())
        outcome.sentence =
            tr("The filter is not applied here: losses are counted for a source, not for a row.");
    m_context.state.reportFilter(Room::losses, Level::list, outcome);
}

void LossesView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    reportFilter();
}

void LossesView::explain()
{
    const int row = m_list->currentRow();
    m_explanation->setVisible(row >= 0);
    if (row < 0)
        return;
    const LossCell& cell = m_table->cellAt(row);
    const FleetState& state = m_table->state();
    const std::uint64_t count = m_table->countOf(cell);
    std::vector<KeyValue> rows{
        fact(tr("what happened"), lossKindText(cell.kind), lossKindExplanation(cell.kind)),
        fact(tr("severity"), severitySentence(lossSeverity(cell.kind))),
        fact(tr("count"), countText(count), shareText(count, m_table->receivedOf(cell)))};
    if (cell.source == 0) {
        rows.push_back(fact(tr("source"), tr("all sources together")));
    } else {
        const LossRow& source = state.losses[cell.source];
        rows.push_back(fact(tr("source"), safeLine(source.source, 400)));
        rows.push_back(fact(
            tr("seen"),
            tr("%1 to %2").arg(fullTimeText(source.firstSeen), fullTimeText(source.lastSeen))));
        rows.push_back(fact(tr("in all sources"), countText(m_table->countOf({cell.kind, 0}))));
    }
    rows.push_back(fact(tr("where to look"), lossFollowUp(cell.kind)));
    m_facts->setRows(std::move(rows));
}

void LossesView::showKind(LossKind kind)
{
    if (const int row = m_table->rowOf(kind); row >= 0)
        m_list->selectRow(row, true);
    m_list->setFocus();
}

QPushButton* LossesView::countButton(LossKind kind) const
{
    const auto found = std::find_if(m_counts.begin(), m_counts.end(),
                                    [kind](const auto& entry) { return entry.first == kind; });
    return found == m_counts.end() ? nullptr : found->second;
}

void LossesView::focusList()
{
    m_list->setFocus();
    if (m_table->rowCount() > 0 && !m_list->selectionModel()->hasSelection())
        m_list->selectRow(0, true);
}

} // namespace penstock::ui
