// SPDX-License-Identifier: GPL-3.0-or-later
// Mastra (semconv.md 2 row 7, 6.9): OTel GenAI names plus mastra.span.type; content of other spans lies in
// `mastra.<span type>.input` / `.output`. Lists arrive as JSON text.
#include "core/dialect/content_reader.h"
#include "core/dialect/draft.h"

namespace penstock {
namespace {

StepKind kindOf(std::string_view type)
{
    const auto is = [type](std::string_view name) { return equalsIgnoringCase(type, name); };
    if (is("agent_run"))
        return StepKind::agentRun;
    if (is("model_generation") || is("llm_generation"))
        return StepKind::llmCall;
    if (is("tool_call") || is("mcp_tool_call") || is("provider_tool_call"))
        return StepKind::toolCall;
    if (is("rag_embedding"))
        return StepKind::embedding;
    if (is("model_chunk") || is("llm_chunk") || is("generic"))
        return StepKind::other;
    return is("model_step") || is("processor_run") || type.starts_with("workflow") ||
                   type.starts_with("WORKFLOW")
               ? StepKind::workflow
               : StepKind::other;
}

constexpr KeyId kMarks[] = {KeyId::mastraSpanType};

constexpr FieldRule kFields[] = {
    {KeyId::mastraSpanType, Field::kind, As::kind},
    {KeyId::mastraCompletionStartTime, Field::timeToFirst, As::isoTime},
    {KeyId::errorTypeDotted, Field::errorType},
    {KeyId::errorDomain, Field::errorType},
};

void refine(Draft& draft)
{
    Step& step = draft.step;
    if (step.usage.any())
        draft.semantics = CacheSemantics::inclusive;
    const std::string_view type = draft.attributeText(KeyId::mastraSpanType);
    if (equalsIgnoringCase(type, "mcp_tool_call")) {
        step.toolType = "mcp";
        step.target = draft.attributeText(KeyId::serverAddress);
    } else if (equalsIgnoringCase(type, "provider_tool_call")) {
        step.toolType = "provider";
    } else if (equalsIgnoringCase(type, "model_chunk")) {
        step.flags |= kSummary; // a piece of a stream
    }
}

void readContent(const Step& step, ContentReader& reader)
{
    for (const Attribute& a : step.raw.attributes)
        if (a.id == KeyId::unknown && a.key.starts_with("mastra.")) {
            if (a.key.ends_with(".input"))
                reader.readValue(a.value.text(), Content::input);
            else if (a.key.ends_with(".output"))
                reader.readValue(a.value.text(), Content::output);
        }
}

} // namespace

const DialectDef& mastraDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::mastra,
        .framework = "mastra",
        .marks = kMarks,
        .fields = kFields,
        .kindOf = kindOf,
        .refine = refine,
        .readContent = readContent,
        .contentHint = "Remove hideInput and hideOutput from Mastra's observability configuration.",
    };
    return kDef;
}

} // namespace penstock
