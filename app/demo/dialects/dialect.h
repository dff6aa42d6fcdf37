// SPDX-License-Identifier: GPL-3.0-or-later
// Puts acts into the words of the framework that would have sent them (semconv.md 4–8). One renderer a dialect; render()
// walks a finished tree and gives every act to the renderer of its service, protocol acts (A2A, MCP) to the common one.
// Pure: same acts, same records.
#pragma once

#include "app/demo/act.h"
#include "app/demo/json.h"
#include "app/demo/otlp_records.h"

#include <variant>
#include <vector>

namespace penstock::demo {

/// One record and when its SDK lets go of it: spans when they end, pending spans when they start, events at once.
struct Emission {
    Nanos due = 0;
    ServiceId service{};
    std::variant<SpanRecord, LogRecord> record;
};

/// All records of the tree, in tree order.
void render(const Act& root, std::vector<Emission>& out);

/// State of one walk.
struct RenderContext {
    std::vector<Emission>& out;
    std::int64_t eventSequence = 0; ///< Claude Code numbers its events within a session

    void add(const Act& act, SpanRecord span);
    void add(const Act& act, LogRecord log);
};

void renderOtelGenAi(const Act& act, RenderContext& context);
void renderOpenLlmetry(const Act& act, RenderContext& context);
void renderAutoGen(const Act& act, RenderContext& context);
void renderGoogleAdk(const Act& act, RenderContext& context);
void renderPydanticAi(const Act& act, RenderContext& context);
void renderClaudeCode(const Act& act, RenderContext& context);
void renderOpenInference(const Act& act, RenderContext& context); ///< OpenAI Agents and LangGraph
void renderVercel(const Act& act, RenderContext& context);
void renderProtocol(const Act& act, RenderContext& context); ///< A2A and MCP, both ends

/// Ids, times, status and the exception event; name, kind and attributes are the dialect's.
SpanRecord spanOf(const Act& act, const ScopeInfo& scope, std::string name, SpanKind kind);
/// Sum over the model calls below, which roll-up dialects put on a run.
struct TokenSums {
    std::int64_t input = 0;
    std::int64_t output = 0;
    std::int64_t cached = 0;
};
TokenSums tokensBelow(const Act& act);
/// Messages said[0, count) in the part form of OTel GenAI ≥ 1.37; toolRole is `tool`, or `user` where a dialect does so.
Json partMessages(const Talk& talk, std::size_t count, std::string_view toolRole = "tool");
Json partMessage(const Utterance& utterance, std::string_view toolRole = "tool");
Json partAnswer(const Utterance& answer);
std::string_view finishReason(const Utterance& answer);
const AgentCard& agentOf(const Act& act);
const ModelCard& modelOf(const Act& act);
/// OpenLLMetry's chat span, which also stands for the model calls below AutoGen.
void renderIndexedChat(const Act& act, RenderContext& context);

} // namespace penstock::demo
