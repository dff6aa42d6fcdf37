// SPDX-License-Identifier: GPL-3.0-or-later
// Authority: chains that go too deep, more than the policy allows – done or obtained through another –, authorisations that
// have expired, claims that nothing supports. Each fires, not on near misses, with exact evidence, whichever step comes first.
#include "story.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

/// a1 asks a2 asks a3 …: span n is the run of agent n; told from below unless `down`.
Story chain(int depth, bool down = false)
{
    Story story;
    for (int i = 0; i < depth; ++i) {
        const int at = down ? i + 1 : depth - i;
        run(story, "a" + n(at), static_cast<std::uint64_t>(at), static_cast<std::uint64_t>(at - 1));
    }
    return story;
}

DetectionSettings limited()
{
    DetectionSettings settings = only("authority.scope");
    settings.rules.tools = {{"refund", "", ToolEffect::final, {}, {}, {}, {}},
                            {"ledger", "", ToolEffect::read, {}, {}, {}, {"finance"}},
                            {"get", "", ToolEffect::read, {}, {}, {}, {}}};
    AgentRule triage{"triage", {}, {}, {}, {}};
    triage.effects = std::vector{ToolEffect::read};
    AgentRule billing{"billing", {"finance"}, {}, {}, {}};
    billing.tools = std::vector<std::string>{"refund", "led*"};
    AgentRule front = triage;
    front.name = "front";
    front.through = {"billing"};
    settings.rules.agents = {triage, billing, front};
    return settings;
}

std::vector<Finding> scoped(const Story& story)
{
    const std::string problem = difference(story, limited());
    if (!problem.empty())
        qFatal("%s", problem.c_str());
    return fold(story, limited());
}

} // namespace

class AuthorityTest : public QObject {
    Q_OBJECT

private slots:
    void aChainThatIsTooDeepIsFoundFromEitherEnd();
    void aChainAtTheLimitIsNone();
    void oneAgentBelowItselfIsOne();
    void stepsBetweenRunsDoNotBreakTheChain();

    void whatAnAgentMayNotDoIsFound();
    void whatItMayDoIsNot();
    void whatNeedsClearanceIsForThoseWhoHaveIt();
    void whatNobodyDeclaredIsNotAllowedWhereEffectsAreLimited();
    void whatIsObtainedThroughAnotherIsFoundFromEitherEnd();
    void whoIsMeantToAskMayAsk();
    void aCallWithoutANameBelongsToTheRunAbove();
    void manyActsAreOneFinding();

    void workUnderAnExpiredAuthorisationIsFound();
    void workThatBeganInTimeIsNot();

    void aClaimThatNothingSupportsIsFoundWhenTheRootIsKnown();
    void aClaimThatSomebodyAboveSupportsIsNone();
    void aChainThatIsNotKnownToItsRootIsNotJudged();
    void aUserWhoIsNamedSupportsTheClaim();

    void memoryIsBounded();
};

void AuthorityTest::aChainThatIsTooDeepIsFoundFromEitherEnd()
{
    for (const bool down : {false, true}) {
        const auto findings = checked(chain(9, down), "authority.depth");
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings.front().values,
                 (std::vector<ValueMention>{{"depth", 9, 8, Unit::count}}));
        QCOMPARE(findings.front().steps.size(), std::size_t{9});
        QCOMPARE(findings.front().steps.front().span.value, std::uint64_t{1});
        QCOMPARE(findings.front().steps.back().span.value, std::uint64_t{9});
        QCOMPARE(findings.front().sentence,
                 std::string("“a9” works at the end of a chain of 9 agents that begins with “a1”; "
                             "the limit is 8."));
    }
}

void AuthorityTest::aChainAtTheLimitIsNone()
{
    QVERIFY(checked(chain(8), "authority.depth").empty());
    QVERIFY(checked(chain(8, true), "authority.depth").empty());
}

void AuthorityTest::oneAgentBelowItselfIsOne()
{
    Story story;
    for (std::uint64_t i = 12; i > 0; --i)
        run(story, "same", i, i - 1);
    QVERIFY(checked(story, "authority.depth").empty());
}

