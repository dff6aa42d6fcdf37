// SPDX-License-Identifier: GPL-3.0-or-later
// Writer: the one thread that owns the LogStore. Gathers contributions of all receivers into group commits; each
// `settled` callback runs on the writer thread after its commit is on disk, or with an error when nothing was stored.
// Bounds: bytes queued; beyond it offer() says no at once. Hands each commit to the fold in order.
#pragma once

#include "core/base/bounded_queue.h"
#include "core/base/time.h"
#include "core/store/log_store.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace penstock {

class Writer final {
public:
    using Settled = std::function<void(const Result<Outcome>&)>;
    using Committed = std::function<void(std::shared_ptr<const EntryBatch>)>;

    /// Any thread; 0 = never.
    using NextEnd = std::function<Nanos()>;

    /// nextEnd says when a tick is needed though nothing has arrived for long. committed is called on the writer thread, may wait (that is how a slow fold holds the writer back).
    Writer(std::unique_ptr<LogStore> store, const Clock& clock, std::size_t maxQueuedBytes,
           std::size_t commitBytes, Committed committed, NextEnd nextEnd = nullptr);
    ~Writer();

    /// False when the bound is reached or the writer is closing; then settled is not called.
    bool offer(Contribution contribution, std::size_t bytes, Settled settled);
    /// Adds to the next commit's losses without waiting and without a bound (counters only).
    void count(const std::string& source, LossKind kind, std::uint64_t n);
    /// Runs on the writer thread between commits, with the store; waits for it. For forget and the like. False: closed.
    bool withStore(const std::function<void(LogStore&)>& work);
    /// Stores what is queued, then ends the thread. Idempotent.
    void close();

    std::size_t queuedBytes() const { return m_queue.weight(); }
    std::uint64_t storedSteps() const { return m_storedSteps.load(std::memory_order_relaxed); }
    Nanos newestArrival() const { return m_newestArrival.load(std::memory_order_relaxed); }
    StoreHealth health() const { return m_store->health(); }

private:
    struct Pending {
        Contribution contribution;
        Settled settled;
        std::function<void(LogStore&)> work; ///< instead of a contribution
    };

    void run();
    void commit(std::vector<Pending> pending);
    void idle();
    Result<CommitResult> append(std::vector<Contribution> contributions, Nanos now);
    void publish(const CommitResult& result);

    std::unique_ptr<LogStore> m_store;
    const Clock& m_clock;
    const std::size_t m_commitBytes;
    const Committed m_committed;
    const NextEnd m_nextEnd;
    BoundedQueue<Pending> m_queue;
    std::mutex m_countsMutex;
    std::map<std::string, LossCounts> m_counts;
    std::atomic<std::uint64_t> m_storedSteps{0};
    std::atomic<Nanos> m_newestArrival{0};
    Nanos m_lastActivity = 0; ///< writer thread
    Nanos m_lastTick = 0;     ///< writer thread
    std::thread m_thread;
};

} // namespace penstock
