// SPDX-License-Identifier: GPL-3.0-or-later
// OpenInference (semconv.md 2 row 2, 4, 6.1): Arize's conventions, used by its instrumentation of most frameworks.
// Content is flattened into numbered attributes; delegation shows as `handoff to X` tools and graph.node.* keys.
#include "core/dialect/content_reader.h"
#include "core/dialect/draft.h"
#include "core/dialect/loose_json.h"

namespace penstock {
namespace {

constexpr std::string_view kHandoffPrefix = "handoff to ";

StepKind kindOf(std::string_view kind)
{
    if (kind == "LLM")
        return StepKind::llmCall;
    if (kind == "TOOL")
        return StepKind::toolCall;
    if (kind == "CHAIN")
        return StepKind::workflow;
    if (kind == "AGENT")
        return StepKind::agentRun;
    if (kind == "RETRIEVER")
        return StepKind::retrieval;
    if (kind == "RERANKER")
        return StepKind::rerank;
    if (kind == "EMBEDDING")
        return StepKind::embedding;
    if (kind == "GUARDRAIL")
        return StepKind::guardrail;
    if (kind == "EVALUATOR")
        return StepKind::evaluator;
    return kind == "PROMPT" ? StepKind::promptRender : StepKind::other;
}

constexpr KeyId kMarks[] = {KeyId::openinferenceSpanKind};
constexpr std::string_view kScopes[] = {"openinference.instrumentation.",
                                        "@arizeai/openinference-"};

constexpr FieldRule kFields[] = {
    {KeyId::openinferenceSpanKind, Field::kind, As::kind},
    {KeyId::agentName, Field::agentName},
    {KeyId::graphNodeName, Field::agentName},
    {KeyId::graphNodeId, Field::agentName},
    {KeyId::graphNodeParentId, Field::graphParent},
    {KeyId::sessionId, Field::session},
    {KeyId::userId, Field::user},
    {KeyId::llmSystem, Field::provider},
    {KeyId::llmProvider, Field::provider},
    {KeyId::llmRequestModelName, Field::requestModel},
    {KeyId::llmModelName, Field::requestModel},
    {KeyId::embeddingModelName, Field::requestModel},
    {KeyId::rerankerModelName, Field::requestModel},
    {KeyId::llmResponseModelName, Field::responseModel},
    {KeyId::toolName, Field::toolName},
    {KeyId::toolId, Field::toolCallId},
    {KeyId::toolCallId, Field::toolCallId},
    {KeyId::llmTokenCountPrompt, Field::inputTokens, As::integer},
    {KeyId::llmTokenCountCompletion, Field::outputTokens, As::integer},
    {KeyId::llmTokenCountTotal, Field::totalTokens, As::integer},
    {KeyId::llmTokenCountPromptDetailsCacheRead, Field::cacheReadTokens, As::integer},
    {KeyId::llmTokenCountPromptDetailsCacheInput, Field::cacheReadTokens, As::integer},
    {KeyId::llmTokenCountPromptDetailsCacheWrite, Field::cacheWriteTokens, As::integer},
    {KeyId::llmTokenCountPromptDetailsAudio, Field::inputAudioTokens, As::integer},
    {KeyId::llmTokenCountCompletionDetailsReasoning, Field::reasoningTokens, As::integer},
    {KeyId::llmTokenCountCompletionDetailsAudio, Field::outputAudioTokens, As::integer},
    {KeyId::llmCostTotal, Field::cost, As::dollars},
    {KeyId::llmCostPrompt, Field::inputCost, As::dollars},
    {KeyId::llmCostCompletion, Field::outputCost, As::dollars},
};

/// LangChain's instrumentation calls everything an agent whose class name contains the word (semconv.md 10).
bool isPlumbing(std::string_view name)
{
    return name.starts_with("Runnable") || name.ends_with("OutputParser") ||
           name.find("<agent_scratchpad>") != name.npos;
}

void refineAgent(Draft& draft)
{
    Step& step = draft.step;
    const bool traceRoot = draft.scope.framework == "openai_agents" && draft.raw.parent.isZero();
    if (step.agentName.empty() && (traceRoot || isPlumbing(draft.raw.name))) {
        step.kind = StepKind::workflow; // named after the workflow, not an agent (6.1)
        return;
    }
    const std::string_view from = draft.text(Field::graphParent);
    if (from.empty() ||
        draft.scope.framework == "crewai") // there it is only the previous agent of the list (8)
        return;
    const bool handoff = draft.scope.framework == "openai_agents";
    draft.hint({Evidence::graphParent,
                handoff ? DelegationMode::passControl : DelegationMode::unknown, from,
                step.agentName});
}

void refineTool(Draft& draft)
{
    Step& step = draft.step;
    if (!draft.raw.name.starts_with(kHandoffPrefix)) {
        if (step.toolName.empty())
            step.toolName = draft.raw.name;
        return;
    }
    std::string_view to = draft.attributeText(KeyId::outputValue);
    if (to.empty() || to.size() > 200)
        to = draft.raw.name.substr(kHandoffPrefix.size());
    std::string_view from = draft.attributeText(KeyId::inputValue);
    if (from.size() > 200)
        from = {};
    step.kind = StepKind::handoff;
    draft.hint({Evidence::explicitHandoff, DelegationMode::passControl, from, to});
}

/// LangChain's create_agent sends its agents as chains; only the metadata tells them from other graph nodes: the span
/// that bears the agent's name is its run, what is below repeats the name.
void recogniseLangChainAgent(Draft& draft)
{
    const std::string_view text = draft.attributeText(KeyId::metadata);
    if (text.find("langchain_create_agent") == text.npos)
        return;
    const LooseJson metadata(text);
    if (metadata.root().memberText("ls_integration") != "langchain_create_agent" ||
        metadata.root().memberText("lc_agent_name") != draft.raw.name)
        return;
    draft.step.kind = StepKind::agentRun;
    draft.step.agentName = draft.raw.name;
}

void refine(Draft& draft)
{
    Step& step = draft.step;
    if (step.kind == StepKind::workflow)
        recogniseLangChainAgent(draft);
    else if (step.kind == StepKind::agentRun)
        refineAgent(draft);
    else if (step.kind == StepKind::toolCall)
        refineTool(draft);
    if (draft.scope.framework == "claude_agent_sdk")
        draft.semantics =
            CacheSemantics::exclusive; // passes Anthropic's figures on as they are (4.5)
    if (step.kind == StepKind::evaluator && step.state.empty()) // its verdict
        for (const Attribute& a : draft.raw.attributes)
            if (a.id == KeyId::unknown && a.key == "evaluations.0.evaluation.label")
                step.state = toText(a.value, draft.arena);
    if (step.kind == StepKind::llmCall && step.finishReason.empty())
        for (const Attribute& a : draft.raw.attributes)
            if (a.id == KeyId::unknown && a.key.ends_with(".message.finish_reason") &&
                a.key.starts_with("llm.output_messages."))
                step.finishReason = a.value.text();
}

constexpr ContentRule kContent[] = {
    {KeyId::inputValue, Content::input},
    {KeyId::outputValue, Content::output},
    {KeyId::toolParameters, Content::toolArguments},
    {KeyId::rerankerQuery, Content::input},
    {KeyId::llmInvocationParameters, Content::parameterMap},
};

void readContent(const Step& step, ContentReader& reader)
{
    reader.readFlattened("llm.input_messages.", Content::input);
    reader.readFlattened("llm.output_messages.", Content::output);
    reader.readFlattened("llm.prompts.", Content::input);
    reader.readFlattened("llm.choices.", Content::output);
    reader.readIndexedTools("llm.tools.");
    reader.readDocuments(step.kind == StepKind::rerank ? "reranker.output_documents."
                                                       : "retrieval.documents.");
}

} // namespace

const DialectDef& openInferenceDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::openInference,
        .marks = kMarks,
        .scopes = kScopes,
        .fields = kFields,
        .kindOf = kindOf,
        .semantics = CacheSemantics::inclusive,
        .refine = refine,
        .content = kContent,
        .readContent = readContent,
        .contentHint = "Remove OPENINFERENCE_HIDE_INPUTS, OPENINFERENCE_HIDE_OUTPUTS and the other "
                       "OPENINFERENCE_HIDE_* variables from the agent's environment.",
    };
    return kDef;
}

} // namespace penstock
