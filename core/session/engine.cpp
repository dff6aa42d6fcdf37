// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/engine.h"

#include "core/net/self_signed.h"
#include "core/net/token_store.h"
#include "core/session/engine_memory.h"
#include "core/session/exposure.h"
#include "core/session/folder.h"
#include "core/session/indexer.h"
#include "core/session/operator_acts.h"
#include "core/session/otlp_intake.h"
#include "core/session/policy_watch.h"
#include "core/session/rate_meter.h"
#include "core/session/search_thread.h"
#include "core/session/step_reader.h"
#include "core/session/test_span.h"
#include "core/session/writer.h"
#include "core/store/state_store.h"

#include <atomic>
#include <filesystem>
#include <future>
#include <mutex>
#include <thread>

namespace penstock {
namespace {

std::string existingFile(const std::string& chosen, const std::string& fallback)
{
    if (!chosen.empty())
        return chosen;
    return std::filesystem::exists(fallback) ? fallback : std::string();
}

class EmbeddedEngine final : public Engine {
public:
    EmbeddedEngine(EngineOptions options, std::shared_ptr<const Clock> clock)
        : m_options(std::move(options)), m_clock(std::move(clock)), m_steps(m_options.dataDirectory)
    {
    }
    ~EmbeddedEngine() override { EmbeddedEngine::close(); }

    Status start();

    std::shared_ptr<const FleetState> snapshot() const override { return m_folder->snapshot(); }
    EngineStatus status() const override;
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
        m_acts->act(std::move(act), std::move(done));
    }
    void readCosts(CostQuery query, std::function<void(Result<CostAnswer>)> done) override
    {
        m_searches->readCosts(std::move(query), std::move(done));
    }
    void actOnBills(BillAct act, std::function<void(Status)> done) override
    {
        m_acts->act(std::move(act), std::move(done));
    }
    void sendTestSpan(std::function<void(Status)> done) override;
    void close() override;

    Result<Outcome> store(Contribution contribution, std::size_t bytes) override;
    const Translator& translator() const override { return *m_translator; }
    Result<LogStore::Forgotten> forget(const LogStore::ForgetRequest& request) override;
    Status act(const AlarmAct& act) override { return m_acts->act(act); }
    Status act(const BillAct& act) override { return m_acts->act(act); }
    Result<StepSearcher::World> world(std::chrono::milliseconds patience) override;
    std::vector<MemoryPart> memory() override { return memoryOf(*m_folder, *m_writer); }
    std::string tlsFingerprint() const override;

private:
    Status openStores();
    Status prepareTls();
    Status listen();
    void noteStart();
    Result<LogStore::Forgotten> runForget(const std::optional<LogStore::ForgetRequest>& request);

