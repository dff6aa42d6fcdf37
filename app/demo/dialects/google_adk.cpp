// SPDX-License-Identifier: GPL-3.0-or-later
// Google ADK: invocation, invoke_agent, call_llm, execute_tool; content as whole request and response. semconv.md 6.6.
#include "app/demo/dialects/dialect.h"

namespace penstock::demo {
namespace {

constexpr ScopeInfo kScope{"gcp.vertex.agent", "1.19.0", ""};

Json content(const Utterance& said)
{
    if (said.speaker == Speaker::tool) {
        const Json response = Json::object(
            {{"id", said.callId}, {"name", said.toolName}, {"response", Json::raw(said.text)}});
        return Json::object(
            {{"role", "user"},
             {"parts", Json::array({Json::object({{"function_response", response}})})}});
    }
    std::vector<Json> parts;
    if (!said.text.empty())
        parts.push_back(Json::object({{"text", said.text}}));
    for (const ToolRequest& call : said.calls)
        parts.push_back(Json::object(
            {{"function_call",
              Json::object(
                  {{"id", call.id}, {"name", call.name}, {"args", Json::raw(call.arguments)}})}}));
    return Json::object({{"role", said.speaker == Speaker::user ? "user" : "model"},
                         {"parts", Json::array(parts)}});
}

Json request(const Exchange& exchange)
{
    std::vector<Json> contents;
    for (std::size_t i = 0; i < exchange.heard; ++i)
        contents.push_back(content(exchange.talk->said[i]));
    const Json config =
        Json::object({{"system_instruction", agentCard(exchange.talk->agent).instructions}});
    return Json::object({{"model", modelCard(exchange.model).requested},
                         {"config", config},
                         {"contents", Json::array(contents)}});
}

Json response(const Exchange& exchange)
{
    const Json usage =
        Json::object({{"prompt_token_count", exchange.inputTokens},
                      {"candidates_token_count", exchange.outputTokens},
                      {"total_token_count", exchange.inputTokens + exchange.outputTokens}});
    return Json::object({{"content", content(exchange.answer())},
                         {"usage_metadata", usage},
                         {"finish_reason", "STOP"}});
}

void renderCall(const Act& act, RenderContext& context)
{
    SpanRecord span = spanOf(act, kScope, "call_llm", SpanKind::internal);
    span.attributes.text("gen_ai.system", "gcp.vertex.agent")
        .text("gen_ai.request.model", modelOf(act).requested)
        .number("gen_ai.usage.input_tokens", act.exchange.inputTokens)
        .number("gen_ai.usage.output_tokens", act.exchange.outputTokens)
        .list("gen_ai.response.finish_reasons", {"stop"})
        .text("gcp.vertex.agent.invocation_id", "e-" + act.parent->span.hex())
        .text("gcp.vertex.agent.session_id", act.session)
        .text("gcp.vertex.agent.event_id", act.span.hex())
        .text("gcp.vertex.agent.llm_request", request(act.exchange).text())
        .text("gcp.vertex.agent.llm_response", response(act.exchange).text());
    context.add(act, std::move(span));
}

void renderTool(const Act& act, RenderContext& context)
{
    SpanRecord span = spanOf(act, kScope, "execute_tool " + act.name, SpanKind::internal);
    span.attributes.text("gen_ai.operation.name", "execute_tool")
        .text("gen_ai.system", "gcp.vertex.agent")
        .text("gen_ai.tool.name", act.name)
        .text("gen_ai.tool.description", toolCard(act.name).description)
        .text("gen_ai.tool.type", "FunctionTool")
        .text("gen_ai.tool.call.id", act.callId)
        .text("gcp.vertex.agent.tool_call_args", act.input)
        .text("gcp.vertex.agent.tool_response", act.output)
        .text("gcp.vertex.agent.llm_request", "{}")
        .text("gcp.vertex.agent.llm_response", "{}");
    context.add(act, std::move(span));
}

void renderRun(const Act& act, RenderContext& context)
{
    SpanRecord span =
        spanOf(act, kScope, "invoke_agent " + std::string(agentOf(act).name), SpanKind::internal);
    span.attributes.text("gen_ai.operation.name", "invoke_agent")
        .text("gen_ai.agent.name", agentOf(act).name)
        .text("gen_ai.agent.description", agentOf(act).description)
        .text("gen_ai.conversation.id", act.session);
    context.add(act, std::move(span));
}

} // namespace

void renderGoogleAdk(const Act& act, RenderContext& context)
{
    switch (act.kind) {
    case ActKind::agentRun:
        return renderRun(act, context);
    case ActKind::llmCall:
        return renderCall(act, context);
    case ActKind::workflow:
        return context.add(act, spanOf(act, kScope, "invocation", SpanKind::internal));
    default:
        return renderTool(act, context);
    }
}

} // namespace penstock::demo
