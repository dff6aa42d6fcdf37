// SPDX-License-Identifier: GPL-3.0-or-later
// Working on the policy: what held when is in the log, a changed policy is tried on what happened, and only a sound one is
// written.
#include "core/session/engine.h"
#include "core/session/importer.h"
#include "core/session/policy_desk.h"
#include "tests/core/session/looping_trace.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <future>

using namespace penstock;
using namespace penstock::test;

namespace {

constexpr const char* kPatient =
    R"({"policy": 1, "detectors": {"loop.repetition": {"times": 11}}})";

/// A data directory in which a loop was recorded while `policy` held.
struct Recorded {
    QTemporaryDir data;
    std::string directory = data.path().toStdString();
    std::string policyFile = directory + "/policy.json";

    explicit Recorded(const std::string& policy = {})
    {
        if (!policy.empty() && !makePolicyDesk(directory)->save(policyFile, policy))
            qFatal("the policy cannot be written");
        const QString trace = data.filePath(QStringLiteral("trace.json"));
        QFile file(trace);
        const std::string text = loopingTrace();
        if (!file.open(QFile::WriteOnly) ||
            file.write(text.data(), static_cast<qint64>(text.size())) < 0)
            qFatal("the test file cannot be written");
        file.close();
        const auto engine = open();
        if (!engine || !importFile(*engine, trace.toStdString(), {}))
            qFatal("nothing was recorded");
        engine->close();
    }
    std::unique_ptr<Engine> open() const
    {
        EngineOptions options;
        options.dataDirectory = directory;
        options.otlpHttpPort = -1;
        options.otlpGrpcPort = -1;
        auto engine = Engine::open(options, std::make_shared<SystemClock>());
        return engine ? std::move(*engine) : nullptr;
    }
};

Result<TrialResult> tryOut(PolicyDesk& desk, PolicyTrial trial,
                           PolicyDesk::Progress progress = nullptr)
{
    std::promise<Result<TrialResult>> made;
    auto result = made.get_future();
    desk.tryOut(std::move(trial), std::move(progress),
                [&](Result<TrialResult> done) { made.set_value(std::move(done)); });
    return result.get();
}

Result<std::vector<PolicyVersion>> historyOf(PolicyDesk& desk)
{
    std::promise<Result<std::vector<PolicyVersion>>> made;
    auto result = made.get_future();
    desk.history([&](Result<std::vector<PolicyVersion>> done) { made.set_value(std::move(done)); });
    return result.get();
}

} // namespace

class TestPolicyDesk final : public QObject {
    Q_OBJECT
private slots:
    void aChangedPolicySaysWhatItWouldNotHaveSaid()
    {
        const Recorded recorded;
        const auto desk = makePolicyDesk(recorded.directory);
        double furthest = 0;
        const auto result = tryOut(*desk, {kPatient, R"({"policy": 1})", 0, nullptr},
                                   [&](double share) { furthest = std::max(furthest, share); });
        QVERIFY2(result.ok(), result ? "" : result.error().sentence.c_str());
        QCOMPARE(result->findings.size(), std::size_t{1});
        QCOMPARE(result->findings.front().saidBy, SaidBy::second);
        QCOMPARE(result->findings.front().found.finding.detector, std::string("loop.repetition"));
        QVERIFY(result->steps > 0);
        QCOMPARE(furthest, 1.0);
    }
    void whatBothSayIsOfBoth()
    {
        const Recorded recorded;
        const auto desk = makePolicyDesk(recorded.directory);
        const auto result = tryOut(*desk, {R"({"policy": 1})", R"({"policy": 1})", 0, nullptr});
        QVERIFY(result.ok());
        QCOMPARE(result->findings.size(), std::size_t{1});
        QCOMPARE(result->findings.front().saidBy, SaidBy::both);
    }
    void findingsBeforeTheRangeAreLeftOut()
    {
        const Recorded recorded;
        const auto desk = makePolicyDesk(recorded.directory);
        const Nanos later = SystemClock().now() + kHour;
        const auto result = tryOut(*desk, {R"({"policy": 1})", R"({"policy": 1})", later, nullptr});
        QVERIFY(result.ok());
        QVERIFY(result->findings.empty());
        QVERIFY(result->steps > 0);
    }
    void aTrialCanBeStopped()
    {
        const Recorded recorded;
        const auto desk = makePolicyDesk(recorded.directory);
        const auto cancel = std::make_shared<std::atomic<bool>>(true);
        const auto result = tryOut(*desk, {R"({"policy": 1})", R"({"policy": 1})", 0, cancel});
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::cancelled);
    }
    void aWrongPolicyIsNotTriedAndNotWritten()
    {
        const Recorded recorded;
        const auto desk = makePolicyDesk(recorded.directory);
        const std::string wrong = "{\"policy\": 1,\n \"detectrs\": {}}";
        const auto result = tryOut(*desk, {wrong, R"({"policy": 1})", 0, nullptr});
        QVERIFY(!result.ok());
        const Status written = desk->save(recorded.policyFile, wrong);
        QVERIFY(!written.ok());
        QVERIFY2(written.error().sentence.find("policy.json:2") != std::string::npos ||
                     written.error().sentence.find("line 2") != std::string::npos,
                 written.error().sentence.c_str());
        QVERIFY(!std::filesystem::exists(recorded.policyFile));
    }
    void whatHeldWhenIsInTheLogNewestFirst()
    {
        const Recorded recorded(kPatient);
        const std::string next = R"({"policy": 1, "budgets": []})";
        const auto desk = makePolicyDesk(recorded.directory);
        QVERIFY(desk->save(recorded.policyFile, next).ok());
        const auto engine = recorded.open();
        QVERIFY(engine);
        QTRY_COMPARE(historyOf(*desk)->size(), std::size_t{2});
        const auto versions = historyOf(*desk);
        QCOMPARE(versions->front().text, next);
        QCOMPARE(versions->back().text, std::string(kPatient));
        QVERIFY(versions->front().since > versions->back().since);
        QCOMPARE(*desk->load(recorded.policyFile), next);
    }
};

QTEST_GUILESS_MAIN(TestPolicyDesk)
#include "tst_policy_desk.moc"
