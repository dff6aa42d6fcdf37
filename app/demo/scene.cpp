// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/scene.h"

#include "core/base/result.h"

namespace penstock::demo {
namespace {

constexpr std::int64_t kPerMessageTokens = 4;
constexpr std::int64_t kCacheBlock = 128;
constexpr std::int64_t kCodingAgentPrompt =
    14'200;                               ///< sent by the tool itself, not seen in its telemetry
constexpr std::int64_t kCacheFrom = 1024; ///< vendors cache prefixes from this length on

std::int64_t spokenTokens(const Utterance& utterance)
{
    std::int64_t tokens = kPerMessageTokens + countTokens(utterance.text);
    for (const ToolRequest& call : utterance.calls)
        tokens += countTokens(call.name) + countTokens(call.arguments) + kPerMessageTokens;
    return tokens;
}

std::int64_t promptTokens(const Talk& talk, std::size_t heard)
{
    const AgentCard& card = agentCard(talk.agent);
    std::int64_t tokens =
        card.service == ServiceId::claudeCode ? kCodingAgentPrompt : countTokens(card.instructions);
    for (const std::string_view tool : card.tools)
        tokens += countTokens(toolCard(tool).description) + countTokens(toolCard(tool).parameters);
    for (std::size_t i = 0; i < heard; ++i)
        tokens += spokenTokens(talk.said[i]);
    return tokens;
}

std::int64_t cachedTokens(const Talk& talk, std::size_t heard)
{
    for (std::size_t earlier = heard; earlier-- > 0;) {
        if (talk.said[earlier].speaker != Speaker::assistant)
            continue;
        const std::int64_t prefix = promptTokens(talk, earlier);
        return prefix < kCacheFrom ? 0 : prefix / kCacheBlock * kCacheBlock;
    }
    return 0;
}

bool reasons(ModelId model)
{
    return model == ModelId::gpt5 || model == ModelId::gpt5Mini || model == ModelId::gpt5Nano;
}

Nanos seconds(double s)
{
    return static_cast<Nanos>(s * 1e6) * 1000;
}

} // namespace

std::int64_t countTokens(std::string_view text)
{
    return static_cast<std::int64_t>((text.size() + 3) / 4);
}

void Scene::identify(std::string session, std::string user)
{
    m_session = std::move(session);
    m_user = std::move(user);
}

void Scene::passBetween(double least, double most)
{
    pass(seconds(least + m_rng.unit() * (most - least)));
}

Act& Scene::add(Act* under, ActKind kind, ServiceId service, AgentId agent)
{
    auto act = std::make_unique<Act>();
    act->kind = kind;
    act->service = service;
    act->agent = agent;
    act->parent = under;
    act->trace = under != nullptr ? under->trace : m_rng.traceId();
    act->span = m_rng.spanId();
    act->start = m_now;
    act->session = m_session;
    act->user = m_user;
    auto& siblings = under != nullptr ? under->children : m_traces;
    siblings.push_back(std::move(act));
    return *siblings.back();
}

std::string Scene::token(std::string_view prefix, int length)
{
    static constexpr char kAlphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::string out(prefix);
    for (int i = 0; i < length; ++i)
        out.push_back(kAlphabet[m_rng.next() % (sizeof kAlphabet - 1)]);
    return out;
}

Act& Scene::openWorkflow(Act* under, ServiceId service, std::string name)
{
    Act& act = add(under, ActKind::workflow, service, under != nullptr ? under->agent : AgentId{});
    act.name = std::move(name);
    pass(m_rng.between(1, 4) * kMillisecond);
    return act;
}

Act& Scene::openRun(Act* under, AgentId agent, std::string input)
{
    Act& act = add(under, ActKind::agentRun, agentCard(agent).service, agent);
    act.input = std::move(input);
    pass(m_rng.between(2, 9) * kMillisecond);
    return act;
}

Act& Scene::openTool(Act& run, const TalkPtr& talk, std::string_view tool, const Json& arguments)
{
    Utterance wish{Speaker::assistant, {}, {}, {}, {}};
    wish.calls.push_back({token("call_", 22), std::string(tool), arguments.text()});
    const ToolRequest request = wish.calls.front();
    think(run, talk, std::move(wish));
    Act& act = add(&run, ActKind::toolCall, run.service, run.agent);
    act.name = request.name;
    act.callId = request.id;
    act.input = request.arguments;
    pass(m_rng.between(1, 3) * kMillisecond);
    return act;
}

RemoteCall Scene::openRemote(Act& under, AgentId to, const std::string& context)
{
    Act& call = add(&under, ActKind::a2aCall, under.service, under.agent);
    call.peer = to;
    call.session = context;
    call.callId = token("msg-", 12);
    call.taskId = token("task-", 12);
    pass(m_rng.between(8, 45) * kMillisecond);
    Act& serve = add(&call, ActKind::a2aServe, agentCard(to).service, to);
    serve.peer = to;
    serve.session = context;
    serve.callId = call.callId;
    serve.taskId = call.taskId;
    pass(m_rng.between(1, 4) * kMillisecond);
    return {&call, &serve};
}

void Scene::close(Act& act, std::string output, Failure failure)
{
    act.end = m_now;
    act.output = std::move(output);
    act.failure = std::move(failure);
    pass(m_rng.between(1, 3) * kMillisecond);
}

void Scene::closeTool(Act& tool, const TalkPtr& talk, const Json& result, Failure failure)
{
    talk->said.push_back({Speaker::tool, result.text(), {}, tool.callId, tool.name});
    close(tool, result.text(), std::move(failure));
}

void Scene::closeRemote(const RemoteCall& remote, Failure failure)
{
    close(*remote.serve, {}, failure);
    pass(m_rng.between(8, 45) * kMillisecond);
    close(*remote.call, {}, std::move(failure));
}

TalkPtr Scene::newTalk(AgentId agent) const
{
    return std::make_shared<Talk>(Talk{agent, {}});
}

void Scene::hear(const TalkPtr& talk, std::string text)
{
    talk->said.push_back({Speaker::user, std::move(text), {}, {}, {}});
}

Act& Scene::think(Act& run, const TalkPtr& talk, Utterance answer)
{
    PENSTOCK_ASSERT(!talk->said.empty());
    const ModelId model = agentCard(talk->agent).model;
    const ModelCard& card = modelCard(model);
    Act& act = add(&run, ActKind::llmCall, run.service, run.agent);
    Exchange& exchange = act.exchange;
    exchange.model = model;
    exchange.talk = talk;
    exchange.heard = talk->said.size();
    exchange.responseId = token(card.provider == "anthropic" ? "msg_01" : "chatcmpl-", 24);
    exchange.inputTokens = promptTokens(*talk, exchange.heard);
    exchange.cachedTokens = cachedTokens(*talk, exchange.heard);
    exchange.reasoningTokens = reasons(model) ? m_rng.between(1, 6) * 64 : 0;
    exchange.outputTokens = spokenTokens(answer) + exchange.reasoningTokens;
    exchange.firstToken = seconds(card.firstTokenSeconds * (0.7 + 0.8 * m_rng.unit()));
    pass(exchange.firstToken);
    pass(seconds(static_cast<double>(exchange.outputTokens) / card.tokensPerSecond));
    act.end = m_now;
    talk->said.push_back(std::move(answer));
    pass(m_rng.between(1, 5) * kMillisecond);
    return act;
}

Act& Scene::say(Act& run, const TalkPtr& talk, std::string text)
{
    return think(run, talk, {Speaker::assistant, std::move(text), {}, {}, {}});
}

void Scene::passThroughMcp(Act& tool, Failure failure)
{
    Act& call = add(&tool, ActKind::mcpCall, tool.service, tool.agent);
    call.name = tool.name;
    call.callId =
        std::to_string(m_rng.between(2, 999'999'999)); // never twice within one MCP session
    call.input = tool.input;
    pass(m_rng.between(3, 15) * kMillisecond);
    Act& serve = add(&call, ActKind::mcpServe, ServiceId::crmMcp, tool.agent);
    serve.name = tool.name;
    serve.callId = call.callId;
    serve.input = tool.input;
    pass(toolCard(tool.name).typicalLatency);
    close(serve, {}, failure);
    pass(m_rng.between(2, 8) * kMillisecond);
    close(call, {}, std::move(failure));
}

Act& Scene::useTool(Act& run, const TalkPtr& talk, std::string_view tool, const Json& arguments,
                    const Json& result)
{
    static const std::vector<Failure> kOrdinary{
        {"timeout", "upstream did not answer within 10.0 s"},
        {"503", "503 Service Unavailable, try again"},
        {"422", "422 Unprocessable Entity: field 'currency' missing"}};
    if (m_rng.chance(m_flakiness))
        failTool(run, talk, tool, arguments, m_rng.pick(kOrdinary));
    Act& act = openTool(run, talk, tool, arguments);
    const ToolCard& card = toolCard(tool);
    if (card.overMcp)
        passThroughMcp(act, {});
    else
        pass(seconds(static_cast<double>(card.typicalLatency) * 1e-9 * (0.6 + 0.9 * m_rng.unit())));
    closeTool(act, talk, result);
    return act;
}

Act& Scene::failTool(Act& run, const TalkPtr& talk, std::string_view tool, const Json& arguments,
                     Failure failure)
{
    Act& act = openTool(run, talk, tool, arguments);
    if (toolCard(tool).overMcp)
        passThroughMcp(act, failure);
    else
        pass(failure.type == "timeout" ? 10 * kSecond : toolCard(tool).typicalLatency);
    const Json result = Json::object({{"error", failure.message}});
    closeTool(act, talk, result, std::move(failure));
    return act;
}

Act& Scene::handOff(Act& run, const TalkPtr& talk, AgentId to)
{
    std::string tool = "transfer_to_" + std::string(agentCard(to).name);
    for (char& c : tool)
        c = c == '-' ? '_' : c;
    Utterance wish{Speaker::assistant, {}, {}, {}, {}};
    wish.calls.push_back({token("call_", 22), tool, "{}"});
    const std::string callId = wish.calls.front().id;
    think(run, talk, std::move(wish));
    Act& act = add(&run, ActKind::handoff, run.service, run.agent);
    act.peer = to;
    act.name = tool;
    act.callId = callId;
    const std::string answer = Json::object({{"assistant", agentCard(to).name}}).text();
    talk->said.push_back({Speaker::tool, answer, {}, callId, tool});
    close(act, answer);
    return act;
}

void Scene::conclude(Act& run, const TalkPtr& talk, const std::string& text)
{
    say(run, talk, text);
    close(run, text);
}

} // namespace penstock::demo
