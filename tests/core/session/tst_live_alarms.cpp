// SPDX-License-Identifier: GPL-3.0-or-later
// Detectors and alarms in the running engine: the same as a back-test says, kept over restarts and after a crash, seen and
// acted on from an attached session, set by a policy file that is read again whenever it changes, gone after a forget.
#include "app/bench/server_process.h"
#include "core/session/archive.h"
#include "core/session/attached_session.h"
#include "core/session/backtest.h"
#include "core/session/engine.h"
#include "core/session/engine_commands.h"
#include "core/session/importer.h"
#include "tests/core/session/looping_trace.h"

#include <QTest>

#include <filesystem>
#include <fstream>
#include <future>

using namespace penstock;
using namespace penstock::bench;
using namespace penstock::test;

namespace {

std::unique_ptr<Engine> openEngine(const std::string& directory, const std::string& policy = {})
{
    EngineOptions options;
    options.dataDirectory = directory;
    options.otlpHttpPort = -1;
    options.otlpGrpcPort = -1;
    options.policy = policy;
    auto engine = Engine::open(options, std::make_shared<SystemClock>());
    if (!engine)
        qWarning("%s", engine.error().sentence.c_str());
    return engine ? std::move(*engine) : nullptr;
}

void writeFile(const std::string& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

bool importLoop(Engine& engine, const std::string& directory)
{
    const std::string path = directory + "/trace.json";
    writeFile(path, loopingTrace());
    return importFile(engine, path, nullptr).ok();
}

Status act(Session& session, AlarmAct act)
{
    std::promise<Status> promise;
    auto answer = promise.get_future();
    session.actOnAlarms(std::move(act),
                        [&](Status status) { promise.set_value(std::move(status)); });
    return answer.get();
}

std::shared_ptr<const AlarmPicture> alarmsOf(const Session& session)
{
    static const auto kNone = std::make_shared<const AlarmPicture>();
    const auto state = session.snapshot();
    return state->alarms ? state->alarms : kNone;
}

/// Blank while there is none.
Alarm alarmOf(const AlarmPicture& picture, std::string_view detector = "loop.repetition")
{
    for (std::uint32_t place = 1; place <= picture.alarms.size(); ++place)
        if (picture.alarms[place].id.value != 0 &&
            picture.alarms[place].finding->detector == detector)
            return picture.alarms[place];
    return {};
}

AlarmAct seen(AlarmId alarm)
{
    AlarmAct act;
    act.alarms = {alarm};
    act.by = "ann";
    act.reason = "on it";
    return act;
}

bool sameAlarm(const Alarm& a, const Alarm& b)
{
    return a.id == b.id && a.state == b.state && a.acknowledgedBy == b.acknowledgedBy &&
           a.raisedSeq == b.raisedSeq && a.raisedAt == b.raisedAt && a.note == b.note &&
           a.changedAt == b.changedAt && *a.finding == *b.finding;
}

} // namespace

class LiveAlarmsTest final : public QObject {
    Q_OBJECT

private slots:
    void theEngineSaysWhatABackTestSays();
    void alarmsAndWhoSawThemSurviveARestart();
    void withoutAnEngineTheFilesSayTheSame();
    void actsThatMakeNoSenseAreNotLogged();
    void anAttachedSessionSeesThemAndActs();
    void aShelfEndsInARunningEngine();
    void thePolicyFileIsReadAgainWhenItChanges();
    void aPolicyThatWasChosenMustBeThere();
    void whatIsForgottenHasNoAlarm();
};

void LiveAlarmsTest::theEngineSaysWhatABackTestSays()
{
    TemporaryDirectory directory;
    const auto engine = openEngine(directory.path());
    QVERIFY(engine && importLoop(*engine, directory.path()));
    QTRY_VERIFY(alarmOf(*alarmsOf(*engine)).id.value != 0);
    const auto picture = alarmsOf(*engine);
    auto log = LogReader::open(directory.path());
    Backtest backtest(DetectionSettings::byDefinition());
    Backtest* const runs[] = {&backtest};
    QVERIFY(backtestLog(**log, 0, runs).ok());
    std::uint32_t said = 0;
    for (const BacktestFinding& found : backtest.findings(0)) {
        const std::uint32_t place = placeOf(*picture, alarmIdOf(found.finding));
        QVERIFY(place != 0);
        QCOMPARE(picture->alarms[place].raisedSeq, found.finding.seq);
        ++said;
    }
    QCOMPARE(std::uint64_t{said}, picture->raisedEver);
    const Alarm alarm = alarmOf(*picture);
    QVERIFY(alarm.traceIndex);
    QCOMPARE(engine->snapshot()->traces[alarm.traceIndex.value].id, alarm.finding->trace);
}

void LiveAlarmsTest::alarmsAndWhoSawThemSurviveARestart()
{
    TemporaryDirectory directory;
    Alarm before;
    {
        const auto engine = openEngine(directory.path());
        QVERIFY(engine && importLoop(*engine, directory.path()));
        QTRY_VERIFY(alarmOf(*alarmsOf(*engine)).id.value != 0);
        const Status done = act(*engine, seen(alarmOf(*alarmsOf(*engine)).id));
        QVERIFY2(done.ok(), done ? "" : done.error().sentence.c_str());
        before = alarmOf(*alarmsOf(*engine)); // at once: who acts sees what came of it
        QCOMPARE(before.state, AlarmState::acknowledged);
        QCOMPARE(before.note, std::string("on it"));
        engine->close();
    }
    const auto engine = openEngine(directory.path());
    QTRY_VERIFY(sameAlarm(alarmOf(*alarmsOf(*engine)), before));
}

void LiveAlarmsTest::withoutAnEngineTheFilesSayTheSame()
{
    TemporaryDirectory directory;
    const auto engine = openEngine(directory.path());
    QVERIFY(engine && importLoop(*engine, directory.path()));
    QTRY_VERIFY(alarmOf(*alarmsOf(*engine)).id.value != 0);
    QVERIFY(act(*engine, seen(alarmOf(*alarmsOf(*engine)).id)).ok());
    // Nothing of the alarms is in the checkpoint yet, as after a crash: the log says it all.
    const auto archive = Archive::open(directory.path(), Archive::Alarms::yes);
    QVERIFY(archive.ok());
    QVERIFY(sameAlarm(alarmOf(*(*archive)->state()->alarms), alarmOf(*alarmsOf(*engine))));
    engine->close();
    const auto after = Archive::open(directory.path(), Archive::Alarms::yes);
    QVERIFY(after.ok());
    QVERIFY(sameAlarm(alarmOf(*(*after)->state()->alarms), alarmOf(*(*archive)->state()->alarms)));
    QVERIFY((*Archive::open(directory.path()))->state()->alarms == nullptr);
}

void LiveAlarmsTest::actsThatMakeNoSenseAreNotLogged()
{
    TemporaryDirectory directory;
    const auto engine = openEngine(directory.path());
    QVERIFY(engine && importLoop(*engine, directory.path()));
    QTRY_VERIFY(alarmOf(*alarmsOf(*engine)).id.value != 0);
    const AlarmId id = alarmOf(*alarmsOf(*engine)).id;
    AlarmAct nobody = seen(id);
    nobody.by.clear();
    QVERIFY(!act(*engine, nobody).ok());
    QVERIFY(!act(*engine, seen(AlarmId{99})).ok());
    AlarmAct shelve = seen(id);
    shelve.kind = AlarmActKind::shelve;
    shelve.until = SystemClock().now() - kSecond;
    QVERIFY(!act(*engine, shelve).ok());
    AlarmAct out;
    out.kind = AlarmActKind::takeOut;
    out.by = "ann";
    out.reason = "why";
    out.detector = "loop.nonsense";
    QVERIFY(!act(*engine, out).ok());
    QVERIFY(act(*engine, seen(id)).ok());
    const Status twice = act(*engine, seen(id));
    QVERIFY(!twice.ok());
    QCOMPARE(twice.error().sentence, std::string("It is acknowledged already."));
    auto log = LogReader::open(directory.path());
    int acts = 0;
    QVERIFY((*log)
                ->read(1,
                       [&acts](const EntryBatch& batch) {
                           for (const LogEntry& entry : batch.entries)
                               acts += entry.kind == EntryKind::alarmAct;
                           return true;
                       })
                .ok());
    QCOMPARE(acts, 1);
    QCOMPARE(alarmsOf(*engine)->actsRefused, std::uint64_t{0});
}

void LiveAlarmsTest::anAttachedSessionSeesThemAndActs()
{
    TemporaryDirectory directory;
    const auto engine = openEngine(directory.path());
    QVERIFY(engine && importLoop(*engine, directory.path()));
    auto commands = CommandServer::start(*engine, directory.path());
    QVERIFY(commands.ok());
    auto attached = attachSession(directory.path());
    QVERIFY(attached.ok());
    QTRY_VERIFY(alarmOf(*alarmsOf(**attached)).id.value != 0);
    const AlarmId id = alarmOf(*alarmsOf(**attached)).id;
    const Status done = act(**attached, seen(id));
    QVERIFY2(done.ok(), done ? "" : done.error().sentence.c_str());
    QTRY_COMPARE(alarmOf(*alarmsOf(**attached)).acknowledgedBy, std::string("ann"));
    QVERIFY(sameAlarm(alarmOf(*alarmsOf(**attached)), alarmOf(*alarmsOf(*engine))));
    const Status refused = act(**attached, seen(id));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().sentence, std::string("It is acknowledged already."));
    QVERIFY((*attached)->status().policy.file.ends_with("/policy.json"));
}

