// SPDX-License-Identifier: GPL-3.0-or-later
// Loss ledger (invariant 5): what was received from each source and what became of it. Counts only grow and are
// log entries themselves (LossEntry), so replay shows the same numbers. Plain values.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace penstock {

/// Saved in the log. Do not change the numbers; append only.
enum class LossKind : std::uint8_t {
    received = 0,     ///< spans, log records and data points that arrived, before anything else
    stored = 1,       ///< became a log entry
    duplicate = 2,    ///< same identity, same bytes: not stored again
    revised = 3,      ///< same identity, other bytes: stored and merged
    late = 4,         ///< stored, but long after its neighbours
    clockSkewed = 5,  ///< event time ahead of arrival by more than the tolerance, or absurd
    sdkTruncated = 6, ///< the SDK says it dropped attributes, events or links
    masked = 7,       ///< secrets replaced
    metricPoints = 8, ///< data points accepted and counted only
    rejectedMalformed = 9,
    rejectedTooLarge = 10,
    rejectedBadId = 11,
    rejectedAuth = 12,
    rejectedBusy = 13, ///< told to retry: not lost unless the sender gives up
    rejectedDiskFull = 14,
    rejectedContentType = 15,
    rejectedSlow = 16,  ///< closed for being too slow, or connections over the bound
    invalidUtf8 = 17,   ///< stored with U+FFFD
    attributesCut = 18, ///< attributes beyond our own bound, stored without them
    forgotten = 19,     ///< removed on request, tombstone left
    hintsCut = 20,      ///< by us: steps that name more delegations than the picture keeps
    linksCut = 21,      ///< by us: steps with more span links than the picture keeps
    textsCut = 22,      ///< by us: steps with a text longer than lists keep
    keysNotJoined = 23, ///< by us: sightings of an id that too many share to join anything
    namesFolded = 24,   ///< by us: sightings of a name beyond the limit of names
    sourcesFolded = 25, ///< only on the row of further sources: how many share it
    eventsCut = 26,     ///< by us: events of one span beyond those that the picture merges
};
inline constexpr int kLossKindCount = 27;
/// Counted by the fold, not at the border: what only the picture of the fleet leaves out, the log keeps whole.
constexpr bool isCutByFold(LossKind kind)
{
    return kind >= LossKind::hintsCut;
}

/// Not stored, and nobody told the sender to try again.
constexpr bool isRefusal(LossKind kind)
{
    return kind >= LossKind::rejectedMalformed && kind <= LossKind::rejectedSlow &&
           kind != LossKind::rejectedBusy;
}

std::string_view lossKindName(LossKind kind);     ///< `rejected_too_large`
std::string_view lossKindSentence(LossKind kind); ///< for a person

struct LossCounts {
    std::array<std::uint64_t, kLossKindCount> counts{};

    void add(LossKind kind, std::uint64_t n = 1) { counts[static_cast<std::size_t>(kind)] += n; }
    std::uint64_t of(LossKind kind) const { return counts[static_cast<std::size_t>(kind)]; }
    void add(const LossCounts& other)
    {
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i] += other.counts[i];
    }
    bool any() const
    {
        for (const auto c : counts)
            if (c != 0)
                return true;
        return false;
    }
    bool anyOfBorder() const ///< more than what the fold counts
    {
        for (int i = 0; i < kLossKindCount && !isCutByFold(static_cast<LossKind>(i)); ++i)
            if (counts[static_cast<std::size_t>(i)] != 0)
                return true;
        return false;
    }
    bool operator==(const LossCounts&) const = default;
};

} // namespace penstock
