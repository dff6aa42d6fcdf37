// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges: what two actors of real traces said to each other, as text against a kept one, and what is told of retries,
// failures, unanswered requests and of what was forwarded. PENSTOCK_UPDATE_GOLDEN=1 writes the texts anew.
#include "search_world.h"

#include "core/session/exchange_reader.h"

#include <QFile>

#include <fstream>

using namespace penstock;
using namespace penstock::bench;
using namespace penstock::test;

namespace {

std::string shortened(const std::string& text)
{
    std::string line = text.substr(0, 160);
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line + " [" + std::to_string(text.size()) + " bytes]";
}

std::string textOf(const Exchanges& exchanges)
{
    std::string out;
    for (const Exchange& e : exchanges.rows) {
        out += formatUtc(e.asked) + " " + e.span.hex() + " " + std::string(stepKindName(e.kind)) +
               " " + std::string(stepStatusName(e.status)) + " by " +
               std::string(evidenceName(e.best)) + " attempt " + std::to_string(e.attempt) +
               (e.unanswered() ? " unanswered" : "") + " forwarded " + std::to_string(e.forwarded) +
               " of " + std::to_string(e.received) + "\n";
        for (const auto& [what, text] :
             {std::pair("request", &e.request), std::pair("rationale", &e.rationale),
              std::pair("answer", &e.answer)})
            out += std::string("  ") + what + " (" + std::string(toldByPhrase(text->by)) +
                   "): " + shortened(text->text) + "\n";
        if (!e.error.empty())
            out += "  error: " + shortened(e.error) + "\n";
    }
    return out;
}

std::string attribute(const char* key, const std::string& value)
{
    return std::string(R"({"key":")") + key + R"(","value":{"stringValue":")" + value + R"("}},)";
}

/// A span of one trace as OTLP JSON; times in seconds.
std::string span(int number, int parent, int start, const std::string& attributes)
{
    const auto id = [](int n) { return "000000000000000" + std::to_string(n); };
    return R"({"traceId":"0000000000000000000000000000cafe","spanId":")" + id(number) +
           (parent ? R"(","parentSpanId":")" + id(parent) : std::string()) +
           R"(","name":"s","startTimeUnixNano":")" + std::to_string(1'700'000'000 + start) +
           R"(000000000","endTimeUnixNano":")" + std::to_string(1'700'000'001 + start) +
           R"(000000000","attributes":[)" + attributes.substr(0, attributes.size() - 1) + "]},";
}

std::string toolCall(const std::string& result)
{
    return attribute("gen_ai.operation.name", "execute_tool") +
           attribute("gen_ai.tool.name", "mailer") +
           attribute("gen_ai.tool.call.arguments", "Send: The parcel left on Monday. Greetings") +
           (result.empty() ? std::string() : attribute("gen_ai.tool.call.result", result));
}

/// An agent that was told something, passes a part of it on, and asks twice.
std::string aRetry()
{
    const std::string messages =
        R"([{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"The parcel left on Monday. Tell the customer.\"}]}])";
    std::string spans = span(1, 0, 0,
                             attribute("gen_ai.operation.name", "invoke_agent") +
                                 attribute("gen_ai.agent.name", "clerk")) +
                        span(2, 1, 1,
                             attribute("gen_ai.operation.name", "chat") +
                                 attribute("gen_ai.provider.name", "openai") +
                                 attribute("gen_ai.request.model", "m") +
                                 attribute("gen_ai.input.messages", messages)) +
                        span(3, 1, 3, toolCall("")) + span(4, 1, 5, toolCall("sent"));
    spans.pop_back();
    return R"({"resourceSpans":[{"resource":{"attributes":[]},"scopeSpans":[{"scope":{"name":"t"},"spans":[)" +
           spans + "]}]}]}";
}

std::string agentRun(const std::string& name)
{
    return attribute("gen_ai.operation.name", "invoke_agent") +
           attribute("gen_ai.agent.name", name);
}

std::string searchFor(const std::string& what)
{
    return attribute("gen_ai.operation.name", "execute_tool") +
           attribute("gen_ai.tool.name", "search") + attribute("gen_ai.tool.call.arguments", what);
}

std::string sentFrom(const std::string& service, std::string spans)
{
    spans.pop_back();
    const std::string name = attribute("service.name", service);
    return R"({"resource":{"attributes":[)" + name.substr(0, name.size() - 1) +
           R"(]},"scopeSpans":[{"scope":{"name":"t"},"spans":[)" + spans + "]}]},";
}

/// Two deployments with the same names, in one trace: each planner asks its own worker and tool; the planner of north also
/// asks the worker of south, and one of its calls is told by south.
std::string namesakes()
{
    std::string north = span(1, 0, 0, agentRun("planner")) + span(2, 1, 1, searchFor("north one")) +
                        span(3, 1, 3, searchFor("north two")) + span(4, 1, 5, agentRun("worker"));
    std::string south = span(5, 1, 7, agentRun("worker")) + span(6, 1, 9, searchFor("by south")) +
                        span(7, 5, 11, agentRun("planner")) + span(8, 7, 13, searchFor("south")) +
                        span(9, 7, 15, agentRun("worker"));
    std::string resources = sentFrom("north", north) + sentFrom("south", south);
    resources.pop_back();
    std::string out = R"({"resourceSpans":[)" + resources + "]}";
    for (std::size_t at = 0; (at = out.find("cafe", at)) != std::string::npos;)
        out.replace(at, 4, "babe");
    return out;
}

} // namespace

