// SPDX-License-Identifier: GPL-3.0-or-later
// Alarm: what a finding becomes once people have to do with it – its state as ISA-18.2 has them, who saw it, what holds it
// back. AlarmAct: what a person does about alarms; one act is one log entry. Plain values that own their texts; subjects
// and sentences may hold what agents said: untrusted, shown as plain text only.
#pragma once

#include "core/base/ids.h"
#include "core/model/finding.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

/// The same for the same condition, whenever it comes back: made of detector and key of its findings. 0 = none.
struct AlarmId {
    std::uint64_t value = 0;
    std::string hex() const;
    /// 0 unless the text is what hex() gives.
    static AlarmId fromHex(std::string_view text);
    auto operator<=>(const AlarmId&) const = default;
};
AlarmId alarmIdOf(const Finding& finding);

/// Saved. Do not change the numbers. What holds an alarm back comes before how it stands.
enum class AlarmState : std::uint8_t {
    normal = 0,         ///< over, seen: history
    unacknowledged = 1, ///< it is so, nobody has seen it
    acknowledged = 2,   ///< it is so, seen
    returned = 3,       ///< not so any more, and still nobody has seen it
    latched = 4,        ///< not so any more, seen, wants a reset
    shelved = 5,        ///< somebody does not want to hear of it for a while
    suppressed = 6,     ///< held back by rule: it chatters
    outOfService = 7,   ///< its detector was taken out of service by somebody
};
inline constexpr int kAlarmStateCount = 8;
std::string_view alarmStateName(AlarmState state); ///< `unacknowledged`, in filters and JSON
std::string_view priorityName(Priority priority);

/// Why and until when something is held back. Empty name: it is not.
struct AlarmHold {
    std::string by;
    std::string reason;
    Nanos since = 0;
    Nanos until = 0;      ///< 0 = has no end of its own
    bool oneShot = false; ///< ends when the condition ends
    bool holds() const { return !by.empty(); }
    bool operator==(const AlarmHold&) const = default;
};

/// One condition, from when it was first raised until it leaves the history. id 0: an empty place, lists skip it.
struct Alarm {
    AlarmId id;
    AlarmState state = AlarmState::normal;
    bool active = false;       ///< the condition holds
    bool acknowledged = false; ///< since it was raised last, or got more urgent
    bool latches = false;      ///< wants a reset after it has gone
    Priority priority = Priority::medium;
    TraceIndex
        traceIndex; ///< in the FleetState that shows it; 0 = not about one trace, or not there
    /// As it was told last while it was active: evidence, sentence, values. Never null.
    std::shared_ptr<const Finding> finding;
    std::string over;              ///< why it is not so any more; empty while it is
    Seq raisedSeq = 0;             ///< the entry that raised it last
    Nanos raisedAt = 0;            ///< when it was raised last …
    Nanos firstRaisedAt = 0;       ///< … and first
    Nanos endedAt = 0;             ///< 0 while active
    Nanos changedAt = 0;           ///< anything about it
    std::uint32_t occurrences = 0; ///< how often it was raised
    std::string acknowledgedBy;    ///< empty: nobody
    Nanos acknowledgedAt = 0;
    std::string note; ///< what was said last: with an acknowledgement or as a comment
    AlarmHold shelf;
    AlarmHold suppression;
};

/// Saved in the log. Do not change the numbers.
enum class AlarmActKind : std::uint8_t {
    acknowledge = 1,
    reset = 2, ///< of a latched one
    shelve = 3,
    unshelve = 4,
    comment = 5,
    takeOut = 6, ///< a detector out of service
    putBack = 7,
};
std::string_view alarmActName(AlarmActKind kind);

struct AlarmAct {
    AlarmActKind kind = AlarmActKind::acknowledge;
    std::vector<AlarmId> alarms; ///< what it is about; none for takeOut and putBack
    std::string detector;        ///< takeOut, putBack
    std::string by;              ///< who
    std::string reason;          ///< must be there to shelve and to take out; else a note
    Nanos until = 0;             ///< shelve: when it ends; at most kLongestShelf away
    bool oneShot = false;        ///< shelve: also ends when the condition ends
    Seq seen =
        0; ///< newest entry of what was on the screen; what was raised after it is not meant. 0 = all
    bool operator==(const AlarmAct&) const = default;
};

inline constexpr Nanos kLongestShelf = 30 * kDay;

} // namespace penstock
