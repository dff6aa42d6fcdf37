// SPDX-License-Identifier: GPL-3.0-or-later
// Blocking: two agents that block each other – each fails at what the other has changed or flagged last, and has not got
// through since. Which tools change or flag, and which argument names the thing, the policy declares; of others nothing is
// said. One of them that succeeds there, or gives up, ends it.
#include "core/detect/detector.h"
#include "core/detect/resource.h"
#include "core/detect/sentence.h"
#include "core/detect/told_table.h"

namespace penstock {
namespace {

enum Parameter { kAttempts, kSeconds };
constexpr ParameterDef kParameters[] = {
    {"attempts", 2, 1, 1000, "failures of each at what the other holds"},
    {"seconds", 600, 1, 604'800,
     "for which a change or a flag holds a thing, and a failure counts"},
};
constexpr std::uint32_t kMostResources = 4096;
constexpr std::uint32_t kMostPairs = 2048;

struct Hold {
    std::uint64_t actor; ///< who changed or flagged it last; 0 = nobody known
    Nanos end;
    Label name;
};

/// One agent that fails at what another holds.
struct Wait {
    std::uint64_t resource;
    std::uint32_t attempts;
    StepMention step; ///< the newest attempt
    SpanId parent;
    Nanos failedAt; ///< of the call
    Nanos seenAt;   ///< arrival
    Label who;
    Label kind;
};

std::uint64_t pairKey(std::uint64_t from, std::uint64_t to)
{
    return (from * 0x9E3779B97F4A7C15ull ^ to) | 1;
}
/// The same whoever is first.
std::uint64_t told(std::uint64_t a, std::uint64_t b)
{
    return pairKey(std::min(a, b), std::max(a, b));
}

class Blocking final : public Detector {
public:
    explicit Blocking(Settings settings)
        : m_attempts(settings[kAttempts]),
          m_window(static_cast<Nanos>(settings[kSeconds] * static_cast<double>(kSecond))),
          m_holds(kMostResources),
          m_waits(kMostPairs)
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        const Step& step = seen.step;
        const bool touches = seen.tool.effect == ToolEffect::change ||
                             seen.tool.effect == ToolEffect::final ||
                             seen.tool.effect == ToolEffect::flag;
        if (!touches || step.agentName.empty())
            return;
        const std::uint64_t resource = resourceOf(seen.tool, seen.features.arguments);
        if (resource == 0)
            return;
        const std::uint64_t actor = agentDigest(step.agentName);
        Hold& hold = m_holds.use(resource, [](std::uint64_t, Hold&) {});
        const bool byAnother = hold.actor != 0 && hold.actor != actor;
        if (step.status == StepStatus::error) {
            if (byAnother && step.start >= hold.end && step.start - hold.end <= m_window)
                fails(actor, hold, resource, seen, voice);
            return;
        }
        if (byAnother)
            getsThrough(actor, hold.actor, resource, voice);
        hold.actor = actor;
        hold.end = std::max(step.start, step.end);
        hold.name.set(step.agentName);
    }
    void gone(std::uint32_t, const WatchedTrace&, Voice&) override {}
    void tick(Nanos arrival, Voice& voice) override
    {
        for (const std::uint64_t key : m_waits.toldAndOver(
                 [&](const Wait& wait) { return arrival - wait.seenAt > m_window; }))
            end(key, "Neither has tried again for long.", voice);
    }
    std::size_t bytes() const override { return m_holds.bytes() + m_waits.bytes(); }
    void save(std::string& out) const override
    {
        m_holds.save(out);
        m_waits.save(out);
    }
    bool restore(ByteReader& in) override { return m_holds.restore(in) && m_waits.restore(in); }

private:
    Wait& waitOf(std::uint64_t from, std::uint64_t to, Voice& voice)
    {
        return m_waits.use(pairKey(from, to), [&](std::uint64_t leaving, Wait&) {
            end(leaving, "Others block each other since.", voice);
        });
    }

    void fails(std::uint64_t actor, const Hold& hold, std::uint64_t resource, const Seen& seen,
               Voice& voice)
    {
        const Step& step = seen.step;
        // Before the one that is counted now: a table may move what it holds.
        const Wait* other = m_waits.find(pairKey(hold.actor, actor));
        const bool meets = other != nullptr && other->attempts >= m_attempts &&
                           step.start - other->failedAt <= m_window;
        const Wait against = meets ? *other : Wait{};
        Wait& wait = waitOf(actor, hold.actor, voice);
        const bool isSameCall = wait.step.trace == step.trace &&
                                (wait.step.span == step.parent || wait.parent == step.span);
        if (wait.resource != resource || step.start - wait.failedAt > m_window)
            wait.attempts = 0;
        wait.attempts += isSameCall ? 0 : 1;
        wait.resource = resource;
        wait.step = {seen.entry.seq, step.trace, step.span};
        wait.parent = step.parent;
        wait.failedAt = step.start;
        wait.seenAt = seen.entry.arrival;
        wait.who.set(step.agentName);
        wait.kind.set(resourceKind(seen.tool));
        const std::uint64_t key = told(actor, hold.actor);
        if (meets && wait.attempts >= m_attempts && voice.wants(key, wait.attempts))
            tell(wait, against, key, voice);
    }

    void getsThrough(std::uint64_t actor, std::uint64_t other, std::uint64_t resource, Voice& voice)
    {
        Wait* wait = m_waits.find(pairKey(actor, other));
        if (wait == nullptr || wait->resource != resource)
            return;
        wait->attempts = 0;
        end(told(actor, other), "One of them got through.", voice);
    }

    void tell(const Wait& wait, const Wait& other, std::uint64_t key, Voice& voice)
    {
        m_waits.tell(key);
        Finding finding;
        finding.trace = wait.step.trace;
        finding.subject = wait.who.text();
        finding.sentence =
            quoted(wait.who.text()) + " and " + quoted(other.who.text()) +
            " block each other: each failed at least " + numberText(m_attempts) +
            " times at what the other holds (" + quoted(wait.kind.text()) +
            (wait.kind.text() == other.kind.text() ? std::string()
                                                   : ", " + quoted(other.kind.text())) +
            ").";
        finding.values.push_back(valueOf("attempts", wait.attempts, m_attempts));
        finding.edges = {{std::string(wait.who.text()), std::string(other.who.text()), 1}};
        finding.steps = {other.step, wait.step};
        voice.raise(key, std::move(finding));
    }

    void end(std::uint64_t key, std::string_view because, Voice& voice)
    {
        if (m_waits.untell(key))
            voice.clear(key, because);
    }

    const double m_attempts;
    const Nanos m_window;
    LruTable<Hold> m_holds;
    ToldTable<Wait> m_waits;
};

} // namespace

const DetectorDef& blockingDetector()
{
    static const DetectorDef kDef{"integrity.blocking",
                                  "Two agents block each other",
                                  Priority::high,
                                  kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<Blocking>(setup.values);
                                  },
                                  kToolRules};
    return kDef;
}

} // namespace penstock
