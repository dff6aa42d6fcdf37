// SPDX-License-Identifier: GPL-3.0-or-later
// OTel GenAI 1.38–1.41: JSON attributes, provider.name, content switched on. semconv.md 5.
#include "app/demo/dialects/dialect.h"

namespace penstock::demo {
namespace {

constexpr ScopeInfo kScope{"larkfield.agents", "2026.11.4",
                           "https://opentelemetry.io/schemas/1.41.0"};

Json toolDefinitions(const AgentCard& agent)
{
    std::vector<Json> items;
    for (const std::string_view name : agent.tools) {
        const ToolCard& tool = toolCard(name);
        items.push_back(Json::object({{"type", "function"},
                                      {"name", tool.name},
                                      {"description", tool.description},
                                      {"parameters", Json::raw(std::string(tool.parameters))}}));
    }
    return Json::array(items);
}

void renderRun(const Act& act, RenderContext& context)
{
    const AgentCard& agent = agentOf(act);
    SpanRecord span =
        spanOf(act, kScope, "invoke_agent " + std::string(agent.name), SpanKind::internal);
    span.attributes.text("gen_ai.operation.name", "invoke_agent")
        .text("gen_ai.provider.name", modelCard(agent.model).provider)
        .text("gen_ai.agent.name", agent.name)
        .text("gen_ai.agent.description", agent.description)
        .text("gen_ai.agent.version", serviceCard(act.service).version)
        .text("gen_ai.conversation.id", act.session)
        .text("user.id", act.user)
        .text("gen_ai.request.model", modelCard(agent.model).requested)
        .text("gen_ai.input.messages",
              Json::array({partMessage({Speaker::user, act.input, {}, {}, {}})}).text());
    if (!act.output.empty())
        span.attributes.text("gen_ai.output.messages",
                             partAnswer({Speaker::assistant, act.output, {}, {}, {}}).text());
    if (act.failure)
        span.attributes.text("error.type", act.failure.type);
    context.add(act, std::move(span));
}

void renderChat(const Act& act, RenderContext& context)
{
    const Exchange& exchange = act.exchange;
    const ModelCard& model = modelOf(act);
    const AgentCard& agent = agentOf(act);
    SpanRecord span = spanOf(act, kScope, "chat " + std::string(model.requested), SpanKind::client);
    const Json system =
        Json::array({Json::object({{"type", "text"}, {"content", agent.instructions}})});
    span.attributes.text("gen_ai.operation.name", "chat")
        .text("gen_ai.provider.name", model.provider)
        .text("gen_ai.request.model", model.requested)
        .text("gen_ai.response.model", model.answered)
        .text("gen_ai.response.id", exchange.responseId)
        .list("gen_ai.response.finish_reasons", {std::string(finishReason(exchange.answer()))})
        .text("gen_ai.conversation.id", act.session)
        .text("gen_ai.agent.name", agent.name)
        .real("gen_ai.request.temperature", 0.2)
        .number("gen_ai.request.max_tokens", 2048)
        .number("gen_ai.usage.input_tokens", exchange.inputTokens)
        .number("gen_ai.usage.output_tokens", exchange.outputTokens)
        .real("gen_ai.response.time_to_first_chunk",
              static_cast<double>(exchange.firstToken / kMillisecond) / 1e3)
        .text("server.address", "api.openai.com")
        .number("server.port", 443);
    if (exchange.cachedTokens > 0)
        span.attributes.number("gen_ai.usage.cache_read.input_tokens", exchange.cachedTokens);
    span.attributes.text("gen_ai.system_instructions", system.text())
        .text("gen_ai.input.messages", partMessages(*exchange.talk, exchange.heard).text())
        .text("gen_ai.output.messages", partAnswer(exchange.answer()).text())
        .text("gen_ai.tool.definitions", toolDefinitions(agent).text());
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
        .text("gen_ai.tool.call.result", act.output)
        .text("gen_ai.agent.name", agentOf(act).name)
        .text("gen_ai.conversation.id", act.session);
    if (act.failure)
        span.attributes.text("error.type", act.failure.type);
    context.add(act, std::move(span));
}

} // namespace

void renderOtelGenAi(const Act& act, RenderContext& context)
{
    switch (act.kind) {
    case ActKind::agentRun:
        return renderRun(act, context);
    case ActKind::llmCall:
        return renderChat(act, context);
    default:
        return renderTool(act, context);
    }
}

} // namespace penstock::demo
