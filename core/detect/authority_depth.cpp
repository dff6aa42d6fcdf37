// SPDX-License-Identifier: GPL-3.0-or-later
// Too deep: an agent asks an agent that asks an agent … further down than anybody can answer for. Counted are runs of
// different agents one below the other in a trace, whichever arrives first; a run that frameworks tell twice is one.
#include "core/detect/climbs.h"
#include "core/detect/detector.h"
#include "core/detect/sentence.h"

namespace penstock {
namespace {

enum Parameter { kDepth };
constexpr ParameterDef kParameters[] = {
    {"depth", 8, 2, 15, "runs of different agents one below the other, the first one counted"},
};
constexpr std::size_t kMostPath = 16;

struct Chain {
    std::uint64_t agent; ///< of the uppermost so far
    std::uint32_t depth;
    struct One {
        Seq seq;
        SpanId span;
    };
    std::array<One, kMostPath> path; ///< from below
};

struct State {
    Climbs<Chain, 6> chains;
    bool active;
};

class TooDeep final : public TraceDetector<State> {
public:
    explicit TooDeep(Settings settings) : m_depth(settings[kDepth]) {}

    void seen(const Seen& seen, Voice& voice) override
    {
        const SeenRun* run =
            seen.step.kind == StepKind::agentRun ? seen.trace.run(seen.step.span) : nullptr;
        State* there = run != nullptr ? &state(seen.slot) : known(seen.slot);
        if (there == nullptr)
            return;
        bool isPassed = false;
        const auto visit = [&](Chain& chain, const SeenRun* above) {
            isPassed = isPassed || above == run;
            return above == nullptr ? false : grow(*there, chain, *above, seen, voice);
        };
        there->chains.arrived(seen.trace, seen.step.span, visit);
        if (run == nullptr || isPassed || seen.step.parent.isZero())
            return;
        Chain chain{};
        add(chain, *run);
        there->chains.begin(seen.trace, seen.step.parent, chain, visit);
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        if (state.active)
            voice.clear(findingKey(trace.trace), kTraceLeft);
    }

private:
    static void add(Chain& chain, const SeenRun& run)
    {
        chain.agent = run.agent;
        chain.path[chain.depth++] = {run.seq, run.span};
    }

    bool grow(State& there, Chain& chain, const SeenRun& above, const Seen& seen,
              Voice& voice) const
    {
        if (above.agent == chain.agent)
            return true;
        add(chain, above);
        const std::uint64_t key = findingKey(seen.trace.trace);
        if (chain.depth > m_depth && voice.wants(key, chain.depth)) {
            there.active = true;
            tell(chain, above, key, seen, voice);
        }
        return chain.depth < kMostPath;
    }

    void tell(const Chain& chain, const SeenRun& top, std::uint64_t key, const Seen& seen,
              Voice& voice) const
    {
        const SeenRun* bottom = seen.trace.run(chain.path[0].span);
        Finding finding;
        finding.trace = seen.trace.trace;
        finding.subject = bottom != nullptr ? bottom->name.text() : top.name.text();
        finding.sentence = quoted(finding.subject) + " works at the end of a chain of " +
                           std::to_string(chain.depth) + " agents that begins with " +
                           quoted(top.name.text()) + "; the limit is " + numberText(m_depth) + ".";
        finding.values.push_back(valueOf("depth", chain.depth, m_depth));
        for (std::uint32_t i = chain.depth; i > 0; --i)
            finding.steps.push_back(
                {chain.path[i - 1].seq, seen.trace.trace, chain.path[i - 1].span});
        voice.raise(key, std::move(finding));
    }

    const double m_depth;
};

} // namespace

const DetectorDef& tooDeepDetector()
{
    static const DetectorDef kDef{
        "authority.depth", "Delegated further than anybody can answer for", Priority::medium,
        kParameters, [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
            return std::make_unique<TooDeep>(setup.values);
        }};
    return kDef;
}

} // namespace penstock
