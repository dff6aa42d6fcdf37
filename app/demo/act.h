// SPDX-License-Identifier: GPL-3.0-or-later
// Act: one thing an agent does, before it is put into the words of a framework. A scene builds trees of acts; dialects/
// turn each act into one span (or log events). Acts of one tree may belong to several services.
#pragma once

#include "app/demo/company.h"

#include <memory>
#include <string>
#include <vector>

namespace penstock::demo {

enum class Speaker : std::uint8_t { user, assistant, tool };

struct ToolRequest {
    std::string id;
    std::string name;
    std::string arguments; ///< JSON
};

struct Utterance {
    Speaker speaker = Speaker::user;
    std::string text;               ///< of a tool: its result
    std::vector<ToolRequest> calls; ///< assistant only
    std::string callId;             ///< tool only
    std::string toolName;           ///< tool only
};

/// What an agent remembers of a session. Only appended to, so an act refers to a prefix of it.
struct Talk {
    AgentId agent;
    std::vector<Utterance> said;
};

/// One model call: it was told said[0, heard) and answered said[heard].
struct Exchange {
    ModelId model = ModelId::gpt4oMini;
    std::shared_ptr<const Talk> talk;
    std::size_t heard = 0;
    std::string responseId;
    std::int64_t inputTokens = 0;
    std::int64_t cachedTokens = 0; ///< of the input
    std::int64_t outputTokens = 0;
    std::int64_t reasoningTokens = 0; ///< of the output
    Nanos firstToken = 0;

    const Utterance& answer() const { return talk->said[heard]; }
};

struct Failure {
    std::string type; ///< empty: it worked
    std::string message;
    explicit operator bool() const { return !type.empty(); }
};

enum class ActKind : std::uint8_t {
    workflow,
    agentRun,
    llmCall,
    toolCall,
    handoff,
    a2aCall,
    a2aServe,
    mcpCall,
    mcpServe,
};

struct Act {
    ActKind kind = ActKind::workflow;
    ServiceId service{};
    AgentId agent{}; ///< who does it; of a handoff, an a2aCall: who hands over
    AgentId peer{};  ///< handoff, a2aCall, a2aServe: to whom
    const Act* parent = nullptr;
    TraceId trace;
    SpanId span;
    Nanos start = 0;
    Nanos end = 0;
    std::string session;
    std::string user;
    std::string name;   ///< tool or workflow
    std::string callId; ///< tool call id, A2A message id, JSON-RPC request id
    std::string taskId; ///< A2A
    std::string input;  ///< run: what it was asked; tool: arguments (JSON)
    std::string output; ///< run: what it answered; tool: result (JSON)
    Failure failure;
    bool silent = false; ///< starts and is never heard of again
    Exchange exchange;   ///< llmCall only
    std::vector<std::unique_ptr<Act>> children;
};

} // namespace penstock::demo
