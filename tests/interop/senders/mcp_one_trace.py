# SPDX-License-Identifier: GPL-3.0-or-later
"""MCP client and server as two processes over stdio, one trace: the SDK's own spans, W3C context in `_meta` (SEP-414).
Without an argument it is the client, an agent; with `server` it is the server."""
import asyncio
import os
import sys

from mcp import Client, StdioServerParameters, stdio_client
from mcp.server import MCPServer
from opentelemetry import trace

from telemetry import Telemetry


def serve():
    telemetry = Telemetry("inventory-server")
    server = MCPServer("inventory")

    @server.tool()
    def stock(item: str) -> str:
        """How many of an item are in stock."""
        return f"{item}: 12"

    server.run(transport="stdio")
    telemetry.finish()


async def ask():
    me = StdioServerParameters(command=sys.executable, args=[os.path.abspath(__file__), "server"], env=dict(os.environ))
    with trace.get_tracer("buyer").start_as_current_span("invoke_agent buyer", attributes={
            "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "buyer"}):
        async with Client(stdio_client(me)) as client:
            result = await client.call_tool("stock", {"item": "valve"})
            assert result.content[0].text == "valve: 12", result


if sys.argv[1:] == ["server"]:
    serve()
else:
    client_telemetry = Telemetry("buyer-service")
    asyncio.run(ask())
    client_telemetry.finish()
