# SPDX-License-Identifier: GPL-3.0-or-later
"""Every interop scenario: which sender runs, what its model says, and what Penstock must then show.

Prices are those of gpt-4o (2.50 in, 1.25 cached, 10.00 out per million tokens) and gpt-4o-mini (0.15, 0.075, 0.60).
"""
import dataclasses
import typing

from expectations import same


@dataclasses.dataclass
class Scenario:
    command: list  # "python" and "node" stand for the prepared runtimes
    check: typing.Callable
    script: dict = dataclasses.field(default_factory=dict)


def says(text, tokens_in, tokens_out):
    return {"text": text, "in": tokens_in, "out": tokens_out}


def calls(tool, arguments, tokens_in, tokens_out):
    return {"tool": tool, "arguments": arguments, "in": tokens_in, "out": tokens_out}


def sdk_story(service):
    """What the hand-written agents of senders/otel_sdk.py and js/otel_sdk.mjs must look like."""
    def check(seen):
        seen.agents_are({"planner": (1, 1000, 200, 4000), "researcher": (1, 500, 100, 135)})
        seen.deployment_is(service)
        seen.kinds_are(agent_run=2, llm_call=2, tool_call=1)
        seen.every_parent_is_here()
        seen.usage_counts_once(1500, 300)
        seen.cost_comes_from("computed")
        seen.delegations_are(("planner", "researcher", "agent_as_tool", "return_to_caller", 1))
        same("sessions", ["conversation-7"], [row["session"] for row in seen.traces])
        same("cached tokens of the planner", 400, seen.agents["planner"]["cache_read_tokens"])
        seen.nothing_was_lost()
    return check


def python_sdk_story(seen):
    sdk_story("otel-sdk-python")(seen)
    same("stored spans and log records", 6, seen.count_of("stored"))
    same("metric points", 1, seen.count_of("metric_points"))
    same("received in all", 7, seen.count_of("received"))


def handoff(seen):
    seen.agents_are({"triage": (1, 1000, 100, 3500), "refunds": (1, 1300, 110, 261)})
    seen.deployment_is("support-desk")
    seen.kinds_are(agent_run=2, llm_call=3, handoff=1, tool_call=1, workflow=5)
    seen.every_parent_is_here()
    seen.usage_counts_once(2300, 210)
    seen.cost_comes_from("computed")
    seen.delegations_are(("triage", "refunds", "explicit_handoff", "pass_control", 1))
    same("evidence", True, "graph_parent" in seen.delegations[0]["all_evidence"])
    seen.reads_like("openai_agents_handoff")
    seen.nothing_was_lost()


def agent_as_tool(seen):
    seen.agents_are({"editor": (1, 2200, 180, 7300), "translator": (1, 600, 50, 120)})
    seen.kinds_are(agent_run=2, llm_call=3, tool_call=1, workflow=6)
    seen.every_parent_is_here()
    seen.usage_counts_once(2800, 230)
    seen.cost_comes_from("computed")
    seen.delegations_are(("editor", "translator", "agent_as_tool", "return_to_caller", 1))
    seen.reads_like("openai_agents_as_tool")
    seen.nothing_was_lost()


def supervisor(seen):
    seen.agents_are({"supervisor": (1, 2200, 180, 7300), "hydrologist": (1, 1300, 70, 237)})
    seen.kinds_are(agent_run=2, llm_call=4, tool_call=2, workflow=6)
    seen.every_parent_is_here()
    seen.usage_counts_once(3500, 250)
    seen.cost_comes_from("computed")
    seen.delegations_are(("supervisor", "hydrologist", "agent_as_tool", "return_to_caller", 1))
    seen.reads_like("langgraph_supervisor")
    seen.nothing_was_lost()


def audit(seen):
    seen.agents_are({"accountant": (1, 2200, 180, 7300), "auditor": (1, 600, 50, 120)})
    seen.kinds_are(agent_run=2, llm_call=3, tool_call=1)
    seen.every_parent_is_here()
    seen.usage_counts_once(2800, 230)
    seen.cost_comes_from("estimated")  # pydantic-ai computes operation.cost itself, from prices of its own
    seen.delegations_are(("accountant", "auditor", "agent_as_tool", "return_to_caller", 1))
    seen.reads_like("pydantic_ai_native")
    seen.nothing_was_lost()


