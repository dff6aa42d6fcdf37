// SPDX-License-Identifier: GPL-3.0-or-later
// TextIndex writes which logged steps say which words (TextFinder reads it): index.db holds the words of what the log holds,
// masked as it is there. Derived: all of it can be made again. A segment that a forget took something from is a gap, known as
// such to readers, until the log is read again there. One thread, the writer of the file.
#pragma once

#include "core/model/log_entry.h"
#include "core/store/index_file.h"
#include "core/store/log_store.h"
#include "core/store/text_segment.h"

#include <algorithm>
#include <map>
#include <vector>

namespace penstock {

class TextIndex final {
public:
    static constexpr std::uint32_t kSegmentSteps = 16 * 1024;
    static constexpr std::size_t kSegmentBytes = 12u << 20; ///< of different texts

    /// bytes: what its words may take on disk; beyond it the oldest go. 0 = as much as they take.
    TextIndex(store::IndexFile& file, std::uint64_t bytes);

    /// Lets go of what is not closed yet; the log has to be read from resumeAfter() on.
    Status load();
    /// The first entry from `seq` on whose texts it wants.
    Seq wantedFrom(Seq seq) const;
    Seq through() const { return m_through; } ///< entries it has taken, gaps included
    /// The log has to be read from here on: what comes before the first gap, or all it has taken.
    Seq resumeAfter() const { return beforeGaps(m_through); }
    Seq readable() const
    {
        return beforeGaps(m_readable);
    }                                   ///< what readers find, up to the first gap
    Seq from() const { return m_from; } ///< words of older entries went for want of space; 0 = none
    /// Entries in seq order; those it has already are passed over, those of gaps fill them.
    Status add(const LogEntry& entry);
    /// Makes what was added readable.
    Status flush();
    /// Lets go of what the log no longer holds.
    Status dropBefore(Seq first);
    /// The file was emptied.
    void forgetAll();
    /// Makes gaps of the segments that hold any of these entries, for good, and ends IndexFile's forget. Nothing is open.
    Status forget(const std::vector<SeqRange>& rewritten);

private:
    struct Gap {
        std::int64_t id = 0;
        Seq last = 0;
    };
    Seq beforeGaps(Seq seq) const
    {
        return m_gaps.empty() ? seq : std::min(seq, m_gaps.begin()->first - 1);
    }
    Status readGaps();
    Status fill(const LogEntry& entry);
    Status closeGap();
    Status insert(Seq first, Seq last, bool closed, const store::TextSegmentBuilder& words,
                  std::int64_t& id);
    Status close();
    Status writeOpen(bool closed);
    Status remove(std::int64_t segment);
    Status removeWords(std::int64_t segment);
    Status empty(std::int64_t segment);
    void dropGapsBefore(Seq first);
    Status keepBudget();

    store::IndexFile& m_file;
    const std::uint64_t m_bytes;
    const KeyedHash m_hash;
    std::unique_ptr<store::TextSegmentBuilder> m_open;
    std::int64_t m_openId = 0;                         ///< in the file; 0 = not yet
    std::map<Seq, Gap> m_gaps;                         ///< by first
    std::unique_ptr<store::TextSegmentBuilder> m_fill; ///< of the gap that begins at …
    Seq m_fillFirst = 0;
    Seq m_before = 0; ///< the entry before, since the log is read again
    Seq m_openFirst = 0;
    bool m_changed = false;
    Seq m_through = 0;
    Seq m_readable = 0;
    Seq m_from = 0;
    std::uint64_t m_usedBytes = 0;
};

} // namespace penstock
