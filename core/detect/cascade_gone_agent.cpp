// SPDX-License-Identifier: GPL-3.0-or-later
// Gone agent: work is still given to an agent that is not there – the policy says that it is out, or it gave signs of life
// once and every request since the last one failed. A run of it, or any step in its name, is a sign.
#include "core/detect/detector.h"
#include "core/detect/lru_table.h"
#include "core/detect/mentions.h"
#include "core/detect/sentence.h"

namespace penstock {
namespace {

enum Parameter { kRequests };
constexpr ParameterDef kParameters[] = {
    {"requests", 3, 1, 1000, "requests that failed since its last sign of life"},
};
constexpr std::uint32_t kMostAgents = 4096;
constexpr Nanos kHeld = kHour; ///< of one that is out: after the last request

struct Agent {
    Nanos lastSign; ///< arrival; 0 = none ever
    Nanos lastAsked;
    std::uint32_t failed;
    bool active;
    WideMentions<8> steps;
};

class GoneAgent final : public Detector {
public:
    explicit GoneAgent(const DetectorSetup& setup)
        : m_rules(setup.rules), m_requests(setup.values[kRequests]), m_agents(kMostAgents)
    {
        for (const AgentRule& rule : m_rules.agents)
            m_anyOut = m_anyOut || rule.out;
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        const Step& step = seen.step;
        const bool failed = step.status == StepStatus::error;
        if (step.kind == StepKind::a2aRequest || step.kind == StepKind::acpRequest ||
            step.toolType == "agent")
            asked(step.target.empty() ? step.toolName : step.target, failed, seen, voice);
        for (const DelegationHint& hint : step.delegations)
            if (step.kind == StepKind::handoff && !hint.toAgent.empty())
                asked(hint.toAgent, failed, seen, voice);
        if (step.agentName.empty() || failed)
            return;
        if (step.kind == StepKind::agentRun && isOut(step.agentName))
            asked(step.agentName, false, seen, voice);
        else if (Agent& agent = use(step.agentName, voice); !isOut(step.agentName))
            sign(agent, keyOf(step.agentName), seen.entry.arrival, voice);
    }
    void gone(std::uint32_t, const WatchedTrace&, Voice&) override {}
    void tick(Nanos arrival, Voice& voice) override
    {
        if (arrival - m_swept < kMinute)
            return;
        m_swept = arrival;
        std::vector<std::uint64_t> over;
        m_agents.forEach([&](std::uint64_t key, const Agent& agent) {
            if (agent.active && arrival - agent.lastAsked > kHeld)
                over.push_back(key);
        });
        for (const std::uint64_t key : over) {
            m_agents.find(key)->active = false;
            voice.clear(key, "Nothing was asked of it for long.");
        }
    }
    std::size_t bytes() const override { return m_agents.bytes(); }
    void save(std::string& out) const override
    {
        putSigned(out, m_swept);
        m_agents.save(out);
    }
    bool restore(ByteReader& in) override
    {
        m_swept = in.signedVarint();
        return m_agents.restore(in);
    }

private:
    static std::uint64_t keyOf(std::string_view name) { return agentDigest(name); }

    bool isOut(std::string_view name) const
    {
        const AgentRule* rule = m_anyOut ? m_rules.agent(name) : nullptr;
        return rule != nullptr && rule->out;
    }

    Agent& use(std::string_view name, Voice& voice)
    {
        return m_agents.use(keyOf(name), [&voice](std::uint64_t leaving, Agent& old) {
            if (old.active)
                voice.clear(leaving, "It has not been heard of for long.");
        });
    }

    static void sign(Agent& agent, std::uint64_t key, Nanos arrival, Voice& voice)
    {
        agent.lastSign = arrival;
        agent.failed = 0;
        agent.steps.clear();
        if (agent.active)
            voice.clear(key, "It gave a sign of life.");
        agent.active = false;
    }

    void asked(std::string_view name, bool failed, const Seen& seen, Voice& voice)
    {
        const bool out = isOut(name);
        if (name.empty() || (!failed && !out))
            return;
        Agent& agent = use(name, voice);
        ++agent.failed;
        agent.lastAsked = seen.entry.arrival;
        agent.steps.add({seen.entry.seq, seen.step.trace, seen.step.span});
        const bool isGone = agent.lastSign != 0 && agent.failed >= m_requests;
        if ((out || isGone) && voice.wants(keyOf(name), agent.failed)) {
            agent.active = true;
            tell(agent, name, out, seen, voice);
        }
    }

    void tell(const Agent& agent, std::string_view name, bool out, const Seen& seen,
              Voice& voice) const
    {
        Finding finding;
        finding.trace = seen.step.trace;
        finding.subject = name;
        finding.sentence = out ? quoted(name) + " is out, as the policy says, and still got " +
                                     std::to_string(agent.failed) +
                                     (agent.failed == 1 ? " request." : " requests.")
                               : quoted(name) + " was asked " + std::to_string(agent.failed) +
                                     " times in vain since its last sign of life " +
                                     formatDuration(seen.entry.arrival - agent.lastSign) +
                                     " ago; the limit is " + numberText(m_requests) + ".";
        finding.values.push_back(valueOf("requests", agent.failed, out ? 0 : m_requests));
        agent.steps.putInto(finding);
        voice.raise(keyOf(name), std::move(finding));
    }

    const Rules& m_rules;
    const double m_requests;
    bool m_anyOut = false;
    Nanos m_swept = 0;
    LruTable<Agent> m_agents;
};

} // namespace

const DetectorDef& goneAgentDetector()
{
    static const DetectorDef kDef{"cascade.gone_agent",
                                  "Work for an agent that is gone",
                                  Priority::high,
                                  kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<GoneAgent>(setup);
                                  },
                                  kAgentRules};
    return kDef;
}

} // namespace penstock
