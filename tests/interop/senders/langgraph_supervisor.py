# SPDX-License-Identifier: GPL-3.0-or-later
"""LangGraph under OpenInference: a supervisor agent calls a worker agent through a tool; both are compiled graphs.
The worker's model streams."""
from langchain.agents import create_agent
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from openinference.instrumentation.langchain import LangChainInstrumentor

from telemetry import Telemetry

telemetry = Telemetry("weather-room")
LangChainInstrumentor().instrument(tracer_provider=telemetry.provider)


@tool
def read_gauge(river: str) -> str:
    """Read the level of a river."""
    return f"{river}: 3.2 m"


worker = create_agent(ChatOpenAI(model="gpt-4o-mini", streaming=True, stream_usage=True), [read_gauge], name="hydrologist")


@tool
def ask_hydrologist(question: str) -> str:
    """Ask the hydrologist."""
    return worker.invoke({"messages": [("user", question)]})["messages"][-1].content


supervisor = create_agent(ChatOpenAI(model="gpt-4o"), [ask_hydrologist], name="supervisor")
answer = supervisor.invoke({"messages": [("user", "How high is the Rhine?")]})["messages"][-1].content
assert answer == "The Rhine stands at 3.2 m.", answer
telemetry.finish()
