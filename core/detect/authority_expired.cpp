// SPDX-License-Identifier: GPL-3.0-or-later
// Expired: work begins under a mandate that had run out, by the step's own times. What was under way when it ran out may end.
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/sentence.h"

namespace penstock {
namespace {

enum Parameter { kSeconds };
constexpr ParameterDef kParameters[] = {
    {"seconds", 2, 0, 86'400, "by which clocks may differ"},
};

struct State {
    std::uint32_t late;
    Nanos most;
    Mentions<12> steps;
    bool active;
};

class Expired final : public TraceDetector<State> {
public:
    explicit Expired(Settings settings)
        : m_tolerance(static_cast<Nanos>(settings[kSeconds] * static_cast<double>(kSecond)))
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        const Mandate* mandate = seen.step.mandate;
        if (mandate == nullptr || mandate->expiresAt <= 0 || seen.step.start <= 0)
            return;
        const Nanos late = seen.step.start - mandate->expiresAt;
        if (late <= m_tolerance)
            return;
        State& there = state(seen.slot);
        ++there.late;
        there.most = std::max(there.most, late);
        there.steps.add(seen.entry.seq, seen.step.span);
        const std::uint64_t key = findingKey(seen.trace.trace);
        if (!voice.wants(key, there.late))
            return;
        there.active = true;
        Finding finding;
        finding.trace = seen.trace.trace;
        finding.subject = seen.step.agentName.empty() ? seen.step.name : seen.step.agentName;
        finding.sentence =
            quoted(finding.subject) + " began " + formatDuration(late) +
            " after its authorisation had expired" +
            (mandate->grantedBy.empty() ? std::string()
                                        : ", which " + quoted(mandate->grantedBy) + " had given") +
            ".";
        finding.values.push_back(valueOf("steps", there.late, 0));
        finding.values.push_back(valueOf("late", static_cast<double>(there.most),
                                         static_cast<double>(m_tolerance), Unit::nanos));
        there.steps.putInto(finding, seen.trace.trace);
        voice.raise(key, std::move(finding));
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        if (state.active)
            voice.clear(findingKey(trace.trace), kTraceLeft);
    }

private:
    const Nanos m_tolerance;
};

} // namespace

const DetectorDef& expiredDetector()
{
    static const DetectorDef kDef{
        "authority.expired", "Work under an authorisation that has expired", Priority::high,
        kParameters, [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
            return std::make_unique<Expired>(setup.values);
        }};
    return kDef;
}

} // namespace penstock
