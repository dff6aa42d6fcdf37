// SPDX-License-Identifier: GPL-3.0-or-later
// Who handed work to whom, and how it is known (semconv.md 8): one test an evidence.
#include "tests/core/fleet/fleet_fixture.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

bool hasEvidence(const DelegationRow& row, Evidence evidence)
{
    return (row.evidence >> static_cast<unsigned>(evidence) & 1u) != 0;
}

} // namespace

class TestFleetDelegations : public QObject {
    Q_OBJECT

private slots:
    void aRunDirectlyBelowAnotherIsNested()
    {
        Folded f("agent_run boss @shop [0-100]\n  workflow step\n    agent_run helper [10-50] "
                 "status=error\n");
        const DelegationRow edge = f.edge("boss", "helper");
        QCOMPARE(edge.best, Evidence::nestedRun);
        QCOMPARE(edge.mode, DelegationMode::returnToCaller);
        QCOMPARE(edge.count, std::uint64_t{1});
        QCOMPARE(edge.errors, std::uint64_t{1});
        QCOMPARE(edge.firstSeen, kDrawingStart + 10 * kMillisecond);
        QVERIFY(!edge.crossProcess);
    }

    void aRunBelowAToolCallIsAnAgentUsedAsATool()
    {
        Folded f("agent_run boss @shop\n  tool_call ask_helper\n    agent_run helper\n");
        QCOMPARE(f.edge("boss", "helper").best, Evidence::agentAsTool);
        QCOMPARE(f.agent("ask_helper").runs, std::uint64_t{0}); // the run is the callee
    }

    void aDeclaredHandoffConnectsSiblings()
    {
        Folded f("workflow root @shop [0-100]\n"
                 "  agent_run triage [0-40]\n"
                 "  handoff \"handoff to Billing Agent\" [40-41] "
                 "hint=\"explicit_handoff:pass_control:triage:Billing Agent\"\n"
                 "  agent_run billing_agent [42-90]\n");
        const DelegationRow edge = f.edge("triage", "billing_agent");
        QCOMPARE(edge.best, Evidence::explicitHandoff);
        QCOMPARE(edge.mode, DelegationMode::passControl);
        QCOMPARE(int{edge.confidence}, 100);
        QVERIFY(!hasEvidence(edge, Evidence::sequence)); // something better connects them
    }

    void aHandoffToolPointsToTheNextRunOfItsTarget()
    {
        Folded f(
            "workflow root @shop [0-100]\n"
            "  agent_run refunds #20 [1-2]\n"
            "  agent_run triage #10 [5-40]\n"
            "    tool_call transfer_to_refunds [30-31] hint=handoff_tool:pass_control::refunds\n"
            "  agent_run refunds #30 [42-90]\n");
        const auto view = f.view();
        const auto it = std::find_if(view->delegations.begin(), view->delegations.end(),
                                     [](const auto& d) { return d.best == Evidence::handoffTool; });
        QVERIFY(it != view->delegations.end());
        QCOMPARE(view->nodes[it->toNode - 1].span.value, std::uint64_t{30});
        QCOMPARE(f.edge("triage", "refunds").mode, DelegationMode::passControl);
        QCOMPARE(f.agent("transfer_to_refunds").runs, std::uint64_t{0});
    }

    void anAgentThatIsOnlyNamedGetsANodeWithoutRuns()
    {
        Folded f(
            "agent_run triage @shop\n  tool_call transfer hint=handoff_tool:pass_control::ghost\n");
        QCOMPARE(f.edge("triage", "ghost").count, std::uint64_t{1});
        QCOMPARE(f.view()->delegations.front().toNode, 0u);
        QCOMPARE(f.view()->delegations.front().toAgent, std::string("ghost"));
    }

