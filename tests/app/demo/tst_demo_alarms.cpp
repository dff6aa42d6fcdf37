// SPDX-License-Identifier: GPL-3.0-or-later
// The demo's planted incidents against the detectors, on seeds that nothing was tuned with: each kind is caught by its
// detector, within five seconds of the arrival of the step by which one can know; an ordinary day raises nothing above a
// note. Prints a table. PENSTOCK_DEMO_SEEDS sets how many seeds (default 3), PENSTOCK_DEMO_FIRST the first.
#include "tests/app/demo/decoded_day.h"
#include "tests/app/demo/watched_day.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <set>

using namespace penstock;
using namespace penstock::demo;
using nlohmann::json;

namespace {

constexpr Nanos kPatience = 5 * kSecond;
constexpr std::uint64_t kFirstSeed = 90'001;

struct Kind {
    IncidentKind kind;
    std::vector<std::string_view> detectors; ///< any of them is right
};
const Kind kKinds[] = {
    {IncidentKind::pingPong, {"loop.stalled_talk", "loop.delegation_cycle", "loop.no_progress"}},
    {IncidentKind::errorCascade, {"cascade.errors"}},
    {IncidentKind::doubleRefund, {"integrity.duplicate_effect"}},
    {IncidentKind::dataLeak, {"integrity.labelled_data"}},
    {IncidentKind::figureDrift, {"integrity.drift"}},
    {IncidentKind::silentAgent, {"cascade.silence"}},
    {IncidentKind::collision, {"integrity.collision"}},
};

std::string policyText()
{
    QFile file(qEnvironmentVariable("PENSTOCK_SOURCE_DIR") +
               QStringLiteral("/resources/policies/demo.json"));
    return file.open(QFile::ReadOnly) ? file.readAll().toStdString() : std::string();
}

std::uint64_t seedCount()
{
    return qEnvironmentVariableIsSet("PENSTOCK_DEMO_SEEDS")
               ? static_cast<std::uint64_t>(
                     std::max(1, qEnvironmentVariableIntValue("PENSTOCK_DEMO_SEEDS")))
               : 3;
}

std::uint64_t firstSeed()
{
    const int first = qEnvironmentVariableIntValue("PENSTOCK_DEMO_FIRST");
    return first > 0 ? static_cast<std::uint64_t>(first) : kFirstSeed;
}

bool isAbout(const Finding& finding, const std::set<std::string>& traces)
{
    if (traces.contains(finding.trace.hex()))
        return true;
    return std::any_of(finding.steps.begin(), finding.steps.end(),
                       [&](const StepMention& step) { return traces.contains(step.trace.hex()); });
}

struct Verdict {
    bool caught = false;  ///< by the right detector, in time
    double delay = 0;     ///< seconds after the named step; less than 0: before
    std::string detector; ///< the right one that was first, else whichever
    std::string others;   ///< what else spoke about it
};

Verdict judge(const WatchedDay& day, const Kind& kind)
{
    Verdict verdict;
    if (day.truth.size() != 1)
        return verdict;
    const json truth = json::parse(day.truth.front());
    const auto traces = truth.at("traces").get<std::set<std::string>>();
    const json& step = truth.at("step");
    const auto arrived = day.arrivals.find({*TraceId::parse(step.at("trace").get<std::string>()),
                                            *SpanId::parse(step.at("span").get<std::string>())});
    const Nanos knowable =
        arrived != day.arrivals.end() ? arrived->second : truth.at("step_sent_ns").get<Nanos>();
    for (const RaisedAlarm& raised : day.raised) {
        if (!isAbout(raised.finding, traces))
            continue;
        const bool right = std::find(kind.detectors.begin(), kind.detectors.end(),
                                     raised.finding.detector) != kind.detectors.end();
        if (right && verdict.detector.empty()) {
            verdict.detector = raised.finding.detector;
            verdict.delay = static_cast<double>(raised.at - knowable) / 1e9;
            verdict.caught = raised.at <= knowable + kPatience;
        } else if (!right) {
            verdict.others += ' ' + raised.finding.detector;
        }
    }
    return verdict;
}

} // namespace

