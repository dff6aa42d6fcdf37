// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/writer.h"

#include "core/base/thread_name.h"

#include <chrono>
#include <future>

namespace penstock {
namespace {

constexpr auto kIdleWait = std::chrono::milliseconds(250);
constexpr Nanos kTickEvery = kSecond;
// After the last arrival ticks go on this long, so that "no telemetry for a while" can be noticed by the fold;
// then they stop, so that an idle machine does not grow its log.
constexpr Nanos kTicksAfterActivity = 10 * kMinute;
constexpr Nanos kHousekeepingSlice = 4 * kMillisecond;

} // namespace

Writer::Writer(std::unique_ptr<LogStore> store, const Clock& clock, std::size_t maxQueuedBytes,
               std::size_t commitBytes, Committed committed, NextEnd nextEnd)
    : m_store(std::move(store)),
      m_clock(clock),
      m_commitBytes(commitBytes),
      m_committed(std::move(committed)),
      m_nextEnd(std::move(nextEnd)),
      m_queue(maxQueuedBytes)
{
    m_thread = std::thread([this] { run(); });
}

Writer::~Writer()
{
    close();
}

void Writer::close()
{
    m_queue.close();
    if (m_thread.joinable())
        m_thread.join();
}

bool Writer::offer(Contribution contribution, std::size_t bytes, Settled settled)
{
    return m_queue.tryPush(Pending{std::move(contribution), std::move(settled), nullptr},
                           bytes + 1);
}

void Writer::count(const std::string& source, LossKind kind, std::uint64_t n)
{
    std::lock_guard lock(m_countsMutex);
    m_counts[source].add(kind, n);
}

bool Writer::withStore(const std::function<void(LogStore&)>& work)
{
    std::promise<void> done;
    const bool queued = m_queue.push(Pending{{},
                                             nullptr,
                                             [&](LogStore& store) {
                                                 work(store);
                                                 done.set_value();
                                             }},
                                     0);
    if (queued)
        done.get_future().wait();
    return queued;
}

void Writer::run()
{
    nameThisThread("writer");
    for (;;) {
        std::vector<Pending> pending = m_queue.takeSomeFor(m_commitBytes, kIdleWait);
        if (!pending.empty())
            commit(std::move(pending));
        else if (m_queue.drained())
            break;
        else
            idle();
    }
    idle(); // counters that came last
}

void Writer::commit(std::vector<Pending> pending)
{
    std::vector<Contribution> contributions;
    std::vector<Settled> settled;
    for (Pending& p : pending) {
        if (p.work) {
            p.work(*m_store);
            continue;
        }
        contributions.push_back(std::move(p.contribution));
        settled.push_back(std::move(p.settled));
    }
    if (contributions.empty())
        return;
    const std::size_t waiting = contributions.size();
    const Nanos now = m_clock.now();
    const Result<CommitResult> result = append(std::move(contributions), now);
    for (std::size_t i = 0; i < waiting; ++i) {
        if (settled[i])
            settled[i](result ? Result<Outcome>(result->outcomes[i])
                              : Result<Outcome>(result.error()));
    }
    if (result) {
        m_lastActivity = now;
        publish(*result);
    }
    m_store->housekeep(now, kHousekeepingSlice);
}

void Writer::idle()
{
    const Nanos now = m_clock.now();
    std::vector<Contribution> contributions;
    const bool active = m_lastActivity != 0 && now - m_lastActivity < kTicksAfterActivity;
    const Nanos end = m_nextEnd ? m_nextEnd() : 0;
    const bool due = end != 0 && now >= end;
    if ((active || due) && now - m_lastTick >= kTickEvery) {
        Contribution tick;
        tick.source = "engine";
        tick.others.emplace_back(EntryKind::tick, std::string());
        contributions.push_back(std::move(tick));
        m_lastTick = now;
    }
    const Result<CommitResult> result = append(std::move(contributions), now);
    if (result)
        publish(*result);
    m_store->housekeep(now, 10 * kHousekeepingSlice);
}

/// Stores the contributions and the counts so far; counts that could not be stored wait for the next commit.
Result<CommitResult> Writer::append(std::vector<Contribution> contributions, Nanos now)
{
    std::map<std::string, LossCounts> counts;
    {
        std::lock_guard lock(m_countsMutex);
        counts.swap(m_counts);
    }
    for (const auto& [source, losses] : counts) {
        Contribution c;
        c.source = source;
        c.losses = losses;
        contributions.push_back(std::move(c));
    }
    if (contributions.empty())
        return CommitResult{};
    Result<CommitResult> result = m_store->append(std::move(contributions), now);
    if (!result) {
        std::lock_guard lock(m_countsMutex);
        for (const auto& [source, losses] : counts)
            m_counts[source].add(losses);
    }
    return result;
}

void Writer::publish(const CommitResult& result)
{
    if (!result.entries || result.entries->entries.empty())
        return;
    for (const Outcome& outcome : result.outcomes)
        m_storedSteps.fetch_add(outcome.stored, std::memory_order_relaxed);
    m_newestArrival.store(result.entries->entries.back().arrival, std::memory_order_relaxed);
    m_committed(result.entries);
}

} // namespace penstock
