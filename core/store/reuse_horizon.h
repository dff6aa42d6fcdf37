// SPDX-License-Identifier: GPL-3.0-or-later
// ReuseHorizon: how far back a commit may refer to payload parts: 24 hours of arrival time and, where the log's size is
// bounded, a share of it. The floor is a seq that only grows and is stored with each commit: packs below the floor of
// the oldest commit that is kept are needed by nobody. Writer thread; starts afresh with the program.
#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"

#include <cstdint>
#include <deque>

namespace penstock::store {

class ReuseHorizon final {
public:
    explicit ReuseHorizon(std::uint64_t maxBytes) : m_maxBytes(maxBytes) {}

    /// A commit with this first seq begins.
    void advance(Seq first, Nanos arrival);
    void grew(std::uint64_t bytes) { m_bytes += bytes; }
    Seq floor() const { return m_marks.empty() ? 0 : m_marks.front().seq; }

private:
    struct Mark { ///< one a minute
        Seq seq;
        Nanos arrival;
        std::uint64_t bytesBefore;
    };
    std::uint64_t m_maxBytes;
    std::uint64_t m_bytes = 0;
    std::deque<Mark> m_marks;
};

} // namespace penstock::store
