// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/http_connection.h"
#include "app/bench/server_process.h"
#include "core/fleet/cascade_view.h"
#include "core/net/http_client.h"
#include "core/net/token_store.h"
#include "core/session/engine.h"
#include "core/session/importer.h"
#include "core/session/test_span.h"

#include <QTest>

#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>

using namespace penstock;
using namespace penstock::bench;

namespace {

EngineOptions localOptions(const std::string& directory)
{
    EngineOptions options;
    options.dataDirectory = directory;
    options.otlpHttpPort = 0;
    options.otlpGrpcPort = 0;
    return options;
}

std::unique_ptr<Engine> openEngine(const EngineOptions& options)
{
    auto engine = Engine::open(options, std::make_shared<SystemClock>());
    if (!engine)
        qWarning("%s", engine.error().sentence.c_str());
    return engine ? std::move(*engine) : nullptr;
}

std::uint16_t portOf(const std::string& endpoint)
{
    return static_cast<std::uint16_t>(std::stoi(endpoint.substr(endpoint.rfind(':') + 1)));
}

Status sendTest(Session& session)
{
    std::promise<Status> promise;
    auto future = promise.get_future();
    session.sendTestSpan([&](Status status) { promise.set_value(std::move(status)); });
    return future.get();
}

Result<StepDetail> detailOf(Session& session, Seq seq)
{
    std::promise<Result<StepDetail>> promise;
    auto future = promise.get_future();
    session.stepDetail(seq,
                       [&](Result<StepDetail> detail) { promise.set_value(std::move(detail)); });
    return future.get();
}

constexpr const char* kTestAgent = "hello-penstock";

LogStore::ForgetRequest everything()
{
    LogStore::ForgetRequest request;
    request.before = SystemClock().now() + kHour;
    return request;
}

/// Whether any file of that name, with whatever suffix, holds these bytes.
bool filesContain(const std::string& directory, const std::string& name, const std::string& bytes)
{
    for (const auto& file : std::filesystem::directory_iterator(directory)) {
        std::ostringstream content;
        content << std::ifstream(file.path(), std::ios::binary).rdbuf();
        if (file.path().filename().string().starts_with(name) &&
            content.str().find(bytes) != std::string::npos)
            return true;
    }
    return false;
}

} // namespace

