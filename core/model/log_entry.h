// SPDX-License-Identifier: GPL-3.0-or-later
// LogEntry: what the log consists of; everything on screen is a fold over these in seq order (invariant 2). Time
// enters the fold only through them: every entry carries the arrival time that the writer stamped.
// Views point into the memory that `hold` keeps alive. Made by store/, read by fleet/ and replay/.
#pragma once

#include "core/model/losses.h"
#include "core/model/step.h"

#include <memory>
#include <string_view>

namespace penstock {

/// Saved in the log. Do not change the numbers; append only.
enum class EntryKind : std::uint8_t {
    step = 1,      ///< a step arrived
    losses = 2,    ///< counters of one source moved
    tick = 3,      ///< time passed (about once a second while anything is open)
    prices = 4,    ///< a price table was loaded: text is its version and digest
    forgotten = 5, ///< tombstone: text says what was asked, counts how much went
    note = 6,      ///< engine started / stopped / recovered; text is a sentence
    forgetting =
        7, ///< as forgotten, for one piece of a larger forget: the forgotten entry is still to come
    policy = 8,   ///< the policy that holds from here on; text is the file, empty = none
    alarmAct = 9, ///< what a person did about alarms (model/alarm.h); text is its JSON
    billAct = 10, ///< a billed total was entered or taken back (model/bill.h); text is its JSON
};

struct LogEntry {
    Seq seq = 0;
    Nanos arrival = 0; ///< ns, never decreases along seq
    EntryKind kind = EntryKind::note;
    std::string_view source;    ///< who sent it: service.name@listener, file name, "engine"
    const Step* step = nullptr; ///< kind step
    LossCounts losses;          ///< kind losses: increments
    std::string_view text;      ///< kind prices, forgotten, note, policy, alarmAct, billAct
};

/// Entries of one commit, in seq order, with the memory behind them.
struct EntryBatch {
    std::vector<LogEntry> entries;
    std::vector<std::shared_ptr<const void>> hold;
};

} // namespace penstock
