// SPDX-License-Identifier: GPL-3.0-or-later
// A2A and MCP, client and server side over one trace. semconv.md 4.9.
#include "app/demo/dialects/dialect.h"

namespace penstock::demo {
namespace {

constexpr ScopeInfo kA2aScope{"opentelemetry.instrumentation.a2a", "0.3.0",
                              "https://opentelemetry.io/schemas/1.41.0"};
constexpr ScopeInfo kMcpScope{"opentelemetry.instrumentation.mcp", "0.6.1",
                              "https://opentelemetry.io/schemas/1.41.0"};

void renderA2a(const Act& act, RenderContext& context)
{
    const bool client = act.kind == ActKind::a2aCall;
    const AgentCard& target = agentCard(act.peer);
    const std::string method = act.name.empty() ? "SendMessage" : act.name;
    SpanRecord span = spanOf(act, kA2aScope, method, client ? SpanKind::client : SpanKind::server);
    span.attributes.text("a2a.method.name", method)
        .text("a2a.protocol.version", "0.3.0")
        .text("a2a.message.id", act.callId)
        .text("a2a.task.id", act.taskId)
        .text("a2a.task.state", act.failure ? "TASK_STATE_FAILED" : "TASK_STATE_COMPLETED")
        .text("gen_ai.agent.name", target.name)
        .text("gen_ai.agent.description", target.description)
        .text("gen_ai.conversation.id", act.session);
    if (client)
        span.attributes
            .text("server.address", std::string(serviceCard(target.service).name) + ".example")
            .number("server.port", 443);
    if (act.failure)
        span.attributes.text("error.type", act.failure.type);
    context.add(act, std::move(span));
}

void renderMcp(const Act& act, RenderContext& context)
{
    const bool client = act.kind == ActKind::mcpCall;
    SpanRecord span = spanOf(act, kMcpScope, "tools/call " + act.name,
                             client ? SpanKind::client : SpanKind::server);
    span.attributes.text("mcp.method.name", "tools/call")
        .text("mcp.protocol.version", "2025-11-25")
        .text("mcp.session.id", "mcp-" + std::string(serviceCard(act.parent->service).name))
        .text("jsonrpc.request.id", act.callId)
        .text("gen_ai.operation.name", "execute_tool")
        .text("gen_ai.tool.name", act.name)
        .text("gen_ai.tool.call.arguments", act.input)
        .text("network.transport", "tcp")
        .text("network.protocol.name", "http");
    if (client)
        span.attributes.text("server.address", "crm-mcp.internal").number("server.port", 8443);
    if (act.failure)
        span.attributes.text("error.type", "tool_error");
    context.add(act, std::move(span));
}

} // namespace

void renderProtocol(const Act& act, RenderContext& context)
{
    if (act.kind == ActKind::a2aCall || act.kind == ActKind::a2aServe)
        return renderA2a(act, context);
    renderMcp(act, context);
}

} // namespace penstock::demo
