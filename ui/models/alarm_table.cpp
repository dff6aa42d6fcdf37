// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/alarm_table.h"

#include <cmath>

#include "core/base/money.h"
#include "ui/models/format.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

std::vector<TableColumn> makeColumns()
{
    return {
        {u"alarm"_s, u"#"_s, AlarmTable::tr("Place of the alarm, in order of first appearance"), 40,
         true, true},
        {u"priority"_s, AlarmTable::tr("Priority"),
         AlarmTable::tr("How urgent it is; filled and blinking while nobody has seen it"), 96,
         false, false, false, 96},
        {u"state"_s, AlarmTable::tr("State"), AlarmTable::tr("Whether it holds, and who saw it"),
         128, false, false, false, 104},
        {u"since"_s, AlarmTable::tr("Since"), AlarmTable::tr("When it was raised last"), 84, true,
         true},
        {u"about"_s, AlarmTable::tr("About"), AlarmTable::tr("Agent, tool or budget"), 132, false,
         false, true, 80},
        {u"why"_s, AlarmTable::tr("Why"), AlarmTable::tr("In one sentence, with value and limit"),
         420, false, false, false, 160},
        {u"value"_s, AlarmTable::tr("Value"), AlarmTable::tr("The value that decided"), 64, true,
         true},
        {u"times"_s, AlarmTable::tr("Times"), AlarmTable::tr("How often it was raised"), 56, true,
         true},
        {u"trace"_s, AlarmTable::tr("Trace"), AlarmTable::tr("Where it is"), 64, true, true},
        {u"seen_by"_s, AlarmTable::tr("Seen by"), AlarmTable::tr("Who acknowledged it"), 92, false,
         false, false, 68},
    };
}

/// Ascending: unseen first, then urgent, then new. A sixteenth of a microsecond is enough to tell times apart.
std::int64_t rankOf(bool unseen, Priority priority, Nanos raisedAt)
{
    constexpr std::int64_t kTimes = std::int64_t{1} << 58;
    const std::int64_t age = kTimes - std::clamp<Nanos>(raisedAt / 64, 0, kTimes - 1);
    const std::int64_t urgency = unseen ? 0 : 8;
    return ((urgency + static_cast<std::int64_t>(priority)) << 58) + age;
}

QString valueOf(const Finding& finding)
{
    return finding.values.empty() ? missingText()
                                  : valueText(finding.values[0].value, finding.values[0].unit);
}

QString traceText(const Alarm& alarm)
{
    return alarm.traceIndex ? u"#%1"_s.arg(alarm.traceIndex.value) : missingText();
}

QString textOf(const Alarm& alarm, const FleetState& state, std::uint32_t number, int column)
{
    const Finding& finding = *alarm.finding;
    switch (column) {
    case AlarmTable::kNumber:
        return countText(number);
    case AlarmTable::kPriority:
        return priorityText(alarm.priority);
    case AlarmTable::kState:
        return alarmStateText(alarm.state);
    case AlarmTable::kSince:
        return listTimeText(alarm.raisedAt, state.logTime).section(u'.', 0, 0); // to the second
    case AlarmTable::kSubject:
        return aboutText(alarm);
    case AlarmTable::kSentence:
        return safeLine(finding.sentence, 400);
    case AlarmTable::kValue:
        return valueOf(finding);
    case AlarmTable::kTimes:
        return countText(alarm.occurrences);
    case AlarmTable::kTrace:
        return traceText(alarm);
    case AlarmTable::kSeenBy:
        return safeLine(alarm.acknowledgedBy);
    default:
        return {};
    }
}

QVariant tipOf(const Alarm& alarm, int column)
{
    switch (column) {
    case AlarmTable::kSince:
        return fullTimeText(alarm.raisedAt);
    case AlarmTable::kSentence:
        return safeLine(alarm.finding->sentence, 1000);
    default:
        return {};
    }
}

} // namespace

