// SPDX-License-Identifier: GPL-3.0-or-later
// LoggedSteps: reads the logged step behind a node of a trace: one at a time, keeping the last one, or many that will be
// asked for soon, which costs a tenth. One thread.
#pragma once

#include "core/store/log_store.h"

#include <algorithm>
#include <unordered_map>

namespace penstock {

class LoggedSteps final {
public:
    explicit LoggedSteps(LogReader& log) : m_log(log) {}

    /// Null when it is not, or no longer, in the log; valid until the next call.
    const LogEntry* entry(Seq seq)
    {
        if (const auto at = m_many.find(seq); at != m_many.end())
            return at->second;
        if (seq == m_seq)
            return m_entry;
        m_seq = seq;
        m_entry = nullptr;
        Result<std::shared_ptr<const EntryBatch>> batch = m_log.entry(seq);
        if (!batch)
            return nullptr; // retention or damage; whoever opened the log has said so
        m_batch = std::move(*batch);
        const auto at = std::find_if(m_batch->entries.begin(), m_batch->entries.end(),
                                     [seq](const LogEntry& entry) { return entry.seq == seq; });
        if (at != m_batch->entries.end() && at->step != nullptr)
            m_entry = &*at;
        return m_entry;
    }

    /// Entries of these, in any order, are kept until the next call; 0 stands for none.
    void prepare(std::vector<Seq> seqs, const LongValues& longValues = {})
    {
        m_many.clear();
        std::sort(seqs.begin(), seqs.end());
        seqs.erase(std::unique(seqs.begin(), seqs.end()), seqs.end());
        for (const Seq seq : seqs)
            m_many[seq] = nullptr;
        if (!seqs.empty() && seqs.front() == 0)
            seqs.erase(seqs.begin());
        m_batches = m_log.entries(seqs, longValues);
        for (const auto& batch : m_batches)
            for (const LogEntry& entry : batch->entries)
                if (entry.step != nullptr)
                    m_many[entry.seq] = &entry;
    }

private:
    LogReader& m_log;
    std::vector<std::shared_ptr<const EntryBatch>> m_batches;
    std::unordered_map<Seq, const LogEntry*> m_many; ///< null: not in the log
    std::shared_ptr<const EntryBatch> m_batch;
    const LogEntry* m_entry = nullptr;
    Seq m_seq = 0;
};

} // namespace penstock
