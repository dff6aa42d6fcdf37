// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/alarm.h"

#include "core/base/hash.h"

#include <charconv>

namespace penstock {

std::string AlarmId::hex() const
{
    return SpanId{value}.hex();
}

AlarmId AlarmId::fromHex(std::string_view text)
{
    AlarmId id;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, id.value, 16);
    return read.ec == std::errc() && read.ptr == end && text.size() == 16 ? id : AlarmId{};
}

AlarmId alarmIdOf(const Finding& finding)
{
    return {(plainHash64(finding.detector) ^ finding.key * 0x9E3779B97F4A7C15ull) | 1};
}

std::string_view alarmStateName(AlarmState state)
{
    static constexpr std::string_view kNames[kAlarmStateCount] = {
        "normal",  "unacknowledged", "acknowledged", "returned",
        "latched", "shelved",        "suppressed",   "out_of_service"};
    return kNames[static_cast<std::size_t>(state)];
}

std::string_view priorityName(Priority priority)
{
    static constexpr std::string_view kNames[] = {"", "high", "medium", "low", "note"};
    return kNames[static_cast<std::size_t>(priority)];
}

std::string_view alarmActName(AlarmActKind kind)
{
    static constexpr std::string_view kNames[] = {
        "", "acknowledge", "reset", "shelve", "unshelve", "comment", "take_out", "put_back"};
    return kNames[static_cast<std::size_t>(kind)];
}

} // namespace penstock
