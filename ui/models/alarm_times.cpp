// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/alarm_times.h"

#include <QtCore/QCoreApplication>

#include <map>
#include <tuple>

#include "ui/models/alarm_table.h"
#include "ui/models/format.h"

namespace penstock::ui {
namespace {

/// What still wants somebody before what is history, then as everywhere.
bool isWorse(const AlarmMark& a, const AlarmMark& b)
{
    const auto rank = [](const AlarmMark& m) {
        return std::tuple(m.look == AlarmLook::held, m.priority, m.look);
    };
    return rank(a) < rank(b);
}

} // namespace

std::vector<AlarmMoment> alarmMoments(const FleetState& state, const RateSpan& span,
                                      const FilterRows& filter)
{
    std::map<std::uint32_t, AlarmMoment> bySteps;
    for (std::uint32_t place = 1; state.alarms && place <= state.alarms->alarms.size(); ++place) {
        const Alarm* alarm = AlarmTable::alarmAt(state, place);
        if (alarm == nullptr || alarm->raisedAt < span.from || alarm->raisedAt >= span.to() ||
            (filter.applies() && !filter.matches(state, place)))
            continue;
        const auto step = static_cast<std::uint32_t>((alarm->raisedAt - span.from) / span.step);
        const AlarmMark mark =
            markOf(*alarm).value_or(AlarmMark{alarm->priority, AlarmLook::held, alarm->id});
        AlarmMoment& moment = bySteps[step];
        if (moment.alarms++ == 0 || isWorse(mark, moment.mark)) {
            moment.step = step;
            moment.mark = mark;
            moment.sentence = alarm->finding->sentence;
        }
    }
    std::vector<AlarmMoment> moments;
    moments.reserve(bySteps.size());
    for (auto& [step, moment] : bySteps)
        moments.push_back(std::move(moment));
    return moments;
}

std::vector<AlarmCluster> clusterMoments(const std::vector<AlarmMoment>& moments, double least,
                                         const std::function<double(std::uint32_t step)>& xOf)
{
    std::vector<AlarmCluster> clusters;
    double begun = 0;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        const double x = xOf(moments[i].step);
        if (clusters.empty() || x - begun >= least) {
            begun = x;
            clusters.push_back({i, i + 1, x, moments[i].alarms, moments[i].mark});
            continue;
        }
        AlarmCluster& cluster = clusters.back();
        cluster.to = i + 1;
        cluster.alarms += moments[i].alarms;
        if (isWorse(moments[i].mark, cluster.mark))
            cluster.mark = moments[i].mark;
    }
    return clusters;
}

QString momentText(const AlarmMoment& moment)
{
    const QString sentence = safeLine(moment.sentence, 400);
    return moment.alarms == 1
               ? QCoreApplication::translate("AlarmTimes", "%1 alarm: %2")
                     .arg(priorityText(moment.mark.priority), sentence)
               : QCoreApplication::translate("AlarmTimes", "%1 alarms, the most urgent %2: %3")
                     .arg(countText(moment.alarms), priorityText(moment.mark.priority), sentence);
}

} // namespace penstock::ui
