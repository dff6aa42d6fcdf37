// SPDX-License-Identifier: GPL-3.0-or-later
// TextFinder: which rows of the step index may say a text, as the words in index.db tell. Steps that these do not cover (too
// new, or given up for want of space) may always say it. One search, one thread.
#pragma once

#include "core/store/index_file.h"
#include "core/store/segment_filter.h"
#include "core/store/text_segment.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace penstock {

class TextFinder final {
public:
    /// Entries before firstSeq are no longer in the log: their steps say nothing.
    TextFinder(store::IndexFile& file, Seq firstSeq);

    Seq through() const { return m_through; } ///< up to the first gap
    /// For SegmentFilter. Exact for a word or a part of one; a text of several words gives candidates.
    bool keepSaying(const FieldTest& test, const store::StepSegment& steps, store::RowMask& rows);

private:
    struct Segment {
        std::int64_t id = 0;
        Seq first = 0;
        Seq last = 0;
        std::map<std::string, store::RowMask> saying; ///< by what was looked for
    };
    Segment* covering(Seq seq);
    const store::RowMask& saying(Segment& segment, const std::string& text);
    std::optional<std::vector<NumberRange>> fewThatSay(const store::NumberColumn::Bounds& entries,
                                                       const std::string& text);
    bool addEntries(const std::string& text, const store::NumberColumn& seqs,
                    const store::RowMask& rows, store::RowMask& said);

    store::IndexFile& m_file;
    const Seq m_firstSeq;
    Seq m_through = 0;
    std::map<Seq, Segment> m_segments;                  ///< by first
    std::array<std::string, store::kTextParts> m_parts; ///< of the segment that was asked last
};

} // namespace penstock
