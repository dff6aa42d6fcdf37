// SPDX-License-Identifier: GPL-3.0-or-later
// A talk of two agents that stands still is found at the limit, ends with the first news, and is not seen in talks that move,
// in calls of tools, or in what the other side tells of the same requests.
#include "story.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

constexpr std::string_view kDetector = "loop.stalled_talk";
const std::string kTold[] = {"We remain at %1 EUR, and are glad to keep talking.",
                             "Our desk asks for your feedback; the offer stands at %1 EUR.",
                             "Thank you for your patience, %1 EUR is the figure."};
const std::string kSaid[] = {"Please look again, %1 EUR is above our target.",
                             "Could you check once more? It is %1 EUR still.",
                             "Before we decide we would like to see less than %1 EUR."};

std::string with(std::string text, const std::string& price)
{
    return text.replace(text.find("%1"), 2, price);
}

void round(Story& story, int number, const std::string& price)
{
    story.replies("buyer", with(kTold[number % 3], price), with(kSaid[number % 3], price));
    story.call("", "ask vendor", "", "").change([](Step& step) {
        step.kind = StepKind::a2aRequest;
        step.toolName = {};
        step.target = "vendor";
    });
}

} // namespace

class StalledTalksTest : public QObject {
    Q_OBJECT

private slots:
    void aTalkThatStandsStillIsFoundAndEndsWithNews();
    void aTalkThatMovesIsNone();
    void otherWorkInOtherWordsIsNone();
    void toolsAreNotTalkedTo();
    void theOtherSideOfARequestIsNoSecondOne();
    void whoOnlyPassesOnDoesNotTalk();
};

void StalledTalksTest::aTalkThatStandsStillIsFoundAndEndsWithNews()
{
    Story story;
    for (int i = 0; i < 6; ++i)
        round(story, i, "10.69"); // the first begins the talk, the second brings its figures
    QCOMPARE(checked(story, kDetector).size(), std::size_t{0});
    round(story, 6, "10.69");
    const auto findings = checked(story, kDetector);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().subject, std::string("vendor"));
    QCOMPARE(findings.front().steps.size(), std::size_t{6});
    QCOMPARE(findings.front().steps.back(), story.mention(13));
    QCOMPARE(findings.front().values, (std::vector<ValueMention>{{"rounds", 6, 5, Unit::count}}));
    QCOMPARE(findings.front().sentence,
             std::string("“vendor” was asked 6 times in a row and neither side says anything new; "
                         "the limit is 5."));
    round(story, 7, "9.80");
    QCOMPARE(checked(story, kDetector).back().change, FindingChange::cleared);
}

void StalledTalksTest::aTalkThatMovesIsNone()
{
    Story story;
    for (int i = 0; i < 20; ++i)
        round(story, i, std::to_string(30 - i / 4) + ".5");
    QVERIFY(checked(story, kDetector).empty());
}

void StalledTalksTest::otherWorkInOtherWordsIsNone()
{
    const char* const kWork[] = {"translate chapter about whales swimming north",
                                 "describe painters living along rivers",
                                 "summarise complaints concerning noisy trains",
                                 "compare recipes using lentils against beans",
                                 "invent slogans praising wooden toys",
                                 "explain tides to curious children",
                                 "list arguments favouring longer holidays",
                                 "rewrite apology letter sounding warmer",
                                 "criticise essay defending early bedtimes",
                                 "draft invitation welcoming new neighbours"};
    Story story;
    for (const char* work : kWork) {
        story.replies("lead", std::string("done: ") + work, std::string("Now please ") + work);
        story.call("", "ask writer", "", "").change([](Step& step) {
            step.kind = StepKind::a2aRequest;
        });
    }
    QVERIFY(checked(story, kDetector).empty());
}

void StalledTalksTest::toolsAreNotTalkedTo()
{
    Story story;
    for (int i = 0; i < 20; ++i) {
        story.replies("buyer", "It is 10.69 EUR.", "I look again, 10.69 EUR.");
        story.call("buyer", "look up", "{}", "10.69 EUR");
    }
    QVERIFY(checked(story, kDetector).empty());
}

void StalledTalksTest::theOtherSideOfARequestIsNoSecondOne()
{
    Story story;
    for (int i = 0; i < 4; ++i) {
        round(story, i, "10.69");
        story.call("vendor", "ask vendor", "", "").change([](Step& step) {
            step.kind = StepKind::a2aRequest;
            step.flags |= kRemoteParent;
        });
    }
    QVERIFY(checked(story, kDetector).empty());
}

void StalledTalksTest::whoOnlyPassesOnDoesNotTalk()
{
    Story story;
    for (int i = 0; i < 20; ++i)
        story.call("", "ask vendor", "", "").change([](Step& step) {
            step.kind = StepKind::a2aRequest;
        });
    QVERIFY(checked(story, kDetector).empty());
}

QTEST_GUILESS_MAIN(StalledTalksTest)
#include "tst_stalled_talks.moc"
