// SPDX-License-Identifier: GPL-3.0-or-later
// Detectors of agents that go round: each fires, does not fire on what only looks like it, has exact evidence, ends, and is
// not changed by restarts or by where the log ends.
#include "story.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

const std::string kLong = // more than 32 different words
    "We have not yet found what was asked for and so the next step has to look at other places "
    "where such "
    "numbers may be kept by those who count them every day or at least once in a month because "
    "nobody else "
    "publishes tables about passengers trains stations hours delays fares routes lines";

const std::vector<std::string> kSameRequest = {
    "Please search for detailed passenger counts of the Tri-Rail trains on May 27, 2019.",
    "Please search for reports or datasets with passenger counts of Tri-Rail trains on May 27, "
    "2019.",
    "Search for specific passenger counts of the Tri-Rail trains on May 27, 2019, in reports.",
    "Please search for detailed reports on the passenger counts of Tri-Rail trains, May 27, 2019.",
    "Please search for datasets or reports of passenger counts for Tri-Rail trains on May 27, "
    "2019.",
    "Please search for specific datasets of passenger counts for Tri-Rail trains on May 27, 2019.",
};

void askAgain(Story& story, std::size_t times)
{
    for (std::size_t i = 0; i < times; ++i)
        story.ask("boss", "surfer", kSameRequest[i % kSameRequest.size()])
            .says("surfer", "page " + n(static_cast<int>(i)))
            .says("boss", kLong);
}

} // namespace

class LoopsOfAgentsTest : public QObject {
    Q_OBJECT

private slots:
    void aRestatedRequestIsFoundWhenTheAskerGoesOn();
    void aRestatedRequestNeedsSomebodyToGoOn();
    void differentRequestsAreNotRestated();
    void aListWorkedOffIsNotRestated();
    void itemsOfAListAreNotRestated();
    void requestsSideBySideAreNotRestated();
    void aNewPlanEndsItAndThinkingTwiceAlwaysDoesNot();

    void pingPongIsFoundAndItsEdgesNamed();
    void aRingOfThreeIsFound();
    void aCoordinatorThatGetsAnswersBackIsNoCycle();
    void someRoundsOfReviewAreNoCycle();

    void failuresInARowAreAStorm();
    void aSuccessBetweenFailuresIsNoStorm();
    void whoDoesOtherWorkBetweenMayFailTwiceAsOften();
    void failuresSideBySideAreOneAttempt();

    void callsAfterTheEndAreFoundThoughTheRootComesLast();
    void callsWithinTheGraceAreNot();
    void callsOfTheNextTurnAreItsOwn();
    void callsBelowASubRunCountWhenItIsKnown();
};

void LoopsOfAgentsTest::aRestatedRequestIsFoundWhenTheAskerGoesOn()
{
    Story story;
    askAgain(story, 4);
    QCOMPARE(checked(story, "loop.restated").size(), std::size_t{0});
    askAgain(story, 1);
    const auto findings = checked(story, "loop.restated");
    QCOMPARE(findings.size(), std::size_t{1});
    const Finding& finding = findings.front();
    QCOMPARE(finding.seq, Seq{15}); // what the asker said after the fifth answer
    QCOMPARE(finding.subject, std::string("surfer"));
    QCOMPARE(finding.edges, (std::vector<EdgeMention>{{"boss", "surfer", 5}}));
    QCOMPARE(finding.steps,
             (std::vector<StepMention>{story.mention(0), story.mention(3), story.mention(6),
                                       story.mention(9), story.mention(12)}));
    QCOMPARE(finding.values.size(), std::size_t{2});
    QVERIFY(finding.values[0].value >= 0.8);
    QCOMPARE(finding.values[0].limit, 0.8);
    QCOMPARE(finding.values[1], (ValueMention{"requests", 5, 5, Unit::count}));
}

void LoopsOfAgentsTest::aRestatedRequestNeedsSomebodyToGoOn()
{
    Story story;
    askAgain(story, 4);
    story.ask("boss", "surfer", kSameRequest[4]).says("surfer", kLong);
    QCOMPARE(checked(story, "loop.restated").size(), std::size_t{0});
}

void LoopsOfAgentsTest::differentRequestsAreNotRestated()
{
    Story story;
    for (const char* request :
         {"Look up flights to the coast.", "Reserve a room near the harbour for two guests.",
          "Translate this letter into another language.", "Summarise what was agreed yesterday.",
          "Draw the floor plan again with thicker walls.", "Remind everybody about lunch."})
        story.ask("boss", "helper", request).says("boss", kLong);
    QCOMPARE(checked(story, "loop.restated").size(), std::size_t{0});
}