AlarmTab tabOf(AlarmState state)
{
    switch (state) {
    case AlarmState::unacknowledged:
    case AlarmState::acknowledged:
        return AlarmTab::active;
    case AlarmState::returned:
    case AlarmState::latched:
        return AlarmTab::returned;
    case AlarmState::shelved:
        return AlarmTab::shelved;
    case AlarmState::suppressed:
    case AlarmState::outOfService:
        return AlarmTab::suppressed;
    case AlarmState::normal:
        break;
    }
    return AlarmTab::history;
}

AlarmLook lookOf(const Alarm& alarm)
{
    switch (alarm.state) {
    case AlarmState::unacknowledged:
        return AlarmLook::unseen;
    case AlarmState::acknowledged:
        return AlarmLook::seen;
    case AlarmState::returned:
        return AlarmLook::returned;
    case AlarmState::latched:
        return AlarmLook::latched;
    default:
        return AlarmLook::held;
    }
}

QString aboutText(const Alarm& alarm)
{
    if (alarm.finding->subject.empty() && alarm.traceIndex)
        return AlarmTable::tr("trace #%1").arg(alarm.traceIndex.value);
    return safeLine(alarm.finding->subject);
}

QString alarmStateText(AlarmState state)
{
    switch (state) {
    case AlarmState::unacknowledged:
        return AlarmTable::tr("not seen yet");
    case AlarmState::acknowledged:
        return AlarmTable::tr("seen, still so");
    case AlarmState::returned:
        return AlarmTable::tr("over, not seen");
    case AlarmState::latched:
        return AlarmTable::tr("over, to be reset");
    case AlarmState::shelved:
        return AlarmTable::tr("shelved");
    case AlarmState::suppressed:
        return AlarmTable::tr("held back: chatters");
    case AlarmState::outOfService:
        return AlarmTable::tr("out of service");
    case AlarmState::normal:
        break;
    }
    return AlarmTable::tr("over, seen");
}

QString priorityText(Priority priority)
{
    switch (priority) {
    case Priority::high:
        return AlarmTable::tr("high");
    case Priority::medium:
        return AlarmTable::tr("medium");
    case Priority::low:
        return AlarmTable::tr("low");
    case Priority::note:
        break;
    }
    return AlarmTable::tr("note");
}

QString valueText(double value, Unit unit)
{
    const auto whole = static_cast<std::int64_t>(std::llround(std::clamp(value, -9e18, 9e18)));
    switch (unit) {
    case Unit::count:
        return value == std::floor(value) ? QString::number(whole) : QString::number(value, 'f', 1);
    case Unit::ratio:
        return QString::number(value, 'f', 1) + u" \u00D7"_s;
    case Unit::share:
        return QString::number(100 * value, 'f', 0) + u" %"_s;
    case Unit::nanos:
        return durationText(whole);
    case Unit::tokens:
        return tokensText(whole);
    case Unit::microUsd:
        return QString::fromStdString(formatMoney(whole));
    case Unit::perMinute:
        return QString::number(value, 'f', 1) + AlarmTable::tr("/min");
    }
    return {};
}

AlarmTable::AlarmTable(AlarmTab tab, QObject* parent)
    : SnapshotTable(makeColumns(), parent), m_tab(tab), m_collapsed(collapses())
{
    connect(this, &SnapshotTable::filterTaken, this, [this] {
        if (m_collapsed != collapses())
            collapseAgain();
    });
}

const Alarm* AlarmTable::alarmAt(const FleetState& state, std::uint32_t number)
{
    if (!state.alarms || number == 0 || number > state.alarms->alarms.size())
        return nullptr;
    const Alarm& alarm = state.alarms->alarms[number];
    return alarm.id.value == 0 ? nullptr : &alarm;
}

bool AlarmTable::hasUnseen() const
{
    for (int row = 0; row < rowCount(); ++row)
        if (const Alarm* alarm = alarmAt(*shown(), numberAt(row)); alarm && isUnseen(*alarm))
            return true;
        else if (const AlarmFlood* flood = floodAt(numberAt(row)); flood && flood->unseen > 0)
            return true;
    return false;
}

