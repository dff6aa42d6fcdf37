// SPDX-License-Identifier: GPL-3.0-or-later
// Retry storms: one thing is called again and again in a trace although it fails every time, with whatever arguments. A
// success in between ends it; calls that failed side by side count as one attempt, and one before which something else was
// done with success - who edits and tests again does not just retry - as half of one.
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/sentence.h"

namespace penstock {
namespace {

enum Parameter { kTimes };
constexpr ParameterDef kParameters[] = {
    {"times", 5, 2, 1000, "failing calls in a row; half of it each after other work"},
};

struct Target {
    std::uint64_t key;
    std::uint64_t usedAt;
    Nanos lastEnd;
    std::uint32_t failures;
    std::uint32_t halves; ///< what they count, in halves of an attempt
    bool active;
    Label name;
    Mentions<12> steps;
};

struct State {
    RecentTable<Target, 8> targets;
    Nanos workEnd; ///< of the newest call of anything that succeeded
};

class RetryStorm final : public TraceDetector<State> {
public:
    explicit RetryStorm(Settings settings) : m_times(settings[kTimes]) {}

    void seen(const Seen& seen, Voice& voice) override
    {
        const Act* act = seen.call != nullptr ? seen.call : seen.ask;
        if (act == nullptr)
            return;
        const std::uint64_t key = act->what | 1;
        State* there = known(seen.slot);
        if (!act->failed()) {
            Target* target = there != nullptr ? there->targets.find(key) : nullptr;
            if (target != nullptr)
                end(*target, seen.trace, voice, "A call succeeded.");
            else if (there != nullptr && act->kind != StepKind::llmCall)
                there->workEnd = std::max(there->workEnd, act->end);
            return;
        }
        Target& target = state(seen.slot).targets.take(
            key, [&](Target& leaving) { end(leaving, seen.trace, voice, "Others failed since."); });
        if (target.failures > 0 && act->start < target.lastEnd)
            return;
        const bool afterWork = target.failures > 0 && state(seen.slot).workEnd > target.lastEnd;
        ++target.failures;
        target.halves += afterWork ? 1 : 2;
        target.lastEnd = act->end;
        target.name = act->whatName;
        target.steps.add(*act);
        if (target.halves >= 2 * m_times)
            tell(target, seen, voice);
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        for (Target& target : state.targets.items)
            end(target, trace, voice, kTraceLeft);
    }

private:
    void tell(Target& target, const Seen& seen, Voice& voice) const
    {
        const std::uint64_t key = findingKey(seen.trace.trace, target.key);
        target.active = true;
        if (!voice.wants(key, target.failures))
            return;
        Finding finding;
        finding.trace = seen.trace.trace;
        finding.subject = target.name.text();
        finding.sentence =
            quoted(target.name.text()) + " failed " + std::to_string(target.failures) +
            " times in a row and is called again; the limit is " + numberText(m_times) +
            (target.halves < 2 * target.failures ? ", twice that with other work between." : ".");
        finding.values.push_back(valueOf("times", target.failures, m_times));
        target.steps.putInto(finding, seen.trace.trace);
        voice.raise(key, std::move(finding));
    }

    static void end(Target& target, const WatchedTrace& trace, Voice& voice,
                    std::string_view because)
    {
        if (target.active)
            voice.clear(findingKey(trace.trace, target.key), because);
        target.active = false;
        target.failures = 0;
        target.halves = 0;
        target.steps.clear();
    }

    const double m_times;
};

} // namespace

const DetectorDef& retryStormDetector()
{
    static const DetectorDef kDef{"loop.retry_storm", "Failing calls are made again and again",
                                  Priority::medium, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<RetryStorm>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
