// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/attached_session.h"

#include "core/base/thread_name.h"
#include "core/session/engine_commands.h"
#include "core/session/folder.h"
#include "core/session/scratch_directory.h"
#include "core/session/search_thread.h"
#include "core/session/step_reader.h"
#include "core/store/state_store.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace penstock {
namespace {

constexpr auto kTail = std::chrono::milliseconds(100);
constexpr int kStatusEveryTails = 5;

class Attached final : public Session {
public:
    explicit Attached(std::string directory)
        : m_directory(std::move(directory)), m_steps(m_directory)
    {
    }
    ~Attached() override { Attached::close(); }

    Status start();
    std::shared_ptr<const FleetState> snapshot() const override { return m_folder->snapshot(); }
    EngineStatus status() const override
    {
        std::lock_guard lock(m_mutex);
        return m_status;
    }
    void onChanged(std::function<void()> wake) override { m_folder->onChanged(std::move(wake)); }
    void watch(TraceIndex trace) override { m_folder->watch(trace); }
    void unwatch(TraceIndex trace) override { m_folder->unwatch(trace); }
    void watchCascade(TraceIndex anyOfIts) override { m_folder->watchCascade(anyOfIts); }
    void unwatchCascade(TraceIndex anyOfIts) override { m_folder->unwatchCascade(anyOfIts); }
    void stepDetail(Seq seq, std::function<void(Result<StepDetail>)> done) override
    {
        m_steps.read(seq, std::move(done));
    }
    void searchSteps(StepSearch search, std::function<void(Result<StepPage>)> done) override
    {
        m_searches->search(std::move(search), std::move(done));
    }
    void listExchanges(ExchangeQuery query, std::function<void(Result<Exchanges>)> done) override
    {
        m_searches->list(std::move(query), std::move(done));
    }
    void readExchanges(ExchangeTextsQuery query,
                       std::function<void(Result<std::vector<Exchange>>)> done) override
    {
        m_searches->read(std::move(query), std::move(done));
    }
    void actOnAlarms(AlarmAct act, std::function<void(Status)> done) override
    {
        std::thread([directory = m_directory, act = std::move(act), done = std::move(done)] {
            done(askAlarmAct(directory, act));
        }).detach();
    }
    void readCosts(CostQuery query, std::function<void(Result<CostAnswer>)> done) override
    {
        m_searches->readCosts(std::move(query), std::move(done));
    }
    void actOnBills(BillAct act, std::function<void(Status)> done) override
    {
        std::thread([directory = m_directory, act = std::move(act), done = std::move(done)] {
            done(askBillAct(directory, act));
        }).detach();
    }
    void sendTestSpan(std::function<void(Status)> done) override
    {
        std::thread([directory = m_directory, done = std::move(done)] {
            done(askTestSpan(directory));
        }).detach();
    }
    void close() override;

private:
    void tail();
    void refreshStatus();

    const std::string m_directory;
    ScratchDirectory m_scratch;
    StepReader m_steps;
    std::unique_ptr<Folder> m_folder;
    std::unique_ptr<SearchThread> m_searches;
    mutable std::mutex m_mutex; ///< guards m_status, m_closing
    std::condition_variable m_wakeTail;
    EngineStatus m_status;
    bool m_closing = false;
    std::thread m_tail;
};

Status Attached::start()
{
    auto status = askStatus(m_directory);
    if (!status)
        return status.error();
    m_status = *status;
    if (m_scratch.path().empty())
        return Error{ErrorCode::io, "No temporary directory could be made to attach from.", {}};
    if (Status copied = copyState(m_directory, m_scratch.path()); !copied)
        return copied;
    auto state = StateStore::open(m_scratch.path(), StateAccess::writer);
    if (!state)
        return state.error();
    auto log = LogReader::open(m_directory);
    if (!log)
        return log.error();
    m_folder = std::make_unique<Folder>(FleetOptions{}, std::move(*state), std::move(*log));
    m_searches = std::make_unique<SearchThread>(m_directory, *m_folder);
    m_tail = std::thread([this] { tail(); });
    return Done{};
}

void Attached::tail()
{
    nameThisThread("attached");
    for (int turn = 0;; ++turn) {
        {
            std::unique_lock lock(m_mutex);
            if (m_wakeTail.wait_for(lock, kTail, [this] { return m_closing; }))
                return;
        }
        m_folder->pollLog();
        if (turn % kStatusEveryTails == 0)
            refreshStatus();
    }
}

void Attached::refreshStatus()
{
    auto status = askStatus(m_directory);
    std::lock_guard lock(m_mutex);
    if (status) {
        m_status = *status;
        return;
    }
    m_status.recording = false;
    m_status.stepsPerSecond = 0;
    m_status.problems = {
        "The engine that owns this data directory no longer answers: nothing is being recorded."};
}

void Attached::close()
{
    {
        std::lock_guard lock(m_mutex);
        if (m_closing)
            return;
        m_closing = true;
    }
    m_wakeTail.notify_all();
    if (m_tail.joinable())
        m_tail.join();
    m_steps.close();
    if (m_searches)
        m_searches->stop();
    if (m_folder)
        m_folder->close();
    if (m_searches)
        m_searches->close();
}

} // namespace

Result<std::unique_ptr<Session>> attachSession(const std::string& dataDirectory)
{
    auto session = std::make_unique<Attached>(dataDirectory);
    if (Status started = session->start(); !started)
        return started.error();
    return std::unique_ptr<Session>(std::move(session));
}

} // namespace penstock
