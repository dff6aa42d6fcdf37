// SPDX-License-Identifier: GPL-3.0-or-later
// Periodic step sequences: the same two to eight calls with the same arguments in the same order, round after round. Which
// tools are called says nothing (search, read, write is how work looks); that neither arguments nor answers move does. A call
// whose answer is not known cannot be compared and is left out.
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/period.h"
#include "core/detect/sentence.h"

namespace penstock {
namespace {

enum Parameter { kRounds, kLikeness };
constexpr ParameterDef kParameters[] = {
    {"rounds", 4, 2, 100, "times that the sequence was gone through"},
    {"likeness", 0.7, 0.1, 1, "share of equal words from which on two answers are one"},
};
constexpr std::uint32_t kLongest = 8;

struct State {
    Period<kLongest> calls;
    Mentions<kLongest * 2> steps;
    Nanos lastEnd;
    bool active;
};

class Periodic final : public TraceDetector<State> {
public:
    explicit Periodic(Settings settings)
        : m_rounds(settings[kRounds]), m_likeness(settings[kLikeness])
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        if (seen.call == nullptr || seen.call->kind == StepKind::llmCall ||
            seen.call->askedFingerprint == 0 || seen.call->answeredFingerprint == 0)
            return;
        const Act& act = *seen.call;
        State& state = this->state(seen.slot);
        if (act.start < state.lastEnd) { // side by side: there is no order
            state.calls.clear();
            state.steps.clear();
        }
        state.lastEnd = std::max(state.lastEnd, act.end);
        state.calls.add(act.what ^ act.askedFingerprint * 0x9E3779B97F4A7C15ull ^
                        (isAnsweredAsBefore(seen.trace.calls) ? 0 : act.answeredFingerprint));
        state.steps.add(act);
        if (const std::uint32_t length = state.calls.length(m_rounds); length > 0)
            tell(state, length, seen, voice);
        else
            end(state, seen.trace, voice, "The sequence was left.");
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        end(state, trace, voice, kTraceLeft);
    }

private:
    /// The same call was made before and its last answer was much the same.
    bool isAnsweredAsBefore(const History<kCallsKept>& calls) const
    {
        const Act& act = calls[0];
        for (std::size_t i = 1; i < calls.size(); ++i)
            if (calls[i].what == act.what && calls[i].askedFingerprint == act.askedFingerprint)
                return calls[i].answeredFingerprint == act.answeredFingerprint ||
                       likeness(calls[i].answered.span(), act.answered.span()) >= m_likeness;
        return true; // the first of its kind: the next decides
    }

    void tell(State& state, std::uint32_t length, const Seen& seen, Voice& voice) const
    {
        const std::uint64_t key = findingKey(seen.trace.trace);
        const std::uint32_t rounds = state.calls.rounds(length);
        state.active = true;
        if (!voice.wants(key, rounds))
            return;
        Finding finding;
        finding.trace = seen.trace.trace;
        finding.subject = seen.call->whatName.text();
        finding.sentence = "The same " + std::to_string(length) +
                           " calls with the same arguments were made " + std::to_string(rounds) +
                           " times in the same order, last " + quoted(seen.call->whatName.text()) +
                           "; the limit is " + numberText(m_rounds) + ".";
        finding.values.push_back(valueOf("rounds", rounds, m_rounds));
        finding.values.push_back(valueOf("length", length, kLongest));
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
    const double m_likeness;
};

} // namespace

const DetectorDef& periodicDetector()
{
    static const DetectorDef kDef{"loop.periodic", "The same sequence of calls, round after round",
                                  Priority::medium, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<Periodic>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
