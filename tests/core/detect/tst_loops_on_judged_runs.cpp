// SPDX-License-Identifier: GPL-3.0-or-later
// How well the loop detectors do on runs that nobody here wrote: regenerates the table of precision and recall, with the
// one default configuration, on the judged runs of Who&When and on tau-bench's ordinary runs, and holds the required figures.
#include "core/detect/detection.h"
#include "core/dialect/normalizer.h"
#include "core/ingest/file_reader.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace penstock;

namespace {

QString devDir()
{
    return qEnvironmentVariable("PENSTOCK_SOURCE_DIR") + QStringLiteral("/../shared/traces/dev/");
}

/// The steps of a file in the order in which they happened, the run that holds them all last, as exporters send them.
class Run final {
public:
    explicit Run(const QString& path)
    {
        const auto read = readTraceFile(path.toStdString(), {}, [this](FileChunk chunk) {
            m_batches.push_back(normalize(std::move(chunk.batch)));
            return true;
        });
        if (!read)
            qFatal("%s", read.error().sentence.c_str());
        for (const auto& batch : m_batches)
            for (const Step& step : batch->steps)
                m_steps.emplace_back(numberOf(step), &step);
        std::stable_sort(m_steps.begin(), m_steps.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
    }

    /// Calls `after` with the number of each step when it has been seen.
    template <class After> void feed(Detection& detection, const After& after) const
    {
        Seq seq = 0;
        for (const auto& [number, step] : m_steps) {
            LogEntry entry;
            entry.seq = ++seq;
            entry.arrival = step->end;
            entry.kind = EntryKind::step;
            entry.source = "test";
            entry.step = step;
            detection.apply(entry);
            after(number);
        }
    }

private:
    static int numberOf(const Step& step)
    {
        for (const Attribute& a : step.raw.attributes)
            if (a.key == "penstock.source.step")
                return std::stoi(std::string(a.value.text()));
        return 1'000'000;
    }

    std::vector<std::shared_ptr<const StepBatch>> m_batches;
    std::vector<std::pair<int, const Step*>> m_steps;
};

struct Score {
    int truePositive = 0;
    int falsePositive = 0;
    int falseNegative = 0;
    int tracesFound = 0;
    int tracesFalse = 0;
    int quietAlarmed = 0; ///< tau_airline runs
    int otherAlarmed = 0; ///< runs that nobody judged

