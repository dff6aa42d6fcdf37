// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/indexer.h"

#include "core/base/thread_name.h"
#include "core/session/index_work.h"

#include <chrono>
#include <sched.h>
#include <unistd.h>

namespace penstock {
namespace {

constexpr auto kRest = std::chrono::seconds(1);
constexpr auto kRetry = std::chrono::seconds(10);

/// Recording comes first: when all are busy this thread gets next to nothing, but never nothing. A nice value would not
/// do: a processor that runs a nice thread counts as busy, and one that runs an idle-class thread is free for others.
void giveWay()
{
    const sched_param none{};
    (void)sched_setscheduler(0, SCHED_IDLE,
                             &none); // refused: then it takes its share like any other
}

} // namespace

Indexer::Indexer(std::string directory, Folder& folder, const IndexOptions& options)
    : m_directory(std::move(directory)), m_folder(folder), m_options(options)
{
    if (m_options.enabled)
        m_thread = std::thread([this] { run(); });
}

Indexer::~Indexer()
{
    close();
}

void Indexer::stop()
{
    {
        std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
}

void Indexer::close()
{
    stop();
    if (m_thread.joinable())
        m_thread.join();
}

IndexStatus Indexer::status() const
{
    std::lock_guard lock(m_mutex);
    return m_status;
}

void Indexer::beginForget(bool canBeKnown)
{
    auto log = LogReader::open(m_directory);
    m_forgetLog = canBeKnown && log ? std::move(*log) : nullptr;
    m_forgetAfter = m_forgetLog ? m_forgetLog->lastSeq() : 0;
    pauseFor([this] { return m_work && m_forgetLog ? m_work->beginForget() : clear(); });
}

/// A forget that failed in the middle has taken something all the same.
void Indexer::endForget(bool done)
{
    pauseFor([this, done] { return done && m_forgetLog ? dropRewritten() : clear(); });
    m_forgetLog.reset();
    {
        std::lock_guard lock(m_mutex);
        m_paused = false;
    }
    m_changed.notify_all();
}

Status Indexer::dropRewritten()
{
    if (!m_work)
        return Done{}; // it was emptied before
    auto rewritten = m_forgetLog->rewrittenAfter(m_forgetAfter);
    return rewritten ? m_work->endForget(*rewritten) : Status(rewritten.error());
}

void Indexer::pauseFor(Job job)
{
    if (!m_thread.joinable())
        return;
    std::unique_lock lock(m_mutex);
    m_paused = true;
    m_job = std::move(job);
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return !m_job || m_stopping; });
}

Indexer::Turn Indexer::waitForTurn(std::chrono::steady_clock::duration rest)
{
    std::unique_lock lock(m_mutex);
    const auto isUrgent = [this] { return m_stopping || m_job; };
    m_changed.wait_for(lock, rest, isUrgent);
    m_changed.wait(lock, [&] { return !m_paused || isUrgent(); });
    return m_stopping ? Turn::stop : m_job ? Turn::job : Turn::work;
}

void Indexer::run()
{
    nameThisThread("indexer");
    giveWay();
    std::chrono::steady_clock::duration rest{0};
    for (Turn turn = waitForTurn(rest); turn != Turn::stop; turn = waitForTurn(rest)) {
        rest = kRest;
        Status done = turn == Turn::job ? doJob() : open();
        if (done && m_work && turn == Turn::work) {
            Result<bool> turned = m_work->turn();
            if (turned && *turned)
                rest = rest.zero();
            done = turned ? Status(Done{}) : Status(turned.error());
        }
        report(done ? Error{} : done.error());
        if (done)
            continue;
        m_work.reset();
        rest = kRetry;
        if (done.error().code == ErrorCode::damaged)
            store::IndexFile::destroy(m_directory); // all of it can be made again
    }
    m_work.reset();
}

/// Waits for the fold to have read the log: until then traces are missing, not gone.
Status Indexer::open()
{
    if (m_work || !m_folder.caughtUp())
        return Done{};
    auto work = IndexWork::open(m_directory, m_folder, m_options, m_stopping);
    if (work)
        m_work = std::move(*work);
    return work ? Status(Done{}) : Status(work.error());
}

Status Indexer::clear()
{
    if (m_work)
        return m_work->clear();
    auto file = store::IndexFile::openForWriting(m_directory);
    return file ? (*file)->clear() : Status(file.error());
}

/// Somebody waits for it, who must not wait for ever.
Status Indexer::doJob()
{
    Job job;
    {
        std::lock_guard lock(m_mutex);
        job = m_job;
    }
    const Status done = job();
    if (!done) { // nothing of it may stay
        m_work.reset();
        store::IndexFile::destroy(m_directory);
    }
    {
        std::lock_guard lock(m_mutex);
        m_job = nullptr;
    }
    m_changed.notify_all();
    return done;
}

void Indexer::report(const Error& problem)
{
    IndexStatus status = m_work ? m_work->status() : IndexStatus();
    status.problem = problem.sentence;
    std::lock_guard lock(m_mutex);
    m_status = status;
}

} // namespace penstock
