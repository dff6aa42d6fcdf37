// SPDX-License-Identifier: GPL-3.0-or-later
// A request to forget is a promise: the engine is killed with SIGKILL while it forgets, at moments spread over the whole
// of it. After the next start the request was either never begun or is carried through, and nothing else went.
#include "app/bench/http_connection.h"
#include "app/bench/load_generator.h"
#include "app/bench/server_process.h"
#include "core/session/engine_commands.h"
#include "core/store/log_store.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <thread>

using namespace penstock;
using namespace penstock::bench;

namespace {

/// End times of the steps in the log, by span.
std::map<std::uint64_t, Nanos> stepEnds(const std::string& directory)
{
    std::map<std::uint64_t, Nanos> ends;
    auto reader = LogReader::open(directory);
    if (!reader)
        return ends;
    const Status read = (*reader)->read(1, [&](const EntryBatch& batch) {
        for (const LogEntry& entry : batch.entries)
            if (entry.step != nullptr)
                ends[entry.step->raw.span.value] = entry.step->raw.end;
        return true;
    });
    return read ? ends : std::map<std::uint64_t, Nanos>();
}

Nanos medianOf(const std::map<std::uint64_t, Nanos>& ends)
{
    std::vector<Nanos> sorted;
    for (const auto& [span, end] : ends)
        sorted.push_back(end);
    std::nth_element(sorted.begin(),
                     sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
    return sorted[sorted.size() / 2];
}

std::ptrdiff_t endedBefore(const std::map<std::uint64_t, Nanos>& ends, Nanos time)
{
    return std::count_if(ends.begin(), ends.end(),
                         [time](const auto& step) { return step.second < time; });
}

bool forgetIsUnfinished(const std::string& directory)
{
    StoreOptions options;
    options.directory = directory;
    const auto store = LogStore::open(options);
    return store && (*store)->health().forgetInterrupted;
}

} // namespace

class TestKillWhileForgetting final : public QObject {
    Q_OBJECT

    std::string m_corpus;

    void send(std::uint16_t port, std::uint64_t seed) const
    {
        LoadShape shape;
        shape.stepsPerRequest = 64;
        LoadGenerator generator(shape, m_corpus, seed);
        HttpConnection http(port);
        for (int request = 0; request < 40; ++request)
            QCOMPARE(http.post("/v1/traces", "application/x-protobuf", generator.next()), 200);
    }

private slots:
    void initTestCase()
    {
        bool real = false;
        m_corpus = loadCorpus(
            qEnvironmentVariable("PENSTOCK_SOURCE_DIR").toStdString() + "/../shared/traces", &real);
    }
    void whatWasBegunIsCarriedThroughAndWhatWasNotChangesNothing()
    {
        TemporaryDirectory directory;
        const std::string data = directory.path() + "/data";
        int cutShort = 0;
        int delay = 16; // ms; searched for: too early nothing is begun, too late all is done
        int tooEarly = 0;
        int tooLate = 2'000;
        for (int round = 0; round < 40 && cutShort < 6; ++round) {
            auto server = std::make_unique<ServerProcess>(PENSTOCKCTL, data);
            send(server->httpPort(), static_cast<std::uint64_t>(round) + 1);
            const auto before = stepEnds(data);
            const Nanos limit = medianOf(before);
            std::thread asker([&] {
                LogStore::ForgetRequest request;
                request.before = limit;
                (void)askForget(data, request); // may well fail: nobody is there to answer
            });
            std::this_thread::sleep_for(std::chrono::milliseconds(delay));
            server->kill9();
            asker.join();
            const bool begun = forgetIsUnfinished(data);
            cutShort += begun ? 1 : 0;

            server = std::make_unique<ServerProcess>(PENSTOCKCTL, data);
            if (begun)
                QTRY_COMPARE_WITH_TIMEOUT(endedBefore(stepEnds(data), limit), 0, 20'000);
            const auto after = stepEnds(data);
            const std::ptrdiff_t old = endedBefore(after, limit);
            QVERIFY(old == 0 || (!begun && old == endedBefore(before, limit)));
            if (begun)
                delay += 5; // elsewhere in the work the next time
            else if (old == 0)
                tooLate = delay;
            else
                tooEarly = delay;
            if (!begun && tooLate - tooEarly < 10) { // the amount of work changed on the way
                tooEarly = tooEarly / 2;
                tooLate = tooLate * 2;
            }
            if (!begun)
                delay = std::min(delay * 2, (tooEarly + tooLate) / 2);
            for (const auto& [span, end] : before)
                QVERIFY(end < limit || after.count(span) == 1);
            server.reset();
            int exitCode = -1;
            const std::string verdict =
                runProgram({PENSTOCKCTL, "log", "verify", "--data-dir", data}, &exitCode);
            QVERIFY2(exitCode == 0, verdict.c_str());
        }
        QVERIFY2(cutShort >= 2, qPrintable(QString::number(cutShort)));
    }
};

QTEST_GUILESS_MAIN(TestKillWhileForgetting)
#include "tst_kill_while_forgetting.moc"
