# SPDX-License-Identifier: GPL-3.0-or-later
"""One root decision, three processes, three traces. A planner puts an order on a queue, which a worker takes in a trace of
its own and links back (OpenTelemetry's messaging conventions); then it asks a supplier over A2A, which carries the task's
id and no trace context. Without an argument it is the planner."""
import json
import subprocess
import sys

from opentelemetry import propagate, trace
from opentelemetry.trace import Link, SpanKind

from telemetry import Telemetry

TASK = "task-5f1c7a90-order-4711"


def agent(tracer, name, **more):
    return tracer.start_as_current_span(f"invoke_agent {name}", attributes={
        "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": name, "gen_ai.provider.name": "openai"}
        | more.pop("attributes", {}), **more)


def chat(tracer, tokens_in, tokens_out):
    with tracer.start_as_current_span("chat gpt-4o", kind=SpanKind.CLIENT, attributes={
            "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-4o",
            "gen_ai.response.model": "gpt-4o", "gen_ai.usage.input_tokens": tokens_in,
            "gen_ai.usage.output_tokens": tokens_out}):
        pass


def tool(tracer, name, kind=SpanKind.INTERNAL):
    return tracer.start_as_current_span(f"execute_tool {name}", kind=kind, attributes={
        "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": name})


def play(role, message):
    subprocess.run([sys.executable, __file__, role], input=json.dumps(message), text=True, check=True)


def planner(tracer):
    with agent(tracer, "planner"):
        chat(tracer, 1000, 100)
        message = {"order": 4711, "headers": {}}
        with tool(tracer, "queue_order", SpanKind.PRODUCER):
            propagate.inject(message["headers"])
        play("worker", message)
        with tracer.start_as_current_span("a2a message/send", kind=SpanKind.CLIENT, attributes={
                "a2a.method.name": "message/send", "a2a.task.id": TASK}):
            play("supplier", {"task": TASK})


def worker(tracer):
    message = json.load(sys.stdin)
    sender = trace.get_current_span(propagate.extract(message["headers"])).get_span_context()
    with agent(tracer, "worker", links=[Link(sender)]):
        chat(tracer, 400, 40)
        with tool(tracer, "reserve"):
            pass


def supplier(tracer):
    with agent(tracer, "supplier", attributes={"a2a.task.id": json.load(sys.stdin)["task"]}):
        chat(tracer, 200, 20)


role = sys.argv[1] if len(sys.argv) > 1 else "planner"
telemetry = Telemetry(f"{role}-service")
{"planner": planner, "worker": worker, "supplier": supplier}[role](trace.get_tracer(role))
telemetry.finish()
