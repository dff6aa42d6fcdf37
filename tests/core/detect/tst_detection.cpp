// SPDX-License-Identifier: GPL-3.0-or-later
// The framework that all detectors stand in: registration, settings, bounded memory with what did not fit counted, and the
// property that the whole rests on – restarts, and where the log ends, change nothing of what was found up to there.
#include "story.h"

#include <QTest>

#include <random>
#include <set>

using namespace penstock;
using namespace penstock::test;

namespace {

/// Agents, tools and texts drawn from few, so that everything repeats in one way or another.
Story randomStory(unsigned seed, int steps)
{
    std::mt19937 random(seed);
    const auto below = [&random](unsigned n) { return random() % n; };
    const std::vector<std::string> agents = {"boss", "surfer", "coder", ""};
    const std::vector<std::string> texts = {
        "Please search for reports with passenger counts of Tri-Rail trains on May 27, 2019.",
        "Please search for detailed passenger counts of the Tri-Rail trains on May 27, 2019.",
        "The page shows a list of schools and an advertisement but no address at all today.",
        R"({"q":"trains"})",
        "ok",
        ""};
    Story story;
    for (int i = 0; i < steps; ++i) {
        story.in(below(4) + 1);
        if (below(12) == 0)
            story.ask(agents[below(4)], "surfer", "go").change([](Step& step) {
                step.flags |= kProvisional;
            });
        if (below(8) == 0)
            story.wait(static_cast<Nanos>(below(200)) * kSecond);
        if (below(6) == 0)
            story.failing();
        if (below(10) == 0)
            story.beside();
        const std::string& agent = agents[below(4)];
        const std::string& text = texts[below(6)];
        switch (below(7)) {
        case 0:
        case 1:
            story.call(agent, below(2) == 0 ? "search" : "pay", text, texts[below(6)]);
            break;
        case 2:
            story.says(agent, text).change([&](Step& step) {
                step.cost = {static_cast<MicroUsd>(below(3'000'000)), CostSource::computed, 0, 1,
                             0};
                step.usage.input = below(100'000);
            });
            break;
        case 3:
            story.ask(agent, "surfer", text);
            break;
        case 4:
            story.handOver("a", "b").handOver("b", "a");
            break;
        case 5:
            story.tick();
            break;
        default:
            story.root(agent, story.now() - kSecond);
        }
    }
    return story;
}

std::vector<double> sensitive(const DetectorDef& def)
{
    std::vector<double> values;
    for (const ParameterDef& parameter : def.parameters)
        values.push_back(parameter.least);
    return values;
}

/// So that random logs raise much.
DetectionSettings sensitiveSettings()
{
    DetectionSettings settings = DetectionSettings::byDefinition();
    for (std::size_t i = 0; i < settings.detectors.size(); ++i)
        settings.detectors[i].values = sensitive(*detectorDefs()[i]);
    settings.watchedTraces = 3;
    settings.rules.tools = {{"pay", "", ToolEffect::final, {"q"}, {}, {}, {}}};
    settings.rules.tools.push_back({"search", "", ToolEffect::read, {"q"}, {}, {}, {"web"}});
    AgentRule boss{"boss", {}, {}, {}, {}};
    boss.effects = std::vector{ToolEffect::final};
    settings.rules.agents = {boss, {"coder", {"web"}, {}, {}, {"boss"}, true}};
    settings.rules.budgets = {
        {"a run", BudgetScope::run, 0, 2'000'000, {}, {0.5}},
        {"an hour", BudgetScope::agent, kHour, 9'000'000, 300'000, {0.5, 0.9}},
    };
    return settings;
}

} // namespace

class DetectionTest : public QObject {
    Q_OBJECT

private slots:
    void definitionsAreSound();
    void aDetectorThatIsOffSaysNothing();
    void restartsAndPrefixesChangeNothing();
    void savedStateOfOtherSettingsIsRefused();
    void brokenSavedStateIsRefused();
    void memoryIsBoundedWhateverComes();
    void tracesThatMakeRoomAreCountedAndEnd();
    void findingsBeyondTheBoundAreCounted();
    void aLongLoopIsFewMessages();
    void evidenceIsBoundedAndSaysHowMuchMore();
    void namesAreMadeSafeInSentences();
};

void DetectionTest::definitionsAreSound()
{
    std::set<std::string_view> ids;
    for (const DetectorDef* def : detectorDefs()) {
        QVERIFY(ids.insert(def->id).second);
        QVERIFY(def->id.find('.') != std::string_view::npos);
        QVERIFY(!def->title.empty());
        QCOMPARE(findDetector(def->id), def);
        std::set<std::string_view> names;
        for (const ParameterDef& parameter : def->parameters) {
            QVERIFY(names.insert(parameter.name).second);
            QVERIFY(parameter.least <= parameter.fallback && parameter.fallback <= parameter.most);
            QVERIFY(!parameter.meaning.empty());
        }
    }
    QCOMPARE(findDetector("loop.nothing"), nullptr);
}

void DetectionTest::aDetectorThatIsOffSaysNothing()
{
    Story story;
    for (int i = 0; i < 9; ++i)
        story.call("a", "search", "{}", "none");
    DetectionSettings settings = only("loop.repetition");
    QCOMPARE(raised(fold(story, settings)), std::size_t{1});
    for (DetectorSetting& setting : settings.detectors)
        setting.on = false;
    QVERIFY(fold(story, settings).empty());
}

void DetectionTest::restartsAndPrefixesChangeNothing()
{
    std::size_t found = 0;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const Story story = randomStory(seed, 150);
        const DetectionSettings settings = sensitiveSettings();
        QCOMPARE(difference(story, settings), std::string());
        found += fold(story, settings).size();
    }
    QVERIFY2(found > 500, qPrintable(QString::number(found)));
}

void DetectionTest::savedStateOfOtherSettingsIsRefused()
{
    const Story story = randomStory(1, 50);
    Detection detection(sensitiveSettings());
    for (const LogEntry& entry : story.entries())
        detection.apply(entry);
    Detection other(DetectionSettings::byDefinition());
    QVERIFY(!other.restore(detection.save()));
    QCOMPARE(other.save(), Detection(DetectionSettings::byDefinition()).save());
}

void DetectionTest::brokenSavedStateIsRefused()
{
    const Story story = randomStory(2, 120);
    Detection detection(sensitiveSettings());
    for (const LogEntry& entry : story.entries())
        detection.apply(entry);
    const std::string saved = detection.save();
    const std::string blank = Detection(sensitiveSettings()).save();
    for (std::size_t length = 0; length < saved.size(); length += 37) {
        Detection other(sensitiveSettings());
        QVERIFY(!other.restore(std::string_view(saved).substr(0, length)));
        QCOMPARE(other.save(), blank);
    }
    Detection whole(sensitiveSettings());
    QVERIFY(whole.restore(saved));
    QCOMPARE(whole.save(), saved);
}

void DetectionTest::memoryIsBoundedWhateverComes()
{
    DetectionSettings settings = sensitiveSettings();
    settings.watchedTraces = 50;
    Detection detection(settings);
    std::size_t most = 0;
    for (unsigned round = 0; round < 40; ++round) {
        Story story = randomStory(round, 0);
        for (unsigned trace = 0; trace < 100; ++trace)
            for (int i = 0; i < 10; ++i)
                story.in(round * 100 + trace + 1)
                    .call("a" + n(i), "tool" + n(i % 3), n(i), "x y z");
        for (const LogEntry& entry : story.entries())
            detection.apply(entry);
        detection.takeChanges();
        most = std::max(most, round < 5 ? detection.bytes() : most);
    }
    QCOMPARE(detection.traces().count(), std::size_t{50});
    QVERIFY2(detection.bytes() <= most + most / 10, qPrintable(QString::number(detection.bytes())));
}

void DetectionTest::tracesThatMakeRoomAreCountedAndEnd()
{
    DetectionSettings settings = only("loop.repetition");
    settings.watchedTraces = 2;
    Story story;
    for (int i = 0; i < 4; ++i)
        story.in(1).call("a", "search", "{}", "none");
    story.in(2).call("a", "search", "{}", "none").in(3).call("a", "search", "{}", "none");
    Detection detection(settings);
    for (const LogEntry& entry : story.entries())
        detection.apply(entry);
    QCOMPARE(detection.tracesGivenUp(), std::uint64_t{1});
    const auto findings = detection.takeChanges();
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings.back().change, FindingChange::cleared);
    QVERIFY(detection.active().empty());
}