void LoopsOfAgentsTest::aListWorkedOffIsNotRestated()
{
    const std::vector<std::string> gyms = {"Muscle", "Kang", "Crunch", "Cage",
                                           "Planet", "Iron", "Anytime"};
    Story story;
    for (std::size_t left = gyms.size(); left > 0; --left) {
        std::string request = "please check whether these gyms are fitness centers: we need";
        for (std::size_t i = gyms.size() - left; i < gyms.size(); ++i)
            request += " " + gyms[i] + ",";
        story.ask("boss", "surfer", request).says("boss", kLong);
    }
    QCOMPARE(checked(story, "loop.restated").size(), std::size_t{0});
}

void LoopsOfAgentsTest::itemsOfAListAreNotRestated()
{
    Story story;
    for (const char* film : {"Elizabeth", "Sylvia", "Munich", "Defiance", "Layer Cake", "Spectre",
                             "Invasion", "Jacket"})
        story
            .ask("boss", "surfer",
                 "Please check the availability of '" + std::string(film) +
                     "' on Netflix in the US.")
            .says("boss", kLong);
    QCOMPARE(checked(story, "loop.restated").size(), std::size_t{0});
}

void LoopsOfAgentsTest::requestsSideBySideAreNotRestated()
{
    Story story;
    story.ask("boss", "surfer", kSameRequest[0]);
    for (int i = 1; i < 10; ++i)
        story.beside().ask("boss", "surfer", kSameRequest[static_cast<std::size_t>(i) % 6]);
    story.says("boss", kLong);
    QCOMPARE(checked(story, "loop.restated").size(), std::size_t{0});
}

void LoopsOfAgentsTest::aNewPlanEndsItAndThinkingTwiceAlwaysDoesNot()
{
    Story story;
    askAgain(story, 5);
    story.says("boss", kLong); // twice at length without acting: a new plan
    const auto findings = checked(story, "loop.restated");
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings.back().change, FindingChange::cleared);
    QCOMPARE(findings.back().sentence, std::string("A new plan was made."));
    Story habit;
    for (std::size_t i = 0; i < 9; ++i)
        habit.ask("boss", "surfer", kSameRequest[i % 6])
            .says("surfer", "page")
            .says("boss", kLong)
            .says("boss", kLong);
    QCOMPARE(raised(checked(habit, "loop.restated")), std::size_t{1});
}

void LoopsOfAgentsTest::pingPongIsFoundAndItsEdgesNamed()
{
    Story story;
    for (int i = 0; i < 6; ++i)
        story.handOver("writer", "reviewer").handOver("reviewer", "writer");
    const auto findings = checked(story, "loop.delegation_cycle");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().seq, Seq{12});
    QCOMPARE(findings.front().edges,
             (std::vector<EdgeMention>{{"writer", "reviewer", 6}, {"reviewer", "writer", 6}}));
    QCOMPARE(findings.front().steps.size(), std::size_t{12});
    story.handOver("writer", "editor");
    QCOMPARE(checked(story, "loop.delegation_cycle").back().change, FindingChange::cleared);
}

void LoopsOfAgentsTest::aRingOfThreeIsFound()
{
    Story story;
    for (int i = 0; i < 6; ++i)
        story.handOver("a", "b").handOver("b", "c").handOver("c", "a");
    const auto findings = checked(story, "loop.delegation_cycle");
    QCOMPARE(raised(findings), std::size_t{1});
    QCOMPARE(findings.front().edges.size(), std::size_t{3});
    QCOMPARE(findings.front().values.back(), (ValueMention{"agents", 3, 8, Unit::count}));
}

void LoopsOfAgentsTest::aCoordinatorThatGetsAnswersBackIsNoCycle()
{
    Story story;
    for (int i = 0; i < 40; ++i)
        story.handOver("boss", "helper", DelegationMode::returnToCaller);
    QCOMPARE(checked(story, "loop.delegation_cycle").size(), std::size_t{0});
}

void LoopsOfAgentsTest::someRoundsOfReviewAreNoCycle()
{
    Story story;
    for (int i = 0; i < 5; ++i)
        story.handOver("writer", "reviewer").handOver("reviewer", "writer");
    story.handOver("writer", "publisher");
    QCOMPARE(checked(story, "loop.delegation_cycle").size(), std::size_t{0});
}

