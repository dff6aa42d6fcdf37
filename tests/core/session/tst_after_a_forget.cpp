// SPDX-License-Identifier: GPL-3.0-or-later
// What is left behind by a forget, a crash in the middle of one, and by processes that were killed: nothing.
#include "app/bench/server_process.h"
#include "core/session/archive.h"
#include "core/session/engine.h"
#include "core/session/scratch_directory.h"

#include <QTest>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace penstock;
using namespace penstock::bench;

namespace {

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

LogStore::ForgetRequest everything()
{
    return {"", "", SystemClock().now() + kHour};
}

std::unique_ptr<LogStore> openLog(const std::string& directory)
{
    StoreOptions options;
    options.directory = directory;
    auto log = LogStore::open(options);
    return log ? std::move(*log) : nullptr;
}

unsigned modeOf(const std::string& path)
{
    struct stat info {};
    return stat(path.c_str(), &info) == 0 ? info.st_mode & 0777 : 0;
}

} // namespace

class TestAfterAForget final : public QObject {
    Q_OBJECT
private slots:
    void anArchiveDoesNotShowWhatWentSinceTheCheckpoint()
    {
        TemporaryDirectory directory;
        {
            const auto engine = openEngine(directory.path());
            QVERIFY(engine && sendTest(*engine));
        }
        {
            const auto before = Archive::open(directory.path());
            QVERIFY(before.ok());
            QCOMPARE((*before)->state()->totals.steps, std::uint64_t{3});
        }
        QVERIFY(openLog(directory.path())->forget(everything(), SystemClock().now()).ok());
        const auto archive = Archive::open(directory.path());
        QVERIFY(archive.ok());
        QCOMPARE((*archive)->state()->totals.steps, std::uint64_t{0});
        QCOMPARE((*archive)->state()->totals.losses.of(LossKind::forgotten), std::uint64_t{3});
    }
    void anEngineFinishesWhatACrashInterrupted()
    {
        TemporaryDirectory directory;
        {
            const auto engine = openEngine(directory.path());
            QVERIFY(engine && sendTest(*engine));
        }
        {
            const auto log = openLog(directory.path());
            auto job = log->beginForget(everything());
            QVERIFY(job.ok() && (*job)->look().ok() && (*job)->write(SystemClock().now()).ok());
        }
        QVERIFY(openLog(directory.path())->health().forgetInterrupted);
        {
            const auto engine = openEngine(directory.path());
            QVERIFY(engine);
            QTRY_COMPARE(engine->snapshot()->totals.losses.of(LossKind::forgotten),
                         std::uint64_t{3});
            QTRY_COMPARE(engine->snapshot()->totals.steps, std::uint64_t{0});
        }
        QVERIFY(!openLog(directory.path())->health().forgetInterrupted);
    }
    void ingestGoesOnWhileThingsAreForgotten()
    {
        TemporaryDirectory directory;
        const auto engine = openEngine(directory.path());
        QVERIFY(engine);
        for (int i = 0; i < 5; ++i)
            QVERIFY(sendTest(*engine));
        std::atomic<bool> done{false};
        int sent = 0;
        std::thread sender([&] {
            for (; !done || sent == 0; ++sent)
                if (!sendTest(*engine))
                    return;
        });
        const auto forgotten = engine->forget({"", "penstock-test", 0});
        done = true;
        sender.join();
        QVERIFY(forgotten.ok());
        QVERIFY(forgotten->steps >= 5);
        QVERIFY(sent > 0);
        // The fold, which started over meanwhile, has all of it.
        const auto reader = LogReader::open(directory.path());
        std::uint64_t steps = 0;
        QVERIFY((*reader)
                    ->read(1,
                           [&](const EntryBatch& batch) {
                               for (const LogEntry& entry : batch.entries)
                                   steps += entry.kind == EntryKind::step;
                               return true;
                           })
                    .ok());
        QTRY_COMPARE(engine->snapshot()->totals.steps, steps);
        QCOMPARE((*reader)->verify()->problems, std::vector<std::string>());
    }
    void whatAKilledProcessLeftInTheTemporaryDirectoryIsRemoved()
    {
        TemporaryDirectory parent;
        int ready[2];
        QCOMPARE(pipe(ready), 0);
        const pid_t child = fork();
        if (child == 0) {
            const ScratchDirectory scratch(parent.path());
            std::ofstream(scratch.path() + "/state.db") << "what agents said";
            [[maybe_unused]] const auto told = write(ready[1], "x", 1);
            pause();
            _exit(0);
        }
        char told = 0;
        QCOMPARE(read(ready[0], &told, 1), ssize_t{1});
        const auto count = [&] {
            return std::distance(std::filesystem::directory_iterator(parent.path()), {});
        };
        std::filesystem::create_directory(parent.path() + "/penstock-attach-beingmade");
        {
            const ScratchDirectory mine(parent.path());
            QCOMPARE(count(), 3); // it lives
            kill(child, SIGKILL);
            QCOMPARE(waitpid(child, nullptr, 0), child);
            const ScratchDirectory another(parent.path());
            QVERIFY(!mine.path().empty() && std::filesystem::exists(mine.path()));
            QCOMPARE(count(), 3); // the child's is gone, both of these are there
        }
        QCOMPARE(count(), 1);
    }
    void aDataDirectoryThatOthersCanReadIsRefusedAndLeftAsItIs()
    {
        TemporaryDirectory parent;
        const std::string wide = parent.path() + "/wide";
        QCOMPARE(mkdir(wide.c_str(), 0700), 0);
        QCOMPARE(chmod(wide.c_str(), 0755), 0);
        StoreOptions options;
        options.directory = wide;
        const auto refused = LogStore::open(options);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::denied);
        QVERIFY(refused.error().sentence.find("chmod 700") != std::string::npos);
        QCOMPARE(modeOf(wide), 0755u);
        QVERIFY(std::filesystem::is_empty(wide));
        options.directory = parent.path() + "/deeper/made/";
        QVERIFY(LogStore::open(options).ok());
        QCOMPARE(modeOf(options.directory), 0700u);
        QVERIFY(LogStore::open(options).ok());
    }
};

QTEST_GUILESS_MAIN(TestAfterAForget)
#include "tst_after_a_forget.moc"
