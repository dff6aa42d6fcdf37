// SPDX-License-Identifier: GPL-3.0-or-later
// What a forget leaves of the index: the words of all commits that it did not write again, and nothing of the others –
// not for a search, not in the bytes of the file, not after a crash.
#include "core/store/index_file.h"
#include "tests/core/session/search_world.h"

#include <QTest>

#include <fstream>
#include <sstream>

using namespace penstock;
using namespace penstock::bench;
using namespace penstock::test;

namespace {

constexpr std::size_t kRuns = 20'000; ///< more than the text index puts into one segment
constexpr std::size_t kForgotten = 50;
constexpr long kLongAgo = 1'600'000'000;
constexpr long kLately = 1'790'000'000;
constexpr Nanos kBetween = 1'700'000'000 * kSecond;

/// Runs of an agent in one trace, each with a word of its own and one that all of them say.
std::string runsOf(const std::string& word, const std::string& trace, std::size_t runs, long start)
{
    std::string spans;
    for (std::size_t i = 0; i < runs; ++i) {
        const std::string number = std::to_string(1'000'000 + i);
        const std::string second = std::to_string(start + static_cast<long>(i));
        spans += R"({"traceId":"0000000000000000000000000000)" + trace +
                 R"(","spanId":"000000000)" + number + R"(","name":"work","startTimeUnixNano":")" +
                 second + R"(000000000","endTimeUnixNano":")" + second +
                 R"(000000001","attributes":[{"key":"gen_ai.operation.name","value":)"
                 R"({"stringValue":"invoke_agent"}},{"key":"gen_ai.agent.name","value":)"
                 R"({"stringValue":"clerk"}},{"key":"note","value":{"stringValue":")" +
                 word + " " + word + number + R"("}}]},)";
    }
    spans.pop_back();
    return R"({"resourceSpans":[{"resource":{"attributes":[]},"scopeSpans":[{"scope":)"
           R"({"name":"t"},"spans":[)" +
           spans + "]}]}]}";
}

void importRuns(Engine& engine, const std::string& directory, const std::string& runs)
{
    const std::string path = directory + "/runs.json";
    std::ofstream(path) << runs;
    QVERIFY(importFile(engine, path, nullptr).ok());
}

std::size_t countOf(Session& session, const char* text)
{
    StepSearch search;
    search.filter = parseFilter(text, StepFields::scope()).filter;
    search.now = SystemClock().now();
    search.limit = 100'000;
    const Result<StepPage> page = searchNow(session, search);
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

/// Numbers of the segments of words, in the order of the log; one that is made again gets another.
std::vector<std::int64_t> segmentsOf(const std::string& directory)
{
    auto database = store::Database::open(directory + "/index.db", store::Database::Mode::readOnly);
    std::vector<std::int64_t> ids;
    if (!database)
        return ids;
    store::Statement list = (*database)->prepare("SELECT id FROM texts ORDER BY first");
    while (list.step() == store::Statement::Row::row)
        ids.push_back(list.integer(0));
    return ids;
}

LogStore::ForgetRequest whatIsOld()
{
    return {"", "", kBetween};
}

} // namespace

class TestIndexAfterAForget final : public QObject {
    Q_OBJECT

    TemporaryDirectory
        m_indexed; ///< three segments of words, the second with what is going to be forgotten

