// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/step_names.h"

#include "core/dialect/loose_json.h"

namespace penstock {
namespace {

std::string_view modelOf(const Step& step)
{
    return step.requestModel.empty() ? step.responseModel : step.requestModel;
}

std::string_view llmName(Draft& draft)
{
    const std::string_view spanName = draft.isLog() ? std::string_view() : draft.raw.name;
    const std::string_view model = modelOf(draft.step);
    if (model.empty() || (!spanName.empty() && spanName.find(model) != std::string_view::npos))
        return spanName.empty() ? std::string_view("chat") : spanName;
    std::string_view verb = draft.operation;
    if (verb.empty() || verb.size() > 32)
        verb = draft.step.kind == StepKind::embedding ? "embeddings"
               : draft.step.kind == StepKind::rerank  ? "rerank"
                                                      : "chat";
    return draft.join(verb, " ", model);
}

std::string_view requestName(Draft& draft)
{
    const Step& step = draft.step;
    if (step.method.empty())
        return draft.raw.name;
    return draft.join(step.method, " ", step.toolName.empty() ? step.target : step.toolName);
}

std::string_view stripped(std::string_view name, std::string_view prefix)
{
    return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

/// Text of one of the names in the arguments of a call, copied into the arena.
std::string_view argument(Draft& draft, std::initializer_list<std::string_view> names)
{
    for (const KeyId key :
         {KeyId::genAiToolCallArguments, KeyId::inputValue, KeyId::traceloopEntityInput,
          KeyId::toolArguments, KeyId::aiToolCallArgs, KeyId::gcpVertexAgentToolCallArgs,
          KeyId::toolInput, KeyId::functionArgs, KeyId::arguments}) {
        const Value& value = attribute(draft.raw.attributes, key);
        if (isAbsent(value) || value.text().size() > 64 * 1024)
            continue;
        const LooseJson json(value.text());
        LooseNode at = json.root();
        if (const LooseNode wrapped = at.member("inputs"); wrapped.isObject())
            at = wrapped;
        for (const std::string_view name : names)
            if (const LooseNode found = at.member(name); found.isString())
                return draft.arena.copy(found.text());
    }
    return {};
}

bool isCoworkerTool(std::string_view tool)
{
    return equalsIgnoringCase(tool, "Delegate work to coworker") ||
           equalsIgnoringCase(tool, "Ask question to coworker") ||
           equalsIgnoringCase(tool, "delegate_work_to_coworker") ||
           equalsIgnoringCase(tool, "ask_question_to_coworker");
}

} // namespace

std::string_view nameOf(Draft& draft)
{
    const Step& step = draft.step;
    if (!draft.displayName.empty())
        return draft.displayName;
    switch (step.kind) {
    case StepKind::agentRun:
        return step.agentName.empty() ? draft.raw.name : step.agentName;
    case StepKind::llmCall:
    case StepKind::embedding:
    case StepKind::rerank:
        return llmName(draft);
    case StepKind::toolCall:
    case StepKind::handoff:
        if (step.kind == StepKind::toolCall && !step.toolName.empty())
            return step.toolName;
        return stripped(draft.raw.name, "execute_tool ");
    case StepKind::mcpRequest:
    case StepKind::a2aRequest:
    case StepKind::acpRequest:
    case StepKind::memory:
        return requestName(draft);
    default:
        break;
    }
    if (!draft.raw.name.empty() || !draft.isLog())
        return draft.raw.name;
    return draft.event.empty() ? std::string_view("log record") : draft.event;
}

std::string_view agentFromSpanName(std::string_view spanName)
{
    if (spanName.starts_with("invoke_agent "))
        return spanName.substr(13);
    if (spanName.starts_with("agent_run [") &&
        spanName.ends_with(']')) // ADK before it adopted invoke_agent
        return spanName.substr(11, spanName.size() - 12);
    if (spanName.ends_with(".agent") && spanName.size() > 6) // OpenLLMetry: `{role}.agent`
        return spanName.substr(0, spanName.size() - 6);
    if (spanName == "invoke_agent" || spanName == "agent run" || spanName == "agent_run")
        return {};
    return spanName;
}

void hintHandoffTool(Draft& draft)
{
    const Step& step = draft.step;
    const std::string_view tool = step.toolName;
    if ((step.kind != StepKind::toolCall && step.kind != StepKind::mcpRequest) || tool.empty())
        return;
    const auto hint = [&](DelegationMode mode, std::string_view to) {
        draft.hint({Evidence::handoffTool, mode, step.agentName, to});
    };
    if (tool == "transfer_to_agent" || tool == "handoff_to_agent")
        hint(DelegationMode::passControl,
             argument(draft, {"agent_name", "agentName", "agent", "name"}));
    else if (tool.starts_with("transfer_to_human")) // a person is no agent
        return;
    else if (tool.starts_with("transfer_to_"))
        hint(DelegationMode::passControl, tool.substr(12));
    else if (tool.starts_with("handoff_to_"))
        hint(DelegationMode::passControl, tool.substr(11));
    else if (isCoworkerTool(tool))
        hint(DelegationMode::returnToCaller, argument(draft, {"coworker", "co_worker", "agent"}));
    else if ((tool == "Agent" || tool == "Task") && draft.has(Dialect::claudeCode))
        hint(DelegationMode::returnToCaller, argument(draft, {"subagent_type", "agent_type"}));
    else if (step.toolType == "AgentTool" || step.toolType == "agent")
        hint(DelegationMode::returnToCaller, tool);
}

} // namespace penstock
