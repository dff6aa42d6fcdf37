// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/demo/decoded_day.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <map>
#include <set>

using namespace penstock;
using namespace penstock::demo;
using nlohmann::json;

namespace {

constexpr Nanos kPlantedAfter = kMinute;

struct Planted {
    DecodedDay day;
    json truth;
};

Planted plant(IncidentKind kind, std::uint64_t seed)
{
    DemoOptions options = testOptions(seed, 2 * kMinute);
    options.incidents = {{kind, kPlantedAfter}};
    Planted planted;
    planted.day = decodeDay(options);
    if (planted.day.truth.size() == 1)
        planted.truth = json::parse(planted.day.truth.front());
    return planted;
}

const SeenStep* stepOf(const Planted& planted, const char* which)
{
    const json& step = planted.truth.at(which);
    return planted.day.find(step.at("trace"), step.at("span"));
}

/// Steps of the incident's own traces, in order of sending.
std::vector<const Step*> stepsOf(const Planted& planted)
{
    const auto traces = planted.truth.at("traces").get<std::set<std::string>>();
    std::vector<const Step*> out;
    for (const SeenStep& seen : planted.day.steps)
        if (traces.count(seen.step->trace.hex()) == 1)
            out.push_back(seen.step);
    return out;
}

} // namespace