void LoopsOfAgentsTest::failuresInARowAreAStorm()
{
    Story story;
    for (int i = 0; i < 5; ++i)
        story.failing("timeout").call("a", "pay", "order " + n(i), "").says("a", "again");
    const auto findings = checked(story, "loop.retry_storm");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().seq, Seq{9});
    QCOMPARE(findings.front().steps.size(), std::size_t{5});
    QCOMPARE(findings.front().steps.front(), story.mention(0));
    story.call("a", "pay", "order 5", "paid");
    QCOMPARE(checked(story, "loop.retry_storm").back().sentence, std::string("A call succeeded."));
}

void LoopsOfAgentsTest::aSuccessBetweenFailuresIsNoStorm()
{
    Story story;
    for (int i = 0; i < 20; ++i) {
        if (i % 4 != 3)
            story.failing();
        story.call("a", "pay", n(i), "");
    }
    QCOMPARE(checked(story, "loop.retry_storm").size(), std::size_t{0});
}

void LoopsOfAgentsTest::whoDoesOtherWorkBetweenMayFailTwiceAsOften()
{
    Story story;
    for (int i = 0; i < 8; ++i)
        story.failing("2 tests failed").call("a", "test", "{}", "").call("a", "edit", n(i), "done");
    QCOMPARE(checked(story, "loop.retry_storm").size(), std::size_t{0});
    story.failing("2 tests failed").call("a", "test", "{}", "");
    const auto findings = checked(story, "loop.retry_storm");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().values, (std::vector<ValueMention>{{"times", 9, 5, Unit::count}}));
    QCOMPARE(findings.front().sentence,
             std::string("“test” failed 9 times in a row and is called again; the limit is 5, "
                         "twice that with other work between."));
}

void LoopsOfAgentsTest::failuresSideBySideAreOneAttempt()
{
    Story story;
    story.failing().call("a", "pay", "0", "");
    for (int i = 1; i < 12; ++i)
        story.failing().beside().call("a", "pay", n(i), "");
    QCOMPARE(checked(story, "loop.retry_storm").size(), std::size_t{0});
}

void LoopsOfAgentsTest::callsAfterTheEndAreFoundThoughTheRootComesLast()
{
    Story story;
    const Nanos start = story.now();
    story.call("a", "search", "1", "x");
    const Nanos end = story.now();
    story.wait(10 * kSecond);
    for (int i = 0; i < 3; ++i)
        story.call("a", "search", "later " + n(i), "x");
    story.root("a", start).change([end](Step& step) { step.end = end; });
    const auto findings = checked(story, "loop.unaware_of_end");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().seq, Seq{5});
    QCOMPARE(findings.front().steps,
             (std::vector<StepMention>{story.mention(4), story.mention(1), story.mention(2),
                                       story.mention(3)}));
}

void LoopsOfAgentsTest::callsWithinTheGraceAreNot()
{
    Story story;
    story.call("a", "search", "1", "x").root("a", kStoryStart);
    for (int i = 0; i < 4; ++i)
        story.call("a", "notify", n(i), "x");
    QCOMPARE(checked(story, "loop.unaware_of_end").size(), std::size_t{0});
}

void LoopsOfAgentsTest::callsOfTheNextTurnAreItsOwn()
{
    Story story;
    story.call("a", "search", "1", "x").root("a", kStoryStart).wait(kMinute);
    const Nanos second = story.now();
    for (int i = 0; i < 4; ++i)
        story.call("a", "search", n(i), "x").change([](Step& step) { step.parent.value = 77; });
    story.root("a", second).change([](Step& step) { step.span.value = 77; });
    QCOMPARE(checked(story, "loop.unaware_of_end").size(), std::size_t{0});
}

void LoopsOfAgentsTest::callsBelowASubRunCountWhenItIsKnown()
{
    Story story;
    story.root("a", kStoryStart).wait(kMinute);
    for (int i = 0; i < 3; ++i)
        story.call("b", "search", n(i), "x").change([](Step& step) { step.parent.value = 77; });
    QCOMPARE(checked(story, "loop.unaware_of_end").size(), std::size_t{0});
    story.ask("a", "b", "go on").change([](Step& step) { step.span.value = 77; });
    QCOMPARE(raised(checked(story, "loop.unaware_of_end")), std::size_t{1});
}

QTEST_GUILESS_MAIN(LoopsOfAgentsTest)
#include "tst_loops_of_agents.moc"
