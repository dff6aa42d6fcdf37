// SPDX-License-Identifier: GPL-3.0-or-later
// Unknown agent: a name that neither the policy lists nor was ever seen while this deployment was learnt – or, where `declared`
// is set, any that the policy does not list. An unknown one that stays is known after the same time. Deployments that make up
// a new name for every run would be all alarm: from so many names on nothing is said of them.
#include "core/detect/detector.h"
#include "core/detect/lru_table.h"
#include "core/detect/sentence.h"

#include "core/base/hash.h"

namespace penstock {
namespace {

enum Parameter { kHours, kDeclared, kNames };
constexpr ParameterDef kParameters[] = {
    {"hours", 24, 0, 8784, "for which a deployment's agents are learnt"},
    {"declared", 0, 0, 1, "1: only agents that the policy lists are known"},
    {"names", 64, 1, 4096, "agents of a deployment from which on its names say nothing"},
};
constexpr std::uint32_t kMostAgents = 8192;
constexpr std::uint32_t kMostServices = 1024;

struct Agent {
    Nanos first; ///< arrival
    bool told;
};

struct Service {
    Nanos first;
    std::uint32_t names;
};

class UnknownAgent final : public Detector {
public:
    explicit UnknownAgent(const DetectorSetup& setup)
        : m_rules(setup.rules),
          m_learning(static_cast<Nanos>(setup.values[kHours] * static_cast<double>(kHour))),
          m_declaredOnly(setup.values[kDeclared] >= 1),
          m_names(setup.values[kNames]),
          m_agents(kMostAgents),
          m_services(kMostServices)
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        const Step& step = seen.step;
        if (step.kind != StepKind::agentRun || step.agentName.empty())
            return;
        const Nanos now = seen.entry.arrival;
        Service& service =
            m_services.use(plainHash64(step.service), [](std::uint64_t, Service&) {});
        const std::uint64_t key = plainHash64(step.service) * 31 ^ agentDigest(step.agentName);
        const bool isNew = m_agents.find(key) == nullptr;
        Agent& agent = m_agents.use(key, [&voice](std::uint64_t leaving, Agent& old) {
            if (old.told)
                voice.clear(leaving, "It has not been seen for long.");
        });
        if (service.names == 0)
            service.first = now;
        if (!isNew)
            return;
        agent.first = now;
        ++service.names;
        const bool learning = !m_declaredOnly && now - service.first < m_learning;
        if (learning || service.names > m_names || m_rules.agent(step.agentName) != nullptr)
            return;
        agent.told = true;
        tell(key, service, seen, voice);
    }
    void gone(std::uint32_t, const WatchedTrace&, Voice&) override {}
    void tick(Nanos arrival, Voice& voice) override
    {
        if (m_declaredOnly || arrival - m_swept < kMinute)
            return;
        m_swept = arrival;
        std::vector<std::uint64_t> known;
        m_agents.forEach([&](std::uint64_t key, const Agent& agent) {
            if (agent.told && arrival - agent.first >= m_learning)
                known.push_back(key);
        });
        for (const std::uint64_t key : known) {
            m_agents.find(key)->told = false;
            voice.clear(key, "It has been here long enough to be known.");
        }
    }
    std::size_t bytes() const override { return m_agents.bytes() + m_services.bytes(); }
    void save(std::string& out) const override
    {
        putSigned(out, m_swept);
        m_agents.save(out);
        m_services.save(out);
    }
    bool restore(ByteReader& in) override
    {
        m_swept = in.signedVarint();
        return m_agents.restore(in) && m_services.restore(in);
    }

private:
    void tell(std::uint64_t key, const Service& service, const Seen& seen, Voice& voice) const
    {
        const Step& step = seen.step;
        const Nanos age = seen.entry.arrival - service.first;
        Finding finding;
        finding.trace = step.trace;
        finding.subject = step.agentName;
        finding.sentence =
            quoted(step.agentName) + " of " + quoted(step.service) +
            (m_declaredOnly ? std::string(" is not among the agents that the policy lists.")
                            : " was never seen before, and the policy does not list it; the others "
                              "have been known for " +
                                  formatDuration(age) + ".");
        finding.values.push_back(valueOf("known", static_cast<double>(age),
                                         static_cast<double>(m_learning), Unit::nanos));
        finding.steps.push_back({seen.entry.seq, step.trace, step.span});
        voice.raise(key, std::move(finding));
    }

    const Rules& m_rules;
    const Nanos m_learning;
    const bool m_declaredOnly;
    const double m_names;
    Nanos m_swept = 0;
    LruTable<Agent> m_agents;
    LruTable<Service> m_services;
};

} // namespace

const DetectorDef& unknownAgentDetector()
{
    static const DetectorDef kDef{"authority.unknown_agent",
                                  "An agent that nobody knows",
                                  Priority::medium,
                                  kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<UnknownAgent>(setup);
                                  },
                                  kAgentRules};
    return kDef;
}

} // namespace penstock
