// SPDX-License-Identifier: GPL-3.0-or-later
// EntryEncoder: log entries → segments of one commit. A step read back by entry_decoder.h equals the step that went in.
// Writer thread. Views handed in must live until the commit is taken. Never fails.
#pragma once

#include "core/model/log_entry.h"
#include "core/store/segment_encoder.h"

#include <vector>

namespace penstock::store {

struct Segment {
    std::uint32_t entries = 0;
    std::string bytes; ///< before compression
};

class EntryEncoder final {
public:
    EntryEncoder(const KeyedHash& hash, PartSink& parts) : m_words(hash, parts) {}

    void beginCommit(Seq commit);
    void step(std::string_view source, const Step& step, std::uint32_t flags);
    void losses(std::string_view source, const LossCounts& losses);
    void text(EntryKind kind, std::string_view source, std::string_view text);
    /// In place of an entry that was removed; readers pass over it, the entries after it keep their seq.
    void hole();
    /// Any entry as it was read.
    void entry(const LogEntry& entry);
    /// Closes the commit.
    std::vector<Segment> takeSegments();

private:
    void beginEntry(EntryKind kind, std::string_view source);
    void endEntry();
    void closeSegment();
    void ids(const Step& step, std::uint64_t bits);
    void usage(const Usage& usage);
    void extras(const Step& step, std::uint64_t bits);
    void raw(const Step& step);
    void rawExtras(const RawSpan& raw, std::uint64_t bits);

    SegmentEncoder m_words;
    Seq m_commit = 0;
    std::uint32_t m_entries = 0;
    std::vector<Segment> m_segments;
};

} // namespace penstock::store
