// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/alarm_metrics.h"

#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <array>
#include <map>

#include "core/alarm/alarm_picture.h"
#include "ui/models/alarm_table.h"
#include "ui/models/format.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/section.h"
#include "ui/widgets/side_panel.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kKeyWidth = 176;

struct Noise {
    std::string detector;
    std::uint64_t times = 0;
};

struct Counted {
    std::array<std::uint64_t, 3> raised{}; ///< in the last 10 minutes, hour, day
    std::array<std::uint64_t, 5> by{};     ///< by Priority, among all that is known
    std::vector<Noise> noise;
    std::vector<const Alarm*> standing; ///< longest first
    std::uint64_t chattering = 0;
    std::uint64_t known = 0;
};

Counted count(const FleetState& state)
{
    static constexpr Nanos kSpans[] = {10 * kMinute, kHour, kDay};
    Counted counted;
    std::map<std::string_view, std::uint64_t> times;
    for (std::uint32_t place = 1; state.alarms && place <= state.alarms->alarms.size(); ++place) {
        const Alarm* alarm = AlarmTable::alarmAt(state, place);
        if (alarm == nullptr)
            continue;
        ++counted.known;
        ++counted.by[static_cast<std::size_t>(alarm->priority)];
        times[alarm->finding->detector] += alarm->occurrences;
        for (std::size_t i = 0; i < counted.raised.size(); ++i)
            counted.raised[i] += state.logTime - alarm->raisedAt < kSpans[i];
        counted.chattering += alarm->state == AlarmState::suppressed;
        if (alarm->active && state.logTime - alarm->raisedAt >= AlarmMetrics::kStandsLong)
            counted.standing.push_back(alarm);
    }
    for (const auto& [detector, n] : times)
        counted.noise.push_back({std::string(detector), n});
    std::stable_sort(counted.noise.begin(), counted.noise.end(),
                     [](const Noise& a, const Noise& b) { return a.times > b.times; });
    std::stable_sort(counted.standing.begin(), counted.standing.end(),
                     [](const Alarm* a, const Alarm* b) { return a->raisedAt < b->raisedAt; });
    return counted;
}

QString shareText(std::uint64_t part, std::uint64_t whole)
{
    return whole == 0 ? missingText() : u"%1 %"_s.arg((100 * part + whole / 2) / whole);
}

KeyValue number(const QString& key, const QString& value, const QString& note = {})
{
    KeyValue row = fact(key, value, note);
    row.alignRight = true;
    return row;
}

std::vector<KeyValue> priorityRows(const Counted& counted)
{
    static constexpr std::pair<Priority, int> kUsual[] = {
        {Priority::high, 5}, {Priority::medium, 15}, {Priority::low, 80}};
    std::uint64_t shown = 0; // a note wants nothing of anybody
    for (const auto& [priority, usual] : kUsual)
        shown += counted.by[static_cast<std::size_t>(priority)];
    std::vector<KeyValue> rows;
    for (const auto& [priority, usual] : kUsual) {
        const std::uint64_t n = counted.by[static_cast<std::size_t>(priority)];
        rows.push_back(
            number(priorityText(priority), countText(n),
                   AlarmMetrics::tr("%1, usual %2 %").arg(shareText(n, shown)).arg(usual)));
    }
    rows.push_back(number(priorityText(Priority::note),
                          countText(counted.by[static_cast<std::size_t>(Priority::note)])));
    return rows;
}

} // namespace

AlarmMetrics::AlarmMetrics(const ViewContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_panel(new SidePanel(context.theme, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_panel);
    m_rates = addList(tr("Raised"));
    m_priorities = addList(tr("By priority"));
    m_noisiest = addList(tr("Noisiest detectors"), tr("times raised"));
    m_standing = addList(tr("Standing for a day or longer"));
}

KeyValueList* AlarmMetrics::addList(const QString& title, const QString& note)
{
    auto* section = new Section(m_context.theme, title, this);
    section->setNote(note);
    auto* list = new KeyValueList(m_context.theme, kKeyWidth, section);
    list->setAccessibleName(title);
    section->addWidget(list);
    m_panel->addSection(section);
    return list;
}

void AlarmMetrics::show(const FleetState& state)
{
    const Counted counted = count(state);
    std::vector<KeyValue> rates{number(tr("last 10 minutes"), countText(counted.raised[0])),
                                number(tr("last hour"), countText(counted.raised[1])),
                                number(tr("last day"), countText(counted.raised[2]))};
    rates.push_back(number(tr("held back"), countText(counted.chattering), tr("they chatter")));
    if (state.alarms && state.alarms->leftUnseen > 0)
        rates.push_back(number(tr("gone unseen"), countText(state.alarms->leftUnseen),
                               tr("over, and no room was left for them")));
    m_rates->setRows(std::move(rates));
    m_priorities->setRows(priorityRows(counted));
    std::vector<KeyValue> noise;
    for (std::size_t i = 0; i < std::min(counted.noise.size(), kNoisiest); ++i)
        noise.push_back(
            number(safeLine(counted.noise[i].detector), countText(counted.noise[i].times)));
    if (noise.empty())
        noise.push_back(fact(tr("none yet"), missingText()));
    m_noisiest->setRows(std::move(noise));
    std::vector<KeyValue> standing;
    for (std::size_t i = 0; i < std::min(counted.standing.size(), kNoisiest); ++i) {
        const Alarm& alarm = *counted.standing[i];
        standing.push_back(fact(aboutText(alarm), agoText(alarm.raisedAt, state.logTime),
                                safeLine(alarm.finding->sentence, 120)));
    }
    if (standing.empty())
        standing.push_back(fact(tr("none"), missingText()));
    m_standing->setRows(std::move(standing));
}

} // namespace penstock::ui