    static void findsWhatIsLeft(Engine& engine)
    {
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(engine), 240'000);
        QCOMPARE(countOf(engine, "\"walnut\""), kRuns);
        QCOMPARE(countOf(engine, "\"hazel\""), kRuns);
        QCOMPARE(countOf(engine, "\"walnut1019999\""), std::size_t{1});
        QCOMPARE(countOf(engine, "\"hazel1000000\""), std::size_t{1});
        QCOMPARE(countOf(engine, "\"quagmire\""), std::size_t{0});
    }

private slots:
    void initTestCase()
    {
        const auto engine = openEngine(m_indexed.path());
        importRuns(*engine, m_indexed.path(), runsOf("walnut", "0a01", kRuns, kLately));
        importRuns(*engine, m_indexed.path(), runsOf("quagmire", "0a02", kForgotten, kLongAgo));
        importRuns(*engine, m_indexed.path(), runsOf("hazel", "0a03", kRuns, kLately + 50'000));
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 240'000);
        QCOMPARE(countOf(*engine, "\"quagmire\""), kForgotten);
        QVERIFY(segmentsOf(m_indexed.path()).size() >= 3);
        QVERIFY(indexHolds(m_indexed.path(), "quagmire"));
    }

    void wordsOfOtherCommitsStayAndThoseThatWereRewrittenAreIndexedAnew()
    {
        TemporaryDirectory directory;
        copyDirectory(m_indexed.path(), directory.path());
        const auto engine = openEngine(directory.path());
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 240'000);
        const std::vector<std::int64_t> before = segmentsOf(directory.path());
        const auto forgotten = engine->forget(whatIsOld());
        QVERIFY(forgotten.ok());
        QCOMPARE(forgotten->steps, std::uint64_t{kForgotten});
        QVERIFY(!indexHolds(directory.path(), "quagmire")); // now, not some time
        QCOMPARE(countOf(*engine, "\"quagmire\""), std::size_t{0});
        QCOMPARE(countOf(*engine, "\"hazel\""), kRuns); // whatever of it is indexed again
        findsWhatIsLeft(*engine);
        const std::vector<std::int64_t> after = segmentsOf(directory.path());
        QVERIFY(after.size() >= 3);
        QCOMPARE(after[0], before[0]);
        QVERIFY(after[1] > before.back());
        engine->close();
        QVERIFY(!indexHolds(directory.path(), "quagmire"));
    }

    void aGapIsFilledAfterARestartToo()
    {
        TemporaryDirectory directory;
        copyDirectory(m_indexed.path(), directory.path());
        const std::int64_t first = segmentsOf(directory.path()).at(0);
        {
            const auto engine = openEngine(directory.path());
            QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 240'000);
            QVERIFY(engine->forget(whatIsOld()).ok());
            engine->close(); // at once
        }
        {
            auto archive = Archive::open(directory.path()); // looks at the gap as it is
            QVERIFY(archive.ok());
            StepSearch search;
            search.filter = parseFilter("\"walnut1019999\"", StepFields::scope()).filter;
            const Result<StepPage> page = searchArchive(**archive)->search(search);
            QVERIFY(page.ok());
            QCOMPARE(page->steps.size(), std::size_t{1});
        }
        const auto engine = openEngine(directory.path());
        findsWhatIsLeft(*engine);
        QCOMPARE(segmentsOf(directory.path()).at(0), first);
    }

    void whoWasKilledBetweenTheLogAndTheIndexLeavesNothing_data()
    {
        QTest::addColumn<bool>("logForgot");
        QTest::newRow("before the log forgot") << false;
        QTest::newRow("after the log forgot") << true;
    }
    void whoWasKilledBetweenTheLogAndTheIndexLeavesNothing()
    {
        QFETCH(bool, logForgot);
        TemporaryDirectory directory;
        copyDirectory(m_indexed.path(), directory.path());
        const std::vector<std::int64_t> before = segmentsOf(directory.path());
        {
            auto index = store::IndexFile::openForWriting(directory.path());
            QVERIFY(index.ok() && (*index)->beginForget().ok());
        }
        if (logForgot) {
            StoreOptions options;
            options.directory = directory.path();
            auto log = LogStore::open(options);
            QVERIFY(log.ok() && (*log)->forget(whatIsOld(), SystemClock().now()).ok());
        }
        const auto engine = openEngine(directory.path());
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 240'000);
        QVERIFY(segmentsOf(directory.path()).at(0) > before.back()); // all of it was made again
        QCOMPARE(countOf(*engine, "\"quagmire\""), logForgot ? std::size_t{0} : kForgotten);
        QCOMPARE(indexHolds(directory.path(), "quagmire"), !logForgot);
        QCOMPARE(countOf(*engine, "\"hazel\""), kRuns);
    }

    void whatIsForgottenTwiceAndWhileTheGapIsOpenIsGoneToo()
    {
        TemporaryDirectory directory;
        copyDirectory(m_indexed.path(), directory.path());
        const auto engine = openEngine(directory.path());
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 240'000);
        QVERIFY(engine->forget(whatIsOld()).ok());
        QVERIFY(engine->forget({"", "", (kLately + 100) * kSecond}).ok());
        QVERIFY(!indexHolds(directory.path(), "walnut1000050"));
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 240'000);
        QCOMPARE(countOf(*engine, "\"walnut\""), kRuns - 100);
        QCOMPARE(countOf(*engine, "\"hazel\""), kRuns);
        QCOMPARE(countOf(*engine, "\"walnut1000050\""), std::size_t{0});
        QVERIFY(!indexHolds(directory.path(), "walnut1000050"));
        QVERIFY(indexHolds(directory.path(), "walnut1000150"));
    }
};

QTEST_GUILESS_MAIN(TestIndexAfterAForget)
#include "tst_index_after_a_forget.moc"
