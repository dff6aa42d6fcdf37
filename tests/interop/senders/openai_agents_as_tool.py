# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenAI Agents SDK under OpenInference: the editor uses the translator as a tool and keeps control. Chat completions."""
from agents import Agent, Runner, set_default_openai_api
from openinference.instrumentation.openai_agents import OpenAIAgentsInstrumentor

from telemetry import Telemetry

telemetry = Telemetry("newsroom")
OpenAIAgentsInstrumentor().instrument(tracer_provider=telemetry.provider, exclusive_processor=True)
set_default_openai_api("chat_completions")

translator = Agent(name="translator", instructions="Translate into French.", model="gpt-4o-mini")
editor = Agent(name="editor", instructions="Edit the piece.", model="gpt-4o", tools=[
    translator.as_tool(tool_name="translate", tool_description="Translate a text into French")])
result = Runner.run_sync(editor, "Translate: the dam is open.")
assert result.final_output == "In French: le barrage est ouvert.", result.final_output
telemetry.finish()