    void aRunInAnotherServiceIsARemoteCall()
    {
        Folded f("agent_run buyer @shop [0-100]\n"
                 "  a2a_request send target=vendor [10-90]\n"
                 "    agent_run vendor @vendor.example remote [20-80]\n");
        const DelegationRow edge = f.edge("buyer", "vendor");
        QCOMPARE(edge.best, Evidence::remoteCall);
        QVERIFY(edge.crossProcess);
        QCOMPARE(f.agent("vendor").kind, ActorKind::agent); // not a second, remote node
    }

    void parentAgentsGraphParentsAndGotosAreKeptApart()
    {
        Folded f("workflow root @shop [0-100]\n"
                 "  agent_run a [0-10]\n"
                 "  agent_run b [11-20] hint=agent_parent:return_to_caller:a:b\n"
                 "  agent_run c [21-30] hint=graph_parent:unknown:b:c\n"
                 "  agent_run d [31-40] hint=command_goto:pass_control:c:d\n"
                 "  agent_run e [41-50]\n");
        QCOMPARE(f.edge("a", "b").best, Evidence::agentParent);
        QCOMPARE(f.edge("b", "c").best, Evidence::graphParent);
        QCOMPARE(f.edge("c", "d").best, Evidence::commandGoto);
        const DelegationRow sequence = f.edge("d", "e");
        QCOMPARE(sequence.best, Evidence::sequence);
        QCOMPARE(int{sequence.confidence}, 20);
        QCOMPARE(f.edge("a", "c").count, std::uint64_t{0});
    }

    void allEvidenceIsListedAndTheStrongestKept()
    {
        Folded f("agent_run boss @shop\n"
                 "  tool_call Task hint=handoff_tool:return_to_caller::helper\n"
                 "    agent_run helper hint=agent_parent:return_to_caller:boss:helper\n");
        const DelegationRow edge = f.edge("boss", "helper");
        QCOMPARE(edge.count, std::uint64_t{1});
        QCOMPARE(edge.best, Evidence::agentParent);
        QVERIFY(hasEvidence(edge, Evidence::agentAsTool));
        QVERIFY(hasEvidence(edge, Evidence::handoffTool));
    }

    void aLinkInsideATraceIsAMessage()
    {
        Folded f("agent_run writer #1 @shop [0-10]\n"
                 "agent_run editor #2 @shop [20-30]\n  message_route process #3 link=1/#1\n");
        QCOMPARE(f.edge("writer", "editor").best, Evidence::spanLink);
        QCOMPARE(f.edge("writer", "editor").mode, DelegationMode::message);
    }

    void aLinkIntoAnotherTraceConnectsWhicheverComesFirst()
    {
        const char* sender =
            "trace=1\nagent_run writer #10 @shop [0-10]\n  message_route send #11\n";
        const char* receiver = "trace=2\nagent_run editor #20 @press [20-30]\n  message_route "
                               "process #21 link=1/#11\n";
        Folded one, two;
        one.add(sender).add(receiver);
        two.add(receiver).add(sender);
        for (Folded* f : {&one, &two}) {
            QCOMPARE(f->edge("writer", "editor").best, Evidence::spanLink);
            QCOMPARE(f->edge("writer", "editor").count, std::uint64_t{1});
        }
        QCOMPARE(one.fleet().dumpWorld(), two.fleet().dumpWorld());
    }

    void anIdSeenOnBothSidesConnectsTracesWithoutPropagation()
    {
        const char* client = "trace=1\nagent_run buyer @shop [0-100]\n  a2a_request send "
                             "target=vendor session=context-77 [10-90]\n";
        const char* server = "trace=2\na2a_request handle #50 @vendor session=context-77 [20-80]\n "
                             " agent_run seller [21-79]\n";
        Folded one, two;
        one.add(client).add(server);
        two.add(server).add(client);
        for (Folded* f : {&one, &two}) {
            const DelegationRow edge = f->edge("buyer", "seller");
            QCOMPARE(edge.best, Evidence::sharedKey);
            QCOMPARE(int{edge.confidence}, 45);
            QVERIFY(edge.crossProcess);
        }
        QCOMPARE(one.fleet().dumpWorld(), two.fleet().dumpWorld());
    }