void AuthorityTest::stepsBetweenRunsDoNotBreakTheChain()
{
    Story story;
    for (std::uint64_t i = 9; i > 0; --i) {
        run(story, "a" + n(static_cast<int>(i)), i, i + 99);
        story.call("a" + n(static_cast<int>(i) - 1), "ask", "{}", "ok");
        hangs(story, i + 99, i - 1);
    }
    QCOMPARE(checked(story, "authority.depth").size(), std::size_t{1});
}

void AuthorityTest::whatAnAgentMayNotDoIsFound()
{
    Story story;
    story.call("triage", "get", "{}", "ok").call("triage", "refund", "{}", "ok");
    const auto findings = scoped(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().priority, Priority::high);
    QCOMPARE(findings.front().subject, std::string("triage"));
    QCOMPARE(findings.front().steps, std::vector{story.mention(1)});
    QCOMPARE(findings.front().values, (std::vector<ValueMention>{{"acts", 1, 0, Unit::count}}));
    QCOMPARE(findings.front().sentence,
             std::string("“triage” used “refund”: its effect is “final”, which is not among those "
                         "allowed."));
    Story tools;
    tools.call("billing", "get", "{}", "ok");
    QVERIFY(scoped(tools).front().sentence.find("not among its tools") != std::string::npos);
}

void AuthorityTest::whatItMayDoIsNot()
{
    Story story;
    story.call("triage", "get", "{}", "ok").call("billing", "refund", "{}", "ok");
    story.call("billing", "ledger", "{}", "ok").call("stranger", "refund", "{}", "ok");
    story.failing().call("triage", "refund", "{}", "denied");
    QVERIFY(scoped(story).empty());
}

void AuthorityTest::whatNeedsClearanceIsForThoseWhoHaveIt()
{
    Story story;
    story.call("stranger", "ledger", "{}", "ok");
    const auto findings = scoped(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QVERIFY(findings.front().sentence.find("no clearance for “finance”") != std::string::npos);
}

void AuthorityTest::whatNobodyDeclaredIsNotAllowedWhereEffectsAreLimited()
{
    Story story;
    story.call("triage", "mystery", "{}", "ok");
    QVERIFY(scoped(story).front().sentence.find("nobody declared") != std::string::npos);
}

void AuthorityTest::whatIsObtainedThroughAnotherIsFoundFromEitherEnd()
{
    for (const bool down : {false, true}) {
        Story story;
        const auto act = [&] {
            story.call("billing", "refund", "{}", "ok");
            hangs(story, 30, 20);
        };
        if (!down)
            act();
        run(story, down ? "triage" : "billing", down ? 10 : 20, down ? 0 : 10);
        run(story, down ? "billing" : "triage", down ? 20 : 10, down ? 10 : 0);
        if (down)
            act();
        const auto findings = scoped(story);
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings.front().subject, std::string("triage"));
        QVERIFY(findings.front().sentence.starts_with(
            "“triage” obtained “refund” through “billing” and may not use it itself"));
        QCOMPARE(findings.front().edges, (std::vector<EdgeMention>{{"triage", "billing", 1}}));
        QCOMPARE(findings.front().steps,
                 (std::vector{story.mention(down ? 0 : 2), story.mention(down ? 2 : 0)}));
    }
}

void AuthorityTest::whoIsMeantToAskMayAsk()
{
    Story story;
    story.call("billing", "refund", "{}", "ok");
    hangs(story, 30, 20);
    run(story, "billing", 20, 10);
    run(story, "front", 10, 0);
    QVERIFY(scoped(story).empty());
}

void AuthorityTest::aCallWithoutANameBelongsToTheRunAbove()
{
    Story story;
    story.call("", "refund", "{}", "ok");
    hangs(story, 30, 10);
    QVERIFY(scoped(story).empty());
    run(story, "triage", 10, 0);
    const auto findings = scoped(story);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().steps, std::vector{story.mention(0)});
}

void AuthorityTest::manyActsAreOneFinding()
{
    Story story;
    for (int i = 0; i < 40; ++i)
        story.call("triage", "refund", n(i), "ok");
    const auto findings = scoped(story);
    QCOMPARE(raised(findings), std::size_t{1});
    QCOMPARE(findings.back().values.front().value, 32.0);
    QCOMPARE(findings.back().steps.size() + findings.back().moreSteps, std::size_t{32});
}

