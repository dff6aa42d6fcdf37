// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/alarms.h"

#include "app/cli/act_there.h"
#include "app/cli/cells.h"
#include "app/cli/engine_flags.h"
#include "app/cli/listing_rows.h"
#include "app/cli/output.h"
#include "core/alarm/alarm_act.h"
#include "core/alarm/alarm_groups.h"
#include "core/base/user_name.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <sstream>
#include <tuple>

namespace penstock::cli {
namespace {

using Json = nlohmann::ordered_json;

/// What wants to be looked at first, then what is urgent, then what is new.
auto orderOf(const Alarm& alarm)
{
    const bool unseen =
        alarm.state == AlarmState::unacknowledged || alarm.state == AlarmState::returned;
    return std::tuple(!unseen, alarm.state == AlarmState::normal, alarm.priority, -alarm.raisedAt,
                      alarm.id.value);
}

const AlarmHold& holdOf(const Alarm& alarm, const AlarmPicture& picture)
{
    const auto out = picture.outOfService.find(alarm.finding->detector);
    if (out != picture.outOfService.end())
        return out->second;
    return alarm.suppression.holds() ? alarm.suppression : alarm.shelf;
}

Json stepsJson(const Finding& finding)
{
    Json steps = Json::array();
    for (const StepMention& step : finding.steps)
        steps.push_back(
            {{"seq", step.seq}, {"trace_id", step.trace.hex()}, {"span_id", step.span.hex()}});
    return steps;
}

Json edgesJson(const Finding& finding)
{
    Json edges = Json::array();
    for (const EdgeMention& edge : finding.edges)
        edges.push_back({{"from", textOrNull(edge.from)}, {"to", edge.to}, {"times", edge.times}});
    return edges;
}

Json valuesJson(const Finding& finding)
{
    Json values = Json::array();
    for (const ValueMention& value : finding.values)
        values.push_back({{"name", value.name}, {"value", value.value}, {"limit", value.limit}});
    return values;
}

/// Of each alarm that is not history: how many came together with it, and whether it was the first.
std::map<std::uint32_t, std::pair<std::size_t, bool>> floodsIn(const FleetState& state)
{
    std::vector<std::uint32_t> places;
    for (std::uint32_t place = 1; place <= state.alarms->alarms.size(); ++place) {
        const Alarm& alarm = state.alarms->alarms[place];
        if (alarm.id.value != 0 && alarm.state != AlarmState::normal)
            places.push_back(place);
    }
    std::map<std::uint32_t, std::pair<std::size_t, bool>> floods;
    for (const AlarmGroup& group : groupAlarms(state, places))
        for (const std::uint32_t place : group.places)
            if (group.isFlood)
                floods[place] = {group.places.size(), place == group.places.front()};
    return floods;
}

const std::vector<Column>& columns()
{
    static const std::vector<Column> kColumns = {{"alarm", "ALARM", false, 16},
                                                 {"priority", "PRIORITY"},
                                                 {"state", "STATE"},
                                                 {"raised_time", "SINCE"},
                                                 {"detector", "DETECTOR", false, 28},
                                                 {"subject", "ABOUT", false, 24},
                                                 {"sentence", "WHY", false, 120},
                                                 {"occurrences", "TIMES", true},
                                                 {"first_raised_time", ""},
                                                 {"ended_time", ""},
                                                 {"over", ""},
                                                 {"acknowledged_by", "SEEN BY", false, 16},
                                                 {"acknowledged_time", ""},
                                                 {"note", ""},
                                                 {"held_by", ""},
                                                 {"held_reason", ""},
                                                 {"held_until_time", ""},
                                                 {"one_shot", ""},
                                                 {"trace_id", ""},
                                                 {"came_together", ""},
                                                 {"first_out", ""},
                                                 {"values", ""},
                                                 {"edges", ""},
                                                 {"steps", ""},
                                                 {"more_steps", ""}};
    return kColumns;
}

Row rowOf(const Alarm& alarm, const AlarmPicture& picture, std::size_t together, bool firstOut)
{
    const Finding& finding = *alarm.finding;
    const AlarmHold& hold = holdOf(alarm, picture);
    return {alarm.id.hex(),
            std::string(priorityName(alarm.priority)),
            std::string(alarmStateName(alarm.state)),
            timeOrNull(alarm.raisedAt),
            finding.detector,
            textOrNull(finding.subject),
            finding.sentence,
            alarm.occurrences,
            timeOrNull(alarm.firstRaisedAt),
            timeOrNull(alarm.endedAt),
            textOrNull(alarm.over),
            textOrNull(alarm.acknowledgedBy),
            timeOrNull(alarm.acknowledgedAt),
            textOrNull(alarm.note),
            textOrNull(hold.by),
            textOrNull(hold.reason),
            timeOrNull(hold.until),
            hold.oneShot,
            finding.trace.isZero() ? Json(nullptr) : Json(finding.trace.hex()),
            together,
            firstOut,
            valuesJson(finding),
            edgesJson(finding),
            stepsJson(finding),
            finding.moreSteps};
}

/// Ids in full; an error's sentence says which one is none.
Result<std::vector<AlarmId>> idsOf(const std::vector<std::string>& texts)
{
    std::vector<AlarmId> ids;
    for (const std::string& text : texts) {
        const AlarmId id = AlarmId::fromHex(text);
        if (id.value == 0)
            return Error{ErrorCode::invalid,
                         "An alarm is named by 16 hex digits, as `alarms` lists it.", text};
        ids.push_back(id);
    }
    return ids;
}

Status logAct(const std::string& dataDirectory, const AlarmAct& act)
{
    return actThere(
        dataDirectory, [&act](Engine& engine) { return engine.act(act); },
        [&] { return askAlarmAct(dataDirectory, act); });
}

} // namespace

void alarmRows(const ListingWorld& world, const ListingFilter& filter,
               const ListingOptions& options, std::ostream& out)
{
    Listing listing(columns(), options.json, out);
    const AlarmPicture& picture = *world.state->alarms;
    const auto floods = floodsIn(*world.state);
    std::vector<std::uint32_t> shown;
    AlarmFields fields;
    for (std::uint32_t place = 1; place <= picture.alarms.size(); ++place) {
        const Alarm& alarm = picture.alarms[place];
        if (alarm.id.value == 0 || (!options.everything && alarm.state == AlarmState::normal) ||
            (!options.agent.empty() && alarm.finding->subject != options.agent) ||
            (!options.trace.empty() && alarm.finding->trace.hex() != options.trace))
            continue;
        fields.set(alarm);
        if (filter.matches(fields))
            shown.push_back(place);
    }
    std::sort(shown.begin(), shown.end(), [&picture](std::uint32_t a, std::uint32_t b) {
        return orderOf(picture.alarms[a]) < orderOf(picture.alarms[b]);
    });
    if (options.limit != 0 && shown.size() > options.limit)
        shown.resize(options.limit);
    for (const std::uint32_t place : shown) {
        const auto flood = floods.find(place);
        const bool alone = flood == floods.end();
        listing.add(rowOf(picture.alarms[place], picture, alone ? 1 : flood->second.first,
                          alone || flood->second.second));
    }
    listing.finish(filter.emptySentence("No alarms."));
}

int actOnAlarms(const AlarmActOptions& options, std::ostream& out, std::ostream& err)
{
    AlarmAct act;
    act.kind = options.kind;
    act.by = options.by.empty() ? userName() : options.by;
    act.reason = options.reason;
    act.detector = options.detector;
    act.oneShot = options.oneShot;
    Nanos time = 0;
    if (act.kind == AlarmActKind::shelve) {
        if (!parseDuration(options.duration, time)) {
            err << "penstockctl: --for takes a number and d, h, m or s, for example 2h.\n";
            return 2;
        }
        act.until = SystemClock().now() + time;
    }
    auto ids = idsOf(options.alarms);
    if (!ids) {
        err << "penstockctl: " << ids.error().sentence << '\n';
        return 2;
    }
    act.alarms = std::move(*ids);
    if (const Status complete = isComplete(act); !complete) {
        err << "penstockctl: " << complete.error().sentence << '\n';
        return 2;
    }
    const Status done = logAct(options.dataDirectory, act);
    const bool refused = !done && done.error().code == ErrorCode::invalid;
    if (options.json)
        out << jsonLine({{"ok", done.ok()},
                         {"act", alarmActName(act.kind)},
                         {"problem", done ? std::string() : done.error().sentence}});
    if (done)
        return 0;
    err << "penstockctl: " << done.error().sentence << '\n';
    return refused ? 1 : 3;
}

} // namespace penstock::cli
