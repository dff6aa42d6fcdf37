// SPDX-License-Identifier: GPL-3.0-or-later
// Segments → log entries, the inverse of entry_encoder.h. Pure apart from the part source; one thread a call.
// Damaged bytes give an error and never undefined behaviour.
#pragma once

#include "core/base/result.h"
#include "core/model/log_entry.h"
#include "core/store/segment_decoder.h"

#include <vector>

namespace penstock::store {

inline constexpr std::uint32_t kAllEntries = ~0u;

struct SegmentPlace {
    Seq commit = 0;   ///< first seq of the commit
    Seq firstSeq = 0; ///< of the segment's first entry
    Nanos arrival = 0;
    std::uint32_t entries = 0;
};

struct WantedEntries {
    std::uint32_t only = kAllEntries; ///< or the one with this number in the segment
    LongValues longValues;
};

/// Appends the segment's entries to `entries`. They point into bytes, arena and parts.
Status decodeSegment(const SegmentPlace& place, std::string_view bytes, Arena& arena,
                     PartSource& parts, std::vector<LogEntry>& entries, const WantedEntries& wants);

} // namespace penstock::store
