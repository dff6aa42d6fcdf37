// SPDX-License-Identifier: GPL-3.0-or-later
// Error cascades: in one trace failures spread over several agents. The first failing step – the one that ended first, for
// a failure goes up from the inside – is named, because it is where to look. One call that is tried again and again is no
// cascade: what counts is in how many places it fails, and what has worked since counts no more. Before it spreads it is told
// less urgently: several failures in a row, no call working in between, of one kind or in two places. What only adds up is
// a note. The layers through which one call is seen are one failure.
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/resource.h"
#include "core/detect/sentence.h"

#include "core/base/hash.h"

namespace penstock {
namespace {

enum Parameter { kAgents, kPlaces, kWithinSeconds, kBegins };
constexpr ParameterDef kParameters[] = {
    {"agents", 2, 2, 8, "agents with failing steps"},
    {"places", 5, 2, 16, "different things that failed: tools, models and runs, by agent"},
    {"within_seconds", 600, 1, 86'400, "time from the first failure in which they must lie"},
    {"begins", 3, 2, 1000,
     "failing steps, none of them made good, that are told before they spread"},
};

std::string countText(std::size_t count, std::string_view what)
{
    return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

struct Place {
    std::uint64_t key;
    std::uint64_t usedAt;
    std::uint64_t agent;
    std::uint64_t lastError; ///< digest of its text
    std::uint32_t failed;
    Nanos firstEnd; ///< of the failure that ended first
    Seq firstSeq;
    SpanId first;
    Label name;
    Label error;
};

struct Failure {
    Seq seq;
    SpanId span;
    SpanId parent;
    std::uint64_t place;
    std::uint64_t name; ///< digest of what was called
    Nanos start;
    Nanos end;
    StepKind kind;
};

/// What is wrong with the trace as far as it has not been made good.
struct State {
    RecentTable<Place, 16> places;
    Place first; ///< where the failure that ended first is
    std::array<Failure, 16> steps;
    std::uint32_t stepsKept;
    std::uint32_t errors;
    std::uint32_t inARow;
    bool active; ///< the note or the alarm
    Priority told;
};

std::string_view errorText(const Step& step)
{
    return step.errorMessage.empty() ? step.errorType : step.errorMessage;
}

std::uint64_t placeOf(const Step& step)
{
    const std::uint64_t what =
        plainHash64(toolOf(step)) * 32 + static_cast<std::uint64_t>(step.kind);
    return (what ^ agentDigest(step.agentName) * 31) | 1;
}

/// One call seen by who makes it, carries it over and carries it out.
bool isLayerOf(const Failure& known, const Step& step, std::uint64_t name)
{
    const bool inside = step.span == known.parent || step.parent == known.span;
    const bool beside = step.kind != known.kind && step.start < known.end && known.start < step.end;
    return known.name == name && (inside || beside);
}

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
        if (step.status != StepStatus::error) {
            if (State* there = known(seen.slot); there != nullptr && there->errors > 0)
                makeGood(*there, step, seen.trace.trace, voice);
            return;
        }
        State& state = this->state(seen.slot);
        const std::uint64_t name = plainHash64(toolOf(step));
        if (isToolCall(step) &&
            std::any_of(state.steps.begin(), state.steps.begin() + state.stepsKept,
                        [&](const Failure& known) { return isLayerOf(known, step, name); }))
            return;
        if (state.errors > 0 && step.end > state.first.firstEnd + m_within)
            end(state, seen.trace.trace, "These failures are over; others began.", voice);
        fail(state, seen);
        judge(state, seen.trace.trace, voice);
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        if (state.active)
            voice.clear(findingKey(trace.trace), kTraceLeft);
    }

private:
    static void end(State& state, const TraceId& trace, std::string_view because, Voice& voice)
    {
        if (state.active)
            voice.clear(findingKey(trace), because);
        std::memset(static_cast<void*>(&state), 0, sizeof state);
    }

    static void fail(State& state, const Seen& seen)
    {
        const Step& step = seen.step;
        Place& place = state.places.take(placeOf(step), [](const Place&) {});
        place.agent = agentDigest(step.agentName);
        place.lastError = agentDigest(errorText(step));
        ++place.failed;
        if (place.firstEnd == 0 || step.end < place.firstEnd) {
            place.firstEnd = step.end;
            place.firstSeq = seen.entry.seq;
            place.first = step.span;
            place.name.set(toolOf(step));
            place.error.set(errorText(step));
        }
        if (state.errors == 0 || place.firstEnd < state.first.firstEnd)
            state.first = place;
        ++state.errors;
        ++state.inARow;
        if (state.stepsKept == state.steps.size()) {
            std::copy(state.steps.begin() + 1, state.steps.end(), state.steps.begin());
            --state.stepsKept;
        }
        state.steps[state.stepsKept++] = {seen.entry.seq,
                                          step.span,
                                          step.parent,
                                          place.key,
                                          plainHash64(toolOf(step)),
                                          step.start,
                                          std::max(step.start, step.end),
                                          step.kind};
    }

    /// It works: what failed there before is no part of what is wrong.
    static void makeGood(State& state, const Step& step, const TraceId& trace, Voice& voice)
    {
        if (isToolCall(step))
            state.inARow = 0;
        Place* place = state.places.find(placeOf(step));
        if (place == nullptr)
            return;
        const std::uint64_t key = place->key;
        state.errors -= place->failed;
        *place = {};
        const auto kept = std::remove_if(state.steps.begin(), state.steps.begin() + state.stepsKept,
                                         [key](const Failure& f) { return f.place == key; });
        state.stepsKept = static_cast<std::uint32_t>(kept - state.steps.begin());
        if (state.errors == 0)
            end(state, trace, "What failed works again.", voice);
        else if (state.first.key == key)
            state.first = earliest(state);
    }

    static Place earliest(const State& state)
    {
        Place first{};
        for (const Place& place : state.places.items)
            if (place.key != 0 && (first.key == 0 || place.firstEnd < first.firstEnd))
                first = place;
        return first;
    }

    struct Extent {
        std::size_t places = 0;
        std::size_t agents = 0;
        bool alike = true; ///< the newest failures of all places say the same
    };
    static Extent extentOf(const State& state)
    {
        Extent extent;
        std::array<std::uint64_t, 16> who; ///< a place has one agent
        for (const Place& place : state.places.items) {
            if (place.key == 0)
                continue;
            ++extent.places;
            extent.alike = extent.alike && place.lastError == state.first.lastError;
            const auto end = who.begin() + static_cast<std::ptrdiff_t>(extent.agents);
            if (place.agent != 0 && std::find(who.begin(), end, place.agent) == end)
                who[extent.agents++] = place.agent;
        }
        return extent;
    }

    Priority priorityOf(const State& state, const Extent& extent) const
    {
        if (static_cast<double>(extent.agents) >= m_agents &&
            static_cast<double>(extent.places) >= m_places)
            return Priority::high;
        return state.inARow >= m_begins && (extent.alike || extent.places > 1) ? Priority::medium
                                                                               : Priority::note;
    }

    void judge(State& state, const TraceId& trace, Voice& voice) const
    {
        const Extent extent = extentOf(state);
        const Priority priority = priorityOf(state, extent);
        if (priority != Priority::high && state.errors < m_begins)
            return;
        const bool news = !state.active || priority < state.told ||
                          voice.wants(findingKey(trace), static_cast<double>(extent.places));
        if (!news || (state.active && priority > state.told))
            return;
        state.active = true;
        state.told = priority;
        tell(state, trace, extent, voice);
    }

    void tell(const State& state, const TraceId& trace, const Extent& extent, Voice& voice) const
    {
        Finding finding;
        finding.trace = trace;
        finding.subject = state.first.name.text();
        finding.sentence =
            std::to_string(state.errors) + " steps failed in " + countText(extent.places, "place") +
            ", of " + countText(extent.agents, "agent") +
            ", and nothing of it has worked "
            "since; the first was " +
            quoted(state.first.name.text()) +
            (state.first.error.size > 0 ? " (" + quoted(state.first.error.text()) + ")"
                                        : std::string()) +
            "; the limit is " + numberText(m_places) + " places.";
        finding.values.push_back(valueOf("places", static_cast<double>(extent.places), m_places));
        finding.values.push_back(valueOf("agents", static_cast<double>(extent.agents), m_agents));
        finding.values.push_back(valueOf("failures", state.errors, m_begins));
        finding.steps.push_back({state.first.firstSeq, trace, state.first.first});
        for (std::uint32_t i = 0; i < state.stepsKept; ++i)
            if (state.steps[i].seq != state.first.firstSeq)
                finding.steps.push_back({state.steps[i].seq, trace, state.steps[i].span});
        finding.moreSteps = state.errors - static_cast<std::uint32_t>(finding.steps.size());
        voice.raiseAs(state.told, findingKey(trace), std::move(finding));
    }

    const double m_agents;
    const double m_places;
    const Nanos m_within;
    const double m_begins;
};

} // namespace

const DetectorDef& errorCascadeDetector()
{
    static const DetectorDef kDef{"cascade.errors", "Failures go on or spread", Priority::high,
                                  kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<ErrorCascade>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