    static double ratio(int part, int whole)
    {
        return whole == 0 ? 0.0 : static_cast<double>(part) / whole;
    }
    double precision() const { return ratio(truePositive, truePositive + falsePositive); }
    double recall() const { return ratio(truePositive, truePositive + falseNegative); }
    double f1() const
    {
        return ratio(2 * truePositive, 2 * truePositive + falsePositive + falseNegative);
    }
};

using Scores = std::map<std::string, Score>;
const std::string kAll = "any loop detector";

/// Detectors with something active, and kAll if there is one.
std::set<std::string> activeOf(const Detection& detection)
{
    std::set<std::string> active;
    for (const Finding* finding : detection.active()) {
        active.insert(finding->detector);
        active.insert(kAll);
    }
    return active;
}

struct Judged {
    QString name;
    bool looping = false;
    std::set<int> judged;
    std::set<int> loops;
};

std::vector<Judged> judgedRuns()
{
    QFile file(devDir() + QStringLiteral("loops.json"));
    if (!file.open(QFile::ReadOnly))
        qFatal("loops.json is missing");
    const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
    std::vector<Judged> runs;
    for (auto it = all.begin(); it != all.end(); ++it) {
        const QJsonObject one = it->toObject();
        const QJsonArray judged = one.value(QStringLiteral("judged_steps")).toArray();
        if (judged.isEmpty())
            continue;
        Judged run;
        run.name = it.key();
        run.looping = one.value(QStringLiteral("looping")).toBool();
        for (const QJsonValue step : judged)
            run.judged.insert(step.toInt());
        for (const QJsonValue step : one.value(QStringLiteral("loop_steps")).toArray())
            run.loops.insert(step.toInt());
        runs.push_back(run);
    }
    return runs;
}

std::vector<std::string> names()
{
    std::vector<std::string> names{kAll};
    for (const DetectorDef* def : detectorDefs())
        if (def->id.starts_with("loop."))
            names.emplace_back(def->id);
    return names;
}

DetectionSettings loopsOnly()
{
    DetectionSettings settings = DetectionSettings::byDefinition();
    for (std::size_t i = 0; i < settings.detectors.size(); ++i)
        settings.detectors[i].on = detectorDefs()[i]->id.starts_with("loop.");
    return settings;
}

void scoreRun(const Judged& run, Scores& scores)
{
    Detection detection(loopsOnly());
    std::map<int, std::set<std::string>> activeAt;
    std::set<std::string> ever;
    Run(devDir() + QStringLiteral("whowhen/") + run.name).feed(detection, [&](int number) {
        activeAt[number] = activeOf(detection);
        ever.insert(activeAt[number].begin(), activeAt[number].end());
    });
    for (const std::string& name : names()) {
        Score& score = scores[name];
        for (const int step : run.judged) {
            const bool said = activeAt[step].contains(name);
            const bool loops = run.loops.contains(step);
            score.truePositive += said && loops ? 1 : 0;
            score.falsePositive += said && !loops ? 1 : 0;
            score.falseNegative += !said && loops ? 1 : 0;
        }
        (run.looping ? score.tracesFound : score.tracesFalse) += ever.contains(name) ? 1 : 0;
    }
    if (qEnvironmentVariableIsSet("PENSTOCK_EACH_RUN"))
        for (const std::string& name : ever)
            qInfo("%s%s %s", qPrintable(run.name), run.looping ? " (loops)" : "", name.c_str());
}

void countAlarmed(const QString& folder, const QString& filter, int Score::*counter, Scores& scores)
{
    const QDir directory(devDir() + folder);
    for (const QString& name : directory.entryList({filter})) {
        Detection detection(loopsOnly());
        std::set<std::string> ever;
        Run(directory.filePath(name)).feed(detection, [&](int) {
            ever.merge(activeOf(detection));
        });
        for (const std::string& detector : ever) {
            ++(scores[detector].*counter);
            if (qEnvironmentVariableIsSet("PENSTOCK_EACH_RUN"))
                qInfo("%s %s", qPrintable(name), detector.c_str());
        }
    }
}

void print(const Scores& scores)
{
    std::printf("%-24s %5s %9s %6s %6s | %6s %6s | %4s | %5s\n", "detector", "steps", "precision",
                "recall", "F1", "found", "false", "tau", "other");
    for (const std::string& name : names()) {
        const Score& s = scores.at(name);
        std::printf("%-24s %5d %9.3f %6.3f %6.3f | %3d/18 %3d/10 | %4d | %5d\n", name.c_str(),
                    s.truePositive + s.falsePositive, s.precision(), s.recall(), s.f1(),
                    s.tracesFound, s.tracesFalse, s.quietAlarmed, s.otherAlarmed);
    }
    std::fflush(stdout);
}

} // namespace

class LoopsOnJudgedRunsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void judgedStepsAreToldFromOthers();
    void loopingRunsAreFoundWithoutAFalseAlarm();
    void ordinaryRunsRaiseNothing();
    void bothHalvesOfTheRunsDoAboutAsWell();

private:
    Scores m_scores;
    Scores m_halves[2];
};

void LoopsOnJudgedRunsTest::initTestCase()
{
    const std::vector<Judged> runs = judgedRuns();
    QCOMPARE(runs.size(), std::size_t{28});
    for (std::size_t i = 0; i < runs.size(); ++i) {
        scoreRun(runs[i], m_scores);
        scoreRun(runs[i], m_halves[i % 2]);
    }
    countAlarmed(QStringLiteral("tau_airline"), QStringLiteral("*.json"), &Score::quietAlarmed,
                 m_scores);
    countAlarmed(QStringLiteral("whowhen"), QStringLiteral("Algorithm-*.json"),
                 &Score::otherAlarmed, m_scores);
    print(m_scores);
}

void LoopsOnJudgedRunsTest::judgedStepsAreToldFromOthers()
{
    QVERIFY2(m_scores[kAll].f1() >= 0.60, qPrintable(QString::number(m_scores[kAll].f1())));
}

void LoopsOnJudgedRunsTest::loopingRunsAreFoundWithoutAFalseAlarm()
{
    QVERIFY2(m_scores[kAll].tracesFound >= 14,
             qPrintable(QString::number(m_scores[kAll].tracesFound)));
    QCOMPARE(m_scores[kAll].tracesFalse, 0);
}

void LoopsOnJudgedRunsTest::ordinaryRunsRaiseNothing()
{
    QVERIFY2(m_scores[kAll].quietAlarmed <= 1,
             qPrintable(QString::number(m_scores[kAll].quietAlarmed)));
}

/// Figures that hold on one half of the runs only would be learnt by heart.
void LoopsOnJudgedRunsTest::bothHalvesOfTheRunsDoAboutAsWell()
{
    for (Scores& half : m_halves) {
        std::printf("half of the runs: F1 %.3f, %d found, %d false\n", half[kAll].f1(),
                    half[kAll].tracesFound, half[kAll].tracesFalse);
        QVERIFY2(half[kAll].f1() >= 0.55, qPrintable(QString::number(half[kAll].f1())));
        QCOMPARE(half[kAll].tracesFalse, 0);
    }
    std::fflush(stdout);
}

QTEST_GUILESS_MAIN(LoopsOnJudgedRunsTest)
#include "tst_loops_on_judged_runs.moc"
