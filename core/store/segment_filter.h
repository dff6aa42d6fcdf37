// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentFilter: a lowered filter run over the columns of a step segment. Each test is asked once for every different
// value of its column by the same matcher that runs in memory, so both give the same answer. What columns cannot tell
// (texts, paths) counts as true: where there is such a test, the rows kept are candidates. One thread.
#pragma once

#include "core/store/step_segment.h"

#include <functional>
#include <unordered_map>

namespace penstock::store {

class SegmentFilter final {
public:
    /// Keeps of `rows` those that pass a content test and gives true; or, where that cannot be told for all of them, drops
    /// those that surely do not pass and gives false.
    using SayingRows = std::function<bool(const FieldTest&, const StepSegment&, RowMask& rows)>;
    /// Drops rows that surely do not lie on the path of the test.
    using PathRows = std::function<void(const FieldTest&, const StepSegment&, RowMask& rows)>;
    struct Gone {
        Seq before = 0;  ///< what was logged before is no longer in the log …
        FieldSet fields; ///< … so these fields of its steps are unknown
    };

    /// `lowered` must outlive the filter; `saying` and `onPath` may be null.
    SegmentFilter(const LoweredFilter& lowered, const Gone& gone, SayingRows saying,
                  PathRows onPath = nullptr);

    /// False when rows are kept that may not match: there are tests that columns cannot answer.
    bool keep(const StepSegment& segment, RowMask& rows) const;

private:
    void prepare(const LoweredFilter& lowered);
    void keepOf(const LoweredFilter& lowered, const StepSegment& segment, RowMask& rows) const;
    void keepTest(const LoweredFilter& lowered, const StepSegment& segment, RowMask& rows) const;
    void keepByColumn(const LoweredFilter& lowered, const StepSegment& segment,
                      RowMask& rows) const;

    const LoweredFilter& m_lowered;
    const Gone m_gone;
    const SayingRows m_saying;
    const PathRows m_onPath;
    std::unordered_map<const LoweredFilter*, FilterMatcher> m_matchers; ///< by the test
    mutable bool m_isExact = true; ///< of the segment under way
};

} // namespace penstock::store
