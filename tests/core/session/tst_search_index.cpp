// SPDX-License-Identifier: GPL-3.0-or-later
// The index for searching beside the log: what is forgotten leaves it for good, a bound on its size hides nothing, a
// damaged one is made again, and who only reads the data directory searches it too.
#include "search_world.h"

#include "core/store/database.h"

#include <fstream>
#include <sstream>

using namespace penstock;
using namespace penstock::bench;
using namespace penstock::test;

namespace {

StepSearch searchFor(const char* text)
{
    StepSearch search;
    search.filter = parseFilter(text, StepFields::scope()).filter;
    search.now = SystemClock().now();
    search.limit = 100'000;
    return search;
}

std::size_t countOf(Session& session, const char* text)
{
    const Result<StepPage> page = searchNow(session, searchFor(text));
    return page ? page->steps.size() : SIZE_MAX;
}

bool indexHolds(const std::string& directory, const std::string& word)
{
    for (const char* name : {"/index.db", "/index.db-wal"}) {
        std::ifstream file(directory + name, std::ios::binary);
        std::stringstream bytes;
        bytes << file.rdbuf();
        if (bytes.str().find(word) != std::string::npos)
            return true;
    }
    return false;
}

void importSome(Engine& engine)
{
    const std::string traces =
        qEnvironmentVariable("PENSTOCK_SOURCE_DIR").toStdString() + "/../shared/traces/";
    for (const char* file :
         {"dev/whowhen/Hand-Crafted-1.otlp.json", "dev/tau_airline/tau-airline-0-0.otlp.json",
          "formats/pydantic-ai-tools-2025-12-04.trace.json"})
        QVERIFY2(importFile(engine, traces + file, nullptr).ok(), file);
}

/// SQL on the index, behind its owner's back.
bool tamper(const std::string& directory, const std::string& sql)
{
    auto database =
        store::Database::open(directory + "/index.db", store::Database::Mode::readWrite);
    return database.ok() && (*database)->execute(sql).ok();
}

constexpr std::size_t kOldSteps = 12'000;
constexpr std::size_t kNewSteps = 3'000;

/// Runs of an agent in one trace, a second each, with names of their own so that they take room.
std::string runsOf(const std::string& agent, const std::string& trace, std::size_t runs, long start)
{
    std::string spans;
    for (std::size_t i = 0; i < runs; ++i) {
        const std::string number = std::to_string(1'000'000 + i);
        const std::string second = std::to_string(start + static_cast<long>(i));
        spans +=
            R"({"traceId":"0000000000000000000000000000)" + trace + R"(","spanId":"000000000)" +
            number + R"(","name":"work )" + number + R"(","startTimeUnixNano":")" + second +
            R"(000000000","endTimeUnixNano":")" + second +
            R"(000000001","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"invoke_agent"}},)"
            R"({"key":"gen_ai.agent.name","value":{"stringValue":")" +
            agent + R"("}}]},)";
    }
    spans.pop_back();
    return R"({"resourceSpans":[{"resource":{"attributes":[]},"scopeSpans":[{"scope":{"name":"t"},"spans":[)" +
           spans + "]}]}]}";
}

void importText(Engine& engine, const std::string& path, const std::string& text)
{
    std::ofstream(path) << text;
    QVERIFY(importFile(engine, path, nullptr).ok());
}

constexpr Nanos kBegin2024 = 1'704'067'200 * kSecond;

} // namespace

class TestSearchIndex final : public QObject {
    Q_OBJECT

