// SPDX-License-Identifier: GPL-3.0-or-later
// Step: one normalised span or log event (DESIGN.md 2) – what every dialect is translated into. All texts are
// views into the arena of the StepBatch that owns the step; empty text means "not said". Made by dialect/, logged
// by store/, folded by fleet/. After making it is immutable and may be shared between threads.
#pragma once

#include "core/model/features.h"
#include "core/model/raw.h"
#include "core/model/usage.h"

#include <memory>

namespace penstock {

/// Saved in the log. Do not change the numbers.
enum class StepKind : std::uint8_t {
    other = 0,
    agentRun = 1,
    agentCreate = 2,
    llmCall = 3,
    toolCall = 4,
    handoff = 5,
    retrieval = 6,
    rerank = 7,
    embedding = 8,
    guardrail = 9,
    evaluator = 10,
    workflow = 11,
    plan = 12,
    memory = 13,
    promptRender = 14,
    mcpRequest = 15,
    a2aRequest = 16,
    humanWait = 17,
    messageRoute = 18,
    acpRequest = 19,
};
inline constexpr int kStepKindCount = 20;

/// Saved in the log. Do not change the numbers. unset is not "ok confirmed".
enum class StepStatus : std::uint8_t { unset = 0, ok = 1, error = 2, running = 3 };

/// Bits; several dialects may speak through one span. Saved in the log. Do not change the numbers.
enum class Dialect : std::uint8_t {
    plain = 0,
    otelGenAi = 1,
    openInference = 2,
    openLlmetry = 3,
    langfuse = 4,
    langSmith = 5,
    vercelLegacy = 6,
    vercel = 7,
    mastra = 8,
    logfire = 9,
    pydanticAi = 10,
    googleAdk = 11,
    claudeCode = 12,
    codex = 13,
    geminiCli = 14,
    strands = 15,
    agentFramework = 16,
    autoGen = 17,
    mcp = 18,
    a2a = 19,
    acp = 20,
    semanticKernel = 21,
    crewAi = 22,
    jaegerImport = 23,
};
using DialectSet = std::uint32_t;
constexpr DialectSet dialectBit(Dialect d)
{
    return 1u << static_cast<unsigned>(d);
}

/// How a delegation is known (semconv.md 8). Saved in the log. Do not change the numbers.
enum class Evidence : std::uint8_t {
    none = 0,
    explicitHandoff = 1, ///< declared: attributes or a handoff span name from and to
    agentParent = 2,     ///< declared: parent_agent_id / agent_id
    agentAsTool = 3,     ///< structural: run below a run through a tool call
    nestedRun = 4,       ///< structural: run directly below a run of another agent
    remoteCall = 5,      ///< structural: client span in one service, run in another
    handoffTool = 6, ///< inferred: tool named transfer_to_* etc. followed by a run of the target
    spanLink = 7,    ///< structural: message link
    graphParent = 8, ///< declared, package-specific meaning
    commandGoto = 9, ///< declared: langgraph command / handoff_parent
    sequence = 10,   ///< inferred: same session, one after the other; a sequence, not a delegation
    sharedKey = 11,  ///< inferred: conversation, task, tool-call or response id seen on both sides
    call = 12, ///< structural: the step itself is the call of a tool, store, person or remote peer
};

/// Saved in the log. Do not change the numbers.
enum class DelegationMode : std::uint8_t {
    unknown = 0,
    returnToCaller = 1,
    passControl = 2,
    message = 3
};

/// What one step by itself says about a delegation. The fold joins it with runs.
struct DelegationHint {
    Evidence evidence = Evidence::none;
    DelegationMode mode = DelegationMode::unknown;
    std::string_view fromAgent; ///< empty: the run this step belongs to
    std::string_view toAgent;   ///< empty: the run that starts below this step
};

/// Mandate of a delegation or action, where a dialect carries it. Empty / 0 = unknown.
struct Mandate {
    std::string_view grantedBy;
    std::string_view scope;
    std::string_view constraints;
    std::string_view context;
    std::string_view revocableBy;
    Nanos authorizedAt = 0;
    Nanos expiresAt = 0;
};

/// A run that no span stands for (Claude Code sub-agents, turns known from log events only): the fold inserts it
/// between the step and the step's parent.
struct SyntheticRun {
    SpanId span;   ///< derived from stable ids of the dialect; zero = none
    SpanId parent; ///< what the run itself hangs below; zero = root
    std::string_view agent;
};

/// Bits of Step::flags. Saved in the log. Do not change the numbers.
enum StepFlag : std::uint32_t {
    kProvisional = 1u << 0,  ///< stands for work that still runs; vanishes when the real step comes
    kFromLogEvent = 1u << 1, ///< made from a log record, ids may be derived
    kRemoteParent = 1u << 2, ///< the parent is in another process
    kSdkTruncated = 1u << 3, ///< the SDK dropped attributes, events or links
    kMasked = 1u << 4,       ///< a secret was masked in it
    kSummary = 1u << 5,      ///< a synthetic summary of other steps: not counted (ADK merged tool)
    kSyntheticTrace = 1u << 6,   ///< trace id derived because the sender sent none
    kSyntheticSession = 1u << 7, ///< session is the trace id for want of anything better
    kStreaming = 1u << 8,
    kContentAbsent = 1u << 9, ///< the dialect can carry content but the sender has it switched off
    kTimeSuspect = 1u << 10, ///< zero, negative duration, or outside 2000–2100; times were repaired
    kMergesInto = 1u << 11, ///< an event that only adds facts to the span it was emitted in
    kRevision = 1u << 12,   ///< set by the store: same identity seen before with other bytes
    kLate = 1u << 13, ///< set by the store: older than the newest of its source by the late horizon
    kHintsCut = 1u << 14, ///< names more delegations than Step::delegations holds
};

struct Step {
    TraceId trace;
    SpanId span;
    SpanId parent;
    StepKind kind = StepKind::other;
    StepStatus status = StepStatus::unset;
    DialectSet dialects = 0;
    std::uint32_t flags = 0;
    Nanos start = 0;
    Nanos end = 0;              ///< 0 while running
    Nanos timeToFirstToken = 0; ///< ns, 0 = not said
    Nanos humanWait = 0;        ///< ns a person was waited for, 0 = none known