class TestEngine final : public QObject {
    Q_OBJECT
private slots:
    void theTestRunTravelsTheWholeWay()
    {
        TemporaryDirectory directory;
        const auto engine = openEngine(localOptions(directory.path()));
        QVERIFY(engine);
        const Status sent = sendTest(*engine);
        QVERIFY2(sent.ok(), sent.ok() ? "" : sent.error().sentence.c_str());
        QTRY_COMPARE(engine->snapshot()->totals.steps, std::uint64_t{3});
        const auto state = engine->snapshot();
        QCOMPARE(state->traces.size(), 1u);
        QCOMPARE(std::string(state->traces[1].agent), std::string("hello-penstock"));
        QCOMPARE(state->totals.usage.input, std::int64_t{42});
        QVERIFY(state->totals.cost.computed > 0);
    }
    void aTestRunLeavesNoTokenBehind()
    {
        TemporaryDirectory directory;
        EngineOptions options = localOptions(directory.path());
        options.requireTokens = true;
        const auto engine = openEngine(options);
        QVERIFY(engine && sendTest(*engine).ok() && sendTest(*engine).ok());
        const auto tokens = TokenStore::open(directory.path(), std::make_shared<SystemClock>());
        QVERIFY(tokens);
        QCOMPARE((*tokens)->list()->size(), std::size_t{0});
        QTRY_COMPARE(engine->snapshot()->traces.size(), 2u);
    }
    void aMetricsOnlyRequestIsBookedToItsService()
    {
        TemporaryDirectory directory;
        const auto engine = openEngine(localOptions(directory.path()));
        QVERIFY(engine);
        HttpTarget target;
        target.url = "http://" + engine->status().otlpHttp;
        auto client = HttpClient::open(target);
        QVERIFY(client);
        const std::string body =
            R"({"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"meter-shop"}}]},)"
            R"("scopeMetrics":[{"metrics":[{"name":"gen_ai.client.token.usage","sum":{"dataPoints":[)"
            R"({"timeUnixNano":"1760000000000000000","asInt":"7"},{"timeUnixNano":"1760000000000000001","asInt":"9"}]}}]}]}]})";
        const auto reply = client->post("/v1/metrics", {{"Content-Type", "application/json"}}, body,
                                        std::chrono::seconds(10));
        QVERIFY(reply);
        QCOMPARE(reply->status, 200);
        const auto row = [&] {
            const auto state = engine->snapshot();
            for (std::uint32_t i = 1; i <= state->losses.size(); ++i)
                if (state->losses[i].source == "meter-shop@otlp-http")
                    return state->losses[i].counts;
            return LossCounts{};
        };
        QTRY_COMPARE(row().of(LossKind::metricPoints), std::uint64_t{2});
        QCOMPARE(row().of(LossKind::received), std::uint64_t{2});
        QCOMPARE(engine->snapshot()->traces.size(), 0u); // counted, never added to what spans say
    }
    void anOpenedTraceHasItsTreeAndItsConversation()
    {
        TemporaryDirectory directory;
        const auto engine = openEngine(localOptions(directory.path()));
        QVERIFY(engine && sendTest(*engine).ok());
        QTRY_COMPARE(engine->snapshot()->traces.size(), 1u);
        engine->watch(TraceIndex{1});
        QTRY_COMPARE(engine->snapshot()->opened.size(), std::size_t{1});
        QTRY_COMPARE(engine->snapshot()->opened.at(1)->nodes.size(), std::size_t{3});
        const auto view = engine->snapshot()->opened.at(1);
        QCOMPARE(view->nodes[0].kind, StepKind::agentRun);
        QCOMPARE(view->nodes[1].parent, 1u);
        const auto detail = detailOf(*engine, view->nodes[1].seq);
        QVERIFY(detail.ok());
        QCOMPARE(detail->conversation.input.size(), std::size_t{1});
        QCOMPARE(detail->conversation.input[0].parts[0].text, std::string("Can Penstock hear me?"));
        QVERIFY(!detail->raw.empty());
    }
    void aWatchedCascadeIsInTheSnapshotUntilNobodyWatchesIt()
    {
        TemporaryDirectory directory;
        const auto engine = openEngine(localOptions(directory.path()));
        QVERIFY(engine && sendTest(*engine).ok());
        QTRY_COMPARE(engine->snapshot()->traces.size(), 1u);
        engine->watchCascade(TraceIndex{1});
        QTRY_COMPARE(engine->snapshot()->openedCascades.size(), std::size_t{1});
        const auto view = engine->snapshot()->openedCascades.at(1);
        QCOMPARE(view->size(), 3u);
        QCOMPARE(view->facts.id, engine->snapshot()->traces[1].id);
        QVERIFY(detailOf(*engine, view->node(2).seq).ok());
        engine->unwatchCascade(TraceIndex{1});
        QVERIFY(sendTest(*engine).ok()); // the next snapshot comes with the next step
        QTRY_VERIFY(engine->snapshot()->openedCascades.empty());
    }
    void askingForAStepThatIsNotThereAnswersWithASentence()
    {
        TemporaryDirectory directory;
        const auto engine = openEngine(localOptions(directory.path()));
        QVERIFY(engine);
        const auto detail = detailOf(*engine, 999'999);
        QVERIFY(!detail.ok());
        QCOMPARE(detail.error().code, ErrorCode::notFound);
    }
    void everythingIsThereAfterARestart()
    {
        TemporaryDirectory directory;
        {
            const auto engine = openEngine(localOptions(directory.path()));
            QVERIFY(engine && sendTest(*engine).ok() && sendTest(*engine).ok());
            engine->close();
        }
        const auto engine = openEngine(localOptions(directory.path()));
        QVERIFY(engine);
        QTRY_COMPARE(engine->snapshot()->totals.steps, std::uint64_t{6});
        QCOMPARE(engine->snapshot()->traces.size(), 2u);
    }
    void moreThanTheQueueTakesIsToldToRetryAndCounted()
    {
        TemporaryDirectory directory;
        EngineOptions options = localOptions(directory.path());
        options.maxQueuedBytes = 1; // one request at a time fits, as an empty queue takes anything
        const auto engine = openEngine(options);
        QVERIFY(engine);
        const std::uint16_t port = portOf(engine->status().otlpHttp);
        std::atomic<int> retries{0};
        std::atomic<int> stored{0};
        std::vector<std::thread> senders;
        for (int i = 0; i < 8; ++i)
            senders.emplace_back([&] {
                HttpConnection http(port);
                for (int n = 0; n < 50; ++n) {
                    const int status = http.post("/v1/traces", "application/json",
                                                 testRunJson(SystemClock().now()));
                    (status == 200 ? stored : retries) += 1;
                }
            });
        for (auto& s : senders)
            s.join();
        QVERIFY(retries > 0);
        QTRY_COMPARE(engine->snapshot()->totals.steps, static_cast<std::uint64_t>(stored) * 3);
        QTRY_COMPARE(engine->snapshot()->totals.losses.of(LossKind::rejectedBusy),
                     static_cast<std::uint64_t>(retries) * 3);
    }
    void aSecondEngineOnTheSameDirectoryIsToldItIsTaken()
    {
        TemporaryDirectory directory;
        const auto first = openEngine(localOptions(directory.path()));
        QVERIFY(first);
        const auto second =
            Engine::open(localOptions(directory.path()), std::make_shared<SystemClock>());
        QVERIFY(!second.ok());
        QCOMPARE(second.error().code, ErrorCode::locked);
    }
    void aTakenPortIsSaidInASentence()
    {
        TemporaryDirectory directory;
        const auto first = openEngine(localOptions(directory.path() + "/a"));
        QVERIFY(first);
        EngineOptions options = localOptions(directory.path() + "/b");
        options.otlpHttpPort = portOf(first->status().otlpHttp);
        const auto second = Engine::open(options, std::make_shared<SystemClock>());
        QVERIFY(!second.ok());
        QVERIFY(!second.error().sentence.empty());
    }
    void wideListeningNeedsTlsAndTokens()
    {
        TemporaryDirectory directory;
        EngineOptions options = localOptions(directory.path());
        options.address = "0.0.0.0";
        const auto refused = Engine::open(options, std::make_shared<SystemClock>());
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::denied);
        options.selfSigned = true;
        options.requireTokens = true;
        const auto engine = openEngine(options);
        QVERIFY(engine);
        QVERIFY(!engine->tlsFingerprint().empty());
        QVERIFY(sendTest(*engine).ok());
    }
    void whatIsForgottenIsGoneFromLogAndWorld()
    {
        TemporaryDirectory directory;
        const auto engine = openEngine(localOptions(directory.path()));
        QVERIFY(engine && sendTest(*engine).ok());
        QTRY_COMPARE(engine->snapshot()->totals.steps, std::uint64_t{3});
        LogStore::ForgetRequest request;
        request.session = "penstock-test";
        const auto forgotten = engine->forget(request);
        QVERIFY(forgotten.ok());
        QVERIFY(forgotten->steps >= 1);
        QVERIFY(!forgotten->tombstone.empty());
        QTRY_COMPARE(engine->snapshot()->totals.steps, 3 - forgotten->steps);
        QTRY_COMPARE(engine->snapshot()->totals.losses.of(LossKind::forgotten), forgotten->steps);
    }
    void aSecretInTheNameOfAServiceDoesNotNameItsSource()
    {
        TemporaryDirectory directory;
        const auto engine = openEngine(localOptions(directory.path()));
        QVERIFY(engine);
        const std::string secret = "sk-ant-" + std::string("api03-a1B2c3D4e5F6g7H8i9J0");
        std::string body = testRunJson(SystemClock().now());
        const std::string name = "\"penstock-test\"";
        for (std::size_t at = body.find(name); at != std::string::npos;
             at = body.find(name, at + 1))
            body.replace(at, name.size(), '"' + secret + '"');
        HttpConnection http(portOf(engine->status().otlpHttp));
        QCOMPARE(http.post("/v1/traces", "application/json", body), 200);
        QTRY_COMPARE(engine->snapshot()->totals.steps, std::uint64_t{3});
        const auto state = engine->snapshot();
        for (std::uint32_t i = 1; i <= state->losses.size(); ++i)
            QVERIFY(state->losses[i].source.find(secret) == std::string::npos);
    }
    void whatIsForgottenIsGoneFromTheCheckpointToo()
    {
        TemporaryDirectory directory;
        {
            const auto engine = openEngine(localOptions(directory.path()));
            QVERIFY(engine && sendTest(*engine).ok());
        }
        const auto engine = openEngine(localOptions(directory.path()));
        QVERIFY(engine);
        QTRY_COMPARE(engine->snapshot()->totals.steps, std::uint64_t{3});
        QVERIFY(filesContain(directory.path(), "state.db", kTestAgent));
        QVERIFY(engine->forget(everything()).ok());
        QVERIFY(!filesContain(directory.path(), "state.db", kTestAgent));
    }
    void whatWasForgottenJustBeforeACrashIsGoneFromTheWorld()
    {
        TemporaryDirectory directory;
        {
            const auto engine = openEngine(localOptions(directory.path()));
            QVERIFY(engine && sendTest(*engine).ok());
        }
        { // the log forgets, the fold does not get to know
            StoreOptions options;
            options.directory = directory.path();
            auto log = LogStore::open(options);
            QVERIFY(log.ok());
            const auto forgotten = (*log)->forget(everything(), SystemClock().now());
            QVERIFY(forgotten.ok());
            QCOMPARE(forgotten->steps, std::uint64_t{3});
        }
        const auto engine = openEngine(localOptions(directory.path()));
        QVERIFY(engine);
        QTRY_COMPARE(engine->snapshot()->totals.losses.of(LossKind::forgotten), std::uint64_t{3});
        QCOMPARE(engine->snapshot()->totals.steps, std::uint64_t{0});
    }
    void aCheckpointAheadOfTheLogIsNotTrusted()
    {
        TemporaryDirectory directory;
        {
            const auto engine = openEngine(localOptions(directory.path()));
            QVERIFY(engine);
            for (int i = 0; i < 10; ++i)
                QVERIFY(sendTest(*engine).ok());
        }
        for (const char* suffix : {"", "-wal", "-shm"})
            std::filesystem::remove(directory.path() + "/log.db" + suffix);
        const auto engine = openEngine(localOptions(directory.path()));
        QVERIFY(engine && sendTest(*engine).ok());
        QTRY_COMPARE(engine->snapshot()->totals.steps, std::uint64_t{3});
    }
    void anImportedFileIsStoredThroughTheSameWay()
    {
        TemporaryDirectory directory;
        const auto engine = openEngine(localOptions(directory.path()));
        QVERIFY(engine);
        const std::string file = qEnvironmentVariable("PENSTOCK_SOURCE_DIR").toStdString() +
                                 "/../shared/traces/dev/tau_airline/tau-airline-0-0.otlp.json";
        const auto summary = importFile(*engine, file, nullptr);
        QVERIFY2(summary.ok(), summary.ok() ? "" : summary.error().sentence.c_str());
        QCOMPARE(summary->rejected, std::uint64_t{0});
        QCOMPARE(summary->stored, summary->spans);
        const auto again = importFile(*engine, file, nullptr);
        QVERIFY(again.ok());
        QCOMPARE(again->duplicates, again->spans);
        QCOMPARE(again->stored, std::uint64_t{0});
    }
    void theScreenIsWokenOnceUntilItLooks()
    {
        TemporaryDirectory directory;
        const auto engine = openEngine(localOptions(directory.path()));
        QVERIFY(engine);
        std::atomic<int> woken{0};
        (void)engine->snapshot();
        engine->onChanged([&] { ++woken; });
        QVERIFY(sendTest(*engine).ok());
        QTRY_COMPARE(woken.load(), 1);
        QVERIFY(sendTest(*engine).ok());
        QCOMPARE(woken.load(), 1);
        (void)engine->snapshot();
        QVERIFY(sendTest(*engine).ok());
        QTRY_COMPARE(woken.load(), 2);
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