def vercel(seen):
    seen.agents_are({"quoting": (1, 2200, 180, 7300)})
    seen.kinds_are(agent_run=1, llm_call=2, tool_call=1, workflow=2)
    seen.every_parent_is_here()
    seen.usage_counts_once(2200, 180)
    seen.cost_comes_from("computed")
    seen.delegations_are()
    seen.reads_like("vercel_tool")
    seen.nothing_was_lost()


def one_trace_over_mcp(seen):
    same("agents", {"buyer"}, set(seen.agents))
    same("traces", 1, len(seen.traces))
    # The handshake, the list of tools and the call, each seen by the client and by the server.
    seen.kinds_are(agent_run=1, mcp_request=6)
    seen.every_parent_is_here()
    # The client's span does not carry the tool's name, the server's does.
    client, server = seen.step("tools/call"), seen.step("tools/call stock")
    same("the server's step hangs below the client's", client["span_id"], server["parent_span_id"])
    same("the client's step hangs below the agent's run", seen.step("buyer")["span_id"],
         client["parent_span_id"])
    seen.reads_like("mcp_one_trace")
    seen.nothing_was_lost()


def across_traces(seen):
    seen.agents_are({"planner": (1, 1000, 100, 3500), "worker": (1, 400, 40, 1400), "supplier": (1, 200, 20, 700)})
    same("traces", 3, len(seen.traces))
    seen.every_parent_is_here()
    seen.usage_counts_once(1600, 160)
    seen.reads_like("across_traces")
    seen.nothing_was_lost()


def python(sender, *arguments):
    return ["python", f"senders/{sender}.py", *arguments]


SCENARIOS = {
    "otel_python_http_gzip": Scenario(python("otel_sdk", "http", "gzip"), python_sdk_story),
    "otel_python_http_plain": Scenario(python("otel_sdk", "http", "none"), python_sdk_story),
    "otel_python_grpc_gzip": Scenario(python("otel_sdk", "grpc", "gzip"), python_sdk_story),
    "otel_python_grpc_plain": Scenario(python("otel_sdk", "grpc", "none"), python_sdk_story),
    "otel_js_json_plain": Scenario(["node", "otel_sdk.mjs", "json", "none"], sdk_story("otel-sdk-js")),
    "otel_js_json_gzip": Scenario(["node", "otel_sdk.mjs", "json", "gzip"], sdk_story("otel-sdk-js")),
    "otel_js_protobuf_gzip": Scenario(["node", "otel_sdk.mjs", "protobuf", "gzip"], sdk_story("otel-sdk-js")),
    "openai_agents_handoff": Scenario(python("openai_agents_handoff"), handoff, {
        "gpt-4o": [calls("transfer_to_refunds", {}, 1000, 100)],
        "gpt-4o-mini": [calls("find_order", {"order_id": "4711"}, 600, 50), says("You get 49.90 EUR back.", 700, 60)]}),
    "openai_agents_as_tool": Scenario(python("openai_agents_as_tool"), agent_as_tool, {
        "gpt-4o": [calls("translate", {"input": "the dam is open"}, 1000, 100),
                   says("In French: le barrage est ouvert.", 1200, 80)],
        "gpt-4o-mini": [says("le barrage est ouvert", 600, 50)]}),
    "langgraph_supervisor": Scenario(python("langgraph_supervisor"), supervisor, {
        "gpt-4o": [calls("ask_hydrologist", {"question": "level of the Rhine?"}, 1000, 100),
                   says("The Rhine stands at 3.2 m.", 1200, 80)],
        "gpt-4o-mini": [calls("read_gauge", {"river": "Rhine"}, 600, 50), says("3.2 m", 700, 20)]}),
    "pydantic_ai_native": Scenario(python("pydantic_ai_native"), audit, {
        "gpt-4o": [calls("audit", {"figure": 1200}, 1000, 100), says("October is closed.", 1200, 80)],
        "gpt-4o-mini": [says("It is right.", 600, 50)]}),
    "vercel_tool": Scenario(["node", "vercel_tool.mjs"], vercel, {
        "gpt-4o": [calls("price", {"article": "DN80"}, 1000, 100), says("It costs 129 EUR.", 1200, 80)]}),
    "mcp_one_trace": Scenario(python("mcp_one_trace"), one_trace_over_mcp),
    "across_traces": Scenario(python("cascade_across_traces"), across_traces),
}
