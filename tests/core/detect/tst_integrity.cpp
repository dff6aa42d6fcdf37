// SPDX-License-Identifier: GPL-3.0-or-later
// Integrity: the same action carried out twice. It fires within a run and across runs, not on what only looks like it, and
// not on tools that nobody declared.
#include "story.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

constexpr std::string_view kDetector = "integrity.duplicate_effect";
constexpr std::string_view kRefund = R"({"order":"A-17","amount":49.90})";

DetectionSettings declared()
{
    DetectionSettings settings = only(kDetector);
    settings.rules.tools = {{"refund", "shop", ToolEffect::final, {"order"}, {}, {}, {}},
                            {"note_*", "", ToolEffect::change, {}, {}, {}, {}},
                            {"get_*", "", ToolEffect::read, {}, {}, {}, {}}};
    return settings;
}

std::vector<Finding> found(const Story& story)
{
    const std::string problem = difference(story, declared());
    if (!problem.empty())
        qFatal("%s", problem.c_str());
    return fold(story, declared());
}

} // namespace

class IntegrityTest : public QObject {
    Q_OBJECT

private slots:
    void anActionCarriedOutTwiceIsFoundInOneRun();
    void andInAnotherThatDoesNotKnowOfTheFirst();
    void otherArgumentsAreAnotherAction();
    void aRefusedActionMayBeTriedAgain();
    void readingTwiceIsNoEffect();
    void ofUndeclaredToolsNothingIsSaid();
    void oneCallSeenTwiceIsOne();
    void tomorrowItIsAnotherAction();
    void whatCanBeChangedBackIsAnotherActionSooner();
    void itEndsWhenItIsLongAgo();
};

void IntegrityTest::anActionCarriedOutTwiceIsFoundInOneRun()
{
    Story story;
    story.call("billing", "refund", kRefund, "done").call("billing", "get_order", "{}", "x");
    QCOMPARE(found(story).size(), std::size_t{0});
    story.call("billing", "refund", R"({"amount":49.9,"order":"A-17"})", "done");
    const auto findings = found(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().steps,
             (std::vector<StepMention>{story.mention(0), story.mention(2)}));
    QCOMPARE(findings.front().values, (std::vector<ValueMention>{{"times", 2, 2, Unit::count}}));
    QVERIFY(findings.front().sentence.find("cannot be taken back") != std::string::npos);
}

void IntegrityTest::andInAnotherThatDoesNotKnowOfTheFirst()
{
    Story story;
    story.in(1).call("billing", "refund", kRefund, "done");
    story.wait(kHour).in(2).call("other", "refund", kRefund, "done");
    const auto findings = found(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().steps,
             (std::vector<StepMention>{story.mention(0), story.mention(1)}));
}

void IntegrityTest::otherArgumentsAreAnotherAction()
{
    Story story;
    for (int i = 0; i < 9; ++i)
        story.call("billing", "refund", R"({"order":"A-)" + n(i) + "\"}", "done");
    QCOMPARE(found(story).size(), std::size_t{0});
}

void IntegrityTest::aRefusedActionMayBeTriedAgain()
{
    Story story;
    story.failing().call("billing", "refund", kRefund, "").call("billing", "refund", kRefund, "ok");
    QCOMPARE(found(story).size(), std::size_t{0});
}

void IntegrityTest::readingTwiceIsNoEffect()
{
    Story story;
    for (int i = 0; i < 5; ++i)
        story.call("billing", "get_order", kRefund, "x");
    QCOMPARE(found(story).size(), std::size_t{0});
}

void IntegrityTest::ofUndeclaredToolsNothingIsSaid()
{
    Story story;
    for (int i = 0; i < 5; ++i)
        story.call("billing", "delete_all", kRefund, "x");
    QCOMPARE(found(story).size(), std::size_t{0});
    Story elsewhere;
    for (int i = 0; i < 5; ++i)
        elsewhere.call("billing", "refund", kRefund, "x").change([](Step& step) {
            step.service = "sandbox"; // declared for the shop only
        });
    QCOMPARE(found(elsewhere).size(), std::size_t{0});
}

void IntegrityTest::oneCallSeenTwiceIsOne()
{
    Story inside;
    inside.call("server", "refund", kRefund, "ok").change([](Step& step) {
        step.kind = StepKind::mcpRequest;
        step.parent.value = step.span.value + 1;
    });
    inside.call("billing", "refund", kRefund, "ok");
    QCOMPARE(found(inside).size(), std::size_t{0});
    Story sameId;
    for (int i = 0; i < 2; ++i)
        sameId.call("billing", "refund", kRefund, "ok").change([](Step& step) {
            step.toolCallId = "call_1";
        });
    QCOMPARE(found(sameId).size(), std::size_t{0});
}

void IntegrityTest::tomorrowItIsAnotherAction()
{
    Story story;
    story.call("billing", "note_visit", kRefund, "ok").wait(25 * kHour);
    story.call("billing", "note_visit", kRefund, "ok");
    QCOMPARE(found(story).size(), std::size_t{0});
}

void IntegrityTest::whatCanBeChangedBackIsAnotherActionSooner()
{
    Story story;
    story.call("ops", "note_it", R"({"text":"restarted"})", "done").wait(11 * kMinute);
    story.call("ops", "note_it", R"({"text":"restarted"})", "done");
    QCOMPARE(found(story).size(), std::size_t{0});
    story.call("ops", "note_it", R"({"text":"restarted"})", "done");
    QCOMPARE(found(story).size(), std::size_t{1});
    QCOMPARE(found(story).front().priority, Priority::note);
}

void IntegrityTest::itEndsWhenItIsLongAgo()
{
    Story story;
    story.call("billing", "note_visit", kRefund, "ok").call("billing", "note_visit", kRefund, "ok");
    story.wait(25 * kHour).tick();
    const auto findings = found(story);
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings.back().change, FindingChange::cleared);
}

QTEST_GUILESS_MAIN(IntegrityTest)
#include "tst_integrity.moc"
