// SPDX-License-Identifier: GPL-3.0-or-later
// Detectors of calls that go round: each fires, does not fire on what only looks like it, has exact evidence, ends, and is
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

} // namespace

class LoopsOfCallsTest : public QObject {
    Q_OBJECT

private slots:
    void theSameCallIsFoundAtTheLimitWithItsSteps();
    void theSameCallOfSeveralAgentsTakesMore();
    void aCallWhoseAnswerChangesIsPolling();
    void withoutAnswersItTakesMore();
    void callsSideBySideAreNoRepetition();
    void callsFarApartAreNoRepetition();
    void otherArgumentsOrFailuresAreNoRepetition();
    void aRepetitionEndsWhenOtherCallsFollow();

    void nearlyTheSameCallIsFound();
    void theNextPageIsNotNearlyTheSame();
    void aModelThatSaysTheSameIsFound();

    void aSequenceOfCallsIsFound();
    void aSequenceWithOtherArgumentsIsWork();
    void aSequenceWithOtherAnswersIsWork();
    void aRepeatedSingleCallIsNoSequence();

    void answersThatWereThereAreNoProgress();
    void itemsOfAListMayBeAnsweredAlike();
    void shortAnswersSayNothing();
    void aNewAnswerIsProgress();
    void aHaggleWhosePricesMoveIsProgress();

    void aTraceThatFallsQuietEndsItsFindings();
    void placeholdersAndRevisionsDoNotCount();
};

void LoopsOfCallsTest::theSameCallIsFoundAtTheLimitWithItsSteps()
{
    Story story;
    for (int i = 0; i < 3; ++i)
        story.call("a", "search", R"({"q":"trains","n":1})", "none");
    QCOMPARE(checked(story, "loop.repetition").size(), std::size_t{0});
    story.call("a", "search", R"({ "n": 1.0, "q": "trains" })", "none");
    const auto findings = checked(story, "loop.repetition");
    QCOMPARE(findings.size(), std::size_t{1});
    const Finding& finding = findings.front();
    QCOMPARE(finding.change, FindingChange::raised);
    QCOMPARE(finding.seq, Seq{4});
    QCOMPARE(finding.subject, std::string("search"));
    QCOMPARE(finding.values, (std::vector<ValueMention>{{"times", 4, 4, Unit::count}}));
    QCOMPARE(finding.steps, (std::vector<StepMention>{story.mention(0), story.mention(1),
                                                      story.mention(2), story.mention(3)}));
    QCOMPARE(finding.sentence,
             std::string("“search” was called 4 times with the same arguments and gave the same "
                         "answer; the limit is 4."));
}

void LoopsOfCallsTest::theSameCallOfSeveralAgentsTakesMore()
{
    Story story;
    for (int i = 0; i < 5; ++i)
        story.call(i % 2 == 0 ? "a" : "b", "search", "{}", "none");
    QCOMPARE(checked(story, "loop.repetition").size(), std::size_t{0});
    story.call("b", "search", "{}", "none");
    QCOMPARE(raised(checked(story, "loop.repetition")), std::size_t{1});
}

void LoopsOfCallsTest::aCallWhoseAnswerChangesIsPolling()
{
    Story story;
    for (int i = 0; i < 30; ++i)
        story.call("a", "status", "{}", "at " + n(i) + " percent");
    QCOMPARE(checked(story, "loop.repetition").size(), std::size_t{0});
}

void LoopsOfCallsTest::withoutAnswersItTakesMore()
{
    Story story;
    for (int i = 0; i < 19; ++i)
        story.call("a", "Edit", R"({"file":"a.cpp"})", "");
    QCOMPARE(checked(story, "loop.repetition").size(), std::size_t{0});
    story.call("a", "Edit", R"({"file":"a.cpp"})", "");
    const auto findings = checked(story, "loop.repetition");
    QCOMPARE(raised(findings), std::size_t{1});
    QCOMPARE(findings.front().values, (std::vector<ValueMention>{{"times", 20, 20, Unit::count}}));
    QVERIFY(findings.front().sentence.find("answers are not known") != std::string::npos);
}

void LoopsOfCallsTest::callsSideBySideAreNoRepetition()
{
    Story story;
    story.call("a", "search", "{}", "none");
    for (int i = 0; i < 9; ++i)
        story.beside().call("a", "search", "{}", "none");
    QCOMPARE(checked(story, "loop.repetition").size(), std::size_t{0});
}

void LoopsOfCallsTest::callsFarApartAreNoRepetition()
{
    Story story;
    for (int i = 0; i < 5; ++i) {
        story.call("a", "time", "{}", "noon");
        for (int j = 0; j < 17; ++j)
            story.call("a", "work", n(i * 17 + j), "done");
    }
    QCOMPARE(checked(story, "loop.repetition").size(), std::size_t{0});
}