class DemoAlarmsTest : public QObject {
    Q_OBJECT

private slots:
    void thePolicyOfTheDemoIsSound();
    void whatIsPlantedIsCaughtInTime_data();
    void whatIsPlantedIsCaughtInTime();
    void anOrdinaryDayRaisesNothingAboveANote();
};

void DemoAlarmsTest::thePolicyOfTheDemoIsSound()
{
    const auto policy = Policy::parse(policyText(), "demo.json");
    QVERIFY2(policy.ok(), policy ? "" : policy.error().sentence.c_str());
}

void DemoAlarmsTest::whatIsPlantedIsCaughtInTime_data()
{
    QTest::addColumn<int>("at");
    for (std::size_t i = 0; i < std::size(kKinds); ++i)
        QTest::newRow(std::string(incidentName(kKinds[i].kind)).c_str()) << static_cast<int>(i);
}

void DemoAlarmsTest::whatIsPlantedIsCaughtInTime()
{
    QFETCH(int, at);
    const Kind& kind = kKinds[at];
    const std::string policy = policyText();
    std::uint64_t missed = 0;
    double latest = -1e9;
    for (std::uint64_t seed = firstSeed(); seed < firstSeed() + seedCount(); ++seed) {
        DemoOptions options = testOptions(seed, 6 * kMinute);
        options.incidents = {{kind.kind, 5 * kMinute}};
        const Verdict verdict = judge(watchDay(options, policy), kind);
        missed += !verdict.caught;
        if (!verdict.detector.empty())
            latest = std::max(latest, verdict.delay);
        if (!verdict.caught || qEnvironmentVariableIsSet("PENSTOCK_DEMO_SEEDS"))
            std::printf("%-14s seed %llu: %s %-26s %+7.1f s%s%s\n",
                        std::string(incidentName(kind.kind)).c_str(),
                        static_cast<unsigned long long>(seed), verdict.caught ? "ok  " : "MISS",
                        verdict.detector.c_str(), verdict.delay,
                        verdict.others.empty() ? "" : "; also", verdict.others.c_str());
    }
    std::printf("%-14s %llu of %llu caught, the latest %+.1f s\n",
                std::string(incidentName(kind.kind)).c_str(),
                static_cast<unsigned long long>(seedCount() - missed),
                static_cast<unsigned long long>(seedCount()), latest);
    std::fflush(stdout);
    QCOMPARE(missed, std::uint64_t{0});
}

void DemoAlarmsTest::anOrdinaryDayRaisesNothingAboveANote()
{
    const std::string policy = policyText();
    std::uint64_t loud = 0;
    for (std::uint64_t seed = firstSeed(); seed < firstSeed() + seedCount(); ++seed) {
        DemoOptions options = testOptions(seed, 2 * kHour);
        options.quiet = true;
        const WatchedDay day = watchDay(options, policy);
        QVERIFY(day.steps > 1'000);
        for (const RaisedAlarm& raised : day.raised) {
            if (raised.finding.priority == Priority::note)
                continue;
            ++loud;
            std::printf("quiet seed %llu: %s %s: %s\n", static_cast<unsigned long long>(seed),
                        std::string(priorityName(raised.finding.priority)).c_str(),
                        raised.finding.detector.c_str(), raised.finding.sentence.c_str());
        }
        std::printf("quiet seed %llu: %llu steps, %zu alarms\n",
                    static_cast<unsigned long long>(seed),
                    static_cast<unsigned long long>(day.steps), day.raised.size());
    }
    std::fflush(stdout);
    QCOMPARE(loud, std::uint64_t{0});
}

QTEST_GUILESS_MAIN(DemoAlarmsTest)
#include "tst_demo_alarms.moc"