void DetectionTest::findingsBeyondTheBoundAreCounted()
{
    Board board;
    for (std::uint64_t key = 0; key < Board::kMostActive + 5; ++key)
        board.raise(0, key, {});
    QCOMPARE(board.active().size(), Board::kMostActive);
    QCOMPARE(board.leftOut(), std::uint64_t{5});
}

void DetectionTest::aLongLoopIsFewMessages()
{
    Story story;
    for (int i = 0; i < 1000; ++i)
        story.call("a", "search", "{}", "none");
    const auto findings = fold(story, only("loop.repetition"));
    QCOMPARE(findings.size(), std::size_t{8}); // at 4, 8, 16 … 512
    QCOMPARE(findings.back().change, FindingChange::changed);
    QCOMPARE(findings.back().values.front().value, 512.0);
}

void DetectionTest::evidenceIsBoundedAndSaysHowMuchMore()
{
    Story story;
    for (int i = 0; i < 512; ++i)
        story.call("a", "search", "{}", "none");
    const Finding last = fold(story, only("loop.repetition")).back();
    QCOMPARE(last.steps.size() + last.moreSteps, std::size_t{512});
    QVERIFY(last.steps.size() <= Board::kMostSteps);
    QCOMPARE(last.steps.back(), story.mention(511));
}

void DetectionTest::namesAreMadeSafeInSentences()
{
    Story story;
    for (int i = 0; i < 4; ++i)
        story.call("a", "se\u202Earch\n<b>", "{}", "none");
    const Finding finding = fold(story, only("loop.repetition")).front();
    QVERIFY(finding.sentence.find("\u202E") == std::string::npos);
    QVERIFY(finding.sentence.find('\n') == std::string::npos);
}

QTEST_GUILESS_MAIN(DetectionTest)
#include "tst_detection.moc"
