// SPDX-License-Identifier: GPL-3.0-or-later
// Spend: far above an entity's own normal by ratio and by amount, budgets with their warnings, and the end of a budget seen
// ahead. Each fires, does not fire on near misses, has exact evidence, ends, and restarts and prefixes change nothing.
#include "story.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

/// A model call that cost so many micro-dollars.
void pay(Story& story, std::string_view agent, MicroUsd money, std::int64_t tokens = 1000)
{
    story.says(agent, "answer").change([&](Step& step) {
        step.cost = {money, CostSource::computed, 0, 1, 0};
        step.usage.input = tokens;
        step.usage.output = 0;
    });
}

/// So many minutes with this spend each.
void ordinary(Story& story, int minutes, MicroUsd each)
{
    for (int i = 0; i < minutes; ++i) {
        pay(story, "planner", each + i % 3 * 1000);
        story.wait(kMinute - kSecond);
    }
}

std::size_t about(const std::vector<Finding>& findings, std::string_view subject)
{
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [subject](const Finding& finding) {
            return finding.subject == subject && finding.change == FindingChange::raised;
        }));
}

DetectionSettings withBudget(std::string_view detector, const BudgetRule& rule)
{
    DetectionSettings settings = only(detector);
    settings.rules.budgets.push_back(rule);
    return settings;
}

std::vector<Finding> checkedWith(const Story& story, const DetectionSettings& settings)
{
    const std::string problem = difference(story, settings);
    if (!problem.empty())
        qFatal("%s", problem.c_str());
    return fold(story, settings);
}

BudgetRule dayOfFleet()
{
    BudgetRule rule;
    rule.name = "a day";
    rule.scope = BudgetScope::fleet;
    rule.window = kDay;
    rule.money = 10'000'000;
    rule.warnAt = {0.8, 0.95};
    return rule;
}

} // namespace

class SpendTest : public QObject {
    Q_OBJECT

private slots:
    void aSpikeIsFoundOfTheAgentAndItsDeployment();
    void aCheapThingMayTriple();
    void aDearThingNeedsTheRatioToo();
    void withoutANormalNothingIsASpike();
    void ownScatterIsTakenIntoAccount();
    void aSpikeEndsWithItsMinute();
    void aSpikeThatStaysBecomesTheNormal();
    void whatWasOrdinaryAtThisHourIsNoSpike();
    void theSameCallSeenTwiceCountsOnce();
    void tokensSpikeWithoutAPrice();
    void aBudgetWarnsAndIsUsedUp();
    void aRollingWindowForgets();
    void aBudgetOfEachRunIsItsOwn();
    void callsWithoutAPriceAreTold();
    void tokensHaveBudgetsToo();
    void theEndOfABudgetIsSeenAhead();
    void aSlowPaceIsNoExhaustion();
};

