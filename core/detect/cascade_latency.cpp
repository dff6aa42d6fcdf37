// SPDX-License-Identifier: GPL-3.0-or-later
// Latency spikes: the newest calls of a tool or a model take many times what they took before, and long enough to matter.
// Medians on both sides, so that one slow call is no spike. Failing calls do not count: they are quick or slow for reasons
// of their own. Nor do calls with steps below them: they take what those take, an agent or a person among them.
#include "core/detect/detector.h"
#include "core/detect/lru_table.h"
#include "core/detect/mentions.h"
#include "core/detect/sentence.h"

#include "core/base/hash.h"

namespace penstock {
namespace {

enum Parameter { kRatio, kSeconds, kCalls };
constexpr ParameterDef kParameters[] = {
    {"ratio", 4, 1.5, 1000, "times the median before"},
    {"seconds", 10, 0.001, 86'400, "above the median before"},
    {"calls", 20, 5, 48, "earlier calls that make a normal"},
};
constexpr std::size_t kNewest = 5;
constexpr std::size_t kKept = 48;
constexpr std::uint32_t kMostThings = 4096;

struct Thing {
    std::array<Nanos, kKept> before; ///< as long as it is normal
    std::uint32_t normal;            ///< ever
    std::array<Nanos, kNewest> newest;
    std::uint32_t ever;
    bool active;
    TraceId trace;
    WideMentions<kNewest> steps;
};

template <std::size_t kSize> Nanos median(std::array<Nanos, kSize> values, std::size_t size)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(size / 2);
    std::nth_element(values.begin(), middle, values.begin() + static_cast<std::ptrdiff_t>(size));
    return *middle;
}

class LatencySpike final : public Detector {
public:
    explicit LatencySpike(Settings settings)
        : m_ratio(settings[kRatio]),
          m_least(static_cast<Nanos>(settings[kSeconds] * static_cast<double>(kSecond))),
          m_calls(settings[kCalls]),
          m_things(kMostThings)
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        if (seen.call == nullptr || seen.call->failed() || seen.step.end <= seen.step.start ||
            seen.trace.hasBelow(seen.step.span))
            return;
        const Step& step = seen.step;
        const std::string_view name = step.kind == StepKind::llmCall && !step.requestModel.empty()
                                          ? step.requestModel
                                          : seen.call->whatName.text();
        const std::uint64_t key = (plainHash64(name) ^ plainHash64(step.service) * 31) | 1;
        Thing& thing = m_things.use(key, [&voice](std::uint64_t leaving, Thing& old) {
            if (old.active)
                voice.clear(leaving, "It has not been called for long.");
        });
        // What is pushed out of the newest becomes part of the normal, unless it is what is being told.
        if (thing.ever >= kNewest && !thing.active)
            thing.before[thing.normal++ % kKept] = thing.newest[thing.ever % kNewest];
        thing.newest[thing.ever++ % kNewest] = step.end - step.start - humanWait(step);
        thing.trace = step.trace;
        thing.steps.add({seen.entry.seq, step.trace, step.span});
        judge(thing, key, name, voice);
    }
    void gone(std::uint32_t, const WatchedTrace&, Voice&) override {}
    void tick(Nanos, Voice&) override {}
    std::size_t bytes() const override { return m_things.bytes(); }
    void save(std::string& out) const override { m_things.save(out); }
    bool restore(ByteReader& in) override { return m_things.restore(in); }

private:
    static Nanos humanWait(const Step& step)
    {
        return std::clamp<Nanos>(step.humanWait, 0, step.end - step.start);
    }

    void judge(Thing& thing, std::uint64_t key, std::string_view name, Voice& voice) const
    {
        if (thing.ever < kNewest || thing.normal < m_calls)
            return;
        const Nanos now = median(thing.newest, kNewest);
        // Cheap first: most calls are nowhere near.
        if (!thing.active && now < m_least)
            return;
        const Nanos usual = median(thing.before, std::min<std::size_t>(thing.normal, kKept));
        const auto limit =
            std::max(m_ratio * static_cast<double>(usual), static_cast<double>(usual + m_least));
        if (static_cast<double>(now) < limit) {
            if (thing.active)
                voice.clear(key, "It is about as quick as before.");
            thing.active = false;
            return;
        }
        thing.active = true;
        if (voice.wants(key, static_cast<double>(now)))
            tell(thing, key, name, now, usual, limit, voice);
    }

    static void tell(const Thing& thing, std::uint64_t key, std::string_view name, Nanos now,
                     Nanos usual, double limit, Voice& voice)
    {
        Finding finding;
        finding.trace = thing.trace;
        finding.subject = name;
        finding.sentence = quoted(name) + " takes " + formatDuration(now) + " and took " +
                           formatDuration(usual) + " before; the limit is " +
                           formatDuration(static_cast<Nanos>(limit)) + ".";
        finding.values.push_back(valueOf("takes", static_cast<double>(now), limit, Unit::nanos));
        thing.steps.putInto(finding);
        voice.raise(key, std::move(finding));
    }

    const double m_ratio;
    const Nanos m_least;
    const double m_calls;
    LruTable<Thing> m_things;
};

} // namespace

const DetectorDef& latencySpikeDetector()
{
    static const DetectorDef kDef{"cascade.latency", "Calls take many times as long",
                                  Priority::medium, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<LatencySpike>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
