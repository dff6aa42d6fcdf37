// SPDX-License-Identifier: GPL-3.0-or-later
// StepIndex: writes the rows of steps to index.db, whole traces at a time, so that filters are answered without folding
// or reading the log. What is handed over between two commits appears at once or, after a crash, not at all. Derived:
// everything in it can be made again. Rows are numbered by the fold's TraceIndex; a fold that starts over must clear().
// One writer a data directory, one thread.
#pragma once

#include "core/store/index_file.h"
#include "core/store/segment_directory.h"
#include "core/store/step_segment.h"

namespace penstock {

class StepIndex final {
public:
    /// Rows of a full segment.
    static constexpr std::size_t kSegmentRows = 16 * 1024;

    /// bytes: what the index may take; beyond it the oldest rows go, and their traces are known as left out.
    explicit StepIndex(store::IndexFile& file, std::uint64_t bytes);

    Status load();
    /// Everything up to this entry is in the index.
    Seq through() { return static_cast<Seq>(m_file.number("through")); }
    /// Of steps that began earlier the rows went for want of space; 0 = of none.
    Nanos from() const;
    store::SegmentDirectory::Seen seen(std::uint32_t trace, const TraceId& id) const
    {
        return m_directory.seen(trace, id);
    }
    TraceId idOf(std::uint32_t trace) const { return m_directory.idOf(trace); }

    /// Rows of these traces, by TraceIndex, as they are in the index now.
    using ReadRow = std::function<void(const FieldReader& row, const store::StepMark& mark)>;
    Status readBack(const std::vector<bool>& traces, const ReadRow& read);

    /// The rows of one trace as the fold knew it after entry `seen`. They replace what was indexed of it before.
    void beginTrace(std::uint32_t trace, const TraceId& id, Seq seen);
    Status addRow(const FieldReader& row, const store::StepMark& mark);
    void endTrace();
    std::size_t rowsWaiting() const { return m_rowsWaiting; }
    Status commit(Seq through);
    /// Lets go of what was handed over since the last commit.
    void abandon();
    /// One small piece of tidying; true when there is more.
    Result<bool> tidy();
    /// Takes fields of steps away that were logged before this entry: retention took them from the log.
    Result<bool> takeAway(Seq before,
                          const FieldSet& fields); ///< a segment a call; true when there is more
    Status clear();
    /// Empties the rows alone: see IndexFile.
    Status beginForget();

private:
    struct Segment {
        store::SegmentInfo info;
        store::StepSegmentBuilder builder;
    };
    store::SegmentInfo& openInfo();
    Status write();
    Status dropOldest();
    Status remove(std::int64_t segment);
    std::vector<const store::SegmentInfo*> mergeable() const;
    Status rewrite(const std::vector<const store::SegmentInfo*>& segments, const FieldSet& without,
                   Seq before);
    store::StepSegment segment(const store::SegmentInfo& info);
    Status copyRows(const store::SegmentInfo& from, const FieldSet& without, Seq before);

    store::IndexFile& m_file;
    const std::uint64_t m_bytes;
    store::SegmentDirectory m_directory;
    std::unique_ptr<store::Transaction> m_transaction;
    std::unique_ptr<Segment> m_open;
    store::SegmentSlot m_slot; ///< of the trace whose rows come; those that are in m_open
    std::size_t m_rowsWaiting = 0;
    std::uint64_t m_batch = 0;
};

} // namespace penstock
