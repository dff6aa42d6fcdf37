// SPDX-License-Identifier: GPL-3.0-or-later
// What a newcomer does first: serve, send something, list it – with the real programs.
#include "app/bench/http_connection.h"
#include "app/bench/server_process.h"
#include "core/base/time.h"
#include "core/session/test_span.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace penstock;
using namespace penstock::bench;

namespace {

QList<QJsonObject> rows(const std::vector<std::string>& command)
{
    int exitCode = -1;
    const QByteArray out = QByteArray::fromStdString(runProgram(command, &exitCode));
    QList<QJsonObject> result;
    if (exitCode != 0)
        return result;
    for (const QByteArray& line : out.split('\n'))
        if (!line.isEmpty())
            result << QJsonDocument::fromJson(line).object();
    return result;
}

} // namespace

class TestServeAndList final : public QObject {
    Q_OBJECT

    static std::string traces()
    {
        return qEnvironmentVariable("PENSTOCK_SOURCE_DIR").toStdString() + "/../shared/traces";
    }

private slots:
    void aStepSentOverHttpIsListedWithItsTokensAndCost()
    {
        TemporaryDirectory directory;
        ServerProcess server(PENSTOCKCTL, directory.path());
        HttpConnection http(server.httpPort());
        QCOMPARE(http.post("/v1/traces", "application/json", testRunJson(SystemClock().now())),
                 200);

        const auto agents = rows({PENSTOCKCTL, "agents", "--json", "--data-dir", directory.path()});
        QCOMPARE(agents.size(), 1);
        QCOMPARE(agents[0].value(QLatin1String("name")).toString(),
                 QStringLiteral("hello-penstock"));
        QCOMPARE(agents[0].value(QLatin1String("deployment")).toString(),
                 QStringLiteral("penstock-test"));
        QCOMPARE(agents[0].value(QLatin1String("input_tokens")).toInt(), 42);
        QCOMPARE(agents[0].value(QLatin1String("output_tokens")).toInt(), 12);
        QVERIFY(agents[0].value(QLatin1String("cost_micro_usd")).toInt() > 0);

        const auto steps = rows({PENSTOCKCTL, "steps", "--json", "--data-dir", directory.path()});
        QCOMPARE(steps.size(), 3);
        QCOMPARE(steps[0].value(QLatin1String("kind")).toString(), QStringLiteral("agent_run"));
        QCOMPARE(steps[1].value(QLatin1String("kind")).toString(), QStringLiteral("llm_call"));
        QCOMPARE(steps[1].value(QLatin1String("usage_role")).toString(), QStringLiteral("leaf"));
        QCOMPARE(steps[2].value(QLatin1String("kind")).toString(), QStringLiteral("tool_call"));
    }
    void theSameRequestTwiceIsKeptOnce()
    {
        TemporaryDirectory directory;
        ServerProcess server(PENSTOCKCTL, directory.path());
        const std::string body = testRunJson(SystemClock().now());
        HttpConnection http(server.httpPort());
        QCOMPARE(http.post("/v1/traces", "application/json", body), 200);
        QCOMPARE(http.post("/v1/traces", "application/json", body), 200);
        QCOMPARE(rows({PENSTOCKCTL, "steps", "--json", "--data-dir", directory.path()}).size(), 3);
        qint64 duplicates = 0;
        for (const QJsonObject& row :
             rows({PENSTOCKCTL, "losses", "--json", "--data-dir", directory.path()}))
            if (row.value(QLatin1String("kind")).toString() == QLatin1String("duplicate"))
                duplicates += row.value(QLatin1String("count")).toInteger();
        QCOMPARE(duplicates, qint64{3});
    }
    void aSecondEngineOnTheSameDirectoryIsRefusedWithASentence()
    {
        TemporaryDirectory directory;
        ServerProcess server(PENSTOCKCTL, directory.path());
        int exitCode = 0;
        runProgram({PENSTOCKCTL, "serve", "--data-dir", directory.path(), "--otlp-http-port", "0",
                    "--otlp-grpc-port", "0"},
                   &exitCode);
        QCOMPARE(exitCode, 3);
    }
    void anImportIntoARunningEngineGoesThroughIt()
    {
        TemporaryDirectory directory;
        ServerProcess server(PENSTOCKCTL, directory.path());
        const auto imported = rows({PENSTOCKCTL, "import", "--json", "--data-dir", directory.path(),
                                    traces() + "/dev/whowhen/Hand-Crafted-1.otlp.json"});
        QCOMPARE(imported.size(), 1);
        QVERIFY(imported[0].value(QLatin1String("spans")).toInt() > 10);
        QCOMPARE(imported[0].value(QLatin1String("stored")).toInt(),
                 imported[0].value(QLatin1String("spans")).toInt());
        QCOMPARE(imported[0].value(QLatin1String("rejected")).toInt(), 0);
    }
    /// A running engine answers from memory; without one the files are read. Nobody may see a difference.
    void aRunningEngineListsWhatItsFilesSay()
    {
        TemporaryDirectory directory;
        auto server = std::make_unique<ServerProcess>(PENSTOCKCTL, directory.path());
        const QDir folder(QString::fromStdString(traces()) + QStringLiteral("/formats"));
        for (const QString& file : folder.entryList({QStringLiteral("*.json")}, QDir::Files))
            runProgram({PENSTOCKCTL, "import", "--data-dir", directory.path(),
                        folder.filePath(file).toStdString()});
        const std::vector<std::vector<std::string>> lists = {
            {"agents"},
            {"agents", "--all", "--json"},
            {"agents", "name ~ 'a' and cost > $0.001"},
            {"traces", "--limit", "3"},
            {"traces", "steps > 2", "--limit", "5", "--json"},
            {"traces", "stepz > 2", "--limit", "5"},
            {"runs", "--limit", "7", "--json"},
            {"steps", "--limit", "20", "--json"},
            {"steps", "kind = llm_call", "--limit", "20", "--json"},
            {"delegations", "--all", "--json"},
            {"losses"},
            {"cascades", "--all", "--limit", "4", "--json"}};
        const auto printed = [&] {
            std::vector<std::pair<std::string, int>> all;
            for (std::vector<std::string> command : lists) {
                command.insert(command.begin(), PENSTOCKCTL);
                command.insert(command.end(), {"--data-dir", directory.path()});
                int exitCode = -1;
                std::string text = runProgram(command, &exitCode);
                all.emplace_back(std::move(text), exitCode);
            }
            return all;
        };
        QTRY_VERIFY(rows({PENSTOCKCTL, "losses", "--json", "--data-dir", directory.path()}).size() >
                    1); // the counts of the last import are in a commit of their own
        const auto running = printed();
        server.reset();
        const auto ended = printed();
        for (std::size_t i = 0; i < lists.size(); ++i) {
            QCOMPARE(running[i].second, ended[i].second);
            QCOMPARE(QString::fromStdString(running[i].first),
                     QString::fromStdString(ended[i].first));
            QCOMPARE(running[i].second, i == 5 ? 2 : 0);
            QVERIFY(i == 5 || running[i].first.size() > 100);
        }
    }
    void everyRealTraceFileImportsWithNothingRejected()
    {
        QStringList files;
        for (const char* folder : {"/dev/whowhen", "/dev/tau_airline", "/formats"}) {
            const QDir directory(QString::fromStdString(traces() + folder));
            const bool formats = folder == std::string_view("/formats");
            const QString pattern =
                formats ? QStringLiteral("*.json") : QStringLiteral("*.otlp.json");
            for (const QString& name : directory.entryList({pattern}))
                files << directory.filePath(name);
        }
        QVERIFY2(files.size() > 200, "the real traces are not where they should be");
        TemporaryDirectory directory;
        std::vector<std::string> command = {PENSTOCKCTL, "import", "--json", "--data-dir",
                                            directory.path()};
        for (const QString& file : files)
            command.push_back(file.toStdString());
        const auto summaries = rows(command);
        QCOMPARE(summaries.size(), files.size());
        for (const QJsonObject& s : summaries) {
            QVERIFY2(s.value(QLatin1String("rejected")).toInt() == 0,
                     qPrintable(s.value(QLatin1String("file")).toString() +
                                s.value(QLatin1String("first_problem")).toString()));
            QVERIFY2(s.value(QLatin1String("spans")).toInt() > 0,
                     qPrintable(s.value(QLatin1String("file")).toString()));
        }
    }
    void hiddenCharactersOfAServiceNameReachNoTerminal()
    {
        TemporaryDirectory directory;
        ServerProcess server(PENSTOCKCTL, directory.path());
        HttpConnection http(server.httpPort());
        const QByteArray hostile = QByteArrayLiteral("shop\u202Egnp.exe\u200B");
        QByteArray body = QByteArray::fromStdString(testRunJson(SystemClock().now()));
        body.replace("\"penstock-test\"}}]", "\"" + hostile + "\"}}]");
        QVERIFY(body.contains(hostile));
        QCOMPARE(http.post("/v1/traces", "application/json", body.toStdString()), 200);
        for (const char* verb : {"losses", "agents", "runs"})
            for (const bool json : {true, false}) {
                std::vector<std::string> command = {PENSTOCKCTL, verb, "--data-dir",
                                                    directory.path()};
                if (json)
                    command.emplace_back("--json");
                int exitCode = -1;
                const QByteArray out = QByteArray::fromStdString(runProgram(command, &exitCode));
                QCOMPARE(exitCode, 0);
                QVERIFY2(out.contains("gnp.exe"), verb);
                QVERIFY2(!out.contains("\u202E") && !out.contains("\u200B"), verb);
                if (json && qstrcmp(verb, "agents") == 0)
                    QCOMPARE(QJsonDocument::fromJson(out.split('\n').first())
                                 .object()
                                 .value(QLatin1String("deployment"))
                                 .toString(),
                             QString::fromUtf8(hostile)); // the value is exact
            }
    }
    void aChainOfParentsIsIndentedToALimitAndItsDepthIsTold()
    {
        constexpr int kDeep = 200;
        QJsonArray spans;
        const auto id = [](int n) { return QString::number(n, 16).rightJustified(16, u'0'); };
        for (int i = 1; i <= kDeep; ++i) {
            QJsonObject span{
                {QStringLiteral("traceId"), QString(32, u'7')},
                {QStringLiteral("spanId"), id(i)},
                {QStringLiteral("name"), QStringLiteral("deep")},
                {QStringLiteral("startTimeUnixNano"), QStringLiteral("1780000000000000000")},
                {QStringLiteral("endTimeUnixNano"), QStringLiteral("1780000001000000000")}};
            if (i > 1)
                span.insert(QStringLiteral("parentSpanId"), id(i - 1));
            spans.append(span);
        }
        const QJsonObject scope{{QStringLiteral("spans"), spans}};
        const QJsonObject resource{{QStringLiteral("scopeSpans"), QJsonArray{scope}}};
        const QJsonObject request{{QStringLiteral("resourceSpans"), QJsonArray{resource}}};
        TemporaryDirectory directory;
        ServerProcess server(PENSTOCKCTL, directory.path());
        HttpConnection http(server.httpPort());
        QCOMPARE(http.post("/v1/traces", "application/json",
                           QJsonDocument(request).toJson().toStdString()),
                 200);
        const std::vector<std::string> command = {PENSTOCKCTL, "steps", "--data-dir",
                                                  directory.path()};
        const QByteArray table = QByteArray::fromStdString(runProgram(command, nullptr));
        QCOMPARE(table.count("deep"), kDeep);
        for (const QByteArray& line : table.split('\n'))
            QVERIFY2(line.size() < 250, line.constData()); // however deep, no row grows with it
        std::vector<std::string> asJson = command;
        asJson.emplace_back("--json");
        const auto steps = rows(asJson);
        QCOMPARE(steps.size(), kDeep);
        QCOMPARE(steps.back().value(QLatin1String("depth")).toInt(), kDeep - 1);
    }
    void wideListeningWithoutTlsAndTokensIsRefused()
    {
        TemporaryDirectory directory;
        int exitCode = 0;
        runProgram({PENSTOCKCTL, "serve", "--data-dir", directory.path(), "--listen", "0.0.0.0",
                    "--otlp-http-port", "0", "--otlp-grpc-port", "0"},
                   &exitCode);
        QCOMPARE(exitCode, 3);
    }
    void aCleanEndAnswersZero()
    {
        TemporaryDirectory directory;
        ServerProcess server(PENSTOCKCTL, directory.path());
        QCOMPARE(server.terminate(), 0);
    }
};

QTEST_GUILESS_MAIN(TestServeAndList)
#include "tst_serve_and_list.moc"