void SpendTest::aSpikeIsFoundOfTheAgentAndItsDeployment()
{
    Story story;
    ordinary(story, 20, 100'000);
    const std::size_t before = story.entries().size();
    pay(story, "planner", 400'000);
    QCOMPARE(checked(story, "spend.spike").size(), std::size_t{0});
    pay(story, "planner", 400'000);
    const auto findings = checked(story, "spend.spike");
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(about(findings, "planner"), std::size_t{1});
    QCOMPARE(about(findings, "shop"), std::size_t{1});
    const Finding& finding = findings.front();
    QCOMPARE(finding.steps,
             (std::vector<StepMention>{story.mention(before), story.mention(before + 1)}));
    QCOMPARE(finding.values[0], (ValueMention{"a minute", 800'000, 601'000, Unit::microUsd}));
    QVERIFY(finding.values[1].value >= 7.9);
    QVERIFY2(finding.sentence.find("$0.80") != std::string::npos, finding.sentence.c_str());
}

void SpendTest::aCheapThingMayTriple()
{
    Story story;
    ordinary(story, 20, 1'000);
    pay(story, "planner", 300'000); // a hundred times as much, and not half a dollar
    QCOMPARE(checked(story, "spend.spike").size(), std::size_t{0});
}

void SpendTest::aDearThingNeedsTheRatioToo()
{
    Story story;
    ordinary(story, 20, 10'000'000);
    pay(story, "planner", 30'000'000);
    QCOMPARE(checked(story, "spend.spike").size(), std::size_t{0});
    pay(story, "planner", 11'000'000);
    QCOMPARE(checked(story, "spend.spike").size(), std::size_t{2});
}

void SpendTest::withoutANormalNothingIsASpike()
{
    Story story;
    ordinary(story, 9, 100'000);
    pay(story, "planner", 90'000'000);
    QCOMPARE(checked(story, "spend.spike").size(), std::size_t{0});
}

void SpendTest::ownScatterIsTakenIntoAccount()
{
    Story story;
    for (int i = 0; i < 30; ++i) {
        pay(story, "planner", i % 2 == 0 ? 100'000 : 1'500'000);
        story.wait(kMinute - kSecond);
    }
    pay(story, "planner", 7'000'000);
    QCOMPARE(checked(story, "spend.spike").size(), std::size_t{0});
}

void SpendTest::aSpikeEndsWithItsMinute()
{
    Story story;
    ordinary(story, 20, 100'000);
    pay(story, "planner", 4'000'000);
    story.wait(kMinute);
    ordinary(story, 2, 100'000);
    const auto findings = checked(story, "spend.spike");
    QCOMPARE(findings.size(), std::size_t{4});
    QCOMPARE(findings[2].change, FindingChange::cleared);
    QCOMPARE(findings[3].change, FindingChange::cleared);
}

void SpendTest::aSpikeThatStaysBecomesTheNormal()
{
    Story story;
    ordinary(story, 20, 100'000);
    ordinary(story, 120, 4'000'000);
    const auto findings = checked(story, "spend.spike");
    QCOMPARE(raised(findings), std::size_t{2});
    QCOMPARE(findings.back().change, FindingChange::cleared);
}

void SpendTest::whatWasOrdinaryAtThisHourIsNoSpike()
{
    Story usual;
    Story once;
    for (int day = 0; day < 4; ++day)
        for (Story* story : {&usual, &once}) {
            const bool busy = story == &usual || day == 3;
            const Nanos midnight = (story->now() / kDay + 1) * kDay;
            story->wait(midnight - story->now());
            ordinary(*story, 45, 100'000); // 0:00 … 0:45
            story->wait(midnight + kHour - story->now());
            ordinary(*story, 45, busy ? 3'000'000 : 100'000); // 1:00 … 1:45
            story->wait(midnight + 2 * kHour - story->now());
            ordinary(*story, 45, 100'000);
        }
    const auto lastDay = [](const Story& story) {
        std::size_t count = 0;
        for (const Finding& finding : fold(story, only("spend.spike")))
            count += finding.change == FindingChange::raised &&
                             finding.arrival > story.now() - 20 * kHour
                         ? 1
                         : 0;
        return count;
    };
    QCOMPARE(lastDay(once), std::size_t{2});
    QCOMPARE(lastDay(usual), std::size_t{0});
}

void SpendTest::theSameCallSeenTwiceCountsOnce()
{
    BudgetRule rule = dayOfFleet();
    Story story;
    pay(story, "planner", 6'000'000);
    story.change([](Step& step) { step.responseId = "chatcmpl-1"; });
    pay(story, "planner", 6'000'000); // the same response, told by somebody else
    story.change([](Step& step) { step.responseId = "chatcmpl-1"; });
    pay(story, "gateway", 6'000'000); // the call around it
    story.change([](Step& step) { step.span.value = 1'000'000; });
    QCOMPARE(checkedWith(story, withBudget("spend.budget", rule)).size(), std::size_t{0});
}

void SpendTest::tokensSpikeWithoutAPrice()
{
    Story story;
    for (int i = 0; i < 21; ++i) {
        story.says("planner", "x").change([i](Step& step) {
            step.usage.input = i == 20 ? 500'000 : 5'000;
            step.usage.output = 10;
        });
        story.wait(kMinute);
    }
    QCOMPARE(checked(story, "spend.spike").size(), std::size_t{0});
    const auto findings = checked(story, "spend.token_spike");
    QCOMPARE(findings.size(), std::size_t{2});
    QVERIFY(findings.front().sentence.find("500,010 tokens") != std::string::npos);
}

void SpendTest::aBudgetWarnsAndIsUsedUp()
{
    const DetectionSettings settings = withBudget("spend.budget", dayOfFleet());
    Story story;
    for (int i = 0; i < 20; ++i)
        pay(story, "planner", 500'000);
    const auto findings = checkedWith(story, settings);
    QCOMPARE(findings.size(), std::size_t{3});
    QCOMPARE(findings[0].seq, Seq{16});
    QCOMPARE(findings[0].priority, Priority::low);
    QCOMPARE(findings[0].sentence,
             std::string("The budget “a day” is used to 80 %: $8.000 of $10.000."));
    QCOMPARE(findings[1].seq, Seq{19});
    QCOMPARE(findings[2].seq, Seq{20});
    QCOMPARE(findings[2].priority, Priority::high);
    QCOMPARE(findings[2].values[0],
             (ValueMention{"spent", 10'000'000, 10'000'000, Unit::microUsd}));
    QCOMPARE(findings[2].steps.size(), std::size_t{12});
    QCOMPARE(findings[2].moreSteps, 8u);
    QCOMPARE(findings[2].steps.back(), story.mention(19));
}

void SpendTest::aRollingWindowForgets()
{
    const DetectionSettings settings = withBudget("spend.budget", dayOfFleet());
    Story story;
    pay(story, "planner", 9'000'000);
    story.wait(kDay + kHour).tick();
    const auto findings = checkedWith(story, settings);
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings.back().change, FindingChange::cleared);
    pay(story, "planner", 7'000'000);
    QCOMPARE(checkedWith(story, settings).size(), std::size_t{2});
}

void SpendTest::aBudgetOfEachRunIsItsOwn()
{
    BudgetRule rule;
    rule.name = "a run";
    rule.scope = BudgetScope::run;
    rule.money = 1'000'000;
    Story story;
    for (unsigned trace = 1; trace <= 5; ++trace) {
        story.in(trace);
        pay(story, "planner", 900'000);
    }
    QCOMPARE(checkedWith(story, withBudget("spend.budget", rule)).size(), std::size_t{0});
    story.in(3);
    pay(story, "planner", 200'000);
    const auto findings = checkedWith(story, withBudget("spend.budget", rule));
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().trace, story.mention(2).trace);
}

void SpendTest::callsWithoutAPriceAreTold()
{
    const DetectionSettings settings = withBudget("spend.budget", dayOfFleet());
    Story story;
    for (int i = 0; i < 3; ++i)
        story.says("planner", "x").change([](Step& step) { step.usage.input = 100; });
    pay(story, "planner", 12'000'000);
    QCOMPARE(
        checkedWith(story, settings).back().sentence,
        std::string("The budget “a day” is used up: $12.000 of $10.000. 3 calls have no price."));
}

void SpendTest::tokensHaveBudgetsToo()
{
    BudgetRule rule;
    rule.name = "tokens";
    rule.scope = BudgetScope::agent;
    rule.window = kHour;
    rule.tokens = 10'000;
    Story story;
    for (int i = 0; i < 9; ++i) {
        pay(story, "planner", 1);
        pay(story, "coder", 1);
    }
    QCOMPARE(checkedWith(story, withBudget("spend.budget", rule)).size(), std::size_t{0});
    pay(story, "coder", 1);
    const auto findings = checkedWith(story, withBudget("spend.budget", rule));
    QCOMPARE(findings.size(), std::size_t{1});
    QVERIFY(findings.front().sentence.find("agent “coder” is used up: 10,000 tokens") !=
            std::string::npos);
}

void SpendTest::theEndOfABudgetIsSeenAhead()
{
    const DetectionSettings settings = withBudget("spend.exhaustion", dayOfFleet());
    Story story;
    for (int i = 0; i < 8; ++i) {
        pay(story, "planner", 500'000);
        story.wait(kHour / 4);
    }
    const auto findings = checkedWith(story, settings);
    QVERIFY(findings.size() >= 1);
    QCOMPARE(findings.front().change, FindingChange::raised);
    QVERIFY(findings.front().values[0].value < findings.front().values[0].limit);
    QVERIFY(findings.front().values[1].value < 5'000'000); // long before it is used up
    for (int i = 0; i < 20; ++i)
        pay(story, "planner", 500'000);
    QCOMPARE(checkedWith(story, settings).back().sentence, std::string("It is used up."));
}

void SpendTest::aSlowPaceIsNoExhaustion()
{
    const DetectionSettings settings = withBudget("spend.exhaustion", dayOfFleet());
    Story story;
    for (int i = 0; i < 48; ++i) {
        pay(story, "planner", 380'000); // 9.12 dollars a day
        story.wait(kHour);
    }
    QCOMPARE(checkedWith(story, settings).size(), std::size_t{0});
}

QTEST_GUILESS_MAIN(SpendTest)
#include "tst_spend.moc"