class TestDemoIncidents final : public QObject {
    Q_OBJECT

private slots:
    void everyKindPlantsATruthLineWhoseStepsExist_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<quint64>("seed");
        for (std::size_t kind = 0; kind < kIncidentKindCount; ++kind)
            for (quint64 seed = 1; seed <= 4; ++seed)
                QTest::addRow("%s, seed %d", incidentName(static_cast<IncidentKind>(kind)).data(),
                              int(seed))
                    << int(kind) << seed;
    }
    void everyKindPlantsATruthLineWhoseStepsExist()
    {
        QFETCH(int, kind);
        QFETCH(quint64, seed);
        const Planted planted = plant(static_cast<IncidentKind>(kind), seed);
        QCOMPARE(planted.day.truth.size(), std::size_t(1));
        QCOMPARE(planted.truth.at("kind").get<std::string>(),
                 std::string(incidentName(static_cast<IncidentKind>(kind))));
        const SeenStep* knowable = stepOf(planted, "step");
        QVERIFY(knowable != nullptr);
        QCOMPARE(knowable->sentAt, planted.truth.at("step_sent_ns").get<Nanos>());
        QCOMPARE(std::string(knowable->step->service),
                 planted.truth.at("step").at("deployment").get<std::string>());
        QVERIFY(knowable->step->start >= planted.truth.at("start_ns").get<Nanos>());
        QVERIFY(knowable->step->end <= planted.truth.at("expected_end_ns").get<Nanos>());
        if (static_cast<IncidentKind>(kind) != IncidentKind::silentAgent)
            QVERIFY(stepOf(planted, "cause") != nullptr);
        QVERIFY(planted.truth.at("agents").size() >= 2);
        QVERIFY(!planted.truth.at("facts").empty());
        QVERIFY(!stepsOf(planted).empty());
    }

    void parametersVaryWithTheSeed()
    {
        for (std::size_t kind = 0; kind < kIncidentKindCount; ++kind) {
            std::set<std::string> facts;
            for (std::uint64_t seed = 1; seed <= 6; ++seed)
                facts.insert(plant(static_cast<IncidentKind>(kind), seed).truth.at("facts").dump());
            QVERIFY2(facts.size() >= 5, incidentName(static_cast<IncidentKind>(kind)).data());
        }
    }

    void pingPongRepeatsWithoutMovingThePrice()
    {
        const Planted planted = plant(IncidentKind::pingPong, 5);
        const auto price = planted.truth.at("facts").at("unchanged_price").get<std::string>();
        int answers = 0;
        for (const Step* step : stepsOf(planted)) {
            if (step->kind != StepKind::llmCall || step->service != "acme-vendor")
                continue;
            const Conversation talk = readConversation(*step);
            QVERIFY(!talk.output.empty());
            for (const MessagePart& part : talk.output.front().parts)
                answers += part.text.find(price) != std::string::npos;
        }
        QCOMPARE(answers, planted.truth.at("facts").at("rounds").get<int>() + 1);
    }

    void pingPongTriplesTheSpendOfProcurement()
    {
        std::int64_t ordinary = 0;
        std::int64_t looping = 0;
        DemoOptions options = testOptions(5, kHour);
        for (const SeenStep& seen : decodeDay(options).steps)
            if (seen.step->service == "procurement" && seen.step->kind == StepKind::llmCall)
                ordinary += seen.step->usage.input;
        const Planted planted = plant(IncidentKind::pingPong, 5);
        for (const Step* step : stepsOf(planted))
            if (step->service == "procurement" && step->kind == StepKind::llmCall)
                looping += step->usage.input;
        const Nanos length = planted.truth.at("expected_end_ns").get<Nanos>() -
                             planted.truth.at("start_ns").get<Nanos>();
        QVERIFY(looping * (kHour / kSecond) > 3 * ordinary * (length / kSecond));
    }

    void theCascadeFailsStepAfterStepBehindTheMisreading()
    {
        const Planted planted = plant(IncidentKind::errorCascade, 2);
        const SeenStep* cause = stepOf(planted, "cause");
        int errors = 0;
        for (const Step* step : stepsOf(planted)) {
            if (step->status != StepStatus::error)
                continue;
            ++errors;
            QVERIFY(step->end > cause->step->end);
        }
        QVERIFY(errors >= 8);
        QCOMPARE(stepOf(planted, "step")->step->status, StepStatus::error);
    }

    void theCollisionIsTwoWritesToOneResourceByTwoAgents()
    {
        const Planted planted = plant(IncidentKind::collision, 3);
        const Step& first = *stepOf(planted, "cause")->step;
        const Step& second = *stepOf(planted, "step")->step;
        const auto resource = planted.truth.at("facts").at("resource").get<std::string>();
        QVERIFY(first.trace != second.trace);
        QVERIFY(first.service != second.service);
        QCOMPARE(std::string(first.toolName), std::string(second.toolName));
        for (const Step* step : {&first, &second})
            QVERIFY(readConversation(*step).toolArguments.find(resource) != std::string::npos);
        QVERIFY(second.end - first.end < 30 * kSecond);
    }

    void theRefundIsDoneTwiceUnderTwoCallIds()
    {
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            const Planted planted = plant(IncidentKind::doubleRefund, seed);
            const Step& first = *stepOf(planted, "cause")->step;
            const Step& second = *stepOf(planted, "step")->step;
            QCOMPARE(readConversation(first).toolArguments, readConversation(second).toolArguments);
            QVERIFY(first.toolCallId != second.toolCallId);
            QVERIFY(first.status != StepStatus::error && second.status != StepStatus::error);
            const bool twoTraces = first.trace != second.trace;
            QCOMPARE(twoTraces, planted.truth.at("facts").at("two_conversations").get<bool>());
        }
    }

    void labelledDataReachesSupport()
    {
        const Planted planted = plant(IncidentKind::dataLeak, 4);
        const Step& step = *stepOf(planted, "step")->step;
        QCOMPARE(std::string(step.service), std::string("support-prod"));
        QVERIFY(readConversation(step).toolResult.find("finance-restricted") != std::string::npos);
    }

    void theFigureChangesBetweenSourceAndSummary()
    {
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            const Planted planted = plant(IncidentKind::figureDrift, seed);
            const json& facts = planted.truth.at("facts");
            QVERIFY(facts.at("source_value") != facts.at("summary_value"));
            const Conversation talk = readConversation(*stepOf(planted, "step")->step);
            QVERIFY(talk.output.front().parts.front().text.find(
                        facts.at("summary_value").get<std::string>()) != std::string::npos);
            QVERIFY(talk.input.back().parts.front().text.find(
                        facts.at("source_value").get<std::string>()) != std::string::npos);
        }
    }

    void theSilentAgentStaysPendingForEver()
    {
        const Planted planted = plant(IncidentKind::silentAgent, 6);
        const json& cause = planted.truth.at("cause");
        QVERIFY(planted.day.find(cause.at("trace"), cause.at("span"), true) != nullptr);
        QVERIFY(planted.day.find(cause.at("trace"), cause.at("span"), false) == nullptr);
    }

    void randomIncidentsComeInEveryKindBeforeAnyComesAgain()
    {
        DemoOptions options = testOptions(8, 3 * kHour);
        options.incidentsPerHour = 6;
        std::map<std::string, int> kinds;
        std::vector<std::string> truth = playInto(options, [](const OtlpPayload&) {});
        QVERIFY(truth.size() >= kIncidentKindCount);
        for (std::size_t i = 0; i < kIncidentKindCount; ++i)
            ++kinds[json::parse(truth[i]).at("kind").get<std::string>()];
        QCOMPARE(kinds.size(), kIncidentKindCount);
    }

    void aWrongIncidentNameIsAnsweredWithTheRightOnes()
    {
        QVERIFY(!parseIncident("ping-pong@5m").ok());
        QVERIFY(parseIncident("ping-pong").error().sentence.find("ping_pong") != std::string::npos);
        QVERIFY(!parseIncident("ping_pong@soon").ok());
        const auto chosen = parseIncident("collision@90s");
        QVERIFY(chosen.ok());
        QCOMPARE(chosen->kind, IncidentKind::collision);
        QCOMPARE(chosen->after, 90 * kSecond);
    }
};

QTEST_GUILESS_MAIN(TestDemoIncidents)
#include "tst_demo_incidents.moc"
