// SPDX-License-Identifier: GPL-3.0-or-later
// Claude Code: log events only, outside any span, with prompts, tool details and responses switched on. semconv.md 7.1.
#include "app/demo/dialects/dialect.h"

namespace penstock::demo {
namespace {

constexpr ScopeInfo kScope{"com.anthropic.claude_code.events", "2.1.248", ""};

const Act& rootOf(const Act& act)
{
    const Act* root = &act;
    while (root->parent != nullptr)
        root = root->parent;
    return *root;
}

LogRecord eventAt(Nanos time, std::string_view name, const Act& act, RenderContext& context)
{
    LogRecord log;
    log.scope = &kScope;
    log.time = time;
    log.body = "claude_code." + std::string(name);
    log.attributes.text("session.id", act.session)
        .text("prompt.id", rootOf(act).trace.hex())
        .text("user.id", act.user)
        .text("organization.id", "larkfield-home")
        .text("terminal.type", "vscode")
        .text("app.version", "2.1.248")
        .text("event.name", name)
        .text("event.timestamp", formatUtc(time))
        .number("event.sequence", context.eventSequence++);
    return log;
}

void renderPrompt(const Act& act, RenderContext& context)
{
    LogRecord log = eventAt(act.start, "user_prompt", act, context);
    log.attributes.number("prompt_length", static_cast<std::int64_t>(act.input.size()))
        .text("prompt", act.input);
    context.add(act, std::move(log));
}

void renderRequest(const Act& act, RenderContext& context)
{
    const Exchange& exchange = act.exchange;
    const ModelCard& model = modelOf(act);
    // Anthropic's own usage block: input without the cached part, which costs a tenth.
    const std::int64_t fresh = exchange.inputTokens - exchange.cachedTokens;
    const auto micros = static_cast<std::int64_t>(
        (static_cast<double>(fresh) + 0.1 * static_cast<double>(exchange.cachedTokens)) *
            model.dollarsPerMillionIn +
        static_cast<double>(exchange.outputTokens) * model.dollarsPerMillionOut);
    LogRecord log = eventAt(act.end, "api_request", act, context);
    log.attributes.text("model", model.answered)
        .real("cost_usd", static_cast<double>(micros) / 1e6)
        .number("cost_usd_micros", micros)
        .number("duration_ms", (act.end - act.start) / kMillisecond)
        .number("input_tokens", fresh)
        .number("output_tokens", exchange.outputTokens)
        .number("cache_read_tokens", exchange.cachedTokens)
        .number("cache_creation_tokens", 0)
        .text("request_id", "req_" + act.span.hex())
        .text("speed", "normal")
        .text("query_source", "main");
    context.add(act, std::move(log));
    if (exchange.answer().text.empty())
        return;
    LogRecord said = eventAt(act.end, "assistant_response", act, context);
    said.attributes
        .number("response_length", static_cast<std::int64_t>(exchange.answer().text.size()))
        .text("response", exchange.answer().text)
        .text("model", model.answered)
        .text("request_id", "req_" + act.span.hex())
        .text("query_source", "main");
    context.add(act, std::move(said));
}

void renderTool(const Act& act, RenderContext& context)
{
    LogRecord decision = eventAt(act.start, "tool_decision", act, context);
    decision.attributes.text("tool_name", act.name)
        .text("tool_use_id", act.callId)
        .text("decision", "accept")
        .text("source", "config");
    context.add(act, std::move(decision));
    LogRecord result = eventAt(act.end, "tool_result", act, context);
    result.attributes.text("tool_name", act.name)
        .text("tool_use_id", act.callId)
        .text("success", act.failure ? "false" : "true")
        .number("duration_ms", (act.end - act.start) / kMillisecond)
        .text("decision_type", "accept")
        .text("decision_source", "config")
        .number("tool_result_size_bytes", static_cast<std::int64_t>(act.output.size()))
        .text("tool_input", act.input);
    if (act.failure)
        result.attributes.text("error_type", act.failure.type).text("error", act.failure.message);
    context.add(act, std::move(result));
}

} // namespace

void renderClaudeCode(const Act& act, RenderContext& context)
{
    switch (act.kind) {
    case ActKind::agentRun:
        return renderPrompt(act, context);
    case ActKind::llmCall:
        return renderRequest(act, context);
    default:
        return renderTool(act, context);
    }
}

} // namespace penstock::demo
