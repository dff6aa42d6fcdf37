// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmsView, where it leads: from an alarm to its cause, its evidence, and to other alarms.
#include "core/alarm/alarm_picture.h"
#include "ui/views/alarms_view.h"
#include "ui/widgets/data_table.h"

namespace penstock::ui {

void AlarmsView::goToCause()
{
    const Alarm* alarm = current();
    if (alarm == nullptr)
        return;
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
    if (const int row = shown().model->rowOf(place); row >= 0)
        table().selectRow(row, true);
}

} // namespace penstock::ui