void LoopsOfCallsTest::otherArgumentsOrFailuresAreNoRepetition()
{
    Story story;
    for (int i = 0; i < 9; ++i)
        story.call("a", "search", R"({"page":)" + n(i) + "}", "none");
    for (int i = 0; i < 9; ++i)
        story.failing().call("a", "pay", "{}", "no");
    QCOMPARE(checked(story, "loop.repetition").size(), std::size_t{0});
}

void LoopsOfCallsTest::aRepetitionEndsWhenOtherCallsFollow()
{
    Story story;
    for (int i = 0; i < 4; ++i)
        story.call("a", "search", "{}", "none");
    for (int i = 0; i < 18; ++i)
        story.call("a", "work", n(i), "done");
    const auto findings = checked(story, "loop.repetition");
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings.back().change, FindingChange::cleared);
    QCOMPARE(findings.back().sentence, std::string("Other calls were made since."));
}

void LoopsOfCallsTest::nearlyTheSameCallIsFound()
{
    const std::vector<std::string> queries = {
        "list all open invoices of our customers in the north region sorted by date please now",
        "list all open invoices of our customers in the north region sorted by date please",
        "please list all open invoices of our customers in the north region sorted by date",
        "list all the open invoices of our customers in the north region sorted by date",
        "list all open invoices of our customers in the north region sorted by the date now"};
    Story story;
    for (const std::string& query : queries)
        story.call("a", "query", R"({"q":")" + query + "\"}", "table " + query);
    const auto findings = checked(story, "loop.near_repetition");
    QCOMPARE(raised(findings), std::size_t{1});
    QCOMPARE(findings.front().steps.size(), std::size_t{5});
    QCOMPARE(findings.front().steps.front(), story.mention(0));
    QCOMPARE(findings.front().steps.back(), story.mention(4));
    story.call("a", "query", R"({"q":"who are the managers of the southern region this year"})",
               "x");
    QCOMPARE(checked(story, "loop.near_repetition").back().change, FindingChange::cleared);
}

void LoopsOfCallsTest::theNextPageIsNotNearlyTheSame()
{
    Story story;
    for (int i = 0; i < 20; ++i)
        story.call("a", "query",
                   "list all open invoices of our customers in the north region, page " + n(i),
                   "rows");
    QCOMPARE(checked(story, "loop.near_repetition").size(), std::size_t{0});
}

void LoopsOfCallsTest::aModelThatSaysTheSameIsFound()
{
    Story story;
    for (int i = 0; i < 5; ++i)
        story.says("a", kLong + (i % 2 == 0 ? " now" : " then"));
    QCOMPARE(raised(checked(story, "loop.near_repetition")), std::size_t{1});
    Story nobody;
    for (int i = 0; i < 20; ++i)
        nobody.says("", kLong + (i % 2 == 0 ? " now" : " then"));
    QCOMPARE(checked(nobody, "loop.near_repetition").size(), std::size_t{0});
    QCOMPARE(checked(nobody, "loop.no_progress").size(), std::size_t{0});
    Story brief;
    for (int i = 0; i < 20; ++i)
        brief.says("a", "Next speaker: surfer");
    QCOMPARE(checked(brief, "loop.near_repetition").size(), std::size_t{0});
}

void LoopsOfCallsTest::aSequenceOfCallsIsFound()
{
    Story story;
    for (int i = 0; i < 4; ++i)
        story.call("a", "open", "{\"f\":1}", "the file has ten lines and two of them are red")
            .call("a", "edit", "{\"x\":1}", "done")
            .call("a", "test", "{}",
                  "ran fourteen tests and three of them failed after a while, took " + n(i));
    const auto findings = checked(story, "loop.periodic");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().values, (std::vector<ValueMention>{{"rounds", 4, 4, Unit::count},
                                                                 {"length", 3, 8, Unit::count}}));
    QCOMPARE(findings.front().steps.size(), std::size_t{12});
    story.call("a", "open", "{\"f\":2}", "other");
    QCOMPARE(checked(story, "loop.periodic").back().change, FindingChange::cleared);
}

void LoopsOfCallsTest::aSequenceWithOtherArgumentsIsWork()
{
    Story story;
    for (int i = 0; i < 20; ++i)
        story.call("a", "open", n(i), "x")
            .call("a", "edit", n(i), "x")
            .call("a", "test", "{}", "x");
    QCOMPARE(checked(story, "loop.periodic").size(), std::size_t{0});
}

