// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmTable, its floods: many alarms of one cause as one row, and what that row says.
#include "ui/models/alarm_table.h"
#include "ui/models/format.h"
#include "ui/theme/glyphs.h"

namespace penstock::ui {
namespace {

/// What a flood is one of, before what was first.
QString floodSentence(const AlarmFlood& flood, const Alarm& first)
{
    const QString many = countText(flood.alarms);
    const QString time = durationText(flood.to - flood.from);
    const QString begin = flood.cause.cascade
                              ? AlarmTable::tr("%1 alarms of cascade #%2 in %3; the first: ")
                                    .arg(many, QString::number(flood.cause.cascade.value), time)
                              : AlarmTable::tr("%1 alarms of %2 in %3; the first: ")
                                    .arg(many, safeLine(flood.cause.detector), time);
    return begin + safeLine(first.finding->sentence, 400);
}

} // namespace

bool AlarmTable::collapses() const
{
    return (m_tab == AlarmTab::active || m_tab == AlarmTab::returned) && !m_opened &&
           !filterApplies();
}

AlarmTable::Floods AlarmTable::floodsOf(const FleetState& state) const
{
    std::vector<std::uint32_t> places;
    for (std::uint32_t place = 1; place <= sizeOf(state); ++place)
        if (const Alarm* alarm = alarmAt(state, place); alarm && tabOf(alarm->state) == m_tab)
            places.push_back(place);
    return std::make_shared<AlarmFloods>(state, places);
}

void AlarmTable::aboutToShow(const FleetState& state)
{
    m_floodsBefore = m_floods;
    if (!m_collapsed || state.alarms == m_floodsIn)
        return;
    m_floodsIn = state.alarms;
    m_floods = floodsOf(state);
}

void AlarmTable::collapseAgain()
{
    m_collapsed = collapses();
    m_floodsIn = m_collapsed ? shown()->alarms : nullptr;
    m_floods = m_collapsed ? floodsOf(*shown()) : std::make_shared<AlarmFloods>();
    m_floodsBefore = m_floods;
    relist();
}

void AlarmTable::openFlood(std::optional<AlarmCause> cause)
{
    if (cause == m_opened)
        return;
    m_opened = std::move(cause);
    collapseAgain();
}

QVariant AlarmTable::floodCell(const AlarmFlood& flood, const Alarm& first, int column,
                               int role) const
{
    const bool isText = role == Qt::DisplayRole || role == kCopyRole;
    switch (column) {
    case kPriority:
        if (role == kAlarmRole)
            return alarmMark(flood.worst, flood.unseen > 0 ? AlarmLook::unseen : lookOf(first));
        return isText ? priorityText(flood.worst) : QVariant();
    case kState:
        if (isText && flood.unseen > 0)
            return tr("%1 not seen").arg(countText(flood.unseen));
        return {};
    case kSentence:
        if (role == kGlyphRole)
            return static_cast<int>(Glyph::chevronRight);
        return isText || role == Qt::ToolTipRole ? floodSentence(flood, first) : QVariant();
    case kTimes:
        return isText ? countText(flood.occurrences) : QVariant();
    default:
        return {};
    }
}

} // namespace penstock::ui
