// SPDX-License-Identifier: GPL-3.0-or-later
// A2A (semconv.md 2 row 17, 4.9, 7.4): the OTel draft's a2a.* keys, and the Python SDK's own spans, one for every public
// method, of which only the calls over the wire are requests; its queue chatter is not counted.
#include "core/dialect/draft.h"

namespace penstock {
namespace {

StepKind kindOf(std::string_view method)
{
    return method.empty() ? StepKind::other : StepKind::a2aRequest;
}

constexpr KeyId kMarks[] = {KeyId::a2aMethodName, KeyId::a2aTaskId, KeyId::a2aMessageId};
constexpr std::string_view kScopes[] = {"a2a-python-sdk"};

bool detect(const SpanFacts& facts)
{
    return facts.raw.name.starts_with("a2a.");
}

constexpr FieldRule kFields[] = {
    {KeyId::a2aMethodName, Field::kind, As::kind}, {KeyId::a2aMethodName, Field::method},
    {KeyId::a2aTaskState, Field::state},           {KeyId::genAiConversationId, Field::session},
    {KeyId::a2aContextId, Field::session},
};

/// `a2a.client.transports.jsonrpc.JsonRpcTransport.send_message` → send_message; empty for everything not on the wire.
std::string_view wireMethod(const RawSpan& raw)
{
    const bool client =
        raw.kind == SpanKind::client && raw.name.find(".transports.") != raw.name.npos;
    const bool server =
        raw.kind == SpanKind::server && raw.name.find("RequestHandler.") != raw.name.npos;
    return client || server ? raw.name.substr(raw.name.rfind('.') + 1) : std::string_view();
}

void refine(Draft& draft)
{
    Step& step = draft.step;
    if (step.kind == StepKind::other) {
        step.method = wireMethod(draft.raw);
        if (step.method.empty())
            step.flags |= kSummary;
        else
            step.kind = StepKind::a2aRequest;
    }
    if (step.kind != StepKind::a2aRequest)
        return;
    if (draft.raw.kind == SpanKind::server) // the card is the server's own
        return;
    step.target =
        step.agentName.empty() ? draft.attributeText(KeyId::serverAddress) : step.agentName;
    if (!step.agentName.empty())
        draft.hint({Evidence::remoteCall, DelegationMode::returnToCaller, {}, step.agentName});
    step.agentName = {}; // the card is the peer's: this step belongs to another agent
}

} // namespace

const DialectDef& a2aDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::a2a,
        .marks = kMarks,
        .scopes = kScopes,
        .detect = detect,
        .fields = kFields,
        .kindOf = kindOf,
        .refine = refine,
    };
    return kDef;
}

} // namespace penstock
