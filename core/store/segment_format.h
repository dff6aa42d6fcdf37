// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers shared by the encoder and the decoder of segments (format 4; 3 did not say why a cost is estimated, 2 was of
// development versions and its features had several widths, 1 had no features). A segment is a run of log entries that
// can be decoded by itself, apart from payload parts. Saved in the log: a change, also of what features are, needs a new kSegmentFormat.
#pragma once

#include "core/model/log_entry.h"

#include <cstddef>
#include <cstdint>

namespace penstock::store {

inline constexpr std::uint64_t kSegmentFormat = 4;
/// Still read: what a cost's doubts are is not known.
inline constexpr std::uint64_t kSegmentFormatWithoutDoubts = 3;
/// Still read: steps of it have no features, so whoever wants them makes them from the texts.
inline constexpr std::uint64_t kSegmentFormatWithoutFeatures = 1;
/// Uncompressed size after which a segment is closed: what reading one step has to unpack.
inline constexpr std::size_t kSegmentBytes = 256 * 1024;
/// Texts from this size on are payload parts; shorter ones go to the segment's dictionary.
inline constexpr std::size_t kPartThreshold = 64;
/// Texts from this size on are cut into several parts.
inline constexpr std::size_t kChunkThreshold = 1024;

/// Kind of an entry that forget() removed.
inline constexpr EntryKind kHole = static_cast<EntryKind>(0);

/// Low two bits of a text's head; the rest is a size, a dictionary number or a count of part runs.
enum TextTag : std::uint64_t { kTextInline = 0, kTextKnown = 1, kTextNew = 2, kTextParts = 3 };

enum StepBit : std::uint64_t {
    kHasParent = 1u << 0,
    kHasUsage = 1u << 1,
    kHasCost = 1u << 2,
    kHasDelegations = 1u << 3,
    kHasMandate = 1u << 4,
    kHasRun = 1u << 5,
    kHasFirstToken = 1u << 6,
    kHasHumanWait = 1u << 7,
    kHasOpenCost = 1u << 8, ///< Cost::ifCacheApart
    kHasFeatures = 1u << 9,
    kFeaturesNotMade = 1u << 10, ///< written again from a segment of format 1
    kHasArguments = 1u << 11,    ///< behind the features
    kHasDoubts = 1u << 12,       ///< Cost::doubts
};

enum RawBit : std::uint64_t {
    kRawTraceDiffers = 1u << 0,
    kRawSpanDiffers = 1u << 1,
    kRawParentDiffers = 1u << 2,
    kRawTimesDiffer = 1u << 3,
    kRawIsLog = 1u << 4,
    kRawStatusCode = 1u << 5,
    kRawSeverity = 1u << 6,
    kRawFlags = 1u << 7,
    kRawStatusMessage = 1u << 8,
    kRawTraceState = 1u << 9,
    kRawBody = 1u << 10,
    kRawEvents = 1u << 11,
    kRawLinks = 1u << 12,
    kRawDropped = 1u << 13,
    kRawScope = 1u << 14,
    kRawName = 1u << 15,
    kRawKind = 1u << 16,
};

} // namespace penstock::store
