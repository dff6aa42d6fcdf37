// SPDX-License-Identifier: GPL-3.0-or-later
// Folder: the fold thread. Owns the Fleet and the alarms; catches up from the log, then takes commits from a bounded queue, publishes a
// snapshot at most 30 times a second and writes checkpoints. snapshot() may be called from any thread and costs one
// tiny mutex that is never held while building (invariant 7).
#pragma once

#include "core/alarm/alarm_fold.h"
#include "core/base/bounded_queue.h"
#include "core/fleet/fleet.h"
#include "core/session/alarm_teller.h"
#include "core/session/view_maker.h"
#include "core/session/worker.h"
#include "core/store/log_store.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace penstock {

class Folder final {
public:
    /// Reads what follows storage's checkpoint from `log` (may be null), then waits for accept(). Both are used on
    /// the fold thread only from here on.
    Folder(const FleetOptions& options, std::unique_ptr<KeyedStorage> storage,
           std::unique_ptr<LogReader> log, const AlarmTelling& telling = {});
    ~Folder();

    /// Hands over a commit; waits while the fold is too far behind (back-pressure on the caller) – but not while it starts
    /// over after a forget, which may take long: then the fold reads the commit from the log.
    void accept(std::shared_ptr<const EntryBatch> batch);
    /// Reads what is new in the log; for sessions that tail somebody else's log. Returns at once.
    void pollLog();
    /// Folds what the log holds now and saves it; waits. After a forget nothing of what went is left in the state then.
    void saveNow();
    /// Traces as the fold knows them after entry `seen`, in the order asked for; null for what is not there. Waits for the
    /// fold thread, which hands over what they are made of here; nothing when it has ended.
    struct Views {
        std::vector<std::shared_ptr<const TraceView>> traces;
        Seq seen = 0;
        std::uint64_t generation = 0;
    };
    Views views(const std::vector<TraceIndex>& traces);
    /// The fleet with everything that was accepted by now; null when the fold does not get there in time, or has ended.
    std::shared_ptr<const FleetState> upToDate(std::chrono::milliseconds patience);
    /// The cascade of a trace, likewise.
    std::shared_ptr<const CascadeView> cascade(TraceIndex anyOfIts);
    /// What the fold and the alarms hold; waits for the fold thread, empty when it has ended.
    std::vector<MemoryPart> memory();
    /// Another one after a forget: the fold started over, and its rows have other numbers.
    std::uint64_t generation() const { return m_generation.load(std::memory_order_acquire); }
    void watch(TraceIndex trace);
    void unwatch(TraceIndex trace);
    /// Both overtake the commits that wait. The structure of one huge trace that left memory is shown from the checkpoint,
    /// without the fold thread.
    void watchCascade(TraceIndex anyOfIts);
    void unwatchCascade(TraceIndex anyOfIts);
    void onChanged(std::function<void()> wake);
    /// What the act would be refused for, as far as is folded; waits for the fold thread.
    Status checkAct(const AlarmAct& act, Nanos now);
    /// When something about alarms ends that no arrival tells of; 0 = nothing does. Any thread.
    Nanos nextAlarmEnd() const { return m_nextAlarmEnd.load(std::memory_order_relaxed); }
    /// Folds what was accepted, writes a checkpoint, ends the thread. Idempotent.
    void close();

    /// The newest, for the screen: onChanged() may wake it again.
    std::shared_ptr<const FleetState> snapshot() const;
    /// The newest, for whoever works in the background.
    std::shared_ptr<const FleetState> newest() const;
    Nanos foldedArrival() const { return m_foldedArrival.load(std::memory_order_relaxed); }
    bool caughtUp() const { return m_caughtUp.load(std::memory_order_acquire); }
    std::vector<std::string> problems() const;

private:
    struct Item {
        std::shared_ptr<const EntryBatch> batch; ///< or …
        std::function<void(Fleet&)> command;     ///< … something to do on the fold thread
    };

