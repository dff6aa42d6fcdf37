// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alarm/alarm_act.h"

#include <nlohmann/json.hpp>

namespace penstock {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostAlarms = 1'000; ///< of one act
constexpr std::size_t kMostText = 4'000;

Error wrong(std::string sentence)
{
    return {ErrorCode::invalid, std::move(sentence), {}};
}

std::optional<AlarmActKind> kindOf(std::string_view name)
{
    for (int kind = 1; kind <= static_cast<int>(AlarmActKind::putBack); ++kind)
        if (alarmActName(static_cast<AlarmActKind>(kind)) == name)
            return static_cast<AlarmActKind>(kind);
    return std::nullopt;
}

bool isAboutDetector(AlarmActKind kind)
{
    return kind == AlarmActKind::takeOut || kind == AlarmActKind::putBack;
}

} // namespace

std::string toText(const AlarmAct& act)
{
    Json json = {{"act", alarmActName(act.kind)}, {"by", act.by}};
    for (const AlarmId id : act.alarms)
        json["alarms"].push_back(id.hex());
    if (!act.detector.empty())
        json["detector"] = act.detector;
    if (!act.reason.empty())
        json["reason"] = act.reason;
    if (act.until != 0)
        json["until"] = act.until;
    if (act.oneShot)
        json["one_shot"] = true;
    if (act.seen != 0)
        json["seen"] = act.seen;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Status isComplete(const AlarmAct& act)
{
    if (act.by.empty())
        return wrong("Who does this has to be said.");
    if (act.by.size() > kMostText || act.reason.size() > kMostText)
        return wrong("A name or a reason is longer than 4000 bytes.");
    if (isAboutDetector(act.kind) && act.detector.empty())
        return wrong("Which detector has to be said.");
    if (!isAboutDetector(act.kind) && act.alarms.empty())
        return wrong("Which alarm has to be said.");
    if (act.alarms.size() > kMostAlarms)
        return wrong("One act may be about at most 1000 alarms.");
    const bool wantsReason = act.kind == AlarmActKind::shelve ||
                             act.kind == AlarmActKind::takeOut || act.kind == AlarmActKind::comment;
    if (wantsReason && act.reason.empty())
        return wrong(act.kind == AlarmActKind::comment ? "There is nothing to note."
                                                       : "A reason has to be given.");
    if (act.kind == AlarmActKind::shelve && act.until == 0)
        return wrong("When the shelving ends has to be said.");
    return Done{};
}

Result<AlarmAct> alarmActOf(std::string_view text)
try {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return wrong("This is no act about alarms.");
    AlarmAct act;
    const auto kind = kindOf(json.value("act", ""));
    if (!kind)
        return wrong("This is not known as an act about alarms.");
    act.kind = *kind;
    for (const Json& id : json.value("alarms", Json::array())) {
        act.alarms.push_back(AlarmId::fromHex(id.get<std::string>()));
        if (act.alarms.back().value == 0)
            return wrong("An alarm is named by 16 hex digits.");
    }
    act.detector = json.value("detector", "");
    act.by = json.value("by", "");
    act.reason = json.value("reason", "");
    act.until = json.value("until", Nanos{0});
    act.oneShot = json.value("one_shot", false);
    act.seen = json.value("seen", Seq{0});
    if (Status complete = isComplete(act); !complete)
        return complete.error();
    return act;
} catch (const Json::exception& e) {
    return Error{ErrorCode::invalid, "An act about alarms has a value of the wrong type.",
                 e.what()};
}

} // namespace penstock
