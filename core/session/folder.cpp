// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/folder.h"

#include "core/base/thread_name.h"
#include "core/fleet/trace_viewer.h"

#include <algorithm>
#include <future>
#include <utility>

namespace penstock {
namespace {

// Entries, not bytes: a waiting entry holds its decoded step, a few KB. 16 k entries keep the memory of a fold
// that is behind under ~100 MB; beyond it the writer waits.
constexpr std::size_t kMaxWaitingEntries = 16 * 1024;
constexpr std::size_t kTakeEntries = 4 * 1024;
constexpr std::size_t kMostUrgent = 1024;
constexpr auto kWait = std::chrono::milliseconds(30);
constexpr std::int64_t kPublishEvery = 33 * kMillisecond;
constexpr std::int64_t kQuietCheckpointAfter = 3 * kSecond;

// Pacing only – never part of a fold, which sees no clock.
std::int64_t steadyNow()
{
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

} // namespace

Folder::Folder(const FleetOptions& options, std::unique_ptr<KeyedStorage> storage,
               std::unique_ptr<LogReader> log, const AlarmTelling& telling)
    : m_options(options),
      m_teller(telling),
      m_storage(std::move(storage)),
      m_log(std::move(log)),
      m_queue(kMaxWaitingEntries),
      m_urgent(kMostUrgent),
      m_stored(m_storage ? m_storage->reader() : nullptr),
      m_snapshot(std::make_shared<FleetState>())
{
    m_storing.emplace(kMostUrgent);
    const auto urgent = [this](std::function<void(Fleet&)> work) {
        return postUrgent(std::move(work));
    };
    m_cascades.emplace("cascades", urgent,
                       [this](const ViewMaker::Job& job) { return makeCascade(job); });
    m_traces.emplace("traces", urgent,
                     [this](const ViewMaker::Job& job) { return makeTrace(job); });
    m_thread = std::thread([this] { run(); });
}

Folder::~Folder()
{
    close();
}

void Folder::close()
{
    m_queue.close();
    if (m_thread.joinable())
        m_thread.join();
    m_traces.reset();
    m_cascades.reset();
    m_storing.reset();
}

void Folder::accept(std::shared_ptr<const EntryBatch> batch)
{
    const std::size_t weight = batch->entries.size();
    {
        std::lock_guard lock(m_refoldMutex);
        if (m_refolding && weight > 0) {
            m_leftOut = batch->entries.back().seq;
            return;
        }
    }
    m_queue.push(Item{std::move(batch), nullptr}, weight);
}

bool Folder::post(std::function<void(Fleet&)> command)
{
    return m_queue.push(Item{nullptr, std::move(command)}, 0);
}

void Folder::pollLog()
{
    post([this](Fleet&) { catchUp(); });
}

void Folder::saveNow()
{
    std::promise<void> done;
    const bool queued = post([this, &done](Fleet&) {
        catchUp();
        checkpoint(false);
        done.set_value();
    });
    if (queued)
        done.get_future().wait();
}

Folder::Views Folder::views(const std::vector<TraceIndex>& traces)
{
    using Plans = std::vector<std::optional<TracePlan>>;
    Views views;
    std::promise<Plans> handedOver;
    const bool queued = post([this, &traces, &views, &handedOver](Fleet& fleet) {
        views.seen = fleet.seq();
        views.generation = generation();
        Plans plans;
        for (const TraceIndex trace : traces)
            plans.push_back(fleet.planTrace(trace));
        handedOver.set_value(std::move(plans));
    });
    if (!queued)
        return {};
    for (std::optional<TracePlan>& plan : handedOver.get_future().get())
        views.traces.push_back(plan ? makeTraceView(*std::exchange(plan, std::nullopt)) : nullptr);
    return views;
}

std::shared_ptr<const FleetState> Folder::upToDate(std::chrono::milliseconds patience)
{
    auto made = std::make_shared<std::promise<std::shared_ptr<const FleetState>>>();
    auto state = made->get_future(); // the promise may be kept after nobody waits for it any more
    const bool queued = post([this, made](Fleet&) {
        publishIfDue(m_dirty);
        made->set_value(newest());
    });
    const bool there = queued && state.wait_for(patience) == std::future_status::ready;
    return there ? state.get() : nullptr;
}

std::shared_ptr<const CascadeView> Folder::cascade(TraceIndex anyOfIts)
{
    std::promise<std::shared_ptr<const CascadeView>> made;
    const bool queued =
        post([anyOfIts, &made](Fleet& fleet) { made.set_value(fleet.cascade(anyOfIts)); });
    return queued ? made.get_future().get() : nullptr;
}

std::vector<MemoryPart> Folder::memory()
{
    std::promise<std::vector<MemoryPart>> made;
    const bool queued = post([this, &made](Fleet& fleet) {
        std::vector<MemoryPart> parts = fleet.memory();
        for (MemoryPart& part : m_alarms->memory())
            parts.push_back(std::move(part));
        made.set_value(std::move(parts));
    });
    return queued ? made.get_future().get() : std::vector<MemoryPart>();
}

void Folder::watch(TraceIndex trace)
{
    post([this, trace](Fleet& fleet) {
        fleet.watch(trace);
        m_tracePace = {}; // somebody waits for it
        m_dirty = true;
    });
}

void Folder::unwatch(TraceIndex trace)
{
    post([this, trace](Fleet& fleet) {
        fleet.unwatch(trace);
        m_traces->cancel(trace);
    });
}

void Folder::onChanged(std::function<void()> wake)
{
    std::lock_guard lock(m_mutex);
    m_wake = std::move(wake);
}

std::shared_ptr<const FleetState> Folder::snapshot() const
{
    m_wakePending.store(false, std::memory_order_release);
    return newest();
}

std::shared_ptr<const FleetState> Folder::newest() const
{
    std::lock_guard lock(m_mutex);
    return m_snapshot;
}

std::vector<std::string> Folder::problems() const
{
    const std::string untold = m_teller.problem();
    std::lock_guard lock(m_mutex);
    std::vector<std::string> problems = m_problems;
    if (!untold.empty())
        problems.push_back(untold);
    return problems;
}

void Folder::addProblem(std::string sentence)
{
    std::lock_guard lock(m_mutex);
    const bool known =
        std::find(m_problems.begin(), m_problems.end(), sentence) != m_problems.end();
    if (!known && m_problems.size() < 100)
        m_problems.push_back(std::move(sentence));
}

Status Folder::checkAct(const AlarmAct& act, Nanos now)
{
    std::promise<Status> answer;
    const bool queued = post([&](Fleet&) { answer.set_value(m_alarms->check(act, now)); });
    if (!queued)
        return Error{ErrorCode::cancelled, "The engine is closing.", {}};
    return answer.get_future().get();
}

/// The fleet first: a checkpoint that it cannot read is cleared, and with it that of the alarms.
void Folder::openFolds()
{
    m_fleet = Fleet::create(m_options, m_storage.get());
    m_alarms = AlarmFold::restored(m_storage.get());
}

void Folder::run()
{
    nameThisThread("fold");
    openFolds();
    publishIfDue(true);
    m_cleanThrough = m_fleet->seq();
    catchUp();
    publishIfDue(true);
    m_caughtUp.store(true, std::memory_order_release);
    m_teller.look(*newest()->alarms); // as it was: no news
    while (true) {
        std::vector<Item> items = m_queue.takeSomeFor(kTakeEntries, kWait);
        if (items.empty() &&
            m_queue.drained()) // somebody may wait for what came after the last look
            break;
        for (const Item& item : items) {
            serveUrgent();
            if (item.batch)
                take(*item.batch);
            else
                item.command(*m_fleet);
        }
        serveUrgent();
        settlePlacesIfDue();
        makeViewsIfDue();
        publishIfDue(false);
        m_teller.look(*newest()->alarms);
        const bool quiet = m_unsaved && steadyNow() - m_lastApply > kQuietCheckpointAfter;
        if (m_fleet->checkpointDue() || quiet)
            checkpoint(false);
    }
    publishIfDue(true);
    if (m_unsaved || m_alarms->isUnsaved())
        checkpoint(true);
}

void Folder::take(const EntryBatch& batch)
{
    // What is missing before this commit is in the log: catch-up that was cut short, or a log that others write.
    if (!batch.entries.empty() && batch.entries.front().seq > m_fleet->seq() + 1)
        catchUp();
    if (!m_cut)
        fold(batch);
}

void Folder::fold(const EntryBatch& batch)
{
    if (batch.entries.empty())
        return;
    m_fleet->apply(batch);
    m_alarms->apply(batch);
    m_nextAlarmEnd.store(m_alarms->nextEnd(), std::memory_order_relaxed);
    m_foldedArrival.store(batch.entries.back().arrival, std::memory_order_relaxed);
    m_lastApply = steadyNow();
    m_dirty = true;
    m_unsaved = true;
}

/// A watched view that goes on changing is made anew so often that its maker works a fifth of the time, and that finding
/// out takes a tenth of this thread's.
void Folder::makeIfDue(ViewMaker& maker, Pace& pace, const Stale& stale)
{
    constexpr std::int64_t kRest = 4;
    const std::int64_t start = steadyNow();
    if (maker.busy())
        return;
    if (pace.since != 0)
        pace.at = start + kRest * (start - std::exchange(pace.since, 0));
    if (start < pace.at)
        return;
    const std::optional<TraceIndex> job = stale();
    const std::int64_t end = steadyNow();
    pace.at = end + std::max(kPublishEvery, 9 * (end - start));
    if (!job)
        return;
    pace.since = end;
    maker.start(*job);
}

void Folder::makeViewsIfDue()
{
    makeIfDue(*m_cascades, m_cascadePace, [this] { return m_fleet->staleCascade(); });
    makeIfDue(*m_traces, m_tracePace, [this] { return m_fleet->staleTrace(); });
}

/// Where cascades stand costs how many there are, not what changed: it gets at most a tenth of this thread's time.
void Folder::settlePlacesIfDue()
{
    const std::int64_t start = steadyNow();
    if (start < m_settleAt || !m_fleet->placesAreBehind())
        return;
    m_fleet->settlePlaces();
    m_dirty = true;
    const std::int64_t end = steadyNow();
    m_settleAt = end + 9 * (end - start);
}

void Folder::publishIfDue(bool force)
{
    const std::int64_t now = steadyNow();
    if (!force && (!m_dirty || now - m_lastPublish < kPublishEvery))
        return;
    std::shared_ptr<FleetState> made = m_fleet->publish();
    made->alarms = m_alarms->publish([this](const TraceId& id) { return m_fleet->find(id); });
    std::shared_ptr<const CascadeGround> ground = m_fleet->cascadeGround();
    std::shared_ptr<const FleetState> next;
    m_lastPublish = now;
    m_dirty = false;
    {
        std::lock_guard lock(m_mutex);
        addStored(*made);
        next = std::move(made);
        m_snapshot.swap(next);
        m_ground.swap(ground);
    }
    wakeScreen();
}

void Folder::wakeScreen()
{
    std::function<void()> wake;
    {
        std::lock_guard lock(m_mutex);
        wake = m_wake;
    }
    if (wake && !m_wakePending.exchange(true, std::memory_order_acq_rel))
        wake();
}

/// Detectors remember much: what they knew is saved at the end, and seldom before. After a crash the log says it again.
void Folder::checkpoint(bool last)
{
    if (m_storage && (last || m_alarms->saveDue()))
        m_alarms->save(*m_storage);
    const Status status = m_fleet->checkpoint();
    m_unsaved = false;
    if (!status)
        addProblem(status.error().sentence);
}

} // namespace penstock