    void anMcpServerWithoutTraceContextIsJoinedBySessionAndRequest()
    {
        const char* client = "trace=1\nagent_run planner @shop [0-100]\n  mcp_request tools/call "
                             "@shop target=files mcp=sess-7/12 [10-90]\n";
        const char* server =
            "trace=2\nmcp_request tools/call @file-server tool=read_file mcp=sess-7/12 [20-80] "
            "status=error\n"
            "trace=3\nmcp_request tools/call @file-server tool=list_files mcp=sess-8/12\n"
            "trace=4\nmcp_request tools/call @file-server tool=list_files mcp=sess-7/13\n";
        Folded one, two;
        one.add(client).add(server);
        two.add(server).add(client);
        for (Folded* f : {&one, &two}) {
            const DelegationRow edge = f->edge("planner", "read_file");
            QCOMPARE(edge.best, Evidence::sharedKey);
            QCOMPARE(edge.toKind, ActorKind::tool);
            QCOMPARE(edge.count, std::uint64_t{1});
            QCOMPARE(edge.errors, std::uint64_t{1});
            QVERIFY(edge.crossProcess);
            QCOMPARE(f->edge("planner", "list_files").count, std::uint64_t{0});
        }
        QCOMPARE(one.fleet().dumpWorld(), two.fleet().dumpWorld());
    }

    void anAgentBehindAnMcpServerIsJoinedWithoutTraceContext()
    {
        Folded f(
            "agent_run planner @shop\n  mcp_request tools/call target=helper mcp=sess-7/abc\n"
            "trace=2\nmcp_request tools/call @helper-service mcp=sess-7/abc\n  agent_run helper\n");
        QCOMPARE(f.edge("planner", "helper").best,
                 Evidence::call); // the server as it is called here …
        f.add(
            "trace=3\nmcp_request tools/call @shop mcp=sess-7/abc\n"); // a client outside any run joins nothing
        const auto state = f.state();
        std::uint64_t joined = 0;
        for (std::uint32_t i = 1; i <= state->delegations.size(); ++i) {
            const DelegationRow& row = state->delegations[i];
            if (row.best == Evidence::sharedKey && row.toKind == ActorKind::agent)
                joined += row.count; // … and the agent behind it
        }
        QCOMPARE(joined, std::uint64_t{1});
    }

    void aResponseToldBySpanAndByEventInTwoTracesCountsOnceWithTheCostOfTheEvent()
    {
        const char* span = "trace=1\nagent_run main @code\n  llm_call opus dialect=claude_code "
                           "response=req-abcdef in=10 out=5\n";
        const char* event =
            "trace=2\nllm_call opus #9 @code dialect=claude_code response=req-abcdef log_event "
            "in=10 out=5 cost=700 cost_source=estimated\n";
        Folded one, two;
        one.add(span).add(event);
        two.add(event).add(span);
        for (Folded* f : {&one, &two}) {
            QCOMPARE(f->totals().usage.input, std::int64_t{10});
            QCOMPARE(f->totals().usage.calls, std::int64_t{1});
            QCOMPARE(f->totals().cost.estimated, MicroUsd{700});
            QCOMPARE(f->totals().cost.unpricedCalls, std::int64_t{0});
            QCOMPARE(f->node(9, f == &one ? 2 : 1).role, UsageRole::duplicate);
        }
        QCOMPARE(one.fleet().dumpWorld(), two.fleet().dumpWorld());
    }

