// SPDX-License-Identifier: GPL-3.0-or-later
// Invariant 1, the hard way: the engine is killed with SIGKILL at random moments under load. Every acknowledged step must
// be there, none twice, the chain must hold, and the fold after the restart must equal the fold of the log.
#include "app/bench/http_connection.h"
#include "app/bench/load_generator.h"
#include "app/bench/server_process.h"
#include "core/session/archive.h"

#include <QTest>

#include <atomic>
#include <mutex>
#include <random>
#include <set>
#include <thread>

using namespace penstock;
using namespace penstock::bench;

namespace {

/// Sends until the server is gone; remembers the span ids of every request that was answered with 200.
class Senders final {
public:
    Senders(std::uint16_t port, const std::string& corpus, std::uint64_t seed)
    {
        for (std::uint64_t i = 0; i < 3; ++i)
            m_threads.emplace_back([=, this, &corpus] { send(port, corpus, seed * 16 + i); });
    }
    std::set<std::uint64_t> finish()
    {
        for (auto& t : m_threads)
            t.join();
        return std::move(m_acknowledged);
    }
    std::uint64_t acknowledgedRequests() const { return m_requests; }

private:
    void send(std::uint16_t port, const std::string& corpus, std::uint64_t seed)
    {
        LoadShape shape;
        shape.stepsPerRequest = 64;
        LoadGenerator generator(shape, corpus, seed);
        HttpConnection http(port);
        while (true) {
            const std::string& body = generator.next();
            const int status = http.post("/v1/traces", "application/x-protobuf", body);
            if (status == 0)
                return;
            if (status != 200)
                continue;
            ++m_requests;
            std::lock_guard lock(m_mutex);
            m_acknowledged.insert(generator.spanIds().begin(), generator.spanIds().end());
        }
    }

    std::mutex m_mutex;
    std::set<std::uint64_t> m_acknowledged;
    std::atomic<std::uint64_t> m_requests{0};
    std::vector<std::thread> m_threads;
};

/// Span ids of all step entries in the log, with how often each is there. Byte order as sent.
std::map<std::uint64_t, int> storedSpans(const std::string& directory)
{
    std::map<std::uint64_t, int> spans;
    auto reader = LogReader::open(directory);
    if (!reader)
        return spans;
    const Status read = (*reader)->read(1, [&](const EntryBatch& batch) {
        for (const LogEntry& entry : batch.entries)
            if (entry.step != nullptr)
                ++spans[__builtin_bswap64(entry.step->raw.span.value)];
        return true;
    });
    return read ? spans : std::map<std::uint64_t, int>{};
}

/// dumpExact of a fold over the whole log from its first entry.
std::string foldFromTheStart(const std::string& directory)
{
    auto reader = LogReader::open(directory);
    auto fleet = Fleet::create(FleetOptions{}, nullptr);
    if (!reader)
        return {};
    const Status read = (*reader)->read(1, [&](const EntryBatch& batch) {
        fleet->apply(batch);
        return true;
    });
    return read ? fleet->dumpExact() : std::string();
}

} // namespace

class TestKillUnderLoad final : public QObject {
    Q_OBJECT

    static int rounds()
    {
        const QByteArray asked = qgetenv("PENSTOCK_KILL_ROUNDS");
        return asked.isEmpty() ? 50 : asked.toInt();
    }

private slots:
    void everyAcknowledgedStepSurvivesFiftyKillsAndNoneIsTwice()
    {
        bool real = false;
        const std::string corpus = loadCorpus(
            qEnvironmentVariable("PENSTOCK_SOURCE_DIR").toStdString() + "/../shared/traces", &real);
        TemporaryDirectory directory;
        const std::string data = directory.path() + "/data";
        std::mt19937 random(20261121);
        std::set<std::uint64_t> acknowledged;
        for (int round = 0; round < rounds(); ++round) {
            ServerProcess server(PENSTOCKCTL, data);
            Senders senders(server.httpPort(), corpus, static_cast<std::uint64_t>(round) + 1);
            // A random number of acknowledgements, not a time: the moment then falls anywhere in a commit.
            const std::uint64_t killAfter = 1 + random() % 40;
            while (senders.acknowledgedRequests() < killAfter)
                std::this_thread::yield();
            server.kill9();
            acknowledged.merge(senders.finish());
        }
        QVERIFY(acknowledged.size() > static_cast<std::size_t>(rounds()) * 64);

        const auto stored = storedSpans(data);
        std::size_t missing = 0;
        for (const std::uint64_t id : acknowledged)
            missing += stored.count(id) == 0 ? 1 : 0;
        QCOMPARE(missing, std::size_t{0});
        std::size_t twice = 0;
        for (const auto& [id, count] : stored)
            twice += count > 1 ? 1 : 0;
        QCOMPARE(twice, std::size_t{0});

        int exitCode = -1;
        const std::string verdict =
            runProgram({PENSTOCKCTL, "log", "verify", "--data-dir", data}, &exitCode);
        QVERIFY2(exitCode == 0, verdict.c_str());

        auto archive = Archive::open(data);
        QVERIFY(archive.ok());
        const std::string resumed = (*archive)->fleet().dumpExact();
        const std::string again = foldFromTheStart(data);
        QVERIFY(!resumed.empty());
        QVERIFY2(resumed == again,
                 "the fold resumed from checkpoints differs from the fold of the whole log");
    }
};

QTEST_GUILESS_MAIN(TestKillUnderLoad)
#include "tst_kill_under_load.moc"