    EngineOptions m_options;
    const std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<const Translator> m_translator;
    std::shared_ptr<TokenStore> m_tokens; ///< a test run that is under way holds it too
    std::unique_ptr<Folder> m_folder;
    std::unique_ptr<Indexer> m_indexer;
    std::unique_ptr<SearchThread> m_searches;
    std::unique_ptr<Writer> m_writer;
    std::unique_ptr<PolicyWatch> m_policy;
    std::unique_ptr<OperatorActs> m_acts;
    std::unique_ptr<OtlpIntake> m_intake;
    std::unique_ptr<Listener> m_http;
    std::unique_ptr<Listener> m_grpc;
    StepReader m_steps;
    mutable RateMeter m_rate;
    bool m_forgetWasInterrupted = false; ///< from the start on: m_forgetMutex
    std::vector<std::string>
        m_problems; ///< written before the engine is shared, read-only afterwards
    std::atomic<bool> m_closed{false};
    std::mutex m_forgetMutex;     ///< one forget at a time
    std::thread m_finishesForget; ///< what a crash interrupted
};

Status EmbeddedEngine::start()
{
    if (Status exposure = checkExposure(m_options); !exposure)
        return exposure;
    if (Status telling = checkTelling(m_options.telling); !telling)
        return telling;
    if (Status stores = openStores(); !stores)
        return stores;
    const std::string& dir = m_options.dataDirectory;
    auto translator = Translator::load(
        m_options.masking, existingFile(m_options.maskRules, dir + "/mask-rules.json"),
        existingFile(m_options.priceOverrides, dir + "/prices.json"));
    if (!translator)
        return translator.error();
    m_translator = *translator;
    m_intake = std::make_unique<OtlpIntake>(m_translator, *m_writer);
    noteStart();
    if (m_forgetWasInterrupted)
        m_finishesForget = std::thread([this] { (void)runForget(std::nullopt); });
    if (Status tls = prepareTls(); !tls)
        return tls;
    return listen();
}

Status EmbeddedEngine::openStores()
{
    StoreOptions storeOptions = m_options.store;
    storeOptions.directory = m_options.dataDirectory;
    auto log = LogStore::open(storeOptions);
    if (!log)
        return log.error();
    auto state = StateStore::open(m_options.dataDirectory, StateAccess::writer);
    if (!state)
        return state.error();
    auto reader = LogReader::open(m_options.dataDirectory);
    if (!reader)
        return reader.error();
    // A log that lost its end (salvaged, or a power cut without sync) gives those numbers to other entries.
    if ((*state)->checkpointSeq() > (*reader)->lastSeq())
        (*state)->clear();
    const StoreHealth health = (*log)->health();
    m_problems = health.damage;
    m_forgetWasInterrupted = health.forgetInterrupted;
    m_folder = std::make_unique<Folder>(m_options.fleet, std::move(*state), std::move(*reader),
                                        m_options.telling);
    m_indexer = std::make_unique<Indexer>(m_options.dataDirectory, *m_folder, m_options.index);
    m_searches = std::make_unique<SearchThread>(m_options.dataDirectory, *m_folder);
    m_writer = std::make_unique<Writer>(
        std::move(*log), *m_clock, m_options.maxQueuedBytes, m_options.commitBytes,
        [this](std::shared_ptr<const EntryBatch> batch) { m_folder->accept(std::move(batch)); },
        [this] { return m_folder->nextAlarmEnd(); });
    return Done{};
}

void EmbeddedEngine::noteStart()
{
    Contribution note;
    note.source = "engine";
    const std::string recovered = m_writer->health().recovered;
    note.others.emplace_back(EntryKind::note,
                             recovered.empty() ? "engine started" : "engine started: " + recovered);
    note.others.emplace_back(EntryKind::prices, m_translator->pricesNote());
    // Not waited for: with a full disk the engine must still come up and say so.
    m_writer->offer(std::move(note), 0, nullptr);
    // Said at every start: a fold that knows it already does not care.
    const bool chosen = !m_options.policy.empty();
    m_policy = std::make_unique<PolicyWatch>(
        chosen ? m_options.policy : m_options.dataDirectory + "/policy.json", chosen,
        [this](const std::string& text) {
            Contribution policy;
            policy.source = "engine";
            policy.others.emplace_back(EntryKind::policy, text);
            const bool goesOn = text.empty() && m_options.policyGoesOn;
            return goesOn || m_writer->offer(std::move(policy), 0, nullptr);
        });
    m_acts = std::make_unique<OperatorActs>(
        *m_folder, *m_writer, *m_clock, [this](Contribution c) { return store(std::move(c), 0); });
}

Status EmbeddedEngine::prepareTls()
{
    if (m_options.selfSigned && m_options.tls.certificate.empty()) {
        auto made =
            ensureSelfSigned(m_options.dataDirectory, {m_options.address, "localhost"}, *m_clock);
        if (!made)
            return made.error();
        m_options.tls = made->files;
    }
    if (!m_options.tls.certificate.empty())
        if (auto fingerprint = certificateFingerprint(m_options.tls.certificate); !fingerprint)
            return fingerprint.error();
    if (m_options.requireTokens) {
        auto tokens = TokenStore::open(m_options.dataDirectory, m_clock);
        if (!tokens)
            return tokens.error();
        m_tokens = std::move(*tokens);
    }
    return Done{};
}

/// Read anew: a certificate is renewed while we run.
std::string EmbeddedEngine::tlsFingerprint() const
{
    const auto fingerprint = certificateFingerprint(m_options.tls.certificate);
    return fingerprint ? *fingerprint : std::string();
}

Status EmbeddedEngine::listen()
{
    ListenerOptions options;
    options.address = m_options.address;
    options.tls = m_options.tls;
    options.tokens = m_tokens.get();
    options.limits = m_options.limits;
    options.threads = m_options.networkThreads;
    if (m_options.otlpHttpPort >= 0) {
        options.port = static_cast<std::uint16_t>(m_options.otlpHttpPort);
        auto http = startOtlpHttp(options, *m_intake);
        if (!http)
            return http.error();
        m_http = std::move(*http);
    }
    if (m_options.otlpGrpcPort >= 0) {
        options.port = static_cast<std::uint16_t>(m_options.otlpGrpcPort);
        auto grpc = startOtlpGrpc(options, *m_intake);
        if (!grpc)
            return grpc.error();
        m_grpc = std::move(*grpc);
    }
    return Done{};
}

EngineStatus EmbeddedEngine::status() const
{
    EngineStatus s;
    s.kind = SessionKind::embedded;
    s.now = m_clock->now();
    s.dataDirectory = m_options.dataDirectory;
    s.otlpHttp = m_http ? m_http->endpoint() : std::string();
    s.otlpGrpc = m_grpc ? m_grpc->endpoint() : std::string();
    s.tls = !m_options.tls.certificate.empty();
    s.tokensRequired = m_tokens != nullptr;
    const StoreHealth health = m_writer->health();
    s.recording = (m_http || m_grpc) && !health.full && !m_closed;
    s.stepsPerSecond = m_rate.perSecond(s.now, m_writer->storedSteps());
    s.queuedBytes = m_writer->queuedBytes();
    const Nanos newest = m_writer->newestArrival();
    const Nanos folded = m_folder->foldedArrival();
    s.foldLag = newest > folded && folded != 0 ? newest - folded : 0;
    s.logBytes = health.logBytes;
    s.freeBytes = health.freeBytes;
    s.diskFull = health.full;
    s.index = m_indexer->status();
    s.policy = m_policy->status();
    s.problems = m_problems;
    if (!s.policy.problem.empty())
        s.problems.push_back("The policy as it was goes on: " + s.policy.problem);
    if (health.full)
        s.problems.insert(s.problems.begin(), "The disk is full: senders are told to retry. "
                                              "Recording goes on by itself once there is space.");
    for (std::string& problem : m_folder->problems())
        s.problems.push_back(std::move(problem));
    if (m_http && !m_http->problem().empty())
        s.problems.push_back(m_http->problem());
    if (!s.index.problem.empty())
        s.problems.push_back("Searching is slow, the index is not kept: " + s.index.problem);
    return s;
}

/// What is acknowledged may still be on its way to the fold, which gets it from the writer's thread.
Result<StepSearcher::World> EmbeddedEngine::world(std::chrono::milliseconds patience)
{
    if (m_writer->withStore([](LogStore&) {}) && m_folder->upToDate(patience))
        return worldOf(*m_folder);
    return Error{ErrorCode::busy, "The fold is not that far yet.", {}};
}

Result<Outcome> EmbeddedEngine::store(Contribution contribution, std::size_t bytes)
{
    auto settled = std::make_shared<std::promise<Result<Outcome>>>();
    auto answer = settled->get_future();
    // The queue's bound is for the network, whose senders can be told to retry; an import simply waits its turn.
    while (!m_writer->offer(contribution, bytes,
                            [settled](const Result<Outcome>& r) { settled->set_value(r); })) {
        if (m_closed)
            return Error{ErrorCode::cancelled, "The engine is closing.", {}};
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return answer.get();
}

Result<LogStore::Forgotten> EmbeddedEngine::forget(const LogStore::ForgetRequest& request)
{
    return runForget(request);
}

/// On the asker's thread, or, without a request, on one that finishes what was interrupted.
Result<LogStore::Forgotten>
EmbeddedEngine::runForget(const std::optional<LogStore::ForgetRequest>& request)
{
    const std::lock_guard oneAtATime(m_forgetMutex);
    const OnWriter onWriter = [this](const std::function<void(LogStore&)>& work) {
        return !m_closed && m_writer->withStore(work);
    };
    // What is forgotten must not be found any more, and the fold is about to number its traces anew. Of a forget that was
    // interrupted nobody knows what it took before.
    m_indexer->beginForget(request && !m_forgetWasInterrupted);
    auto result = forgetBeside(onWriter, request, [this] { return m_clock->now(); });
    m_forgetWasInterrupted = !result.ok();
    if (result && !m_closed)
        m_folder->saveNow();
    m_indexer->endForget(result.ok());
    return result;
}

void EmbeddedEngine::sendTestSpan(std::function<void(Status)> done)
{
    if (!m_http) {
        done(Error{ErrorCode::notFound,
                   "Nothing listens for OTLP/HTTP, so there is nowhere to send to.",
                   {}});
        return;
    }
    std::string token;
    if (m_tokens) {
        auto made = m_tokens->create("penstock-test", m_clock->now() + 5 * kMinute);
        if (!made)
            return done(made.error());
        token = made->secret;
        done = [tokens = m_tokens, id = made->info.id, done = std::move(done)](Status answer) {
            if (const Status removed = tokens->remove(id); answer && !removed)
                answer = removed; // it would stand in the list of tokens as one that nobody made
            done(std::move(answer));
        };
    }
    postTestRun(m_http->endpoint(), tlsFingerprint(), token, m_clock->now(), std::move(done));
}

void EmbeddedEngine::close()
{
    if (m_closed.exchange(true))
        return;
    m_http.reset();
    m_grpc.reset();
    if (m_policy)
        m_policy->stop();
    m_steps.close();
    if (m_searches) {
        m_searches->stop();
        m_indexer->stop();
    }
    if (m_finishesForget.joinable())
        m_finishesForget.join();
    if (m_writer)
        m_writer->close();
    if (m_folder)
        m_folder->close();
    if (m_searches) { // they may have waited for the fold
        m_searches->close();
        m_indexer->close();
    }
}

} // namespace

Result<std::unique_ptr<Engine>> Engine::open(const EngineOptions& options,
                                             std::shared_ptr<const Clock> clock)
{
    auto engine = std::make_unique<EmbeddedEngine>(options, std::move(clock));
    if (Status started = engine->start(); !started)
        return started.error();
    return std::unique_ptr<Engine>(std::move(engine));
}

} // namespace penstock
