// SPDX-License-Identifier: GPL-3.0-or-later
// LoggedSteps: reads the logged step behind a node of a trace, one at a time; keeps the last one. One thread.
#pragma once

#include "core/store/log_store.h"

#include <algorithm>

namespace penstock {

class LoggedSteps final {
public:
    explicit LoggedSteps(LogReader& log) : m_log(log) {}

    /// Null when it is not, or no longer, in the log; valid until the next call.
    const LogEntry* entry(Seq seq)
    {
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

private:
    LogReader& m_log;
    std::shared_ptr<const EntryBatch> m_batch;
    const LogEntry* m_entry = nullptr;
    Seq m_seq = 0;
};

} // namespace penstock
