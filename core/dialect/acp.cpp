// SPDX-License-Identifier: GPL-3.0-or-later
// IBM's Agent Communication Protocol (not the editors' Agent Client Protocol): it has no telemetry of its own, its REST
// calls are recognised from HTTP spans. The rule is strict, because other servers have /runs and /agents too:
//   GET|POST /runs/{uuid}, POST /runs/{uuid}/cancel, GET /runs/{uuid}/events   – the shape alone suffices;
//   POST /runs, GET /agents, GET /agents/{name}   – only if the scope or user agent names acp, or the body has agent_name.
// Only CLIENT and SERVER spans that no other protocol claims.
#include "core/dialect/draft.h"
#include "core/dialect/loose_json.h"

#include <algorithm>

namespace penstock {
namespace {

// HTTP keys only make a span worth a look; refine() withdraws the dialect from everything else.
constexpr KeyId kMarks[] = {KeyId::httpRequestMethod, KeyId::httpMethod};

bool isUuid(std::string_view s)
{
    if (s.size() != 36)
        return false;
    for (std::size_t i = 0; i < s.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = (s[i] >= '0' && s[i] <= '9') || (s[i] >= 'a' && s[i] <= 'f') ||
                         (s[i] >= 'A' && s[i] <= 'F');
        if (dash ? s[i] != '-' : !hex)
            return false;
    }
    return true;
}

std::string_view pathOf(std::string_view url)
{
    if (const std::size_t scheme = url.find("://"); scheme != url.npos) {
        const std::size_t slash = url.find('/', scheme + 3);
        url = slash == url.npos ? std::string_view("/") : url.substr(slash);
    }
    url = url.substr(0, url.find_first_of("?#"));
    return url.size() > 1 && url.ends_with('/') ? url.substr(0, url.size() - 1) : url;
}

std::string_view requestPath(const Draft& draft)
{
    for (const KeyId key : {KeyId::urlPath, KeyId::httpTarget, KeyId::urlFull, KeyId::httpUrl})
        if (const auto text = draft.attributeText(key); !text.empty())
            return pathOf(text);
    return {};
}

/// The operation the shape stands for; `sure` when no other protocol is known to use it.
std::string_view operationOf(std::string_view method, std::string_view path, bool& sure)
{
    const bool get = method == "GET";
    const bool post = method == "POST";
    if (path == "/runs" && post)
        return "create run";
    if (path == "/agents" && get)
        return "list agents";
    if (path.starts_with("/agents/") && get && path.find('/', 8) == path.npos)
        return "get agent";
    if (!path.starts_with("/runs/") || !isUuid(path.substr(6, 36)))
        return {};
    sure = true;
    const std::string_view tail = path.substr(42);
    if (tail.empty())
        return get ? "get run" : post ? "resume run" : std::string_view();
    if (tail == "/cancel" && post)
        return "cancel run";
    return tail == "/events" && get ? "list run events" : std::string_view();
}

bool saysAcp(std::string_view text)
{
    for (std::size_t at = text.find("acp"); at != text.npos; at = text.find("acp", at + 1)) {
        const auto letter = [&](std::size_t i) {
            return i < text.size() && text[i] >= 'a' && text[i] <= 'z';
        };
        if ((at == 0 || !letter(at - 1)) && !letter(at + 3))
            return true;
    }
    return false;
}

std::string_view agentNamed(Draft& draft, std::string_view path)
{
    if (path.starts_with("/agents/"))
        return path.substr(8);
    const std::string_view body = draft.attributeText(KeyId::httpRequestBody);
    if (!body.empty() && body.size() <= 64 * 1024) {
        const LooseJson json(body);
        if (const LooseNode name = json.root().member("agent_name"); name.isString())
            return draft.arena.copy(name.text());
    }
    return draft.attributeText(KeyId::agentNameUnderscored);
}

void withdraw(Draft& draft)
{
    draft.dialects &= ~dialectBit(Dialect::acp);
}

void refine(Draft& draft)
{
    Step& step = draft.step;
    const bool wire = draft.raw.kind == SpanKind::client || draft.raw.kind == SpanKind::server;
    if (draft.isLog() || !wire || step.kind != StepKind::other) {
        withdraw(draft);
        return;
    }
    std::string_view method = draft.attributeText(KeyId::httpRequestMethod);
    if (method.empty())
        method = draft.attributeText(KeyId::httpMethod);
    const std::string_view path = requestPath(draft);
    bool sure = false;
    const std::string_view operation = operationOf(method, path, sure);
    const std::string_view agent = operation.empty() ? std::string_view() : agentNamed(draft, path);
    const bool named = !path.starts_with("/agents") && !agent.empty();
    if (operation.empty() ||
        !(sure || named || saysAcp(draft.attributeText(KeyId::userAgentOriginal)) ||
          (draft.scope.scope != nullptr && saysAcp(draft.scope.scope->name)))) {
        withdraw(draft);
        return;
    }
    step.kind = StepKind::acpRequest;
    step.method = operation;
    step.target = agent.empty() ? draft.attributeText(KeyId::serverAddress) : agent;
    if (!agent.empty() && draft.raw.kind == SpanKind::client && operation == "create run")
        draft.hint({Evidence::remoteCall, DelegationMode::returnToCaller, {}, agent});
}

} // namespace

const DialectDef& acpDialect()
{
    static const DialectDef kDef = {.id = Dialect::acp, .marks = kMarks, .refine = refine};
    return kDef;
}

} // namespace penstock
