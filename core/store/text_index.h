// SPDX-License-Identifier: GPL-3.0-or-later
// TextIndex writes, TextFinder reads which logged steps may say a text: index.db holds the words of what the log holds,
// masked as it is there. Steps that are not covered (too new, or given up for want of space) may always say it.
// Derived: all of it can be made again. TextIndex: one thread, the writer of the file. TextFinder: one search.
#pragma once

#include "core/model/log_entry.h"
#include "core/store/index_file.h"
#include "core/store/segment_filter.h"
#include "core/store/text_segment.h"

#include <array>
#include <map>

namespace penstock {

class TextIndex final {
public:
    static constexpr std::uint32_t kSegmentSteps = 16 * 1024;
    static constexpr std::size_t kSegmentBytes = 12u << 20; ///< of different texts

    /// bytes: what its words may take on disk; beyond it the oldest go. 0 = as much as they take.
    TextIndex(store::IndexFile& file, std::uint64_t bytes);

    Status load();
    Seq through() const { return m_through; }   ///< entries it has taken
    Seq readable() const { return m_readable; } ///< of these, what readers find
    Seq from() const { return m_from; } ///< words of older entries went for want of space; 0 = none
    /// Entries in seq order; those it has already are passed over.
    Status add(const LogEntry& entry);
    /// Makes what was added readable.
    Status flush();
    /// Lets go of what the log no longer holds.
    Status dropBefore(Seq first);
    /// The file was emptied.
    void forgetAll();

private:
    Status close();
    Status writeOpen(bool closed);
    Status remove(std::int64_t segment);
    Status keepBudget();

    store::IndexFile& m_file;
    const std::uint64_t m_bytes;
    const KeyedHash m_hash;
    std::unique_ptr<store::TextSegmentBuilder> m_open;
    std::int64_t m_openId = 0; ///< in the file; 0 = not yet
    Seq m_openFirst = 0;
    bool m_changed = false;
    Seq m_through = 0;
    Seq m_readable = 0;
    Seq m_from = 0;
    std::uint64_t m_usedBytes = 0;
};

class TextFinder final {
public:
    /// Entries before firstSeq are no longer in the log: their steps say nothing.
    TextFinder(store::IndexFile& file, Seq firstSeq);

    Seq through() const { return m_segments.empty() ? 0 : m_segments.rbegin()->second.last; }
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
    bool nobodySays(const store::NumberColumn::Bounds& entries, const std::string& text);

    store::IndexFile& m_file;
    const Seq m_firstSeq;
    std::map<Seq, Segment> m_segments;                  ///< by first
    std::array<std::string, store::kTextParts> m_parts; ///< of the segment that was asked last
};

} // namespace penstock
