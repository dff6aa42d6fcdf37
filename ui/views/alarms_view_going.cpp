// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmsView, where it leads: from a flood to its alarms, from an alarm to its cause, its evidence, and to other alarms;
// and of which selected rows something can be done.
#include "ui/views/alarms_view.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

namespace penstock::ui {

namespace {

bool canBe(AlarmActKind kind, const Alarm& alarm)
{
    switch (kind) {
    case AlarmActKind::acknowledge:
        return isUnseen(alarm);
    case AlarmActKind::reset:
        return alarm.state == AlarmState::latched;
    case AlarmActKind::unshelve:
        return alarm.state == AlarmState::shelved;
    case AlarmActKind::shelve:
        return alarm.state != AlarmState::shelved;
    default:
        return true;
    }
}

} // namespace

std::vector<AlarmId> AlarmsView::chosenFor(AlarmActKind kind) const
{
    std::vector<AlarmId> chosen;
    if (policyShown())
        return chosen;
    const AlarmTable& model = *shown().model;
    for (const QModelIndex& row : shown().table->selectionModel()->selectedRows()) {
        const std::uint32_t place = model.numberAt(row.row());
        const Alarm* alarm = AlarmTable::alarmAt(*model.shown(), place);
        if (alarm != nullptr && model.floodAt(place) == nullptr && canBe(kind, *alarm))
            chosen.push_back(alarm->id);
    }
    return chosen;
}

const AlarmFlood* AlarmsView::floodIn(int row) const
{
    return row < 0 ? nullptr : shown().model->floodAt(shown().model->numberAt(row));
}

void AlarmsView::openFlood(std::optional<AlarmCause> cause)
{
    const std::uint32_t place = shown().model->numberAt(shown().table->currentRow());
    shown().model->openFlood(std::move(cause));
    if (const int row = shown().model->rowOf(shown().model->rowFor(place)); row >= 0)
        table().selectRow(row, true);
    updateTexts();
    updateDetail();
}

bool AlarmsView::goUp()
{
    if (policyShown() || !shown().model->opened())
        return false;
    openFlood(std::nullopt);
    return true;
}

QWidget* AlarmsView::buildFloodBar(QWidget* page)
{
    m_floodBar = new Panel(m_context.theme, Panel::Edge::bottom, page);
    m_floodBar->setFixedHeight(kToolbarHeight + 4);
    auto* back = new QPushButton(tr("\u2039 All alarms"), m_floodBar);
    back->setToolTip(plainTip(tr("Back to all alarms (Esc)")));
    connect(back, &QPushButton::clicked, this, &AlarmsView::goUp);
    m_floodText = new TextLabel(m_context.theme, uiFont(), Tone::secondary, m_floodBar);
    auto* row = new QHBoxLayout(m_floodBar);
    row->setContentsMargins(7, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(back);
    row->addWidget(m_floodText, 1);
    m_floodBar->hide();
    return m_floodBar;
}

void AlarmsView::updateFloodBar()
{
    const std::optional<AlarmCause>& cause = shown().model->opened();
    m_floodBar->setVisible(cause.has_value());
    if (!cause)
        return;
    const QString rows =
        countOf(static_cast<std::uint64_t>(shown().model->rowCount()), tr("alarm"), tr("alarms"));
    m_floodText->setText(
        cause->cascade ? tr("%1 of cascade #%2").arg(rows, QString::number(cause->cascade.value))
                       : tr("%1 of %2").arg(rows, safeLine(cause->detector)));
}

void AlarmsView::goToCause()
{
    const Alarm* alarm = current();
    if (alarm == nullptr)
        return;
    if (const AlarmFlood* flood = floodIn(table().currentRow())) {
        m_context.state.setFollowing(false);
        openFlood(flood->cause);
        return;
    }
    if (!alarm->finding->steps.empty())
        openStep(alarm->finding->steps.front().trace, alarm->finding->steps.front().span);
    else if (alarm->traceIndex)
        m_context.state.openTrace(alarm->traceIndex);
    else
        emit said(tr("This alarm is about no single step."));
}

void AlarmsView::openStep(const TraceId& trace, SpanId step)
{
    const auto state = m_context.bridge.snapshot();
    const Alarm* alarm = current();
    TraceIndex index;
    if (alarm != nullptr && alarm->traceIndex && alarm->finding->trace == trace)
        index = alarm->traceIndex;
    for (std::uint32_t i = 1; !index && i <= state->traces.size(); ++i)
        if (state->traces[i].id == trace)
            index = TraceIndex{i};
    if (index)
        m_context.state.openStep(index, step);
    else
        emit said(tr("The trace is no longer in the log."));
}

void AlarmsView::goToAlarm(AlarmId id)
{
    const auto state = m_context.bridge.snapshot();
    const std::uint32_t place = state->alarms ? placeOf(*state->alarms, id) : 0;
    const Alarm* alarm = AlarmTable::alarmAt(*state, place);
    if (alarm == nullptr)
        return;
    showTab(tabOf(alarm->state));
    if (shown().model->opened())
        openFlood(std::nullopt);
    if (shown().model->rowFor(place) != place)
        openFlood(causeOf(*shown().model->shown(), *alarm));
    if (const int row = shown().model->rowOf(place); row >= 0)
        table().selectRow(row, true);
}

} // namespace penstock::ui
