// SPDX-License-Identifier: GPL-3.0-or-later
// takesFoldedAway: does a tombstone in this batch take away something that a fold has taken in already? Then the fold has
// to start over from the log, which no longer holds it. cleanThrough: tombstones up to this entry were there before the
// fold read anything. Shared by whoever folds: the engine, an attached session, an archive. Pure.
#pragma once

#include "core/model/log_entry.h"

#include <algorithm>

namespace penstock {

inline bool takesFoldedAway(const EntryBatch& batch, Seq cleanThrough)
{
    return std::any_of(batch.entries.begin(), batch.entries.end(),
                       [cleanThrough](const LogEntry& entry) {
                           return entry.kind == EntryKind::forgotten && entry.seq > cleanThrough;
                       });
}

} // namespace penstock
