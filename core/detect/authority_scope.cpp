// SPDX-License-Identifier: GPL-3.0-or-later
// Scope: an agent does what the policy does not allow it – a tool, an effect, or without the clearance that a tool needs –
// or obtains it through another: who asked for it, however many runs above, may not do it itself. An agent that is meant to
// ask for more than it may says so (`through`); of one that has no rule only what it does itself counts. A call that does not say whose it is belongs to the next run above.
#include "core/detect/authority.h"
#include "core/detect/climbs.h"
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/resource.h"
#include "core/detect/sentence.h"

namespace penstock {
namespace {

enum Parameter { kActs };
constexpr ParameterDef kParameters[] = {
    {"acts", 1, 1, 1000, "acts beyond what is allowed, in a trace"},
};

struct Deed {
    Seq seq;
    SpanId span;
    std::uint32_t rule; ///< 1-based; 0 = the tool is not declared
    std::uint64_t agent;
    Label agentName;
    Label tool;
};

struct State {
    Climbs<Deed, 8> deeds;
    Mentions<12> steps;
    std::uint32_t acts;
    bool active;
};

class Scope final : public TraceDetector<State> {
public:
    explicit Scope(const DetectorSetup& setup) : m_limits(setup.rules), m_acts(setup.values[kActs])
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        if (!m_limits.any())
            return;
        const bool acts = isToolCall(seen.step) && seen.step.status != StepStatus::error &&
                          seen.step.toolType != "agent" && m_limits.mayConcern(seen.tool);
        State* there = acts ? &state(seen.slot) : known(seen.slot);
        if (there == nullptr)
            return;
        const auto visit = [&](Deed& deed, const SeenRun* above) {
            return above != nullptr && asked(*there, deed, *above, seen, voice);
        };
        there->deeds.arrived(seen.trace, seen.step.span, visit);
        if (!acts || isOtherSideOf(seen))
            return;
        Deed deed{};
        deed.seq = seen.entry.seq;
        deed.span = seen.step.span;
        deed.rule = seen.toolNumber;
        deed.tool.set(toolOf(seen.step));
        if (!seen.step.agentName.empty())
            does(*there, deed, agentDigest(seen.step.agentName), seen.step.agentName, seen, voice);
        there->deeds.begin(seen.trace, seen.step.parent, deed, visit);
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        if (state.active)
            voice.clear(findingKey(trace.trace), kTraceLeft);
    }

private:
    /// A request that carries out a call which is told for itself.
    static bool isOtherSideOf(const Seen& seen)
    {
        return seen.step.kind == StepKind::mcpRequest && seen.step.agentName.empty();
    }

    void does(State& there, Deed& deed, std::uint64_t agent, std::string_view name,
              const Seen& seen, Voice& voice)
    {
        deed.agent = agent;
        deed.agentName.set(name);
        const std::string refusal = m_limits.refusal(agent, name, deed.rule, deed.tool.text());
        if (refusal.empty())
            return;
        there.steps.add(deed.seq, deed.span);
        tell(there, name, quoted(name) + " used " + quoted(deed.tool.text()) + ": " + refusal, {},
             seen, voice);
    }

    /// False: nobody further up is to be asked.
    bool asked(State& there, Deed& deed, const SeenRun& above, const Seen& seen, Voice& voice)
    {
        const std::string_view name = above.name.text();
        if (deed.agent == 0) {
            does(there, deed, above.agent, name, seen, voice);
            return true;
        }
        if (above.agent == deed.agent || !m_limits.isDeclared(above.agent, name))
            return true;
        const std::string refusal =
            m_limits.refusal(above.agent, name, deed.rule, deed.tool.text());
        const bool itself =
            !m_limits.refusal(deed.agent, deed.agentName.text(), deed.rule, deed.tool.text())
                 .empty();
        if (refusal.empty() || itself ||
            m_limits.mayAskFor(above.agent, name, deed.agentName.text()))
            return true;
        there.steps.add(above.seq, above.span);
        there.steps.add(deed.seq, deed.span);
        tell(there, name,
             quoted(name) + " obtained " + quoted(deed.tool.text()) + " through " +
                 quoted(deed.agentName.text()) + " and may not use it itself: " + refusal,
             {std::string(name), std::string(deed.agentName.text()), 1}, seen, voice);
        return false;
    }

    void tell(State& there, std::string_view subject, const std::string& what, EdgeMention edge,
              const Seen& seen, Voice& voice) const
    {
        const std::uint64_t key = findingKey(seen.trace.trace);
        ++there.acts;
        if (there.acts < m_acts || !voice.wants(key, there.acts))
            return;
        there.active = true;
        Finding finding;
        finding.trace = seen.trace.trace;
        finding.subject = subject;
        finding.sentence = what + ".";
        finding.values.push_back(valueOf("acts", there.acts, m_acts - 1));
        if (!edge.to.empty())
            finding.edges.push_back(std::move(edge));
        there.steps.putInto(finding, seen.trace.trace);
        voice.raise(key, std::move(finding));
    }

    AgentLimits m_limits;
    const double m_acts;
};

} // namespace

const DetectorDef& scopeDetector()
{
    static const DetectorDef kDef{"authority.scope",
                                  "More was done than the policy allows",
                                  Priority::high,
                                  kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<Scope>(setup);
                                  },
                                  kToolRules | kAgentRules};
    return kDef;
}

} // namespace penstock