void LiveAlarmsTest::aShelfEndsInARunningEngine()
{
    TemporaryDirectory directory;
    const auto engine = openEngine(directory.path());
    QVERIFY(engine && importLoop(*engine, directory.path()));
    QTRY_VERIFY(alarmOf(*alarmsOf(*engine)).id.value != 0);
    AlarmAct shelve = seen(alarmOf(*alarmsOf(*engine)).id);
    shelve.kind = AlarmActKind::shelve;
    shelve.until = SystemClock().now() + 2 * kSecond;
    QVERIFY(act(*engine, shelve).ok());
    QCOMPARE(alarmOf(*alarmsOf(*engine)).state, AlarmState::shelved);
    QTRY_COMPARE_WITH_TIMEOUT(alarmOf(*alarmsOf(*engine)).state, AlarmState::unacknowledged,
                              20'000);
}

void LiveAlarmsTest::thePolicyFileIsReadAgainWhenItChanges()
{
    TemporaryDirectory directory;
    const std::string file = directory.path() + "/policy.json";
    writeFile(file, R"({"policy": 1, "detectors": {"loop.repetition": {"on": false}}})");
    const auto engine = openEngine(directory.path());
    QVERIFY(engine);
    QTRY_VERIFY(alarmsOf(*engine)->policySeq != 0);
    const Seq first = alarmsOf(*engine)->policySeq;
    writeFile(file, "{\"policy\": 1,\n\"detectors\": {\"loop.repetitoin\": {}}}");
    QTRY_VERIFY_WITH_TIMEOUT(!engine->status().policy.problem.empty(), 10'000);
    const std::string problem = engine->status().policy.problem;
    QVERIFY2(problem.find("policy.json, line 2, detectors.loop.repetitoin") != std::string::npos,
             problem.c_str());
    QVERIFY(!engine->status().problems.empty());
    QVERIFY(importLoop(*engine, directory.path()));
    QVERIFY(engine->world(std::chrono::seconds(5)).ok());
    QCOMPARE(alarmsOf(*engine)->policySeq, first); // what was in force goes on
    QCOMPARE(alarmOf(*alarmsOf(*engine)).id, AlarmId{});
    writeFile(file, R"({"policy": 1, "detectors": {"loop.repetition": {"times": 2}}})");
    QTRY_VERIFY_WITH_TIMEOUT(alarmsOf(*engine)->policySeq > first, 10'000);
    QVERIFY(engine->status().policy.problem.empty());
    const Seq second = alarmsOf(*engine)->policySeq;
    std::filesystem::remove(file);
    QTRY_VERIFY_WITH_TIMEOUT(alarmsOf(*engine)->policySeq > second, 10'000);
}

void LiveAlarmsTest::aPolicyThatWasChosenMustBeThere()
{
    TemporaryDirectory directory;
    const auto engine = openEngine(directory.path(), directory.path() + "/none.json");
    QVERIFY(engine);
    QVERIFY(engine->status().policy.problem.find("none.json cannot be read") != std::string::npos);
    writeFile(directory.path() + "/none.json", R"({"policy": 1})");
    QTRY_VERIFY_WITH_TIMEOUT(engine->status().policy.problem.empty(), 10'000);
}

void LiveAlarmsTest::whatIsForgottenHasNoAlarm()
{
    TemporaryDirectory directory;
    const auto engine = openEngine(directory.path());
    QVERIFY(engine && importLoop(*engine, directory.path()));
    QTRY_VERIFY(alarmOf(*alarmsOf(*engine)).id.value != 0);
    LogStore::ForgetRequest everything;
    everything.before = SystemClock().now() + kHour;
    QVERIFY(engine->forget(everything).ok());
    QTRY_COMPARE(alarmOf(*alarmsOf(*engine)).id, AlarmId{});
}

QTEST_GUILESS_MAIN(LiveAlarmsTest)
#include "tst_live_alarms.moc"