void AuthorityTest::workUnderAnExpiredAuthorisationIsFound()
{
    Story story;
    story.call("billing", "refund", "{}", "ok");
    mandate(story, {"ann", {}, {}, {}, {}, 0, story.now() - 10 * kSecond});
    const auto findings = checked(story, "authority.expired");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().steps, std::vector{story.mention(0)});
    QCOMPARE(findings.front().values.back(), (ValueMention{"late", 9.1e9, 2e9, Unit::nanos}));
    QCOMPARE(findings.front().sentence,
             std::string("“billing” began 9.1 s after its authorisation had expired, which “ann” "
                         "had given."));
}

void AuthorityTest::workThatBeganInTimeIsNot()
{
    Story story;
    story.call("billing", "refund", "{}", "ok");
    mandate(story,
            {"ann", {}, {}, {}, {}, 0, story.now() - 2 * kSecond}); // within what clocks differ
    story.call("billing", "refund", "{}", "ok");
    mandate(story, {"ann", {}, {}, {}, {}, 0, 0}); // no end
    story.call("billing", "refund", "{}", "ok");
    QVERIFY(checked(story, "authority.expired").empty());
}

void AuthorityTest::aClaimThatNothingSupportsIsFoundWhenTheRootIsKnown()
{
    Story story;
    story.call("billing", "refund", "{}", "ok");
    hangs(story, 30, 20);
    mandate(story, {"the-cfo", {}, {}, {}, {}, 0, 0});
    run(story, "billing", 20, 10);
    QVERIFY(checked(story, "authority.claim").empty());
    run(story, "triage", 10, 0);
    const auto findings = checked(story, "authority.claim");
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().steps, std::vector{story.mention(0)});
    QCOMPARE(findings.front().sentence,
             std::string("“billing” says that “the-cfo” authorised it, and nobody of that name is "
                         "in the chain above it."));
}

void AuthorityTest::aClaimThatSomebodyAboveSupportsIsNone()
{
    Story story;
    story.call("billing", "refund", "{}", "ok");
    hangs(story, 30, 20);
    mandate(story, {"triage", {}, {}, {}, {}, 0, 0});
    run(story, "billing", 20, 10);
    run(story, "triage", 10, 0);
    QVERIFY(checked(story, "authority.claim").empty());
}

void AuthorityTest::aChainThatIsNotKnownToItsRootIsNotJudged()
{
    Story story;
    story.call("billing", "refund", "{}", "ok");
    hangs(story, 30, 20);
    mandate(story, {"the-cfo", {}, {}, {}, {}, 0, 0});
    run(story, "billing", 20, 10);
    QVERIFY(checked(story, "authority.claim").empty());
}

void AuthorityTest::aUserWhoIsNamedSupportsTheClaim()
{
    Story story;
    story.call("billing", "refund", "{}", "ok");
    hangs(story, 30, 20);
    mandate(story, {"ann", {}, {}, {}, {}, 0, 0});
    run(story, "billing", 20, 0);
    story.change([](Step& step) { step.user = "ann"; });
    QVERIFY(checked(story, "authority.claim").empty());
}

void AuthorityTest::memoryIsBounded()
{
    DetectionSettings settings = limited();
    for (std::size_t i = 0; i < settings.detectors.size(); ++i)
        settings.detectors[i].on = detectorDefs()[i]->id.starts_with("authority.");
    settings.watchedTraces = 50;
    Detection detection(settings);
    std::size_t early = 0;
    for (unsigned round = 0; round < 6; ++round) {
        Story story;
        for (unsigned trace = 0; trace < 100; ++trace) {
            story.in(round * 100 + trace + 1);
            for (std::uint64_t i = 40; i > 0; --i) {
                story.call("triage", i % 2 == 0 ? "refund" : "x.y" + n(static_cast<int>(i)), "{}",
                           "ok");
                hangs(story, i + 1000, i);
                run(story, "a" + n(static_cast<int>(i)), i, i - 1);
            }
        }
        for (const LogEntry& entry : story.entries())
            detection.apply(entry);
        detection.takeChanges();
        early = round == 1 ? detection.bytes() : early;
    }
    QVERIFY2(detection.bytes() <= early + early / 10, qPrintable(QString::number(early)));
}

QTEST_GUILESS_MAIN(AuthorityTest)
#include "tst_authority.moc"
