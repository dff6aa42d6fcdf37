// SPDX-License-Identifier: GPL-3.0-or-later
// Near-identical repetition: one agent calls one tool over and over with nearly the same arguments, or a model says nearly
// the same over and over. Arguments that bring a name or figure which the call before had not (the next page, the next
// customer) are another call, however alike they look. Exactly equal arguments are plain repetition's.
#include "core/detect/detector.h"
#include "core/detect/sentence.h"

namespace penstock {
namespace {

enum Parameter { kTimes, kLikeness, kSaid };
constexpr ParameterDef kParameters[] = {
    {"times", 5, 3, 24, "nearly identical calls in a row"},
    {"likeness", 0.8, 0.5, 1, "share of equal words from which on arguments are nearly identical"},
    {"said_likeness", 0.9, 0.5, 1, "the same for what models say"},
};
constexpr std::size_t kFewWords = 4; ///< with fewer every word counts: nothing is nearly the same
constexpr std::size_t kFewSaid = 16;

struct State {
    std::uint64_t active; ///< what the finding is about; 0 = none
    std::uint64_t agent;
};

class NearRepetition final : public TraceDetector<State> {
public:
    explicit NearRepetition(Settings settings)
        : m_times(settings[kTimes]), m_likeness(settings[kLikeness]), m_said(settings[kSaid])
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        if (seen.call == nullptr || seen.call->failed())
            return;
        const Act& act = *seen.call;
        if (act.kind == StepKind::llmCall && act.agent == 0)
            return; // one model may speak for several agents
        const std::vector<const Act*> row = nearlySame(seen.trace.calls);
        const bool loops = static_cast<double>(row.size()) >= m_times;
        State* there = known(seen.slot);
        if (!loops) {
            if (there != nullptr && there->active == act.what && there->agent == act.agent)
                end(*there, seen.trace, voice, "The newest call is another one.");
            return;
        }
        State& state = this->state(seen.slot);
        if (state.active != 0 && (state.active != act.what || state.agent != act.agent))
            end(state, seen.trace, voice, "Another call is repeated now.");
        state.active = act.what;
        state.agent = act.agent;
        tell(seen, row, voice);
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        end(state, trace, voice, kTraceLeft);
    }

private:
    /// The newest call and those of the same kind before it, as far as each is nearly the next. Not all identical.
    std::vector<const Act*> nearlySame(const History<kCallsKept>& calls) const
    {
        const Act* later = &calls[0];
        const bool says = later->kind == StepKind::llmCall;
        std::vector<const Act*> row;
        if ((says ? later->answered.size : later->asked.size) < (says ? kFewSaid : kFewWords))
            return row;
        row.push_back(later);
        bool differ = false;
        for (std::size_t i = 1; i < calls.size(); ++i) {
            const Act& call = calls[i];
            if (call.what != later->what || call.agent != later->agent || call.failed())
                continue;
            if (!later->follows(call) || !(says ? saysAlmost(*later, call) : almost(*later, call)))
                break;
            differ = differ || (says ? call.answeredFingerprint != later->answeredFingerprint
                                     : call.askedFingerprint != later->askedFingerprint);
            row.push_back(&call);
            later = &call;
        }
        if (!differ && !says)
            row.clear();
        return row;
    }

    bool almost(const Act& later, const Act& call) const
    {
        return isPartOf(later.names.span(), call.names.span()) &&
               isPartOf(later.figures.span(), call.figures.span()) &&
               likeness(later.asked.span(), call.asked.span()) >= m_likeness;
    }
    bool saysAlmost(const Act& later, const Act& call) const
    {
        return likeness(later.answered.span(), call.answered.span()) >= m_said;
    }

    void tell(const Seen& seen, const std::vector<const Act*>& row, Voice& voice) const
    {
        const Act& act = *seen.call;
        const auto times = static_cast<double>(row.size());
        const std::uint64_t key = findingKey(seen.trace.trace, act.what ^ act.agent);
        if (!voice.wants(key, times))
            return;
        Finding finding;
        finding.trace = seen.trace.trace;
        finding.subject = act.whatName.text();
        const bool says = act.kind == StepKind::llmCall;
        finding.sentence =
            quoted(act.whatName.text()) +
            (says ? " said nearly the same " : " was called with nearly the same arguments ") +
            std::to_string(row.size()) + " times in a row; the limit is " + numberText(m_times) +
            ".";
        finding.values.push_back(valueOf("times", times, m_times));
        for (auto at = row.rbegin(); at != row.rend(); ++at)
            finding.steps.push_back(mentionOf(seen.trace.trace, **at));
        voice.raise(key, std::move(finding));
    }

    static void end(State& state, const WatchedTrace& trace, Voice& voice, std::string_view because)
    {
        if (state.active != 0)
            voice.clear(findingKey(trace.trace, state.active ^ state.agent), because);
        state = {};
    }

    const double m_times;
    const double m_likeness;
    const double m_said;
};

} // namespace

const DetectorDef& nearRepetitionDetector()
{
    static const DetectorDef kDef{"loop.near_repetition", "Nearly the same call again and again",
                                  Priority::medium, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<NearRepetition>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
