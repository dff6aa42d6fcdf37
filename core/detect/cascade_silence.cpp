// SPDX-License-Identifier: GPL-3.0-or-later
// Silence: an agent, a tool or a remote agent was started or asked – its placeholder arrived – and nothing is heard of it any
// more: neither its end nor a step anywhere below it, for far longer than such work usually takes. Time is that of ticks
// against arrivals, so no sender's clock counts. Where a person is waited for in the trace, nobody is silent; and who waits
// for work that is under way below waits: the innermost is named.
#include "core/detect/detector.h"
#include "core/detect/lru_table.h"
#include "core/detect/sentence.h"

#include <set>

namespace penstock {
namespace {

enum Parameter { kSeconds, kRatio };
constexpr ParameterDef kParameters[] = {
    {"seconds", 120, 1, 86'400, "time without a sign, at least"},
    {"ratio", 5, 1, 1000, "times the median of how long such work took before"},
};

constexpr std::uint32_t kMostOpen = 4096;
constexpr std::uint32_t kMostKinds = 2048;
constexpr int kMostLevels = 32;

struct Open {
    TraceId trace;
    SpanId span;
    SpanId parent;
    Seq seq;
    Nanos heard; ///< arrival of the newest sign
    std::uint64_t what;
    StepKind kind;
    bool active;
    Label name;
};

struct Usual {
    std::array<Nanos, 16> took;
    std::uint32_t ever;
};

std::uint64_t keyOf(const TraceId& trace, SpanId span)
{
    return std::hash<TraceId>()(trace) ^ std::hash<SpanId>()(span);
}

bool mayFallSilent(StepKind kind)
{
    switch (kind) {
    case StepKind::agentRun:
    case StepKind::toolCall:
    case StepKind::mcpRequest:
    case StepKind::a2aRequest:
    case StepKind::acpRequest:
    case StepKind::humanWait: // watched, because it excuses the others
        return true;
    default:
        return false;
    }
}

class Silence final : public Detector {
public:
    explicit Silence(Settings settings)
        : m_least(static_cast<Nanos>(settings[kSeconds] * static_cast<double>(kSecond))),
          m_ratio(settings[kRatio]),
          m_open(kMostOpen),
          m_usual(kMostKinds)
    {
    }

    void opened(const LogEntry& entry, std::uint64_t what, std::string_view name,
                Voice& voice) override
    {
        const Step& step = *entry.step;
        if (!mayFallSilent(step.kind))
            return;
        Open& open = m_open.use(keyOf(step.trace, step.span), [&](std::uint64_t key, Open& left) {
            if (left.active)
                voice.clear(key, "Too many others are under way.");
        });
        open.trace = step.trace;
        open.span = step.span;
        open.parent = step.parent;
        open.seq = entry.seq;
        open.heard = entry.arrival;
        open.what = what;
        open.kind = step.kind;
        open.name.set(name);
        hear(step.trace, step.parent, entry.arrival, voice);
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        const Step& step = seen.step;
        if (const std::uint64_t key = keyOf(step.trace, step.span); m_open.find(key) != nullptr) {
            voice.clear(key, "It has ended.");
            m_open.erase(key);
        }
        if (mayFallSilent(step.kind) && step.end > step.start) {
            const Act* act = seen.call != nullptr ? seen.call : seen.ask;
            if (act != nullptr) {
                Usual& usual = m_usual.use(act->what, [](std::uint64_t, Usual&) {});
                usual.took[usual.ever++ % usual.took.size()] = step.end - step.start;
            }
        }
        hear(step.trace, step.parent, seen.entry.arrival, voice);
    }
    void gone(std::uint32_t, const WatchedTrace&, Voice&) override {}

    void tick(Nanos arrival, Voice& voice) override
    {
        std::vector<std::uint64_t> late;
        m_open.forEach([&](std::uint64_t key, const Open& open) {
            if (open.kind != StepKind::humanWait && !open.active &&
                arrival - open.heard > limitOf(open))
                late.push_back(key);
        });
        if (late.empty())
            return;
        std::set<std::uint64_t> waiting;
        m_open.forEach([&waiting](std::uint64_t, const Open& open) {
            waiting.insert(keyOf(open.trace, open.parent));
        });
        for (const std::uint64_t key : late) {
            Open& open = *m_open.find(key);
            if (waiting.contains(key) || personIsAsked(open.trace))
                continue;
            open.active = true;
            tell(open, key, arrival - open.heard, voice);
        }
    }

    std::size_t bytes() const override { return m_open.bytes() + m_usual.bytes(); }
    void save(std::string& out) const override
    {
        m_open.save(out);
        m_usual.save(out);
    }
    bool restore(ByteReader& in) override { return m_open.restore(in) && m_usual.restore(in); }

private:
    /// A sign of what hangs below this span is one of everything above it.
    void hear(const TraceId& trace, SpanId span, Nanos arrival, Voice& voice)
    {
        for (int level = 0; level < kMostLevels && !span.isZero(); ++level) {
            Open* above = m_open.find(keyOf(trace, span));
            if (above == nullptr)
                return;
            above->heard = arrival;
            if (above->active)
                voice.clear(keyOf(trace, span), "A step below it arrived.");
            above->active = false;
            span = above->parent;
        }
    }

    Nanos limitOf(const Open& open) const
    {
        const Usual* usual = m_usual.find(open.what);
        if (usual == nullptr)
            return m_least;
        std::array<Nanos, 16> took = usual->took;
        const std::size_t size = std::min<std::size_t>(usual->ever, took.size());
        std::nth_element(took.begin(), took.begin() + static_cast<std::ptrdiff_t>(size / 2),
                         took.begin() + static_cast<std::ptrdiff_t>(size));
        return std::max(m_least, static_cast<Nanos>(m_ratio * static_cast<double>(took[size / 2])));
    }

    bool personIsAsked(const TraceId& trace) const
    {
        bool asked = false;
        m_open.forEach([&](std::uint64_t, const Open& open) {
            asked = asked || (open.kind == StepKind::humanWait && open.trace == trace);
        });
        return asked;
    }

    void tell(const Open& open, std::uint64_t key, Nanos silent, Voice& voice) const
    {
        const Nanos limit = limitOf(open);
        Finding finding;
        finding.trace = open.trace;
        finding.subject = open.name.text();
        finding.sentence = "Nothing was heard of " + quoted(open.name.text()) + " for " +
                           formatDuration(silent) + " since it was started; the limit is " +
                           formatDuration(limit) + ".";
        finding.values.push_back(valueOf("silent", static_cast<double>(silent),
                                         static_cast<double>(limit), Unit::nanos));
        finding.steps.push_back({open.seq, open.trace, open.span});
        voice.raise(key, std::move(finding));
    }

    const Nanos m_least;
    const double m_ratio;
    LruTable<Open> m_open;
    LruTable<Usual> m_usual;
};

} // namespace

const DetectorDef& silenceDetector()
{
    static const DetectorDef kDef{"cascade.silence", "Started, and never heard of again",
                                  Priority::high, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<Silence>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
