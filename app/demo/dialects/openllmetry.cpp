// SPDX-License-Identifier: GPL-3.0-or-later
// OpenLLMetry: traceloop entity spans, provider spans with indexed messages. semconv.md 4.5, 4.7, 6.12.
#include "app/demo/dialects/dialect.h"

namespace penstock::demo {
namespace {

constexpr ScopeInfo kEntityScope{"traceloop.tracer", "0.49.6", ""};
constexpr ScopeInfo kAnthropicScope{"opentelemetry.instrumentation.anthropic", "0.49.6", ""};
constexpr ScopeInfo kOpenAiScope{"opentelemetry.instrumentation.openai.v1", "0.49.6", ""};

std::string entityPath(const Act& act)
{
    std::string path;
    for (const Act* above = act.parent; above != nullptr; above = above->parent)
        if (above->kind == ActKind::agentRun && above->service == act.service)
            path = path.empty() ? std::string(agentOf(*above).name)
                                : std::string(agentOf(*above).name) + "." + path;
    return path;
}

void renderEntity(const Act& act, RenderContext& context)
{
    const bool run = act.kind == ActKind::agentRun;
    const bool workflow = act.kind == ActKind::workflow;
    const std::string name = run ? std::string(agentOf(act).name) : act.name;
    const std::string_view kind = run ? "agent" : workflow ? "workflow" : "tool";
    SpanRecord span = spanOf(act, kEntityScope, name + "." + std::string(kind), SpanKind::internal);
    span.attributes.text("traceloop.span.kind", kind)
        .text("traceloop.entity.name", name)
        .text("traceloop.entity.path", entityPath(act))
        .text("traceloop.workflow.name", "risk_review")
        .text("traceloop.association.properties.session_id", act.session)
        .text("traceloop.association.properties.user_id", act.user);
    if (workflow)
        return context.add(act, std::move(span));
    span.attributes.text("gen_ai.agent.name", agentOf(act).name);
    const Json input = run ? Json::object({{"inputs", Json::object({{"request", act.input}})}})
                           : Json::object({{"inputs", Json::raw(act.input)}});
    span.attributes.text("traceloop.entity.input", input.text());
    if (!act.output.empty())
        span.attributes.text("traceloop.entity.output", run ? Json(act.output).text() : act.output);
    context.add(act, std::move(span));
}

void addIndexed(AttributeList& out, const std::string& prefix, const Utterance& said)
{
    static constexpr std::string_view kRoles[] = {"user", "assistant", "tool"};
    out.text(prefix + ".role", kRoles[static_cast<int>(said.speaker)]);
    if (!said.text.empty())
        out.text(prefix + ".content", said.text);
    if (!said.callId.empty())
        out.text(prefix + ".tool_call_id", said.callId);
    for (std::size_t i = 0; i < said.calls.size(); ++i) {
        const std::string call = prefix + ".tool_calls." + std::to_string(i);
        out.text(call + ".id", said.calls[i].id)
            .text(call + ".name", said.calls[i].name)
            .text(call + ".arguments", said.calls[i].arguments);
    }
}

void addPrompt(AttributeList& out, const Exchange& exchange)
{
    out.text("gen_ai.prompt.0.role", "system")
        .text("gen_ai.prompt.0.content", agentCard(exchange.talk->agent).instructions);
    for (std::size_t i = 0; i < exchange.heard; ++i)
        addIndexed(out, "gen_ai.prompt." + std::to_string(i + 1), exchange.talk->said[i]);
}

} // namespace

void renderIndexedChat(const Act& act, RenderContext& context)
{
    const Exchange& exchange = act.exchange;
    const ModelCard& model = modelOf(act);
    const bool anthropic = model.provider == "anthropic";
    SpanRecord span = spanOf(act, anthropic ? kAnthropicScope : kOpenAiScope,
                             anthropic ? "anthropic.chat" : "openai.chat", SpanKind::client);
    span.attributes.text("llm.request.type", "chat")
        .text("gen_ai.system", anthropic ? "Anthropic" : "openai")
        .text("gen_ai.request.model", model.requested)
        .text("gen_ai.response.model", model.answered)
        .text("gen_ai.response.id", exchange.responseId)
        .text("gen_ai.agent.name", agentOf(act).name);
    // Anthropic's package adds the cached tokens to the input, as OpenAI's API does itself.
    span.attributes.number("gen_ai.usage.input_tokens", exchange.inputTokens)
        .number("gen_ai.usage.output_tokens", exchange.outputTokens)
        .number("llm.usage.total_tokens", exchange.inputTokens + exchange.outputTokens);
    if (exchange.cachedTokens > 0)
        span.attributes.number("gen_ai.usage.cache_read_input_tokens", exchange.cachedTokens);
    addPrompt(span.attributes, exchange);
    addIndexed(span.attributes, "gen_ai.completion.0", exchange.answer());
    span.attributes.text("gen_ai.completion.0.finish_reason", finishReason(exchange.answer()));
    if (!act.session.empty())
        span.attributes.text("traceloop.association.properties.session_id", act.session);
    context.add(act, std::move(span));
}

void renderOpenLlmetry(const Act& act, RenderContext& context)
{
    if (act.kind == ActKind::llmCall)
        return renderIndexedChat(act, context);
    renderEntity(act, context);
}

} // namespace penstock::demo
