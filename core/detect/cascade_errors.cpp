// SPDX-License-Identifier: GPL-3.0-or-later
// Error cascades: in one trace failures spread over several agents. The first failing step – the one that ended first, for
// a failure goes up from the inside – is named, because it is where to look. One agent whose calls fail is no cascade, nor
// is one call that is tried again and again: what counts is in how many places it fails. Before it spreads, a few failures
// in a row are told as a note: who looks early enough sees where it begins.
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/sentence.h"

#include "core/base/hash.h"

#include <set>

namespace penstock {
namespace {

enum Parameter { kAgents, kPlaces, kWithinSeconds, kBegins };
constexpr ParameterDef kParameters[] = {
    {"agents", 2, 2, 8, "agents with failing steps"},
    {"places", 5, 2, 16, "different things that failed: tools, models and runs, by agent"},
    {"within_seconds", 600, 1, 86'400, "time from the first failure in which they must lie"},
    {"begins", 3, 2, 1000, "failing steps that are told as a note, though they have not spread"},
};

std::string countText(std::size_t count, std::string_view what)
{
    return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

struct Place {
    std::uint64_t key;
    std::uint64_t usedAt;
    std::uint64_t agent;
};

struct State {
    RecentTable<Place, 16> places;
    Nanos firstEnd; ///< of the failure that ended first; 0 = none yet
    Seq firstSeq;
    SpanId first;
    Label firstName;
    Label firstError;
    std::uint32_t errors;
    bool active; ///< the note or the alarm
    bool spread; ///< the alarm
    Mentions<16> steps;
};

class ErrorCascade final : public TraceDetector<State> {
public:
    explicit ErrorCascade(Settings settings)
        : m_agents(settings[kAgents]),
          m_places(settings[kPlaces]),
          m_within(static_cast<Nanos>(settings[kWithinSeconds]) * kSecond),
          m_begins(settings[kBegins])
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        const Step& step = seen.step;
        if (step.status != StepStatus::error)
            return;
        State& state = this->state(seen.slot);
        if (state.firstEnd != 0 && step.end > state.firstEnd + m_within)
            begin(state, seen.trace.trace, voice);
        ++state.errors;
        state.steps.add(seen.entry.seq, step.span);
        if (state.firstEnd == 0 || step.end < state.firstEnd)
            nameFirst(state, seen);
        const std::uint64_t agent = agentDigest(step.agentName);
        const std::uint64_t what =
            plainHash64(step.toolName.empty() ? step.name : step.toolName) * 32 +
            static_cast<std::uint64_t>(step.kind);
        state.places.take((what ^ agent * 31) | 1, [](const Place&) {}).agent = agent;
        judge(state, seen.trace.trace, voice);
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        if (state.active)
            voice.clear(findingKey(trace.trace), kTraceLeft);
    }

private:
    static void begin(State& state, const TraceId& trace, Voice& voice)
    {
        if (state.active)
            voice.clear(findingKey(trace), "These failures are over; others began.");
        std::memset(static_cast<void*>(&state), 0, sizeof state);
    }

    static void nameFirst(State& state, const Seen& seen)
    {
        const Step& step = seen.step;
        state.firstEnd = step.end;
        state.firstSeq = seen.entry.seq;
        state.first = step.span;
        state.firstName.set(step.toolName.empty() ? step.name : step.toolName);
        state.firstError.set(step.errorMessage.empty() ? step.errorType : step.errorMessage);
    }

    void judge(State& state, const TraceId& trace, Voice& voice) const
    {
        std::set<std::uint64_t> who;
        std::size_t places = 0;
        for (const Place& place : state.places.items) {
            places += place.key != 0 ? 1 : 0;
            if (place.agent != 0)
                who.insert(place.agent);
        }
        const std::size_t agents = who.size();
        const bool spreads =
            static_cast<double>(agents) >= m_agents && static_cast<double>(places) >= m_places;
        const std::uint64_t key = findingKey(trace);
        if (spreads ? state.spread && !voice.wants(key, static_cast<double>(places))
                    : state.active || state.errors < m_begins)
            return;
        state.active = true;
        state.spread = state.spread || spreads;
        tell(state, trace, places, agents, spreads ? Priority::high : Priority::note, voice);
    }

    void tell(const State& state, const TraceId& trace, std::size_t places, std::size_t agents,
              Priority priority, Voice& voice) const
    {
        Finding finding;
        finding.trace = trace;
        finding.subject = state.firstName.text();
        finding.sentence = std::to_string(state.errors) + " steps failed in " +
                           countText(places, "place") + ", of " + countText(agents, "agent") +
                           "; the first was " + quoted(state.firstName.text()) +
                           (state.firstError.size > 0 ? " (" + quoted(state.firstError.text()) + ")"
                                                      : std::string()) +
                           "; the limit is " + numberText(m_places) + " places.";
        finding.values.push_back(valueOf("places", static_cast<double>(places), m_places));
        finding.values.push_back(valueOf("agents", static_cast<double>(agents), m_agents));
        finding.steps.push_back({state.firstSeq, trace, state.first});
        state.steps.putInto(finding, trace);
        finding.steps.erase(
            std::remove(finding.steps.begin() + 1, finding.steps.end(), finding.steps.front()),
            finding.steps.end());
        voice.raiseAs(priority, findingKey(trace), std::move(finding));
    }

    const double m_agents;
    const double m_places;
    const Nanos m_within;
    const double m_begins;
};

} // namespace

const DetectorDef& errorCascadeDetector()
{
    static const DetectorDef kDef{"cascade.errors", "Failures spread from agent to agent",
                                  Priority::high, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<ErrorCascade>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
