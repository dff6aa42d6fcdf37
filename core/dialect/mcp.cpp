// SPDX-License-Identifier: GPL-3.0-or-later
// MCP semantic conventions (semconv.md 2 row 16, 4.9). mcp.session.id is a transport session and never becomes a
// conversation. An execute_tool span that MCP instrumentation only enriched stays a tool call.
#include "core/dialect/draft.h"

namespace penstock {
namespace {

StepKind kindOf(std::string_view method)
{
    return method.empty() ? StepKind::other : StepKind::mcpRequest;
}

constexpr KeyId kMarks[] = {KeyId::mcpMethodName};

constexpr FieldRule kFields[] = {
    {KeyId::mcpMethodName, Field::kind, As::kind}, {KeyId::mcpMethodName, Field::method},
    {KeyId::mcpResourceUri, Field::target},        {KeyId::peerService, Field::target},
    {KeyId::serverAddress, Field::target},
};

void refine(Draft& draft)
{
    Step& step = draft.step;
    const bool ownSpan = draft.raw.kind == SpanKind::client || draft.raw.kind == SpanKind::server;
    if (draft.operation == "execute_tool" && !ownSpan)
        step.kind = StepKind::toolCall;
    if (draft.operation == "execute_tool")
        step.toolType = "mcp";
    if (const auto prompt = draft.attributeText(KeyId::genAiPromptName); !prompt.empty())
        draft.displayName = draft.join(step.method, " ", prompt);
    if (step.errorType.empty() && step.status == StepStatus::unset)
        if (const auto code = draft.attributeText(KeyId::rpcResponseStatusCode);
            !code.empty() && code != "0" && code != "OK")
            step.errorType = code;
}

} // namespace

const DialectDef& mcpDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::mcp,
        .marks = kMarks,
        .fields = kFields,
        .kindOf = kindOf,
        .refine = refine,
    };
    return kDef;
}

} // namespace penstock
