// SPDX-License-Identifier: GPL-3.0-or-later
// pydantic-ai through Logfire: aggregated usage on runs, own cost on model calls, and a pending span at the start of
// everything. semconv.md 6.7.
#include "app/demo/dialects/dialect.h"

#include "app/demo/rng.h"

namespace penstock::demo {
namespace {

constexpr ScopeInfo kScope{"pydantic-ai", "2.33.0", ""};

// Role `user` for tool results is what format version 5 and older write.
constexpr std::string_view kToolRole = "user";

double dollars(const Act& act)
{
    const ModelCard& model = modelOf(act);
    const double micro =
        static_cast<double>(act.exchange.inputTokens) * model.dollarsPerMillionIn +
        static_cast<double>(act.exchange.outputTokens) * model.dollarsPerMillionOut;
    return static_cast<double>(static_cast<std::int64_t>(micro)) / 1e6;
}

void addCommon(const Act& act, const std::string& message, AttributeList& out)
{
    out.text("logfire.msg", message)
        .text("gen_ai.agent.name", agentOf(act).name)
        .text("gen_ai.conversation.id", act.session);
}

AttributeList runAttributes(const Act& act)
{
    const TokenSums sums = tokensBelow(act);
    AttributeList out;
    addCommon(act, std::string(agentOf(act).name) + " run", out);
    out.text("gen_ai.operation.name", "invoke_agent")
        .text("agent_name", agentOf(act).name)
        .text("model_name", modelCard(agentOf(act).model).requested)
        .text("gen_ai.agent.call.id", act.span.hex())
        .number("gen_ai.aggregated_usage.input_tokens", sums.input)
        .number("gen_ai.aggregated_usage.output_tokens", sums.output)
        .text("final_result", act.output)
        .text("logfire.json_schema",
              R"({"type":"object","properties":{"pydantic_ai.all_messages":{"type":"array"}}})");
    const Json messages = Json::array({partMessage({Speaker::user, act.input, {}, {}, {}}),
                                       partMessage({Speaker::assistant, act.output, {}, {}, {}})});
    out.text("pydantic_ai.all_messages", messages.text());
    return out;
}

AttributeList chatAttributes(const Act& act)
{
    const Exchange& exchange = act.exchange;
    const ModelCard& model = modelOf(act);
    const Json system =
        Json::array({Json::object({{"type", "text"}, {"content", agentOf(act).instructions}})});
    AttributeList out;
    addCommon(act, "chat " + std::string(model.requested), out);
    out.text("gen_ai.operation.name", "chat")
        .text("gen_ai.provider.name", model.provider)
        .text("gen_ai.system", model.provider)
        .text("gen_ai.request.model", model.requested)
        .text("gen_ai.response.model", model.answered)
        .text("gen_ai.response.id", exchange.responseId)
        .list("gen_ai.response.finish_reasons", {std::string(finishReason(exchange.answer()))})
        .number("gen_ai.usage.input_tokens", exchange.inputTokens)
        .number("gen_ai.usage.output_tokens", exchange.outputTokens)
        .real("operation.cost", dollars(act))
        .text("gen_ai.system_instructions", system.text())
        .text("gen_ai.input.messages",
              partMessages(*exchange.talk, exchange.heard, kToolRole).text())
        .text("gen_ai.output.messages", partAnswer(exchange.answer()).text());
    if (exchange.reasoningTokens > 0)
        out.number("gen_ai.usage.details.reasoning_tokens", exchange.reasoningTokens);
    return out;
}

AttributeList toolAttributes(const Act& act)
{
    AttributeList out;
    addCommon(act, "running tool: " + act.name, out);
    out.text("gen_ai.operation.name", "execute_tool")
        .text("gen_ai.tool.name", act.name)
        .text("gen_ai.tool.call.id", act.callId)
        .text("gen_ai.tool.call.arguments", act.input)
        .text("gen_ai.tool.call.result", act.output);
    return out;
}

// What is known when the work begins: no usage, no result.
AttributeList pendingAttributes(const Act& act)
{
    AttributeList out;
    addCommon(act, "pending", out);
    if (act.kind == ActKind::agentRun)
        out.text("gen_ai.operation.name", "invoke_agent").text("agent_name", agentOf(act).name);
    else if (act.kind == ActKind::llmCall)
        out.text("gen_ai.operation.name", "chat")
            .text("gen_ai.request.model", modelOf(act).requested);
    else
        out.text("gen_ai.operation.name", "execute_tool")
            .text("gen_ai.tool.name", act.name)
            .text("gen_ai.tool.call.arguments", act.input);
    out.text("logfire.span_type", "pending_span")
        .text("logfire.pending_parent_id",
              act.parent != nullptr ? act.parent->span.hex() : SpanId{}.hex());
    return out;
}

void addPending(const Act& act, const SpanRecord& real, RenderContext& context)
{
    SpanRecord pending;
    pending.scope = real.scope;
    pending.trace = real.trace;
    pending.span = SpanId{Rng::mix(act.span.value) | 1};
    pending.parent = act.span;
    pending.name = real.name;
    pending.kind = real.kind;
    pending.start = pending.end = act.start;
    pending.attributes = pendingAttributes(act);
    context.add(act, std::move(pending));
}

std::string spanName(const Act& act)
{
    switch (act.kind) {
    case ActKind::agentRun:
        return "invoke_agent " + std::string(agentOf(act).name);
    case ActKind::llmCall:
        return "chat " + std::string(modelOf(act).requested);
    default:
        return "execute_tool " + act.name;
    }
}

} // namespace

void renderPydanticAi(const Act& act, RenderContext& context)
{
    SpanRecord span = spanOf(act, kScope, spanName(act),
                             act.kind == ActKind::llmCall ? SpanKind::client : SpanKind::internal);
    addPending(act, span, context);
    if (act.silent)
        return;
    switch (act.kind) {
    case ActKind::agentRun:
        span.attributes = runAttributes(act);
        break;
    case ActKind::llmCall:
        span.attributes = chatAttributes(act);
        break;
    default:
        span.attributes = toolAttributes(act);
        break;
    }
    span.attributes.text("logfire.span_type", "span")
        .number("logfire.level_num", act.failure ? 17 : 9);
    context.add(act, std::move(span));
}

} // namespace penstock::demo
