// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/server_process.h"
#include "core/base/heap.h"
#include "core/session/attached_session.h"
#include "core/session/engine.h"
#include "core/session/engine_commands.h"

#include <QTest>

#include <filesystem>
#include <future>
#include <vector>

using namespace penstock;
using namespace penstock::bench;

namespace {

/// An engine that answers on its socket, as `penstockctl serve` composes it.
struct Served {
    explicit Served(const std::string& directory)
    {
        EngineOptions options;
        options.dataDirectory = directory;
        options.otlpHttpPort = 0;
        options.otlpGrpcPort = 0;
        auto opened = Engine::open(options, std::make_shared<SystemClock>());
        if (!opened)
            return;
        engine = std::move(*opened);
        auto started = CommandServer::start(*engine, directory);
        if (started)
            commands = std::move(*started);
    }
    std::unique_ptr<Engine> engine;
    std::unique_ptr<CommandServer> commands;
};

std::string realTrace()
{
    return qEnvironmentVariable("PENSTOCK_SOURCE_DIR").toStdString() +
           "/../shared/traces/dev/tau_airline/tau-airline-0-0.otlp.json";
}

Status sendTest(Session& session)
{
    std::promise<Status> promise;
    auto future = promise.get_future();
    session.sendTestSpan([&](Status status) { promise.set_value(std::move(status)); });
    return future.get();
}

} // namespace

class TestAttachedSession final : public QObject {
    Q_OBJECT
private slots:
    void anAttachedSessionSeesTheSameWorldAsTheEngine()
    {
        TemporaryDirectory directory;
        Served served(directory.path());
        QVERIFY(served.engine && served.commands);
        QVERIFY(sendTest(*served.engine).ok());
        auto attached = attachSession(directory.path());
        QVERIFY2(attached.ok(), attached.ok() ? "" : attached.error().sentence.c_str());
        QTRY_COMPARE((*attached)->snapshot()->totals.steps, std::uint64_t{3});
        QVERIFY(sendTest(*served.engine).ok());
        QTRY_COMPARE((*attached)->snapshot()->totals.steps, std::uint64_t{6});
        QCOMPARE((*attached)->status().kind, SessionKind::attached);
        QVERIFY((*attached)->status().recording);
    }
    void aRunningEngineSaysWhatItHoldsInMemory()
    {
        TemporaryDirectory directory;
        QVERIFY(!askMemory(directory.path()).ok());
        Served served(directory.path());
        QVERIFY(served.engine && served.commands);
        QVERIFY(sendTest(*served.engine).ok());
        QTRY_COMPARE(served.engine->snapshot()->totals.traces, std::uint64_t{1});
        const auto parts = askMemory(directory.path());
        QVERIFY2(parts.ok(), parts.ok() ? "" : parts.error().sentence.c_str());
        std::uint64_t named = 0;
        std::uint64_t heap = 0;
        std::uint64_t traces = 0;
        std::uint64_t watched = 0;
        for (const MemoryPart& part : *parts) {
            traces += part.name == "traces" ? part.count : 0;
            watched += part.name == "what detectors remember" ? part.count : 0;
            (part.name.starts_with("heap") ? heap : named) += part.bytes;
        }
        QCOMPARE(traces, std::uint64_t{1});
        QCOMPARE(watched, std::uint64_t{1});
        QVERIFY(named > 1u << 20);
        if (heapUse().used == 0) { // the allocators of the sanitizers do not say
            QCOMPARE(heap, std::uint64_t{0});
            return;
        }
        QVERIFY2(named < heap, qPrintable(QString::number(named) + QStringLiteral(" of ") +
                                          QString::number(heap)));
    }
    void itsTestRunGoesThroughTheEngine()
    {
        TemporaryDirectory directory;
        Served served(directory.path());
        QVERIFY(served.engine && served.commands);
        auto attached = attachSession(directory.path());
        QVERIFY(attached.ok());
        QVERIFY(sendTest(**attached).ok());
        QTRY_COMPARE(served.engine->snapshot()->totals.steps, std::uint64_t{3});
        QTRY_COMPARE((*attached)->snapshot()->totals.steps, std::uint64_t{3});
    }
    void closingItLeavesTheEngineRunning()
    {
        TemporaryDirectory directory;
        Served served(directory.path());
        QVERIFY(served.engine && served.commands);
        {
            auto attached = attachSession(directory.path());
            QVERIFY(attached.ok());
            (*attached)->close();
        }
        QVERIFY(sendTest(*served.engine).ok());
    }
    void anImportIntoARunningEngineReportsItsProgress()
    {
        TemporaryDirectory directory;
        Served served(directory.path());
        QVERIFY(served.engine && served.commands);
        std::vector<ImportProgress> seen;
        const auto summary =
            askImport(directory.path(), realTrace(), [&](const ImportProgress& progress) {
                seen.push_back(progress);
                return true;
            });
        QVERIFY2(summary.ok(), summary.ok() ? "" : summary.error().sentence.c_str());
        QVERIFY(summary->spans > 0);
        QCOMPARE(summary->stored, summary->spans);
        QVERIFY(!seen.empty());
        QCOMPARE(seen.back().bytesTotal, std::uint64_t{std::filesystem::file_size(realTrace())});
        QVERIFY(seen.back().bytesRead > 0 && seen.back().bytesRead <= seen.back().bytesTotal);
        QVERIFY(seen.back().spans > 0 && seen.back().spans <= summary->spans);
    }
    void anImportThatIsStoppedLeavesTheEngineServing()
    {
        TemporaryDirectory directory;
        Served served(directory.path());
        QVERIFY(served.engine && served.commands);
        int calls = 0;
        const auto stopped = askImport(directory.path(), realTrace(), [&](const ImportProgress&) {
            ++calls;
            return false;
        });
        QVERIFY(!stopped.ok());
        QCOMPARE(stopped.error().code, ErrorCode::cancelled);
        QCOMPARE(calls, 1);
        const auto next = askImport(directory.path(), realTrace(), nullptr);
        QVERIFY2(next.ok(), next.ok() ? "" : next.error().sentence.c_str());
        QCOMPARE(next->stored + next->duplicates, next->spans);
        QVERIFY(next->duplicates > 0); // what the first had stored stayed
    }
    void withoutAnEngineThereIsNothingToAttachTo()
    {
        TemporaryDirectory directory;
        QVERIFY(!attachSession(directory.path()).ok());
    }
    void anEngineThatGoesAwayIsSaidLoudly()
    {
        TemporaryDirectory directory;
        auto served = std::make_unique<Served>(directory.path());
        QVERIFY(served->engine && served->commands);
        auto attached = attachSession(directory.path());
        QVERIFY(attached.ok());
        served.reset();
        QTRY_VERIFY(!(*attached)->status().recording);
        QVERIFY(!(*attached)->status().problems.empty());
    }
};

QTEST_GUILESS_MAIN(TestAttachedSession)
#include "tst_attached_session.moc"
