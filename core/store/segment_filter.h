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
    /// Drops of `rows` those that surely do not say the text of a content test; the rest stays in question.
    using SayingRows = std::function<void(const FieldTest&, const StepSegment&, RowMask& rows)>;
    struct Gone {
        Seq before = 0;  ///< what was logged before is no longer in the log …
        FieldSet fields; ///< … so these fields of its steps are unknown
    };

    /// `lowered` must outlive the filter; `saying` may be null.
    SegmentFilter(const LoweredFilter& lowered, const Gone& gone, SayingRows saying);

    void keep(const StepSegment& segment, RowMask& rows) const;
    /// There are tests that columns cannot answer.
    bool givesCandidates() const { return m_givesCandidates; }

private:
    void prepare(const LoweredFilter& lowered);
    void keepOf(const LoweredFilter& lowered, const StepSegment& segment, RowMask& rows) const;
    void keepTest(const LoweredFilter& lowered, const StepSegment& segment, RowMask& rows) const;
    void keepByColumn(const LoweredFilter& lowered, const StepSegment& segment,
                      RowMask& rows) const;

    const LoweredFilter& m_lowered;
    const Gone m_gone;
    const SayingRows m_saying;
    std::unordered_map<const LoweredFilter*, FilterMatcher> m_matchers; ///< by the test
    bool m_givesCandidates = false;
};

} // namespace penstock::store