    TemporaryDirectory m_indexed; ///< with some traces, closed in order

private slots:
    void initTestCase()
    {
        const auto engine = openEngine(m_indexed.path());
        importSome(*engine);
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 30'000);
    }
    void whatIsForgottenLeavesTheIndexForGood()
    {
        TemporaryDirectory directory;
        copyDirectory(m_indexed.path(), directory.path());
        const auto engine = openEngine(directory.path());
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 30'000);
        QVERIFY(countOf(*engine, "\"martial\"") > 0);
        QVERIFY(countOf(*engine, "agent = WebSurfer") > 0);
        const std::size_t others = countOf(*engine, "agent = airline_agent");
        const auto forgotten = engine->forget({"", "", kBegin2024});
        QVERIFY(forgotten.ok() && forgotten->steps > 0);
        QCOMPARE(countOf(*engine, "\"martial\""), std::size_t{0});
        QCOMPARE(countOf(*engine, "agent = WebSurfer"), std::size_t{0});
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 30'000);
        QCOMPARE(countOf(*engine, "\"martial\""), std::size_t{0});
        QCOMPARE(countOf(*engine, "agent = airline_agent"), others);
        engine->close();
        QVERIFY(!indexHolds(directory.path(), "martial"));
        QVERIFY(!indexHolds(directory.path(), "WebSurfer"));
        QVERIFY(indexHolds(directory.path(), "airline_agent"));
    }
    void aBoundOnTheSizeHidesNothing()
    {
        TemporaryDirectory directory;
        IndexOptions small;
        small.stepBytes = 1;
        small.textBytes = 1;
        const auto engine = openEngine(directory.path(), small);
        importSome(*engine);
        QTRY_VERIFY_WITH_TIMEOUT(whenSeenAll(*engine), 30'000);
        QVERIFY(countOf(*engine, "\"martial\"") > 0);
        QVERIFY(countOf(*engine, "agent = airline_agent") > 0);
        const Result<StepPage> page = searchNow(*engine, searchFor("kind = agent_run"));
        QVERIFY(page.ok() && page->progress.waiting > 0); // they were looked at without the index
        QVERIFY(engine->status().index.stepsFrom > 0);    // and that is said
    }
    void aTraceOfMoreStepsThanAreKeptInMemoryIsIndexedWhole()
    {
        TemporaryDirectory directory;
        IndexOptions few;
        few.stepsKept = 100;
        const auto engine = openEngine(directory.path(), few);
        importText(*engine, directory.path() + "/runs.json",
                   runsOf("veteran", "0a1d", kOldSteps, 1'600'000'000));
        importSome(*engine);
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 60'000);
        const Result<StepPage> page = searchNow(*engine, searchFor("agent = veteran"));
        QVERIFY(page.ok());
        QCOMPARE(page->steps.size(), kOldSteps);
        QCOMPARE(page->progress.waiting, std::uint64_t{0});
        // What only the log knows of a step is in its row.
        TemporaryDirectory other;
        copyDirectory(m_indexed.path(), other.path());
        const std::size_t provided = countOf(*openEngine(other.path()), "exists provider");
        QVERIFY(provided > 0);
        QCOMPARE(countOf(*engine, "exists provider"), provided);
        QCOMPARE(countOf(*engine, "\"work 1000017\""), std::size_t{1});
    }
    void theOldestGoFirstWhenThereIsNoRoomAndWhereTheIndexBeginsIsSaid()
    {
        TemporaryDirectory directory;
        copyDirectory(m_indexed.path(), directory.path());
        const std::string file = directory.path() + "/runs.json";
        constexpr long kOld = 1'600'000'000; // older than all others
        constexpr long kNew = 1'790'000'000;
        IndexOptions tight;
        {
            const auto engine = openEngine(directory.path());
            importText(*engine, file, runsOf("veteran", "0a1d", kOldSteps, kOld));
            QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 60'000);
            QCOMPARE(engine->status().index.stepsFrom, Nanos{0});
            tight.stepBytes = tight.textBytes = engine->status().index.bytes / 2;
        }
        const auto engine = openEngine(directory.path(), tight);
        importText(*engine, file, runsOf("newcomer", "0b0b", kNewSteps, kNew));
        const auto index = [&] { return engine->status().index; };
        QTRY_VERIFY_WITH_TIMEOUT(whenSeenAll(*engine) && index().stepsFrom > 0, 60'000);
        QVERIFY(index().stepsFrom > (kOld + 1) * kSecond);
        QVERIFY(index().stepsFrom <= kNew * kSecond);
        const Result<StepPage> newest = searchNow(*engine, searchFor("agent = newcomer"));
        QVERIFY(newest.ok());
        QCOMPARE(newest->steps.size(), kNewSteps);
        QCOMPARE(newest->progress.waiting, std::uint64_t{kOldSteps}); // these, and no others
        QCOMPARE(countOf(*engine, "agent = veteran"), kOldSteps);     // and yet they are found
        QVERIFY(countOf(*engine, "agent = airline_agent") > 0);
    }
    void aDamagedIndexIsMadeAgain()
    {
        TemporaryDirectory directory;
        std::size_t before = 0;
        copyDirectory(m_indexed.path(), directory.path());
        {
            const auto engine = openEngine(directory.path());
            QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 30'000);
            before = countOf(*engine, "agent = airline_agent");
        }
        std::ofstream(directory.path() + "/index.db", std::ios::binary | std::ios::in)
            .write(std::string(40'000, 'x').data(), 40'000);
        const auto engine = openEngine(directory.path());
        QTRY_COMPARE(countOf(*engine, "agent = airline_agent"),
                     before); // not indexed yet: by reading
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 30'000);
        QCOMPARE(countOf(*engine, "agent = airline_agent"), before);
    }
    void onlyAnIndexThatWasOpenWhenTheSystemWentDownIsMadeAgainAtAStart()
    {
        TemporaryDirectory directory;
        copyDirectory(m_indexed.path(), directory.path());
        QVERIFY(tamper(directory.path(), "CREATE TABLE planted(x)"));
        QVERIFY(openEngine(directory.path()) != nullptr); // closed in order
        QVERIFY(tamper(directory.path(), "SELECT x FROM planted"));
        QVERIFY(tamper(directory.path(),
                       "INSERT OR REPLACE INTO numbers VALUES('unsynced_in', 12345)"));
        const auto engine = openEngine(directory.path());
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 30'000);
        QVERIFY(!tamper(directory.path(), "SELECT x FROM planted"));
        QVERIFY(countOf(*engine, "agent = airline_agent") > 0);
    }
    void anArchiveSearchesTheIndexOfTheEngine()
    {
        TemporaryDirectory directory;
        std::size_t before = 0;
        copyDirectory(m_indexed.path(), directory.path());
        {
            const auto engine = openEngine(directory.path());
            before = countOf(*engine, "\"martial\"");
        }
        auto archive = Archive::open(directory.path());
        QVERIFY(archive.ok());
        const Result<StepPage> page = searchArchive(**archive)->search(searchFor("\"martial\""));
        QVERIFY(page.ok());
        QCOMPARE(page->steps.size(), before);
        QCOMPARE(page->progress.waiting, std::uint64_t{0});
        QVERIFY(page->progress.textsThrough > 0);
    }
};

QTEST_GUILESS_MAIN(TestSearchIndex)
#include "tst_search_index.moc"
