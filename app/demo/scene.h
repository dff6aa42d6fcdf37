// SPDX-License-Identifier: GPL-3.0-or-later
// Scene: lays out one session on the virtual time line as trees of acts. A playbook moves `now` forward by opening,
// passing time and closing. Owns the acts; references stay valid as long as the scene. One thread; asserts on misuse.
#pragma once

#include "app/demo/act.h"
#include "app/demo/json.h"
#include "app/demo/rng.h"

#include <utility>

namespace penstock::demo {

using TalkPtr = std::shared_ptr<Talk>;

/// Both sides of an agent-to-agent call: the caller's span and the one in the other agent's process.
struct RemoteCall {
    Act* call = nullptr;
    Act* serve = nullptr;
};

class Scene final {
public:
    /// nextCase: a number that no other scene takes.
    Scene(Rng rng, Nanos start, std::uint64_t& nextCase)
        : m_rng(rng), m_now(start), m_nextCase(nextCase)
    {
    }

    /// Session and user of the acts that follow.
    void identify(std::string session, std::string user);
    /// Share of tool calls that fail once before they work.
    void setFlakiness(double share) { m_flakiness = share; }
    void pass(Nanos duration) { m_now += duration; }
    void passBetween(double seconds, double atMost);
    /// Also backwards: what is done at the same time as something else is laid out after it.
    void moveTo(Nanos t) { m_now = t; }

    /// Without `under` a new trace begins.
    Act& openWorkflow(Act* under, ServiceId service, std::string name);
    Act& openRun(Act* under, AgentId agent, std::string input);
    /// A model call that asks for the tool, then the tool's act, left open for what it sets off.
    Act& openTool(Act& run, const TalkPtr& talk, std::string_view tool, const Json& arguments);
    RemoteCall openRemote(Act& under, AgentId to, const std::string& context);
    void close(Act& act, std::string output = {}, Failure failure = {});
    void closeTool(Act& tool, const TalkPtr& talk, const Json& result, Failure failure = {});
    void closeRemote(const RemoteCall& remote, Failure failure = {});

    TalkPtr newTalk(AgentId agent) const;
    void hear(const TalkPtr& talk, std::string text);
    /// One model call; time passes with the length of the answer.
    Act& think(Act& run, const TalkPtr& talk, Utterance answer);
    Act& say(Act& run, const TalkPtr& talk, std::string text);
    /// Model call, tool call, result; an ordinary failure and its retry may come before.
    Act& useTool(Act& run, const TalkPtr& talk, std::string_view tool, const Json& arguments,
                 const Json& result);
    Act& failTool(Act& run, const TalkPtr& talk, std::string_view tool, const Json& arguments,
                  Failure failure);
    Act& handOff(Act& run, const TalkPtr& talk, AgentId to);
    /// say() and close() in one.
    void conclude(Act& run, const TalkPtr& talk, const std::string& text);

    Rng& rng() { return m_rng; }
    Nanos now() const { return m_now; }
    /// The same never twice in a company.
    std::uint64_t nextCase() { return std::exchange(m_nextCase, m_nextCase + 2); }
    const std::vector<std::unique_ptr<Act>>& traces() const { return m_traces; }

private:
    Act& add(Act* under, ActKind kind, ServiceId service, AgentId agent);
    std::string token(std::string_view prefix, int length);
    void passThroughMcp(Act& tool, Failure failure);

    Rng m_rng;
    Nanos m_now;
    std::uint64_t& m_nextCase;
    double m_flakiness = 0.02;
    std::string m_session;
    std::string m_user;
    std::vector<std::unique_ptr<Act>> m_traces;
};

/// About four characters a token, as tokenisers of English text do.
std::int64_t countTokens(std::string_view text);

} // namespace penstock::demo
