# SPDX-License-Identifier: GPL-3.0-or-later
"""pydantic-ai's own instrumentation: an accountant agent has a figure audited by another agent, through a tool."""
from pydantic_ai import Agent, RunContext

from telemetry import Telemetry

telemetry = Telemetry("accounts")
Agent.instrument_all()

auditor = Agent("openai-chat:gpt-4o-mini", name="auditor", instructions="Audit the figure.")
accountant = Agent("openai-chat:gpt-4o", name="accountant", instructions="Close the month.")


@accountant.tool
async def audit(_: RunContext[None], figure: int) -> str:
    """Have a figure audited."""
    return (await auditor.run(f"Is {figure} right?")).output


result = accountant.run_sync("Close October: revenue 1200.")
assert result.output == "October is closed.", result.output
telemetry.finish()
