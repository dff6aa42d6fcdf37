// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/demo/decoded_day.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

using namespace penstock;
using namespace penstock::demo;

namespace {

std::vector<std::string> bodies(const DemoOptions& options)
{
    std::vector<std::string> out;
    playInto(options, [&](const OtlpPayload& payload) {
        out.push_back(std::to_string(payload.due) + std::string(payload.deployment) + payload.body);
    });
    return out;
}

std::size_t spansInJsonLine(const std::string& line)
{
    const auto request = nlohmann::json::parse(line);
    const bool logs = request.contains("resourceLogs");
    std::size_t count = 0;
    for (const auto& resource : request.at(logs ? "resourceLogs" : "resourceSpans"))
        for (const auto& scope : resource.at(logs ? "scopeLogs" : "scopeSpans"))
            count += scope.at(logs ? "logRecords" : "spans").size();
    return count;
}

} // namespace

class TestDemoStream final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_day = decodeDay(testOptions(7, kHour));
        for (const SeenStep& seen : m_day.steps)
            m_identities.insert({seen.step->trace, seen.step->span});
    }

    void theSameSeedGivesTheSameBytes()
    {
        const auto once = bodies(testOptions(3, 10 * kMinute));
        QVERIFY(once.size() > 100);
        QVERIFY(once == bodies(testOptions(3, 10 * kMinute)));
        QVERIFY(once != bodies(testOptions(4, 10 * kMinute)));
    }

    void incidentsLeaveOrdinarySessionsAsTheyAre()
    {
        DemoOptions options = testOptions(3, 5 * kMinute);
        const DecodedDay quiet = decodeDay(options);
        options.incidents = {{IncidentKind::figureDrift, kMinute}};
        const DecodedDay planted = decodeDay(options);
        std::set<TraceId> traces;
        for (const SeenStep& seen : planted.steps)
            traces.insert(seen.step->trace);
        for (const SeenStep& seen : quiet.steps)
            QVERIFY(traces.count(seen.step->trace) == 1);
        QVERIFY(planted.steps.size() > quiet.steps.size());
    }

    void payloadsComeInOrderOfTime()
    {
        Nanos last = 0;
        playInto(testOptions(5, 10 * kMinute), [&](const OtlpPayload& payload) {
            QVERIFY(payload.due >= last);
            last = payload.due;
        });
    }

    void nothingIsRejectedAndEveryRecordBecomesAStep()
    {
        QCOMPARE(QString::fromStdString(m_day.firstProblem), QString());
        QCOMPARE(m_day.rejected, std::uint64_t(0));
        QCOMPARE(m_day.steps.size(), std::size_t(m_day.records));
    }

    void twelveAgentsInFiveDeploymentsSpeakFourDialects()
    {
        std::set<std::string> agents;
        std::set<std::string> deployments;
        DialectSet dialects = 0;
        for (const SeenStep& seen : m_day.steps) {
            dialects |= seen.step->dialects;
            deployments.emplace(seen.step->service);
            if (seen.step->kind == StepKind::agentRun && !seen.step->agentName.empty())
                agents.emplace(seen.step->agentName);
            if (!seen.step->run.agent.empty())
                agents.emplace(seen.step->run.agent);
        }
        QVERIFY2(agents.size() >= 20, qPrintable(QString::number(agents.size())));
        QVERIFY(deployments.size() >= 8);
        for (const Dialect dialect :
             {Dialect::otelGenAi, Dialect::openInference, Dialect::openLlmetry, Dialect::vercel,
              Dialect::pydanticAi, Dialect::googleAdk, Dialect::claudeCode, Dialect::autoGen,
              Dialect::mcp, Dialect::a2a})
            QVERIFY2((dialects & dialectBit(dialect)) != 0,
                     std::string(dialectName(dialect)).c_str());
    }

    void everyKindOfWorkIsThere()
    {
        std::map<StepKind, int> counts;
        for (const SeenStep& seen : m_day.steps)
            ++counts[seen.step->kind];
        for (const StepKind kind :
             {StepKind::agentRun, StepKind::llmCall, StepKind::toolCall, StepKind::handoff,
              StepKind::workflow, StepKind::mcpRequest, StepKind::a2aRequest})
            QVERIFY2(counts[kind] > 10, std::string(stepKindName(kind)).c_str());
    }

    void everyModelCallTellsItsModelAndTokens()
    {
        for (const SeenStep& seen : m_day.steps) {
            const Step& step = *seen.step;
            if (step.kind != StepKind::llmCall || (step.flags & (kProvisional | kMergesInto)) != 0)
                continue;
            const std::string what = std::string(step.service) + " " + std::string(step.name);
            QVERIFY2(step.usage.input > 0 && step.usage.output > 0, what.c_str());
            QVERIFY2(!step.usage.contradictory, what.c_str());
            QVERIFY2(!step.requestModel.empty() || !step.responseModel.empty(), what.c_str());
        }
    }

    void conversationsAreReadableInEveryDeployment()
    {
        std::set<std::string> readable;
        for (const SeenStep& seen : m_day.steps) {
            if (seen.step->kind != StepKind::llmCall || (seen.step->flags & kProvisional) != 0)
                continue;
            const Conversation talk = readConversation(*seen.step);
            if (!talk.input.empty() && !talk.output.empty())
                readable.emplace(seen.step->service);
        }
        for (const char* name : {"support-prod", "risk-prod", "procurement", "acme-vendor",
                                 "it-ops", "research", "nightly-batch", "shop-web"})
            QVERIFY2(readable.count(name) == 1, name);
    }

    void everyParentIsSentInTheEnd()
    {
        for (const SeenStep& seen : m_day.steps) {
            const Step& step = *seen.step;
            if ((step.flags & kFromLogEvent) != 0 || step.parent.isZero())
                continue;
            const std::string what = std::string(step.service) + " " + std::string(step.name);
            QVERIFY2(m_identities.count({step.trace, step.parent}) == 1, what.c_str());
        }
    }

    void everythingThatBeganIsAnswered()
    {
        std::set<std::pair<TraceId, SpanId>> real;
        for (const SeenStep& seen : m_day.steps)
            if ((seen.step->flags & kProvisional) == 0)
                real.insert({seen.step->trace, seen.step->span});
        QCOMPARE(real.size(), m_identities.size());
    }

    void workPassesBetweenDeployments()
    {
        int remote = 0;
        for (const SeenStep& seen : m_day.steps)
            remote += (seen.step->flags & kRemoteParent) != 0;
        QVERIFY(remote > 50);
    }

    void someDeploymentsReportTheirCost()
    {
        std::set<std::string> reporting;
        for (const SeenStep& seen : m_day.steps)
            if (seen.step->cost.source != CostSource::none && seen.step->cost.amount > 0)
                reporting.emplace(seen.step->service);
        QVERIFY(reporting.count("it-ops") == 1);
        QVERIFY(reporting.count("claude-code") == 1);
        QVERIFY(reporting.count("support-prod") == 0);
    }

    void anOrdinaryDayHasAFewErrorsAndNoTruth()
    {
        std::size_t errors = 0;
        for (const SeenStep& seen : m_day.steps)
            errors += seen.step->status == StepStatus::error;
        QVERIFY(errors > 10);
        QVERIFY(errors * 20 < m_day.steps.size());
        QVERIFY(m_day.truth.empty());
    }

    void aQuietDayPlantsNothingWhateverElseIsAsked()
    {
        DemoOptions options = testOptions(9, 30 * kMinute);
        options.quiet = true;
        options.incidentsPerHour = 60;
        options.incidents = {{IncidentKind::pingPong, kMinute}};
        QVERIFY(decodeDay(options).truth.empty());
    }

    void theScreenLives()
    {
        const double perSecond = static_cast<double>(m_day.steps.size()) / 3600.0;
        QVERIFY2(perSecond >= 3.0 && perSecond <= 8.0, qPrintable(QString::number(perSecond)));
    }

    void memoryStaysBoundedOverHours()
    {
        DemoOptions options = testOptions(2, 5 * kHour);
        options.incidentsPerHour = 6;
        DemoStream stream(options);
        std::size_t most = 0;
        while (stream.next())
            most = std::max(most, stream.waitingRecords());
        QVERIFY2(most < 6000, qPrintable(QString::number(most)));
        QCOMPARE(stream.waitingRecords(), std::size_t(0));
    }

    void theExportHoldsEveryRecordAsJsonLines()
    {
        const QTemporaryDir directory;
        const std::string path = directory.filePath(QStringLiteral("day.jsonl")).toStdString();
        const DemoOptions options = testOptions(7, 10 * kMinute);
        QVERIFY(exportJsonLines(options, path).ok());
        std::size_t sent = 0;
        playInto(options, [&](const OtlpPayload& payload) { sent += payload.records; });
        std::size_t written = 0;
        std::ifstream file(path);
        for (std::string line; std::getline(file, line);)
            written += spansInJsonLine(line);
        QCOMPARE(written, sent);
    }

    void anExportThatCannotBeWrittenSaysSo()
    {
        const Status status = exportJsonLines(testOptions(1, kMinute), "/nonexistent/day.jsonl");
        QVERIFY(!status.ok());
        QVERIFY(status.error().sentence.find("/nonexistent/day.jsonl") != std::string::npos);
    }

private:
    DecodedDay m_day;
    std::set<std::pair<TraceId, SpanId>> m_identities;
};

QTEST_GUILESS_MAIN(TestDemoStream)
#include "tst_demo_stream.moc"
