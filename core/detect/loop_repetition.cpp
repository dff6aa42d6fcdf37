// SPDX-License-Identifier: GPL-3.0-or-later
// Identical repetition: the same call with the same arguments and the same answer, one after the other, within an agent or
// across agents. A call whose answer changed starts anew: polling something that moves is no loop. Calls side by side are
// no repetition, failing calls are the retry storm's. Where answers are not captured nobody can tell whether anything changed
// (an edit often shows its file and not its text), so it takes many more.
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/sentence.h"

namespace penstock {
namespace {

constexpr std::string_view kOthers = "Other calls were made since.";
constexpr double kMostBetween = 18; ///< fewer than calls that are watched

enum Parameter { kTimes, kTimesAcross, kTimesUnseen, kWithin };
constexpr ParameterDef kParameters[] = {
    {"times", 4, 2, 1000, "identical calls of one agent from which on it is a loop"},
    {"times_across", 6, 2, 1000, "the same, of several agents together"},
    {"times_unseen", 20, 2, 1000, "the same, when the answers are not known"},
    {"within", 16, 2, kMostBetween, "other calls that may lie between two of them"},
};

struct Call {
    std::uint64_t key; ///< of what was called with which arguments
    std::uint64_t usedAt;
    std::uint64_t answered;
    std::uint64_t agent;
    std::uint64_t lastAt; ///< number of the call in its trace
    Nanos lastEnd;
    std::uint32_t count;
    bool active;
    bool severalAgents;
    Mentions<8> steps;
};

constexpr std::size_t kCallsWatched = 20;

struct State {
    RecentTable<Call, kCallsWatched> calls;
    std::uint32_t active;
};

class Repetition final : public TraceDetector<State> {
public:
    explicit Repetition(Settings settings)
        : m_times(settings[kTimes]),
          m_across(settings[kTimesAcross]),
          m_unseen(settings[kTimesUnseen]),
          m_within(settings[kWithin])
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        if (seen.call == nullptr)
            return;
        const Act& act = *seen.call;
        State* const there = known(seen.slot);
        if (there != nullptr && there->active > 0)
            endOld(*there, seen, voice);
        if (act.kind == StepKind::llmCall || act.askedFingerprint == 0 || act.failed())
            return;
        State& state = this->state(seen.slot);
        Call& call = state.calls.take(keyOf(act), [&](const Call& leaving) {
            if (leaving.active)
                end(state, leaving, seen.trace.trace, voice, kOthers);
        });
        count(state, call, seen, voice);
        if (call.count >= limitOf(call))
            tell(state, call, seen, voice);
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        for (const Call& call : state.calls.items)
            if (call.active)
                end(state, call, trace.trace, voice, kTraceLeft);
    }

private:
    static std::uint64_t keyOf(const Act& act)
    {
        return (act.what ^ act.askedFingerprint * 0x9E3779B97F4A7C15ull) | 1;
    }
    double limitOf(const Call& call) const
    {
        const double limit = call.severalAgents ? m_across : m_times;
        return call.answered == 0 ? std::max(limit, m_unseen) : limit;
    }

    void count(State& state, Call& call, const Seen& seen, Voice& voice)
    {
        const Act& act = *seen.call;
        const std::uint64_t at = seen.trace.calls.ever();
        const bool goesOn = call.count > 0 && call.answered == act.answeredFingerprint &&
                            static_cast<double>(at - call.lastAt) <= m_within + 1;
        if (call.count > 0 && act.start < call.lastEnd)
            return; // side by side
        if (!goesOn) {
            if (call.active) {
                end(state, call, seen.trace.trace, voice, "The call got another answer.");
                call.active = false;
            }
            call.count = 0;
            call.severalAgents = false;
            call.agent = act.agent;
            call.answered = act.answeredFingerprint;
            call.steps.clear();
        }
        call.severalAgents = call.severalAgents || call.agent != act.agent;
        ++call.count;
        call.lastAt = at;
        call.lastEnd = act.end;
        call.steps.add(act);
    }

    void tell(State& state, Call& call, const Seen& seen, Voice& voice)
    {
        const TraceId& trace = seen.trace.trace;
        const std::string_view name = seen.call->whatName.text();
        const std::uint64_t key = findingKey(trace, call.key);
        if (!voice.wants(key, call.count))
            return;
        if (!call.active)
            ++state.active;
        call.active = true;
        Finding finding;
        finding.trace = trace;
        finding.subject = name;
        finding.sentence =
            quoted(name) + " was called " + std::to_string(call.count) +
            " times with the same arguments" +
            (call.answered == 0 ? " (its answers are not known)" : " and gave the same answer") +
            (call.severalAgents ? " to several agents" : "") + "; the limit is " +
            numberText(limitOf(call)) + ".";
        finding.values.push_back(valueOf("times", call.count, limitOf(call)));
        call.steps.putInto(finding, trace);
        voice.raise(key, std::move(finding));
    }

    static void end(State& state, const Call& call, const TraceId& trace, Voice& voice,
                    std::string_view because)
    {
        --state.active;
        voice.clear(findingKey(trace, call.key), because);
    }

    void endOld(State& state, const Seen& seen, Voice& voice) const
    {
        for (Call& call : state.calls.items) {
            if (!call.active ||
                static_cast<double>(seen.trace.calls.ever() - call.lastAt) <= m_within + 1)
                continue;
            end(state, call, seen.trace.trace, voice, kOthers);
            call.active = false;
            call.count = 0;
        }
    }

    const double m_times;
    const double m_across;
    const double m_unseen;
    const double m_within;
};

} // namespace

const DetectorDef& repetitionDetector()
{
    static const DetectorDef kDef{"loop.repetition", "The same call again and again",
                                  Priority::medium, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<Repetition>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