    void callsOfToolsPeersStoresAndPeopleAreEdgesOfTheirOwnKind()
    {
        Folded f("agent_run planner @shop\n"
                 "  tool_call search\n  tool_call search #3 status=error\n"
                 "  mcp_request call target=files\n"
                 "  a2a_request send target=vendor\n"
                 "  memory recall target=notes\n"
                 "  human_wait approval\n");
        QCOMPARE(f.agent("search").kind, ActorKind::tool);
        QCOMPARE(f.agent("search").runs, std::uint64_t{2});
        QCOMPARE(f.agent("search").errors, std::uint64_t{1});
        QCOMPARE(f.edge("planner", "search").count, std::uint64_t{2});
        QCOMPARE(f.edge("planner", "search").best, Evidence::call);
        QCOMPARE(f.edge("planner", "search").toKind, ActorKind::tool);
        QCOMPARE(f.edge("planner", "files").toKind, ActorKind::tool);
        QCOMPARE(f.edge("planner", "vendor").toKind, ActorKind::remoteAgent);
        QVERIFY(f.edge("planner", "vendor").crossProcess);
        QCOMPARE(f.edge("planner", "notes").toKind, ActorKind::memory);
        QCOMPARE(f.edge("planner", "person").toKind, ActorKind::human);
        QCOMPARE(f.totals().runs, std::uint64_t{1});
        QVERIFY(f.view()->delegations.empty());
    }

    void whatRunsClaimToBeAllowedStandsWithTheirAgent()
    {
        Folded f("agent_run planner #1 @shop [0-100] mandate=ada/refunds/ops\n"
                 "  tool_call refund #2 [10-90] mandate=planner/one_refund/\n"
                 "agent_run planner #3 @shop [50-100] mandate=bob/refunds/\n"
                 "agent_run idle #4 @shop [50-100]\n");
        const AgentRow planner = f.agent("planner");
        QCOMPARE(planner.claims.size(), std::size_t{1}); // one a scope, as said last
        QCOMPARE(planner.claims[0].scope, std::string("refunds"));
        QCOMPARE(planner.claims[0].grantedBy, std::string("bob"));
        QCOMPARE(planner.claims[0].at, kDrawingStart + 50 * kMillisecond);
        QVERIFY(!planner.moreClaims);
        QCOMPARE(f.agent("refund").claims[0].scope, std::string("one_refund"));
        QVERIFY(f.agent("idle").claims.empty());
        for (int i = 0; i < 6; ++i)
            f.add("agent_run planner #" + std::to_string(10 + i) + " @shop [" +
                  std::to_string(200 - 10 * i) + "-300] mandate=ada/scope" + std::to_string(i) +
                  "/");
        const AgentRow many = f.agent("planner");
        QCOMPARE(many.claims.size(), kMostClaims);
        for (std::size_t i = 0; i < kMostClaims; ++i)
            QCOMPARE(many.claims[i].scope, "scope" + std::to_string(i)); // newest first
        QVERIFY(many.moreClaims);
    }

    void theLayersOfOneToolCallAreOneCall()
    {
        Folded f("agent_run planner @shop\n"
                 "  tool_call read_file [0-50]\n"
                 "    mcp_request \"tools/call read_file\" target=files [1-49]\n"
                 "      mcp_request \"tools/call read_file\" target=files @files [2-48]\n");
        QCOMPARE(f.agent("read_file").runs, std::uint64_t{1});
        QCOMPARE(f.agent("files").runs, std::uint64_t{1});
    }

    void anEdgeIsWithdrawnWhenALaterStepShowsOtherwise()
    {
        Folded f("agent_run boss #1 @shop [0-100]\nagent_run helper #3 parent=#1 @shop [10-50]\n");
        QCOMPARE(f.edge("boss", "helper").count, std::uint64_t{1});
        f.add(
            "agent_run helper #3 parent=#2 @shop [10-60]\nworkflow step #2 @shop\n"); // a fuller version
        QCOMPARE(f.edge("boss", "helper").count, std::uint64_t{0});
    }
};

QTEST_APPLESS_MAIN(TestFleetDelegations)
#include "tst_fleet_delegations.moc"
