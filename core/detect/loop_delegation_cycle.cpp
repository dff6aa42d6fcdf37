// SPDX-License-Identifier: GPL-3.0-or-later
// Delegation cycles: control goes round between two agents (ping-pong) or along a ring of up to eight, and nobody ends it.
// Only control that is passed on counts: a coordinator that gets every answer back is no cycle. A writer and a reviewer may
// well go a few rounds, so the limit is above what such work takes.
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/period.h"
#include "core/detect/sentence.h"

#include "core/base/hash.h"

namespace penstock {
namespace {

enum Parameter { kRounds };
constexpr ParameterDef kParameters[] = {
    {"rounds", 6, 2, 100, "times that control went round"},
};
constexpr std::uint32_t kLongest = 8;

struct Hop {
    Label from;
    Label to;
};

struct State {
    Period<kLongest> hops;
    Mentions<kLongest * 2> steps;
    std::array<Hop, kLongest> names; ///< of the newest hops
    bool active;
};

class DelegationCycle final : public TraceDetector<State> {
public:
    explicit DelegationCycle(Settings settings) : m_rounds(settings[kRounds]) {}

    void seen(const Seen& seen, Voice& voice) override
    {
        for (const DelegationHint& hint : seen.step.delegations) {
            const std::string_view from =
                hint.fromAgent.empty() ? seen.step.agentName : hint.fromAgent;
            const bool passes =
                hint.mode == DelegationMode::passControl || hint.mode == DelegationMode::message;
            if (passes && !hint.toAgent.empty() && hint.toAgent != from)
                hop(from, hint.toAgent, seen, voice);
        }
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        end(state, trace, voice, kTraceLeft);
    }

private:
    void hop(std::string_view from, std::string_view to, const Seen& seen, Voice& voice)
    {
        State& state = this->state(seen.slot);
        Hop& hop = state.names[state.hops.ever % kLongest];
        hop.from.set(from);
        hop.to.set(to);
        state.hops.add(plainHash64(from) * 0x9E3779B97F4A7C15ull ^ plainHash64(to));
        state.steps.add(seen.entry.seq, seen.step.span);
        if (const std::uint32_t length = state.hops.length(m_rounds); length > 0)
            tell(state, length, seen, voice);
        else
            end(state, seen.trace, voice, "Control went another way.");
    }

    void tell(State& state, std::uint32_t length, const Seen& seen, Voice& voice) const
    {
        const std::uint64_t key = findingKey(seen.trace.trace);
        const std::uint32_t rounds = state.hops.rounds(length);
        state.active = true;
        if (!voice.wants(key, rounds))
            return;
        Finding finding;
        finding.trace = seen.trace.trace;
        std::string ring;
        for (std::uint32_t back = length; back > 0; --back) {
            const Hop& hop = state.names[(state.hops.ever - back) % kLongest];
            ring += (ring.empty() ? "" : ", ") + quoted(hop.to.text());
            finding.edges.push_back(
                {std::string(hop.from.text()), std::string(hop.to.text()), rounds});
        }
        finding.subject = finding.edges.back().to;
        finding.sentence = "Control went round " + std::to_string(rounds) + " times between " +
                           ring + "; the limit is " + numberText(m_rounds) + ".";
        finding.values.push_back(valueOf("rounds", rounds, m_rounds));
        finding.values.push_back(valueOf("agents", length, kLongest));
        state.steps.putInto(finding, seen.trace.trace);
        voice.raise(key, std::move(finding));
    }

    static void end(State& state, const WatchedTrace& trace, Voice& voice, std::string_view because)
    {
        if (state.active)
            voice.clear(findingKey(trace.trace), because);
        state.active = false;
    }

    const double m_rounds;
};

} // namespace

const DetectorDef& delegationCycleDetector()
{
    static const DetectorDef kDef{"loop.delegation_cycle", "Control goes round between agents",
                                  Priority::medium, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<DelegationCycle>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
