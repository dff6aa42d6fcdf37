# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenAI Agents SDK under OpenInference: the triage agent hands the conversation over to the refunds agent for good.
Over the responses API, streamed."""
import asyncio

from agents import Agent, Runner, function_tool
from openinference.instrumentation.openai_agents import OpenAIAgentsInstrumentor

from telemetry import Telemetry

telemetry = Telemetry("support-desk")
OpenAIAgentsInstrumentor().instrument(tracer_provider=telemetry.provider, exclusive_processor=True)


@function_tool
def find_order(order_id: str) -> str:
    """Look an order up."""
    return f"order {order_id}: delivered, 49.90 EUR"


refunds = Agent(name="refunds", instructions="Refund what is due.", model="gpt-4o-mini", tools=[find_order])
triage = Agent(name="triage", instructions="Send people to the right desk.", model="gpt-4o", handoffs=[refunds])


async def serve_a_customer():
    result = Runner.run_streamed(triage, "My parcel 4711 is broken, I want my money back.")
    async for _ in result.stream_events():
        pass
    assert result.final_output == "You get 49.90 EUR back.", result.final_output


asyncio.run(serve_a_customer())
telemetry.finish()