    void run();
    void startOver();
    void catchUp();
    bool readOn();
    void sayWhatIsGone();
    void catchUpWithWriter();
    void take(const EntryBatch& batch);
    void fold(const EntryBatch& batch);
    void publishIfDue(bool force);
    /// When a maker may begin its next view; steady clock, ns.
    struct Pace {
        std::int64_t at = 0;
        std::int64_t since = 0; ///< when the last one was begun, 0 = is done
    };
    using Stale = std::function<std::optional<TraceIndex>()>;
    void settlePlacesIfDue();
    void makeViewsIfDue();
    void makeIfDue(ViewMaker& maker, Pace& pace, const Stale& stale);
    std::uint64_t makeCascade(const ViewMaker::Job& job);
    std::uint64_t makeTrace(const ViewMaker::Job& job);
    void openFolds();
    Seq foldedTo() const { return std::min(m_fleet->seq(), m_alarms->seq()); }
    void checkpoint(bool last);
    bool post(std::function<void(Fleet&)> command);
    bool postUrgent(std::function<void(Fleet&)> command);
    void serveUrgent();
    void showStored(TraceIndex cascade);
    void addStored(FleetState& state) const;
    void forgetStored();
    void wakeScreen();
    void addProblem(std::string sentence);

    const FleetOptions m_options;
    AlarmTeller m_teller;
    std::unique_ptr<KeyedStorage> m_storage;
    std::unique_ptr<LogReader> m_log;
    std::unique_ptr<Fleet> m_fleet;
    std::unique_ptr<AlarmFold>
        m_alarms; ///< may trail m_fleet while catching up: see AlarmFold::save
    BoundedQueue<Item> m_queue;
    BoundedQueue<std::function<void(Fleet&)>> m_urgent; ///< between any two commits
    const std::unique_ptr<KeyedReader> m_stored;        ///< m_storing; may be null
    mutable std::mutex m_mutex; ///< guards down to m_problems; held for a copy only
    std::shared_ptr<const FleetState> m_snapshot;
    std::shared_ptr<const CascadeGround> m_ground; ///< of m_snapshot
    /// Cascades that somebody watches, by trace: their structure out of the checkpoint, while the fold has no view of them.
    std::map<std::uint32_t, std::shared_ptr<const CascadeView>> m_wanted;
    std::function<void()> m_wake;
    std::vector<std::string> m_problems;
    mutable std::atomic<bool> m_wakePending{false};
    std::atomic<Nanos> m_foldedArrival{0};
    std::atomic<Nanos> m_nextAlarmEnd{0};
    std::atomic<bool> m_caughtUp{false};
    std::atomic<std::uint64_t> m_generation{1};
    std::mutex m_refoldMutex; ///< guards m_refolding and m_leftOut
    bool m_refolding = false;
    Seq m_leftOut = 0;           ///< newest entry that was not queued while refolding
    bool m_startedOver = false;  ///< fold thread
    Seq m_cleanThrough = 0;      ///< fold thread: what tombstones up to here took was never folded
    bool m_cut = false;          ///< fold thread: closing cut the catch-up short; fold no further
    bool m_dirty = false;        ///< fold thread: applied since the last publish
    bool m_unsaved = false;      ///< fold thread: applied since the last checkpoint
    std::int64_t m_settleAt = 0; ///< fold thread: not before this; steady clock, ns
    Pace m_cascadePace;          ///< fold thread
    Pace m_tracePace;            ///< fold thread
    std::int64_t m_lastPublish = 0;      ///< fold thread: steady clock, ns
    std::int64_t m_lastApply = 0;        ///< fold thread: steady clock, ns
    std::optional<Worker> m_storing;     ///< shows what m_stored holds
    std::optional<ViewMaker> m_cascades; ///< from the beginning of the fold thread to after its end
    std::optional<ViewMaker> m_traces;   ///< likewise
    std::thread m_thread;
};

} // namespace penstock
