// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmFold: log entries in, alarms out – the policy in force, the detectors and the alarm book, as one fold with its own
// place in the log. It sees the same live, after a restart and in a replay: policies, acts and time are entries. Its
// checkpoint is written seldom (what came since is folded again), so that it costs little. Owned by one thread, the fold's.
#pragma once

#include "core/alarm/alarm_book.h"
#include "core/base/keyed_storage.h"
#include "core/base/memory_part.h"
#include "core/detect/policy.h"
#include "core/model/log_entry.h"

#include <memory>
#include <string>

namespace penstock {

class AlarmFold final {
public:
    /// A checkpoint is due after so many entries: no more have to be folded again after a crash.
    static constexpr Seq kSaveEvery = 250'000;

    AlarmFold();
    ~AlarmFold();
    /// As it was when it was saved; at the beginning of the log when there is none that can be read.
    static std::unique_ptr<AlarmFold> restored(KeyedStorage* storage);

    Seq seq() const { return m_seq; }
    /// Entries up to seq() are skipped.
    void apply(const EntryBatch& batch);
    Status check(const AlarmAct& act, Nanos now) const { return m_book.check(act, now); }
    /// When something ends that no arrival tells of; 0 = nothing does.
    Nanos nextEnd() const { return m_book.nextEnd(); }

    /// The same object as long as nothing changes.
    std::shared_ptr<const AlarmPicture>
    publish(const std::function<TraceIndex(const TraceId&)>& find);
    const AlarmPicture& picture() const { return m_book.picture(); }
    const Detection& detection() const { return *m_detection; }

    bool isUnsaved() const { return m_seq != m_savedSeq; }
    bool saveDue() const { return m_seq >= m_savedSeq + kSaveEvery; }
    /// Puts all of it; the caller commits.
    void save(KeyedStorage& storage);
    std::string save() const;
    bool restore(std::string_view bytes);
    std::size_t bytes() const;
    std::vector<MemoryPart> memory() const;

private:
    void apply(const LogEntry& entry);
    void changePolicy(const LogEntry& entry);
    void takeFindings();
    void takeOver(const Policy& policy);

    std::unique_ptr<Detection> m_detection;
    std::shared_ptr<const Rules> m_rules;
    AlarmBook m_book;
    std::string m_policyText;
    std::string m_policyProblem;
    Seq m_policySeq = 0;
    Seq m_seq = 0;
    Seq m_savedSeq = 0;
    std::uint64_t m_pieces = 0; ///< of what is saved
    std::shared_ptr<const AlarmPicture> m_shown;
};

} // namespace penstock
