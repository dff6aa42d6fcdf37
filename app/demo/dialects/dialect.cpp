// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/dialects/dialect.h"

namespace penstock::demo {
namespace {

bool isProtocol(ActKind kind)
{
    return kind == ActKind::a2aCall || kind == ActKind::a2aServe || kind == ActKind::mcpCall ||
           kind == ActKind::mcpServe;
}

void renderAct(const Act& act, RenderContext& context)
{
    if (isProtocol(act.kind))
        return renderProtocol(act, context);
    switch (serviceCard(act.service).dialect) {
    case DialectId::otelGenAi:
        return renderOtelGenAi(act, context);
    case DialectId::openLlmetry:
        return renderOpenLlmetry(act, context);
    case DialectId::autoGen:
        return renderAutoGen(act, context);
    case DialectId::googleAdk:
        return renderGoogleAdk(act, context);
    case DialectId::pydanticAi:
        return renderPydanticAi(act, context);
    case DialectId::claudeCode:
        return renderClaudeCode(act, context);
    case DialectId::openAiAgents:
    case DialectId::langGraph:
        return renderOpenInference(act, context);
    case DialectId::vercel:
        return renderVercel(act, context);
    case DialectId::mcpServer:
        return renderProtocol(act, context);
    }
}

void renderTree(const Act& act, RenderContext& context)
{
    renderAct(act, context);
    for (const auto& child : act.children)
        renderTree(*child, context);
}

void addTokens(const Act& act, TokenSums& sums)
{
    if (act.kind == ActKind::llmCall) {
        sums.input += act.exchange.inputTokens;
        sums.output += act.exchange.outputTokens;
        sums.cached += act.exchange.cachedTokens;
    }
    for (const auto& child : act.children)
        addTokens(*child, sums);
}

} // namespace

void render(const Act& root, std::vector<Emission>& out)
{
    RenderContext context{out};
    renderTree(root, context);
}

void RenderContext::add(const Act& act, SpanRecord span)
{
    const Nanos due = span.end;
    out.push_back({due, act.service, std::move(span)});
}

void RenderContext::add(const Act& act, LogRecord log)
{
    const Nanos due = log.time;
    out.push_back({due, act.service, std::move(log)});
}

SpanRecord spanOf(const Act& act, const ScopeInfo& scope, std::string name, SpanKind kind)
{
    SpanRecord span;
    span.scope = &scope;
    span.trace = act.trace;
    span.span = act.span;
    span.parent = act.parent != nullptr ? act.parent->span : SpanId{};
    span.name = std::move(name);
    span.kind = kind;
    span.start = act.start;
    span.end = act.end;
    if (act.parent != nullptr && act.parent->service != act.service)
        span.flags = kSampled | kParentIsRemote;
    if (act.failure) {
        span.statusCode = 2;
        span.statusMessage = act.failure.message;
        SpanEvent event{act.end, "exception", {}};
        event.attributes.text("exception.type",
                              act.failure.type == "timeout" ? "TimeoutError" : "HTTPStatusError");
        event.attributes.text("exception.message", act.failure.message);
        span.events.push_back(std::move(event));
    }
    return span;
}

TokenSums tokensBelow(const Act& act)
{
    TokenSums sums;
    addTokens(act, sums);
    return sums;
}

Json partMessage(const Utterance& utterance, std::string_view toolRole)
{
    if (utterance.speaker == Speaker::tool) {
        const Json part = Json::object({{"type", "tool_call_response"},
                                        {"id", utterance.callId},
                                        {"response", Json::raw(utterance.text)}});
        return Json::object({{"role", toolRole}, {"parts", Json::array({part})}});
    }
    std::vector<Json> parts;
    if (!utterance.text.empty())
        parts.push_back(Json::object({{"type", "text"}, {"content", utterance.text}}));
    for (const ToolRequest& call : utterance.calls)
        parts.push_back(Json::object({{"type", "tool_call"},
                                      {"id", call.id},
                                      {"name", call.name},
                                      {"arguments", Json::raw(call.arguments)}}));
    return Json::object({{"role", utterance.speaker == Speaker::user ? "user" : "assistant"},
                         {"parts", Json::array(parts)}});
}

Json partMessages(const Talk& talk, std::size_t count, std::string_view toolRole)
{
    std::vector<Json> messages;
    for (std::size_t i = 0; i < count; ++i)
        messages.push_back(partMessage(talk.said[i], toolRole));
    return Json::array(messages);
}

Json partAnswer(const Utterance& answer)
{
    std::string text = partMessage(answer).text();
    text.pop_back();
    text +=
        ",\"finish_reason\":\"" + std::string(answer.calls.empty() ? "stop" : "tool_call") + "\"}";
    return Json::array({Json::raw(std::move(text))});
}

std::string_view finishReason(const Utterance& answer)
{
    return answer.calls.empty() ? "stop" : "tool_calls";
}

const AgentCard& agentOf(const Act& act)
{
    return agentCard(act.agent);
}

const ModelCard& modelOf(const Act& act)
{
    return modelCard(act.exchange.model);
}

} // namespace penstock::demo
