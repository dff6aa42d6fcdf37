// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentDirectory: which segments the step index has, which traces lie in them and which of their rows still count. A
// trace that is indexed again leaves its old rows where they are: only the rows of its newest batch count. Segments
// never change, so refreshing reads only what is new. One thread.
#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/store/database.h"
#include "core/store/row_mask.h"

#include <map>
#include <vector>

namespace penstock::store {

/// Neighbouring rows of one trace.
struct SegmentSlot {
    std::uint32_t trace = 0; ///< TraceIndex
    TraceId id;
    std::uint32_t rows = 0;
    std::uint64_t batch = 0;
    Seq seen = 0; ///< the trace as the fold knew it after this entry
};

struct SegmentInfo {
    std::int64_t id = 0;
    std::uint32_t rows = 0;
    Nanos oldest = 0; ///< start of its steps
    Nanos newest = 0;
    Seq last = 0;         ///< newest log entry behind a row
    bool bare = false;    ///< has lost what retention took from the log
    bool dropped = false; ///< for want of space: its rows are gone
    std::vector<SegmentSlot> slots;

    std::string slotBytes() const;
};

class SegmentDirectory final {
public:
    /// Reads what changed since the last call.
    Status refresh(Database& database);
    void clear();

    const std::map<std::int64_t, SegmentInfo>& segments() const { return m_segments; }
    /// Entry after which the trace was indexed; 0 = never. dropped: it was, but its rows are gone.
    struct Seen {
        Seq seq = 0;
        bool dropped = false;
    };
    Seen seen(std::uint32_t trace, const TraceId& id) const;
    /// Rows that count.
    RowMask liveRows(const SegmentInfo& segment) const;
    std::uint32_t liveRowCount(const SegmentInfo& segment) const;
    std::uint64_t newestBatch() const { return m_newestBatch; }
    std::uint32_t traces() const { return static_cast<std::uint32_t>(m_newest.size()); }
    /// The id under which a trace is indexed; zero = it is not.
    TraceId idOf(std::uint32_t trace) const;

private:
    struct Newest {
        TraceId id;
        std::uint64_t batch = 0;
        Seq seq = 0;
        bool dropped = false;
    };
    bool counts(const SegmentSlot& slot) const;
    void take(const SegmentInfo& segment);

    std::map<std::int64_t, SegmentInfo> m_segments;
    std::vector<Newest> m_newest; ///< by trace - 1
    std::uint64_t m_newestBatch = 0;
};

} // namespace penstock::store
