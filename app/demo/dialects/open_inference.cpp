// SPDX-License-Identifier: GPL-3.0-or-later
// OpenInference over two frameworks: OpenAI Agents (runs are siblings below the workflow, control passes by `handoff to X`)
// and LangGraph (nodes nest). semconv.md 4.7, 6.1.
#include "app/demo/dialects/dialect.h"

namespace penstock::demo {
namespace {

constexpr ScopeInfo kAgentsScope{"openinference.instrumentation.openai_agents", "1.4.0", ""};
constexpr ScopeInfo kGraphScope{"openinference.instrumentation.langchain", "0.1.54", ""};

bool isGraph(const Act& act)
{
    return serviceCard(act.service).dialect == DialectId::langGraph;
}

const ScopeInfo& scopeOf(const Act& act)
{
    return isGraph(act) ? kGraphScope : kAgentsScope;
}

SpanRecord begin(const Act& act, std::string name, std::string_view kind)
{
    SpanRecord span = spanOf(act, scopeOf(act), std::move(name), SpanKind::internal);
    span.attributes.text("openinference.span.kind", kind);
    if (!act.session.empty())
        span.attributes.text("session.id", act.session);
    if (!act.user.empty())
        span.attributes.text("user.id", act.user);
    if (span.statusCode == 0)
        span.statusCode = 1;
    return span;
}

// The agent that handed control over, if the act before this run in the workflow ended with a handoff to it.
const Act* handedOverBy(const Act& run)
{
    if (run.parent == nullptr)
        return nullptr;
    const Act* before = nullptr;
    for (const auto& sibling : run.parent->children) {
        if (sibling.get() == &run)
            break;
        for (const auto& act : sibling->children)
            if (act->kind == ActKind::handoff && act->peer == run.agent)
                before = sibling.get();
    }
    return before;
}

void renderRun(const Act& act, RenderContext& context)
{
    const std::string_view name = agentOf(act).name;
    SpanRecord span = begin(act, std::string(name), "AGENT");
    span.attributes.text("agent.name", name).text("graph.node.id", name);
    if (const Act* before = handedOverBy(act); before != nullptr && !isGraph(act))
        span.attributes.text("graph.node.parent_id", agentOf(*before).name);
    if (isGraph(act)) {
        span.attributes.text("input.value", act.input).text("input.mime_type", "text/plain");
        span.attributes.text("output.value", act.output).text("output.mime_type", "text/plain");
        span.attributes.text(
            "metadata",
            Json::object({{"langgraph_node", name}, {"thread_id", act.session}}).text());
    }
    context.add(act, std::move(span));
}

void addMessage(AttributeList& out, const std::string& prefix, const Utterance& said)
{
    static constexpr std::string_view kRoles[] = {"user", "assistant", "tool"};
    out.text(prefix + "role", kRoles[static_cast<int>(said.speaker)]);
    if (!said.text.empty())
        out.text(prefix + "content", said.text);
    if (!said.callId.empty())
        out.text(prefix + "tool_call_id", said.callId);
    for (std::size_t i = 0; i < said.calls.size(); ++i) {
        const std::string call = prefix + "tool_calls." + std::to_string(i) + ".tool_call.";
        out.text(call + "id", said.calls[i].id)
            .text(call + "function.name", said.calls[i].name)
            .text(call + "function.arguments", said.calls[i].arguments);
    }
}

void addUsage(AttributeList& out, const Exchange& exchange)
{
    out.number("llm.token_count.prompt", exchange.inputTokens)
        .number("llm.token_count.completion", exchange.outputTokens)
        .number("llm.token_count.total", exchange.inputTokens + exchange.outputTokens);
    if (exchange.cachedTokens > 0)
        out.number("llm.token_count.prompt_details.cache_read", exchange.cachedTokens);
    if (exchange.reasoningTokens > 0)
        out.number("llm.token_count.completion_details.reasoning", exchange.reasoningTokens);
}

void renderCall(const Act& act, RenderContext& context)
{
    const Exchange& exchange = act.exchange;
    const ModelCard& model = modelOf(act);
    SpanRecord span = begin(act, isGraph(act) ? "ChatOpenAI" : "response", "LLM");
    span.attributes.text("llm.system", model.provider == "openai" ? "openai" : model.provider)
        .text("llm.provider", model.provider)
        .text("llm.model_name", model.answered)
        .text("llm.invocation_parameters", R"({"temperature":0.3,"parallel_tool_calls":false})");
    addUsage(span.attributes, exchange);
    span.attributes.text("llm.input_messages.0.message.role", "system")
        .text("llm.input_messages.0.message.content", agentCard(exchange.talk->agent).instructions);
    for (std::size_t i = 0; i < exchange.heard; ++i)
        addMessage(span.attributes, "llm.input_messages." + std::to_string(i + 1) + ".message.",
                   exchange.talk->said[i]);
    addMessage(span.attributes, "llm.output_messages.0.message.", exchange.answer());
    span.attributes.text("output.value", exchange.answer().text)
        .text("output.mime_type", "text/plain");
    context.add(act, std::move(span));
}

void renderTool(const Act& act, RenderContext& context)
{
    SpanRecord span = begin(act, act.name, "TOOL");
    span.attributes.text("tool.name", act.name)
        .text("input.value", act.input)
        .text("input.mime_type", "application/json")
        .text("output.value", act.output)
        .text("output.mime_type", "application/json");
    if (isGraph(act))
        span.attributes.text("tool.description", toolCard(act.name).description)
            .text("tool.id", act.callId);
    context.add(act, std::move(span));
}

void renderHandoff(const Act& act, RenderContext& context)
{
    const std::string_view to = agentCard(act.peer).name;
    SpanRecord span = begin(act, "handoff to " + std::string(to), "TOOL");
    span.attributes.text("input.value", agentOf(act).name).text("output.value", to);
    context.add(act, std::move(span));
}

// OpenAI Agents marks the trace root as AGENT though it is none; LangGraph's root is a chain.
void renderWorkflow(const Act& act, RenderContext& context)
{
    SpanRecord span = begin(act, act.name, isGraph(act) ? "CHAIN" : "AGENT");
    span.statusCode = 1;
    context.add(act, std::move(span));
}

} // namespace

void renderOpenInference(const Act& act, RenderContext& context)
{
    switch (act.kind) {
    case ActKind::agentRun:
        return renderRun(act, context);
    case ActKind::llmCall:
        return renderCall(act, context);
    case ActKind::handoff:
        return renderHandoff(act, context);
    case ActKind::workflow:
        return renderWorkflow(act, context);
    default:
        return renderTool(act, context);
    }
}

} // namespace penstock::demo
