// SPDX-License-Identifier: GPL-3.0-or-later
// Back-test: over the log and over the file that the log was made from, the detectors say what they say live; features that
// an old log does not have are made; what was spent afterwards is told; two policies see the same entries.
#include "core/ingest/file_reader.h"
#include "core/session/backtest.h"
#include "core/session/engine.h"
#include "core/session/importer.h"
#include "tests/core/session/looping_trace.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

std::string write(const QTemporaryDir& directory, const std::string& text)
{
    const QString path = directory.filePath(QStringLiteral("trace.json"));
    QFile file(path);
    if (!file.open(QFile::WriteOnly) ||
        file.write(text.data(), static_cast<qint64>(text.size())) < 0)
        qFatal("the test file cannot be written");
    return path.toStdString();
}

std::vector<BacktestFinding> ofFile(const std::string& path, const DetectionSettings& settings)
{
    Backtest run(settings);
    Backtest* const runs[] = {&run};
    const auto translator = Translator::load(true, {}, {});
    const Status done = backtestFiles({path}, **translator, runs);
    if (!done)
        qFatal("%s", done.error().sentence.c_str());
    return run.findings(0);
}

std::vector<BacktestFinding> ofLog(const std::string& directory)
{
    auto log = LogReader::open(directory);
    if (!log)
        qFatal("%s", log.error().sentence.c_str());
    Backtest run(DetectionSettings::byDefinition());
    Backtest* const runs[] = {&run};
    const Status done = backtestLog(**log, 0, runs);
    if (!done)
        qFatal("%s", done.error().sentence.c_str());
    return run.findings(0);
}

} // namespace

class BacktestTest : public QObject {
    Q_OBJECT

private slots:
    void aFileSaysWhatWasFoundAndWhatWasSpentAfterwards();
    void theLogSaysWhatTheFileSays();
    void twoPoliciesSeeTheSameEntries();
    void featuresThatALogDoesNotHaveAreMade();
    void theRangeIsKept();
};

void BacktestTest::aFileSaysWhatWasFoundAndWhatWasSpentAfterwards()
{
    QTemporaryDir directory;
    const auto findings =
        ofFile(write(directory, loopingTrace()), DetectionSettings::byDefinition());
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().finding.detector, std::string("loop.repetition"));
    QCOMPARE(findings.front().finding.steps.size(), std::size_t{4});
    QCOMPARE(findings.front().spentAfter, MicroUsd{7'000'000}); // of ten dollars
    QCOMPARE(findings.front().clearedAt, Nanos{0});
}

void BacktestTest::theLogSaysWhatTheFileSays()
{
    QTemporaryDir directory;
    QTemporaryDir data;
    const std::string file = write(directory, loopingTrace());
    EngineOptions options;
    options.dataDirectory = data.path().toStdString();
    options.otlpHttpPort = -1;
    options.otlpGrpcPort = -1;
    auto engine = Engine::open(options, std::make_shared<SystemClock>());
    QVERIFY2(engine.ok(), engine ? "" : engine.error().sentence.c_str());
    QVERIFY(importFile(**engine, file, {}).ok());
    (*engine)->close();
    const auto fromLog = ofLog(options.dataDirectory);
    const auto fromFile = ofFile(file, DetectionSettings::byDefinition());
    QCOMPARE(fromLog.size(), fromFile.size());
    for (std::size_t i = 0; i < fromLog.size(); ++i) {
        QCOMPARE(fromLog[i].finding.sentence, fromFile[i].finding.sentence);
        QCOMPARE(fromLog[i].finding.key, fromFile[i].finding.key);
        QCOMPARE(fromLog[i].finding.values, fromFile[i].finding.values);
        QCOMPARE(fromLog[i].spentAfter, fromFile[i].spentAfter);
    }
}

void BacktestTest::twoPoliciesSeeTheSameEntries()
{
    QTemporaryDir directory;
    const std::string file = write(directory, loopingTrace());
    DetectionSettings strict = DetectionSettings::byDefinition();
    strict.detectors[0].values[0] = 11;
    Backtest loose(DetectionSettings::byDefinition());
    Backtest late(strict);
    Backtest* const runs[] = {&loose, &late};
    const auto translator = Translator::load(true, {}, {});
    QVERIFY(backtestFiles({file}, **translator, runs).ok());
    QCOMPARE(loose.steps(), late.steps());
    QCOMPARE(loose.findings(0).size(), std::size_t{1});
    QCOMPARE(late.findings(0).size(), std::size_t{0});
}

void BacktestTest::featuresThatALogDoesNotHaveAreMade()
{
    QTemporaryDir directory;
    const auto translator = Translator::load(true, {}, {});
    Backtest run(DetectionSettings::byDefinition());
    Seq seq = 0;
    const auto read =
        readTraceFile(write(directory, loopingTrace()), DecodeLimits{}, [&](FileChunk chunk) {
            const Contribution made =
                (*translator)
                    ->translate(std::move(chunk.batch), std::move(chunk.outcome), "file", {});
            for (Step step : made.batch->steps) {
                step.features = nullptr; // as in a log that was written before features were
                LogEntry entry;
                entry.seq = ++seq;
                entry.arrival = step.end;
                entry.kind = EntryKind::step;
                entry.step = &step;
                run.apply(entry);
            }
            return true;
        });
    QVERIFY(read.ok());
    QCOMPARE(run.findings(0).size(), std::size_t{1});
    QCOMPARE(run.findings(0).front().finding.detector, std::string("loop.repetition"));
}

void BacktestTest::theRangeIsKept()
{
    QTemporaryDir directory;
    QTemporaryDir data;
    EngineOptions options;
    options.dataDirectory = data.path().toStdString();
    options.otlpHttpPort = -1;
    options.otlpGrpcPort = -1;
    auto engine = Engine::open(options, std::make_shared<SystemClock>());
    QVERIFY(engine.ok());
    QVERIFY(importFile(**engine, write(directory, loopingTrace()), {}).ok());
    (*engine)->close();
    auto log = LogReader::open(options.dataDirectory);
    QVERIFY(log.ok());
    Backtest before(DetectionSettings::byDefinition());
    Backtest whole(DetectionSettings::byDefinition());
    Backtest* const early[] = {&before};
    Backtest* const all[] = {&whole};
    QVERIFY(backtestLog(**log, kDay, early).ok());
    QVERIFY(backtestLog(**log, 0, all).ok());
    QCOMPARE(before.steps(), std::uint64_t{0});
    QCOMPARE(whole.steps(), std::uint64_t{20});
    QCOMPARE(whole.findings(kDay).size(), std::size_t{1});
    QVERIFY(whole.findings(SystemClock().now() + kDay).empty());
}

QTEST_GUILESS_MAIN(BacktestTest)
#include "tst_backtest.moc"