    std::string_view name; ///< what a list shows: agent, tool, model … not always the span name
    std::string_view service;     ///< service.name: the deployment
    std::string_view environment; ///< deployment.environment(.name)
    std::string_view framework;
    std::string_view
        agentName; ///< on an agentRun: the agent; elsewhere: "belongs to", never creates a run
    std::string_view agentId;
    std::string_view agentVersion;
    std::string_view agentDescription;
    std::string_view session;
    std::string_view user;
    std::string_view organization;
    std::string_view provider;
    std::string_view requestModel;
    std::string_view responseModel;
    std::string_view responseId; ///< joins the same call seen twice (span and log event)
    std::string_view finishReason;
    std::string_view toolName;
    std::string_view toolType; ///< function, mcp, builtin, provider, agent; empty = unknown
    std::string_view toolCallId;
    std::string_view target; ///< MCP server, A2A peer, memory store, data source
    std::string_view method; ///< mcp.method.name, a2a.method.name, memory operation
    std::string_view state;  ///< a2a.task.state, permission decision, guardrail verdict
    std::string_view errorType;
    std::string_view errorMessage;
    std::string_view turn; ///< prompt.id and its like

    Usage usage;
    Cost cost;
    std::span<const DelegationHint> delegations;
    const Mandate* mandate = nullptr;       ///< null = unknown
    SyntheticRun run;                       ///< zero span = none
    const StepFeatures* features = nullptr; ///< null = not made yet: from a log older than features
    RawSpan raw;                            ///< untouched, except for masking
};

/// A batch of steps and the memory they point to.
struct StepBatch {
    std::shared_ptr<const RawBatch> raw; ///< keeps the views of Step::raw alive
    Arena arena; ///< texts that had to be made (derived names, joined values)
    std::vector<Step> steps;

    StepBatch() = default;
    StepBatch(const StepBatch&) = delete;
    StepBatch& operator=(const StepBatch&) = delete;
};

inline constexpr int kEvidenceCount = 13;

std::string_view stepKindName(StepKind kind); ///< `agent_run`, as in semconv.md 3.1
std::string_view stepStatusName(StepStatus status);
std::string_view dialectName(Dialect dialect);
std::string_view evidenceName(Evidence evidence);
std::string_view delegationModeName(DelegationMode mode);
std::string_view costSourceName(CostSource source);
std::string_view costDoubtName(int chief); ///< of chiefDoubt(): `price_unconfirmed`

} // namespace penstock
