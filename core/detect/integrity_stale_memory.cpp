// SPDX-License-Identifier: GPL-3.0-or-later
// Stale memory: an agent changes a thing on what it had read before another changed it, and did not look again. Which tools
// read and change, and which argument names the thing, the policy declares. Who never read it, or reads it once more, is
// not meant; nor is who asks another to change it and goes on. Time is that of the calls.
#include "core/detect/detector.h"
#include "core/detect/resource.h"
#include "core/detect/sentence.h"
#include "core/detect/told_table.h"

namespace penstock {
namespace {

enum Parameter { kMinutes };
constexpr ParameterDef kParameters[] = {
    {"minutes", 60, 0.1, 10'080, "for which what was read counts as what the agent goes by"},
};
constexpr std::uint32_t kMostResources = 4096;
constexpr Nanos kHeld = 10 * kMinute;

struct Look {
    std::uint64_t actor; ///< 0 = free
    StepMention step;
    Nanos end;
    Label name;
};

struct Resource {
    std::array<Look, 4> reads; ///< the newest of each reader
    std::uint32_t readsEver;
    Look change;
    Nanos raisedAt;
};

class StaleMemory final : public Detector {
public:
    explicit StaleMemory(Settings settings)
        : m_window(static_cast<Nanos>(settings[kMinutes] * static_cast<double>(kMinute))),
          m_resources(kMostResources)
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        const Step& step = seen.step;
        if (seen.tool.effect == ToolEffect::undeclared || seen.tool.effect == ToolEffect::flag ||
            step.status == StepStatus::error || !saysWhose(step))
            return;
        const std::uint64_t key = resourceOf(seen.tool, seen.features.arguments);
        if (key == 0)
            return;
        Resource& resource =
            m_resources.use(key, [&](std::uint64_t leaving, Resource&) { end(leaving, voice); });
        const Look look = lookOf(seen);
        if (seen.tool.effect != ToolEffect::read)
            changed(resource, look, key, seen, voice);
        read(resource, look); // who changes a thing knows it
    }
    void gone(std::uint32_t, const WatchedTrace&, Voice&) override {}
    void tick(Nanos arrival, Voice& voice) override
    {
        for (const std::uint64_t key : m_resources.toldAndOver(
                 [&](const Resource& r) { return arrival - r.raisedAt > kHeld; }))
            end(key, voice);
    }
    std::size_t bytes() const override { return m_resources.bytes(); }
    void save(std::string& out) const override { m_resources.save(out); }
    bool restore(ByteReader& in) override { return m_resources.restore(in); }

private:
    static Look lookOf(const Seen& seen)
    {
        const Step& step = seen.step;
        const std::string_view name = step.agentName.empty() ? step.service : step.agentName;
        Look look{agentDigest(name),
                  {seen.entry.seq, step.trace, step.span},
                  std::max(step.start, step.end),
                  {}};
        look.name.set(name);
        return look;
    }

    static void read(Resource& resource, const Look& look)
    {
        for (Look& known : resource.reads)
            if (known.actor == look.actor) {
                if (look.end >= known.end)
                    known = look;
                return;
            }
        resource.reads[resource.readsEver++ % resource.reads.size()] = look;
    }

    void changed(Resource& resource, const Look& look, std::uint64_t key, const Seen& seen,
                 Voice& voice)
    {
        const Look before = resource.change;
        if (look.end >= before.end)
            resource.change = look;
        if (before.actor == 0 || before.actor == look.actor || before.end > seen.step.start)
            return;
        const auto known =
            std::find_if(resource.reads.begin(), resource.reads.end(),
                         [&look](const Look& read) { return read.actor == look.actor; });
        if (known == resource.reads.end() || known->end >= before.end ||
            look.end - known->end > m_window || before.step.trace == look.step.trace)
            return;
        resource.raisedAt = seen.entry.arrival;
        m_resources.tell(key);
        if (voice.wants(key, 1))
            tell(*known, before, look, key, resourceKind(seen.tool), voice);
    }

    void tell(const Look& read, const Look& between, const Look& change, std::uint64_t key,
              std::string_view kind, Voice& voice) const
    {
        const Nanos age = change.end - between.end;
        Finding finding;
        finding.trace = change.step.trace;
        finding.subject = change.name.text();
        finding.sentence = quoted(change.name.text()) + " changed the " + quoted(kind) +
                           " on what it had read before " + quoted(between.name.text()) +
                           " changed it " + formatDuration(age) + " earlier.";
        finding.values.push_back(valueOf("changes between", 1, 0));
        finding.values.push_back(valueOf("read", static_cast<double>(change.end - read.end),
                                         static_cast<double>(m_window), Unit::nanos));
        finding.steps = {read.step, between.step, change.step};
        voice.raise(key, std::move(finding));
    }

    void end(std::uint64_t key, Voice& voice)
    {
        if (m_resources.untell(key))
            voice.clear(key, "It has been left alone since.");
    }

    const Nanos m_window;
    ToldTable<Resource> m_resources;
};

} // namespace

const DetectorDef& staleMemoryDetector()
{
    static const DetectorDef kDef{"integrity.stale_memory",
                                  "Changed on what had been read before another changed it",
                                  Priority::high,
                                  kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<StaleMemory>(setup.values);
                                  },
                                  kToolRules};
    return kDef;
}

} // namespace penstock
