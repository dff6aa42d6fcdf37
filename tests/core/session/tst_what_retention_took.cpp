// SPDX-License-Identifier: GPL-3.0-or-later
// What retention took from the log stays in the totals as long as there is a checkpoint; without one people are told.
#include "app/bench/server_process.h"
#include "core/session/engine.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <future>

using namespace penstock;
using namespace penstock::bench;

namespace {

constexpr std::uint64_t kStepsOfATest = 3;

std::unique_ptr<Engine> openEngine(const std::string& directory)
{
    EngineOptions options;
    options.dataDirectory = directory;
    options.otlpHttpPort = 0;
    options.otlpGrpcPort = -1;
    auto engine = Engine::open(options, std::make_shared<SystemClock>());
    return engine ? std::move(*engine) : nullptr;
}

bool sendTest(Session& session)
{
    std::promise<bool> promise;
    auto sent = promise.get_future();
    session.sendTestSpan([&](const Status& status) { promise.set_value(status.ok()); });
    return sent.get();
}

/// Two runs recorded, and all of the log but its newest commit gone.
bool recordAndRetain(const std::string& directory)
{
    {
        const auto engine = openEngine(directory);
        if (!engine || !sendTest(*engine) || !sendTest(*engine))
            return false;
    }
    StoreOptions options;
    options.directory = directory;
    options.retentionAge = 1;
    auto log = LogStore::open(options);
    if (!log)
        return false;
    const Nanos later = SystemClock().now() + kHour;
    while ((*log)->housekeep(later, kSecond)) {
    }
    return (*log)->health().firstSeq > 1;
}

bool saysThatTotalsLack(const Session& session)
{
    const auto problems = session.status().problems;
    return std::any_of(problems.begin(), problems.end(), [](const std::string& sentence) {
        return sentence.starts_with("Totals lack what the log no longer holds: it begins at ");
    });
}

} // namespace

class TestWhatRetentionTook final : public QObject {
    Q_OBJECT
private slots:
    void staysInTheTotalsByTheCheckpoint()
    {
        TemporaryDirectory directory;
        QVERIFY(recordAndRetain(directory.path()));
        const auto engine = openEngine(directory.path());
        QVERIFY(engine);
        QTRY_COMPARE(engine->snapshot()->totals.steps, 2 * kStepsOfATest);
        QVERIFY(!saysThatTotalsLack(*engine));
    }
    void isSaidToBeMissingWithoutACheckpoint()
    {
        TemporaryDirectory directory;
        QVERIFY(recordAndRetain(directory.path()));
        for (const char* file : {"/state.db", "/state.db-wal", "/state.db-shm"})
            std::filesystem::remove(directory.path() + file);
        const auto engine = openEngine(directory.path());
        QVERIFY(engine);
        QTRY_VERIFY(saysThatTotalsLack(*engine));
        QVERIFY(engine->snapshot()->totals.steps < 2 * kStepsOfATest);
    }
};

QTEST_GUILESS_MAIN(TestWhatRetentionTook)
#include "tst_what_retention_took.moc"