QVariant AlarmTable::cell(const FleetState& state, std::uint32_t number, int column, int role) const
{
    const Alarm* alarm = alarmAt(state, number);
    if (alarm == nullptr)
        return {};
    if (const AlarmFlood* flood = floodAt(number))
        if (const QVariant told = floodCell(*flood, *alarm, column, role); told.isValid())
            return told;
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*alarm, state, number, column);
    case Qt::ToolTipRole:
        return tipOf(*alarm, column);
    case kCopyRole:
        return column == kSince ? fullTimeText(alarm->raisedAt)
                                : textOf(*alarm, state, number, column);
    case kEmphasisRole:
        if (isUnseen(*alarm) && (column == kSubject || column == kPriority))
            return static_cast<int>(Emphasis::strong);
        return static_cast<int>(column == kNumber || column == kState || column == kSeenBy
                                    ? Emphasis::muted
                                    : Emphasis::normal);
    case kAlarmRole:
        return column == kPriority ? alarmMark(alarm->priority, lookOf(*alarm)) : 0;
    default:
        return {};
    }
}

bool AlarmTable::lists(const FleetState& state, std::uint32_t number) const
{
    const Alarm* alarm = alarmAt(state, number);
    if (alarm == nullptr || tabOf(alarm->state) != m_tab)
        return false;
    return m_opened ? causeOf(state, *alarm) == *m_opened : !m_floods->hides(number);
}

std::optional<CellFilter> AlarmTable::cellFilter(const FleetState& state, std::uint32_t number,
                                                 int column) const
{
    const Alarm* alarm = alarmAt(state, number);
    if (alarm == nullptr)
        return std::nullopt;
    switch (column) {
    case kSubject:
        return textCell(FieldId::subject, alarm->finding->subject);
    case kSentence:
        return textCell(FieldId::detector, alarm->finding->detector);
    case kSince:
        return minuteCell(FieldId::raised, alarm->raisedAt);
    case kTrace:
        return idCell(FieldId::trace, alarm->finding->trace);
    default:
        return std::nullopt;
    }
}

KeyReader AlarmTable::keyReader(int column) const
{
    using S = const FleetState&;
    using N = std::uint32_t;
    const auto by = [](auto key) -> KeyReader {
        return [key](S s, N n) {
            const Alarm* alarm = alarmAt(s, n);
            return alarm == nullptr ? SortKey{} : sortKey(key(*alarm));
        };
    };
    switch (column) {
    case kPriority:
        return [floods = m_floods](S s, N n) {
            const Alarm* alarm = alarmAt(s, n);
            if (alarm == nullptr)
                return SortKey{};
            const AlarmFlood* flood = floods->at(n);
            return sortKey(flood ? rankOf(flood->unseen > 0, flood->worst, flood->to)
                                 : rankOf(isUnseen(*alarm), alarm->priority, alarm->raisedAt));
        };
    case kState:
        return by([](const Alarm& a) { return static_cast<std::int64_t>(a.state); });
    case kSince:
        return by([](const Alarm& a) { return a.raisedAt; });
    case kSubject:
        return by([](const Alarm& a) { return std::string_view(a.finding->subject); });
    case kSentence:
        return by([](const Alarm& a) { return std::string_view(a.finding->sentence); });
    case kTimes:
        return [floods = m_floods](S s, N n) {
            const Alarm* alarm = alarmAt(s, n);
            const AlarmFlood* flood = floods->at(n);
            return alarm == nullptr
                       ? SortKey{}
                       : sortKey(flood ? flood->occurrences : std::int64_t{alarm->occurrences});
        };
    case kTrace:
        return by([](const Alarm& a) { return std::int64_t{a.traceIndex.value}; });
    case kSeenBy:
        return by([](const Alarm& a) { return std::string_view(a.acknowledgedBy); });
    default:
        return [](S, N n) { return sortKey(std::int64_t{n}); };
    }
}

} // namespace penstock::ui