void LoopsOfCallsTest::aSequenceWithOtherAnswersIsWork()
{
    Story moving;
    Story unknown;
    for (int i = 0; i < 20; ++i) {
        moving.call("a", "open", "{}", "line " + n(i)).call("a", "test", "{}", n(i) + " failed");
        unknown.call("a", "Read", "{}", "").call("a", "Edit", "{}", "");
    }
    QCOMPARE(checked(moving, "loop.periodic").size(), std::size_t{0});
    QCOMPARE(checked(unknown, "loop.periodic").size(), std::size_t{0});
}

void LoopsOfCallsTest::aRepeatedSingleCallIsNoSequence()
{
    Story story;
    for (int i = 0; i < 40; ++i)
        story.call("a", "status", "{}", n(i));
    QCOMPARE(checked(story, "loop.periodic").size(), std::size_t{0});
}

void LoopsOfCallsTest::answersThatWereThereAreNoProgress()
{
    const std::string page =
        "The page shows a list of schools and an advertisement but no address at all.";
    const std::vector<std::string> links = {"the first link", "that link", "another link",
                                            "this button",    "the menu",  "one more link",
                                            "the image"};
    Story story;
    for (std::size_t i = 0; i < 6; ++i)
        story.call("a", "browse", links[i], page);
    QCOMPARE(checked(story, "loop.no_progress").size(), std::size_t{0});
    story.call("a", "browse", links[6], page);
    const auto findings = checked(story, "loop.no_progress");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().steps,
             (std::vector<StepMention>{story.mention(1), story.mention(2), story.mention(3),
                                       story.mention(4), story.mention(5), story.mention(6)}));
    story.call("a", "browse", "the map",
               "At last this is the address: the school stands near the market and opens early.");
    QCOMPARE(checked(story, "loop.no_progress").back().sentence,
             std::string("An answer brought something new."));
}

void LoopsOfCallsTest::itemsOfAListMayBeAnsweredAlike()
{
    Story story;
    for (int i = 0; i < 20; ++i)
        story.call("a", "look_up", "customer " + n(i),
                   "This customer has no open invoices and no complaints at the moment.");
    QCOMPARE(checked(story, "loop.no_progress").size(), std::size_t{0});
}

void LoopsOfCallsTest::shortAnswersSayNothing()
{
    Story story;
    for (int i = 0; i < 30; ++i)
        story.call("a", "write", "file " + n(i), "File written successfully.");
    QCOMPARE(checked(story, "loop.no_progress").size(), std::size_t{0});
}

void LoopsOfCallsTest::aNewAnswerIsProgress()
{
    Story story;
    const std::string page =
        "The page shows a list of schools and an advertisement but no address at all.";
    for (int i = 0; i < 12; ++i)
        story.call("a", "browse", "link " + n(i),
                   i % 3 == 0 ? "Something quite different stands on page " + n(i) +
                                    " about school, sport and market." + n(i * 7) + " visitors came"
                              : page);
    QCOMPARE(checked(story, "loop.no_progress").size(), std::size_t{0});
}

void LoopsOfCallsTest::aHaggleWhosePricesMoveIsProgress()
{
    const std::string counter = "Another source offers us much less for all of them, we can pay ";
    Story moving;
    Story stuck;
    for (int i = 0; i < 12; ++i) {
        moving.replies("buyer", "We can go to " + n(190 - i), counter + n(160 + i) + " each.");
        stuck.replies("buyer", "We can go to " + n(190 - i), counter + n(160 + i % 3) + " each.");
    }
    QCOMPARE(raised(checked(moving, "loop.no_progress")), std::size_t{0});
    QCOMPARE(raised(checked(stuck, "loop.no_progress")), std::size_t{1});
}

void LoopsOfCallsTest::aTraceThatFallsQuietEndsItsFindings()
{
    Story story;
    for (int i = 0; i < 4; ++i)
        story.call("a", "search", "{}", "none");
    story.wait(Detection::kQuiet).tick();
    QCOMPARE(checked(story, "loop.repetition").size(), std::size_t{1});
    story.wait(2 * kSecond).tick();
    const auto findings = checked(story, "loop.repetition");
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings.back().sentence, std::string(kTraceLeft));
}

void LoopsOfCallsTest::placeholdersAndRevisionsDoNotCount()
{
    for (const StepFlag flag : {kProvisional, kRevision, kMergesInto, kSummary}) {
        Story story;
        for (int i = 0; i < 9; ++i)
            story.call("a", "search", "{}", "none").change([flag](Step& step) {
                step.flags |= flag;
            });
        QCOMPARE(checked(story, "loop.repetition").size(), std::size_t{0});
    }
}

QTEST_GUILESS_MAIN(LoopsOfCallsTest)
#include "tst_loops_of_calls.moc"
