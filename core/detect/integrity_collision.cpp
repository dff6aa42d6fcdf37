// SPDX-License-Identifier: GPL-3.0-or-later
// Collision: two agents change one thing within a short time, and neither works for the other; or one changes what another
// has flagged. Which tools change or flag, and which argument names the thing, the policy declares; of others nothing is
// said. In one trace or session one change follows the other, so there only those side by side count. Time is that of the
// calls: the arrivals of two deployments say little about which was first. Who changes what it flagged lifts its flag. Where
// a call does not say whose it is, another deployment is another agent.
#include "core/detect/detector.h"
#include "core/detect/resource.h"
#include "core/detect/sentence.h"
#include "core/detect/told_table.h"

#include <set>

namespace penstock {
namespace {

enum Parameter { kSeconds, kFlagSeconds };
constexpr ParameterDef kParameters[] = {
    {"seconds", 30, 0.001, 86'400, "between changes by different agents"},
    {"flag_seconds", 600, 0.001, 604'800, "for which a flag says to leave the resource alone"},
};
constexpr std::uint32_t kMostResources = 4096;
constexpr Nanos kHeld = 10 * kMinute; ///< without another collision: it is over

struct Touch {
    std::uint64_t agent;   ///< 0 = not said
    std::uint64_t service; ///< 0 as well: free
    std::uint64_t callId;
    std::uint64_t session;
    StepMention step;
    SpanId parent;
    Nanos start;
    Nanos end;
    bool flag;
    Label name; ///< of the agent, or else of the service

    bool isFree() const { return agent == 0 && service == 0; }
    std::uint64_t actor() const { return agent != 0 ? agent : service * 3; }
    std::string who() const
    {
        return (agent != 0 ? std::string() : std::string("an agent of ")) + quoted(name.text());
    }
};

struct Resource {
    std::array<Touch, 4> touches; ///< the newest
    std::uint32_t ever;
    Nanos collidedAt; ///< arrival
};

bool isByAnother(const Touch& a, const Touch& b)
{
    if (a.agent != 0 && b.agent != 0)
        return a.agent != b.agent;
    return a.step.trace != b.step.trace && a.service != b.service;
}

/// 0 when they overlap.
Nanos between(const Touch& a, const Touch& b)
{
    return std::max<Nanos>(0, std::max(a.start, b.start) - std::min(a.end, b.end));
}

class Collision final : public Detector {
public:
    explicit Collision(Settings settings)
        : m_window(static_cast<Nanos>(settings[kSeconds] * static_cast<double>(kSecond))),
          m_flagWindow(static_cast<Nanos>(settings[kFlagSeconds] * static_cast<double>(kSecond))),
          m_resources(kMostResources)
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        const Step& step = seen.step;
        const bool touches = seen.tool.effect == ToolEffect::change ||
                             seen.tool.effect == ToolEffect::final ||
                             seen.tool.effect == ToolEffect::flag;
        if (!touches || step.status == StepStatus::error || !saysWhose(step))
            return;
        const std::uint64_t key = resourceOf(seen.tool, seen.features.arguments);
        if (key == 0)
            return;
        Resource& resource =
            m_resources.use(key, [&](std::uint64_t leaving, Resource&) { end(leaving, voice); });
        const Touch touch = touchOf(seen);
        if (joinsKnown(resource, touch))
            return;
        judge(resource, touch, key, seen, voice);
        if (!touch.flag)
            liftFlags(resource, touch);
        resource.touches[resource.ever++ % resource.touches.size()] = touch;
    }
    void gone(std::uint32_t, const WatchedTrace&, Voice&) override {}
    void tick(Nanos arrival, Voice& voice) override
    {
        for (const std::uint64_t key : m_resources.toldAndOver(
                 [&](const Resource& r) { return arrival - r.collidedAt > kHeld; }))
            end(key, voice);
    }
    std::size_t bytes() const override { return m_resources.bytes(); }
    void save(std::string& out) const override { m_resources.save(out); }
    bool restore(ByteReader& in) override { return m_resources.restore(in); }

private:
    static Touch touchOf(const Seen& seen)
    {
        const Step& step = seen.step;
        Touch touch{agentDigest(step.agentName),
                    agentDigest(step.service),
                    agentDigest(step.toolCallId),
                    agentDigest(step.session),
                    {seen.entry.seq, step.trace, step.span},
                    step.parent,
                    step.start,
                    std::max(step.start, step.end),
                    seen.tool.effect == ToolEffect::flag,
                    {}};
        touch.name.set(step.agentName.empty() ? step.service : step.agentName);
        return touch;
    }

    /// One call is seen by who makes it and by who carries it out, the inner one first: it is who makes it that counts.
    static bool joinsKnown(Resource& resource, const Touch& touch)
    {
        for (Touch& known : resource.touches) {
            if (known.isFree() || known.step.trace != touch.step.trace)
                continue;
            const bool isAround = touch.step.span == known.parent;
            if (isAround)
                known = touch;
            if (isAround || known.step.span == touch.parent || known.step.span == touch.step.span ||
                (known.callId != 0 && known.callId == touch.callId))
                return true;
        }
        return false;
    }

    bool collide(const Touch& known, const Touch& touch) const
    {
        const Nanos apart = between(known, touch);
        if (known.flag != touch.flag) {
            const Touch& flag = known.flag ? known : touch;
            const Touch& change = known.flag ? touch : known;
            return change.start >= flag.start && apart <= m_flagWindow;
        }
        const bool oneAfterTheOther = known.step.trace == touch.step.trace ||
                                      (known.session != 0 && known.session == touch.session);
        return !known.flag && apart <= m_window && (!oneAfterTheOther || apart == 0);
    }

    void judge(Resource& resource, const Touch& touch, std::uint64_t key, const Seen& seen,
               Voice& voice)
    {
        const Touch* with = nullptr;
        std::set<std::uint64_t> agents{touch.actor()};
        for (const Touch& known : resource.touches) {
            if (known.isFree() || !isByAnother(known, touch) || !collide(known, touch))
                continue;
            agents.insert(known.actor());
            if (with == nullptr || known.step.seq > with->step.seq)
                with = &known;
        }
        if (with == nullptr)
            return;
        resource.collidedAt = seen.entry.arrival;
        m_resources.tell(key);
        if (voice.wants(key, static_cast<double>(agents.size())))
            tell(*with, touch, agents.size(), key, resourceKind(seen.tool), voice);
    }

    static void liftFlags(Resource& resource, const Touch& change)
    {
        for (Touch& known : resource.touches)
            if (known.flag && known.actor() == change.actor() && known.start <= change.start)
                std::memset(static_cast<void*>(&known), 0, sizeof known);
    }

    void tell(const Touch& known, const Touch& touch, std::size_t agents, std::uint64_t key,
              std::string_view kind, Voice& voice) const
    {
        const bool flagged = known.flag || touch.flag;
        const Touch& first = flagged ? (known.flag ? touch : known) : known;
        const Touch& second = &first == &known ? touch : known;
        const Nanos apart = between(known, touch);
        const Nanos limit = flagged ? m_flagWindow : m_window;
        Finding finding;
        finding.trace = touch.step.trace;
        finding.subject = touch.name.text();
        finding.sentence =
            flagged
                ? first.who() + " changed the " + quoted(kind) + " that " + second.who() +
                      " had flagged " + formatDuration(apart) + " before; a flag holds for " +
                      formatDuration(limit) + "."
                : first.who() + " and " + second.who() + " changed the same " + quoted(kind) +
                      (apart == 0 ? " at the same time" : " " + formatDuration(apart) + " apart") +
                      "; the limit is " + formatDuration(limit) + ".";
        finding.values.push_back(valueOf("agents", static_cast<double>(agents), 1));
        finding.values.push_back(
            valueOf("apart", static_cast<double>(apart), static_cast<double>(limit), Unit::nanos));
        finding.steps = {known.step, touch.step};
        voice.raise(key, std::move(finding));
    }

    void end(std::uint64_t key, Voice& voice)
    {
        if (m_resources.untell(key))
            voice.clear(key, "It has been left alone since.");
    }

    const Nanos m_window;
    const Nanos m_flagWindow;
    ToldTable<Resource> m_resources;
};

} // namespace

const DetectorDef& collisionDetector()
{
    static const DetectorDef kDef{"integrity.collision",
                                  "Two agents act on one thing at once",
                                  Priority::high,
                                  kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<Collision>(setup.values);
                                  },
                                  kToolRules};
    return kDef;
}

} // namespace penstock
