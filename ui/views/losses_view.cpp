// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/losses_view.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

namespace penstock::ui {

LossesView::LossesView(const ViewContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_table(new LossTable(this))
{
    buildUi();
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &LossesView::refresh);
    refresh();
}

void LossesView::buildUi()
{
    auto* head = new Panel(m_context.theme, Panel::Edge::bottom, this);
    head->setFixedHeight(kTraceHeaderHeight);
    m_verdict = new TextLabel(m_context.theme, uiFont(TextSize::body, QFont::DemiBold),
                              Tone::primary, head);
    m_counts = new TextLabel(m_context.theme, uiFont(TextSize::caption), Tone::tertiary, head);
    m_counts->setAlignment(Qt::AlignRight);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 0, 12, 0);
    row->addWidget(m_verdict);
    row->addWidget(m_counts, 1);
    m_list = new DataTable(m_context.theme, m_table, m_table->columns(), this);
    m_list->setAccessibleName(tr("Loss ledger"));
    m_list->horizontalHeader()->setSortIndicatorShown(false);
    m_list->setStretchColumn(LossTable::kSentence);
    m_list->setEmptyText(tr("Nothing has arrived yet, so nothing can have been lost."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_list, 1);
}

void LossesView::refresh()
{
    const auto state = m_context.bridge.snapshot();
    m_table->setState(state);
    const LossCounts& counts = state->totals.losses;
    const std::uint64_t lost = lostItems(counts);
    m_verdict->setText(lost == 0 ? tr("Nothing is missing from what arrived")
                                 : tr("%1 items did not arrive whole").arg(countText(lost)));
    m_counts->setText(
        tr("%1 received, %2 stored, %3 duplicates, %4 sources")
            .arg(countText(counts.of(LossKind::received)), countText(counts.of(LossKind::stored)),
                 countText(counts.of(LossKind::duplicate)), countText(state->losses.size())));
}

} // namespace penstock::ui
