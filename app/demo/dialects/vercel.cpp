// SPDX-License-Identifier: GPL-3.0-or-later
// Vercel AI SDK 7: invoke_agent {model} with summed usage, step N, chat and execute_tool. semconv.md 6.8.
#include "app/demo/dialects/dialect.h"

namespace penstock::demo {
namespace {

constexpr ScopeInfo kScope{"gen_ai", "1.0.77", ""};

void renderRun(const Act& act, RenderContext& context)
{
    const ModelCard& model = modelCard(agentOf(act).model);
    const TokenSums sums = tokensBelow(act);
    SpanRecord span =
        spanOf(act, kScope, "invoke_agent " + std::string(model.requested), SpanKind::internal);
    span.attributes.text("gen_ai.operation.name", "invoke_agent")
        .text("gen_ai.provider.name", model.provider)
        .text("gen_ai.request.model", model.requested)
        .text("gen_ai.agent.name", agentOf(act).name)
        .number("gen_ai.usage.input_tokens", sums.input)
        .number("gen_ai.usage.output_tokens", sums.output)
        .text("gen_ai.input.messages",
              Json::array({partMessage({Speaker::user, act.input, {}, {}, {}})}).text())
        .text("gen_ai.output.messages",
              partAnswer({Speaker::assistant, act.output, {}, {}, {}}).text())
        .text("session.id", act.session);
    context.add(act, std::move(span));
}

void renderStep(const Act& act, RenderContext& context)
{
    SpanRecord span = spanOf(act, kScope, act.name, SpanKind::internal);
    span.attributes.text("gen_ai.operation.name", "agent_step")
        .text("gen_ai.agent.name", agentOf(act).name);
    context.add(act, std::move(span));
}

void renderChat(const Act& act, RenderContext& context)
{
    const Exchange& exchange = act.exchange;
    const ModelCard& model = modelOf(act);
    const Json system =
        Json::array({Json::object({{"type", "text"}, {"content", agentOf(act).instructions}})});
    SpanRecord span = spanOf(act, kScope, "chat " + std::string(model.requested), SpanKind::client);
    span.attributes.text("gen_ai.operation.name", "chat")
        .text("gen_ai.provider.name", model.provider)
        .text("gen_ai.request.model", model.requested)
        .text("gen_ai.response.model", model.answered)
        .text("gen_ai.response.id", exchange.responseId)
        .list("gen_ai.response.finish_reasons",
              {exchange.answer().calls.empty() ? "stop" : "tool-calls"})
        .number("gen_ai.usage.input_tokens", exchange.inputTokens)
        .number("gen_ai.usage.output_tokens", exchange.outputTokens)
        .text("gen_ai.system_instructions", system.text())
        .text("gen_ai.input.messages", partMessages(*exchange.talk, exchange.heard).text())
        .text("gen_ai.output.messages", partAnswer(exchange.answer()).text());
    context.add(act, std::move(span));
}

void renderTool(const Act& act, RenderContext& context)
{
    SpanRecord span = spanOf(act, kScope, "execute_tool " + act.name, SpanKind::internal);
    span.attributes.text("gen_ai.operation.name", "execute_tool")
        .text("gen_ai.tool.name", act.name)
        .text("gen_ai.tool.type", "function")
        .text("gen_ai.tool.call.id", act.callId)
        .text("gen_ai.tool.call.arguments", act.input)
        .text("gen_ai.tool.call.result", act.output);
    context.add(act, std::move(span));
}

} // namespace

void renderVercel(const Act& act, RenderContext& context)
{
    switch (act.kind) {
    case ActKind::agentRun:
        return renderRun(act, context);
    case ActKind::workflow:
        return renderStep(act, context);
    case ActKind::llmCall:
        return renderChat(act, context);
    default:
        return renderTool(act, context);
    }
}

} // namespace penstock::demo
