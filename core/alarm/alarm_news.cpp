// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alarm/alarm_news.h"

#include <algorithm>
#include <tuple>

namespace penstock {

std::vector<const Alarm*> AlarmNews::take(const AlarmPicture& picture, Priority least)
{
    std::vector<const Alarm*> news;
    if (m_looked && picture.changed == m_changed)
        return news;
    std::unordered_map<std::uint64_t, Told> told;
    for (std::uint32_t place = 1; place <= picture.alarms.size(); ++place) {
        const Alarm& alarm = picture.alarms[place];
        if (alarm.id.value == 0)
            continue;
        const auto before = m_told.find(alarm.id.value);
        const bool isNew = before == m_told.end() || before->second.raised != alarm.raisedSeq ||
                           alarm.priority < before->second.priority;
        if (m_looked && isNew && alarm.state == AlarmState::unacknowledged &&
            alarm.priority <= least)
            news.push_back(&alarm);
        told[alarm.id.value] = {alarm.raisedSeq, alarm.priority};
    }
    m_told = std::move(told);
    m_changed = picture.changed;
    m_looked = true;
    std::sort(news.begin(), news.end(), [](const Alarm* a, const Alarm* b) {
        return std::tuple(a->priority, a->raisedSeq) < std::tuple(b->priority, b->raisedSeq);
    });
    return news;
}

} // namespace penstock