class TestExchanges final : public QObject {
    Q_OBJECT

    std::unique_ptr<TemporaryDirectory> m_directory;
    std::unique_ptr<Archive> m_archive;

    Exchanges between(const ExchangeActor& from, const ExchangeActor& to, bool bothWays = false)
    {
        ExchangeReader reader(m_archive->directory(), worldOf(*m_archive));
        ExchangeQuery query;
        query.from = from;
        query.to = to;
        query.bothWays = bothWays;
        query.limit = 1000;
        const Result<Exchanges> found = reader.read(query);
        return found ? *found : Exchanges();
    }
    Exchanges between(const char* from, const char* to, std::size_t limit = 1000)
    {
        ExchangeReader reader(m_archive->directory(), worldOf(*m_archive));
        ExchangeQuery query;
        query.from = {from};
        query.to = {to};
        query.limit = limit;
        const Result<Exchanges> found = reader.read(query);
        return found ? *found : Exchanges();
    }
    void compareGolden(const char* name, const Exchanges& exchanges)
    {
        QVERIFY(!exchanges.rows.empty());
        const QString path = qEnvironmentVariable("PENSTOCK_SOURCE_DIR") +
                             QStringLiteral("/tests/data/exchanges/") + QLatin1String(name) +
                             QStringLiteral(".txt");
        const QByteArray text = QByteArray::fromStdString(textOf(exchanges));
        QFile file(path);
        if (qEnvironmentVariableIsSet("PENSTOCK_UPDATE_GOLDEN")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
            return;
        }
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        QCOMPARE(text, file.readAll());
    }

private slots:
    void initTestCase()
    {
        m_directory = std::make_unique<TemporaryDirectory>();
        const auto engine = openEngine(m_directory->path());
        QVERIFY(engine);
        const std::string traces =
            qEnvironmentVariable("PENSTOCK_SOURCE_DIR").toStdString() + "/../shared/traces/";
        for (const char* file :
             {"dev/whowhen/Hand-Crafted-1.otlp.json", "dev/tau_airline/tau-airline-0-0.otlp.json",
              "formats/pydantic-ai-tools-2025-12-04.trace.json"})
            QVERIFY2(importFile(*engine, traces + file, nullptr).ok(), file);
        const std::string retry = m_directory->path() + "/retry.json";
        std::ofstream(retry) << aRetry();
        const std::string twice = m_directory->path() + "/namesakes.json";
        std::ofstream(twice) << namesakes();
        QVERIFY(importFile(*engine, twice, nullptr).ok());
        QVERIFY(importFile(*engine, retry, nullptr).ok());
        engine->close();
        auto archive = Archive::open(m_directory->path());
        QVERIFY(archive.ok());
        m_archive = std::move(*archive);
    }
    void twoAgentsOfARealTraceReadAsADialogue()
    {
        compareGolden("whowhen-orchestrator-websurfer", between("Orchestrator", "WebSurfer"));
    }
    void callsOfAToolReadAsADialogue()
    {
        const Exchanges calls = between("airline_agent", "book_reservation");
        compareGolden("tau-airline-book-reservation", calls);
        QCOMPARE(calls.rows.size(), std::size_t{2});
        QVERIFY(calls.rows[0].status == StepStatus::error);
        QVERIFY(calls.rows[0].request.text != calls.rows[1].request.text);
        QCOMPARE(calls.rows[1].attempt, 1u);
    }
    void aSequenceIsToldAsOne()
    {
        compareGolden("pydantic-ai-joke-evaluator", between("joke_agent", "evaluator_agent"));
    }
    void theNewestAreKeptAndTheRestIsSaid()
    {
        const Exchanges all = between("Orchestrator", "WebSurfer");
        const Exchanges two = between("Orchestrator", "WebSurfer", 2);
        QVERIFY(!all.more());
        QVERIFY(two.more());
        QCOMPARE(two.rows.size(), std::size_t{2});
        QVERIFY(two.rows.back().span == all.rows.back().span);
        QVERIFY(two.rows.front().asked < two.rows.back().asked);
    }
    void aRequestThatIsSentAgainIsCountedAndWhatWasForwardedIsMeasured()
    {
        const Exchanges calls = between("clerk", "mailer");
        QCOMPARE(calls.rows.size(), std::size_t{2});
        QVERIFY(calls.rows[0].unanswered());
        QVERIFY(!calls.rows[1].unanswered());
        QCOMPARE(calls.rows[1].answer.text, std::string("sent"));
        QCOMPARE(calls.rows[0].attempt, 1u);
        QCOMPARE(calls.rows[1].attempt, 2u);
        QCOMPARE(calls.rows[0].forwarded, std::string("The parcel left on Monday.").size());
        QCOMPARE(calls.rows[0].received,
                 std::string("The parcel left on Monday.Tell the customer.").size());
    }
    void actorsOfOneNameInTwoDeploymentsAreToldApart()
    {
        const auto requests = [&](const char* from, const char* to) {
            QStringList texts;
            for (const Exchange& row : between({"planner", from}, {"search", to}).rows)
                texts << QString::fromStdString(row.request.text);
            return texts.join(u", ");
        };
        QCOMPARE(requests("north", "north"), QStringLiteral("north one, north two"));
        QCOMPARE(requests("north", "south"), QStringLiteral("by south"));
        QCOMPARE(requests("south", "south"), QStringLiteral("south"));
        QCOMPARE(requests("south", "north"), QString());
        QCOMPARE(between("planner", "search").rows.size(), std::size_t{4});
        const auto workers = between({"planner", "north"}, {"worker", "south"}, true);
        QCOMPARE(workers.rows.size(), std::size_t{1});
        QCOMPARE(workers.rows[0].span.value, std::uint64_t{5});
        const auto back = between({"planner", "south"}, {"worker", "south"}, true);
        QCOMPARE(back.rows.size(), std::size_t{2});
        QVERIFY(back.rows[0].back && !back.rows[1].back);
    }
    void everyEdgeOfNamesakesHasAsManyExchangesAsTheFleetCounts()
    {
        const auto state = m_archive->state();
        int edges = 0;
        for (std::uint32_t i = 1; i <= state->delegations.size(); ++i) {
            const DelegationRow& row = state->delegations[i];
            const AgentRow& from = state->agents[row.from.value];
            const AgentRow& to = state->agents[row.to.value];
            if (from.deployment != "north" && from.deployment != "south")
                continue;
            ++edges;
            QCOMPARE(between({from.name, from.deployment}, {to.name, to.deployment}).rows.size(),
                     std::size_t{row.count});
        }
        QCOMPARE(edges, 7);
    }
    void whoNeverSpokeHasNoExchanges()
    {
        QVERIFY(between("WebSurfer", "Orchestrator").rows.empty());
        QVERIFY(between("airline_agent", "WebSurfer").rows.empty());
    }
};

QTEST_GUILESS_MAIN(TestExchanges)
#include "tst_exchanges.moc"
