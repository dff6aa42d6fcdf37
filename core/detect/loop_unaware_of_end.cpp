// SPDX-License-Identifier: GPL-3.0-or-later
// Unaware of termination: the run that everything in a trace hangs below has ended, and still models and tools are called
// below it. Judged by the steps' own times and parents, because spans arrive when they end: the root comes last, and the
// root of the next turn in the same trace comes after that turn's calls.
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/sentence.h"

namespace penstock {
namespace {

enum Parameter { kCalls, kGraceSeconds };
constexpr ParameterDef kParameters[] = {
    {"calls", 3, 1, 24, "calls after the end"},
    {"grace_seconds", 5, 0, 3600, "time after the end in which calls may still begin"},
};

constexpr std::size_t kMostHops = 8;

struct State {
    Nanos ended; ///< newest end of a root; 0 = none known
    Seq rootSeq;
    SpanId root;
    bool active;
};

class UnawareOfEnd final : public TraceDetector<State> {
public:
    explicit UnawareOfEnd(Settings settings)
        : m_calls(settings[kCalls]),
          m_grace(static_cast<Nanos>(settings[kGraceSeconds] * static_cast<double>(kSecond)))
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        const Step& step = seen.step;
        const bool isRoot = step.parent.isZero() && step.end > step.start &&
                            step.status != StepStatus::running &&
                            (step.kind == StepKind::agentRun || step.kind == StepKind::workflow);
        if (isRoot) {
            State& state = this->state(seen.slot);
            if (step.end > state.ended) {
                state.ended = step.end;
                state.rootSeq = seen.entry.seq;
                state.root = step.span;
            }
            judge(state, seen.trace, voice);
        } else if (State* there = known(seen.slot);
                   there != nullptr && (seen.call != nullptr || seen.ask != nullptr)) {
            judge(*there, seen.trace, voice);
        }
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        if (state.active)
            voice.clear(findingKey(trace.trace), kTraceLeft);
    }

private:
    bool isAfter(const State& state, const Act& act, const WatchedTrace& trace) const
    {
        return act.start > state.ended && act.start - state.ended > m_grace &&
               isBelow(state.root, act.parent, trace);
    }

    /// As far as the steps between are known.
    static bool isBelow(SpanId root, SpanId parent, const WatchedTrace& trace)
    {
        for (std::size_t hops = 0; hops < kMostHops; ++hops) {
            if (parent == root)
                return true;
            const Act* above = find(trace.asks, parent);
            above = above == nullptr ? find(trace.calls, parent) : above;
            if (above == nullptr)
                return false;
            parent = above->parent;
        }
        return false;
    }
    template <std::size_t kSize> static const Act* find(const History<kSize>& acts, SpanId span)
    {
        for (std::size_t i = 0; i < acts.size(); ++i)
            if (acts[i].span == span)
                return &acts[i];
        return nullptr;
    }

    void judge(State& state, const WatchedTrace& trace, Voice& voice) const
    {
        double after = 0;
        for (std::size_t i = 0; i < trace.calls.size(); ++i)
            after += isAfter(state, trace.calls[i], trace) ? 1 : 0;
        const std::uint64_t key = findingKey(trace.trace);
        if (after < m_calls) {
            if (state.active)
                voice.clear(key, "The run ended later than was known.");
            state.active = false;
            return;
        }
        state.active = true;
        if (voice.wants(key, after))
            tell(state, trace, after, voice);
    }

    void tell(const State& state, const WatchedTrace& trace, double after, Voice& voice) const
    {
        Finding finding;
        finding.trace = trace.trace;
        finding.steps.push_back({state.rootSeq, trace.trace, state.root});
        for (std::size_t i = trace.calls.size(); i > 0; --i)
            if (isAfter(state, trace.calls[i - 1], trace)) {
                finding.steps.push_back(mentionOf(trace.trace, trace.calls[i - 1]));
                finding.subject = trace.calls[i - 1].whatName.text();
            }
        finding.sentence = "The run has ended, but " + numberText(after) +
                           " calls were begun after it, last " + quoted(finding.subject) +
                           "; the limit is " + numberText(m_calls) + ".";
        finding.values.push_back(valueOf("calls", after, m_calls));
        voice.raise(findingKey(trace.trace), std::move(finding));
    }

    const double m_calls;
    const Nanos m_grace;
};

} // namespace

const DetectorDef& unawareOfEndDetector()
{
    static const DetectorDef kDef{"loop.unaware_of_end", "Work goes on after the end",
                                  Priority::low, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<UnawareOfEnd>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
