// SPDX-License-Identifier: GPL-3.0-or-later
// AutoGen 0.7: agent and tool spans of autogen-core without usage (runs are CLIENT even in-process); the model calls come
// from the OpenAI instrumentation installed beside it. semconv.md 6.3.
#include "app/demo/dialects/dialect.h"

namespace penstock::demo {
namespace {

constexpr ScopeInfo kScope{"autogen-core", "0.7.5", ""};

void renderRun(const Act& act, RenderContext& context)
{
    const AgentCard& agent = agentOf(act);
    SpanRecord span =
        spanOf(act, kScope, "invoke_agent " + std::string(agent.name), SpanKind::client);
    span.attributes.text("gen_ai.operation.name", "invoke_agent")
        .text("gen_ai.system", "autogen")
        .text("gen_ai.agent.name", agent.name)
        .text("gen_ai.agent.description", agent.description);
    context.add(act, std::move(span));
}

void renderTool(const Act& act, RenderContext& context)
{
    SpanRecord span = spanOf(act, kScope, "execute_tool " + act.name, SpanKind::internal);
    span.attributes.text("gen_ai.operation.name", "execute_tool")
        .text("gen_ai.system", "autogen")
        .text("gen_ai.tool.name", act.name)
        .text("gen_ai.tool.description", act.name)
        .text("gen_ai.tool.call.id", act.callId)
        .text("gen_ai.tool.call.arguments", act.input)
        .text("gen_ai.tool.call.result", act.output);
    context.add(act, std::move(span));
}

// A group chat's round: the runtime processes a message that a link ties to its sender.
void renderRound(const Act& act, RenderContext& context)
{
    const std::string destination = act.name + ".(" + act.session + ")-A";
    SpanRecord span = spanOf(act, kScope, "autogen process " + destination, SpanKind::consumer);
    span.attributes.text("messaging.operation", "process")
        .text("messaging.destination", destination)
        .text("messaging.message.type", "TextMessage")
        .text("gen_ai.conversation.id", act.session);
    if (act.parent != nullptr)
        span.links.push_back({act.parent->trace, act.parent->span});
    context.add(act, std::move(span));
}

} // namespace

void renderAutoGen(const Act& act, RenderContext& context)
{
    switch (act.kind) {
    case ActKind::agentRun:
        return renderRun(act, context);
    case ActKind::llmCall:
        return renderIndexedChat(act, context);
    case ActKind::workflow:
        return renderRound(act, context);
    default:
        return renderTool(act, context);
    }
}

} // namespace penstock::demo
