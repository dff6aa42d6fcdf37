// SPDX-License-Identifier: GPL-3.0-or-later
// Two agents that block each other: each fails at what the other holds. One that only waits, one that gets through, and
// failures for other reasons are none.
#include "story.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

constexpr std::string_view kDetector = "integrity.blocking";
constexpr std::string_view kRed = R"({"account":"red"})";
constexpr std::string_view kBlue = R"({"account":"blue"})";

DetectionSettings declared()
{
    DetectionSettings settings = only(kDetector);
    settings.rules.tools = {{"update", "", ToolEffect::change, {"account"}, {}, {}, {}},
                            {"hold", "", ToolEffect::flag, {"account"}, {}, {}, {}},
                            {"get", "", ToolEffect::read, {"account"}, {}, {}, {}}};
    return settings;
}

std::vector<Finding> found(const Story& story)
{
    const std::string problem = difference(story, declared());
    if (!problem.empty())
        qFatal("%s", problem.c_str());
    return fold(story, declared());
}

/// Each holds one of two accounts.
Story holding(std::string_view by = "update")
{
    Story story;
    story.in(1).call("billing", by, kRed, "ok");
    story.in(2).call("ledger", by, kBlue, "ok");
    return story;
}

void fails(Story& story, unsigned trace, std::string_view agent, std::string_view account)
{
    story.in(trace).failing("locked").call(agent, "update", account, "");
}

} // namespace

class BlockingTest : public QObject {
    Q_OBJECT

private slots:
    void twoThatFailAtWhatTheOtherHoldsAreFound();
    void whatWasFlaggedIsHeldToo();
    void oneThatFailsOnceIsNotYetBlocked();
    void oneThatOnlyWaitsIsNotBlocking();
    void failuresAtOnesOwnThingsAreOther();
    void whoGetsThroughEndsIt();
    void longAgoIsOver();
    void memoryIsBounded();
};

void BlockingTest::twoThatFailAtWhatTheOtherHoldsAreFound()
{
    Story story = holding();
    for (int i = 0; i < 2; ++i)
        fails(story, 1, "billing", kBlue);
    fails(story, 2, "ledger", kRed);
    QVERIFY(found(story).empty());
    fails(story, 2, "ledger", kRed);
    const auto findings = found(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().steps, (std::vector{story.mention(3), story.mention(5)}));
    QCOMPARE(findings.front().values, (std::vector<ValueMention>{{"attempts", 2, 2, Unit::count}}));
    QCOMPARE(findings.front().sentence,
             std::string("“ledger” and “billing” block each other: each failed at least 2 times at "
                         "what the other holds (“account”)."));
    story.wait(11 * kMinute).tick();
    QCOMPARE(found(story).back().change, FindingChange::cleared);
}

void BlockingTest::whatWasFlaggedIsHeldToo()
{
    Story story = holding("hold");
    for (int i = 0; i < 2; ++i) {
        fails(story, 1, "billing", kBlue);
        fails(story, 2, "ledger", kRed);
    }
    QCOMPARE(raised(found(story)), std::size_t{1});
}

void BlockingTest::oneThatFailsOnceIsNotYetBlocked()
{
    Story story = holding();
    for (int i = 0; i < 6; ++i)
        fails(story, 1, "billing", kBlue);
    fails(story, 2, "ledger", kRed);
    QVERIFY(found(story).empty());
}

void BlockingTest::oneThatOnlyWaitsIsNotBlocking()
{
    Story story = holding();
    for (int i = 0; i < 20; ++i)
        fails(story, 1, "billing", kBlue);
    QVERIFY(found(story).empty());
}

void BlockingTest::failuresAtOnesOwnThingsAreOther()
{
    Story story = holding();
    for (int i = 0; i < 4; ++i) {
        fails(story, 1, "billing", kRed);
        fails(story, 2, "ledger", kBlue);
        story.in(1).failing("gone").call("billing", "get", kBlue, "");
    }
    QVERIFY(found(story).empty());
}

void BlockingTest::whoGetsThroughEndsIt()
{
    Story story = holding();
    for (int i = 0; i < 2; ++i) {
        fails(story, 1, "billing", kBlue);
        fails(story, 2, "ledger", kRed);
    }
    QCOMPARE(raised(found(story)), std::size_t{1});
    story.in(1).call("billing", "update", kBlue, "ok");
    const auto findings = found(story);
    QCOMPARE(findings.back().change, FindingChange::cleared);
    QCOMPARE(findings.back().sentence, std::string("One of them got through."));
}

void BlockingTest::longAgoIsOver()
{
    Story story = holding();
    story.wait(20 * kMinute); // nobody holds a thing that long
    for (int i = 0; i < 4; ++i) {
        fails(story, 1, "billing", kBlue);
        fails(story, 2, "ledger", kRed);
    }
    QVERIFY(found(story).empty());
}

void BlockingTest::memoryIsBounded()
{
    Detection detection(declared());
    std::size_t largest = 0;
    std::size_t half = 0;
    constexpr int kPairs = 12'000;
    for (int i = 0; i < kPairs; ++i) {
        Story story;
        const std::string a = "a" + n(i);
        const std::string b = "b" + n(i);
        const std::string red = R"({"account":"red)" + n(i) + "\"}";
        const std::string blue = R"({"account":"blue)" + n(i) + "\"}";
        story.in(1).call(a, "update", red, "ok").call(b, "update", blue, "ok");
        for (int k = 0; k < 2; ++k) {
            fails(story, 1, a, blue);
            fails(story, 1, b, red);
        }
        for (const LogEntry& entry : story.entries())
            detection.apply(entry);
        largest = std::max(largest, detection.bytes());
        half = i == kPairs / 2 ? largest : half;
    }
    QVERIFY2(largest <= half + half / 10, qPrintable(QString::number(largest)));
}

QTEST_GUILESS_MAIN(BlockingTest)
#include "tst_blocking.moc"
