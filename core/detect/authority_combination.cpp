// SPDX-License-Identifier: GPL-3.0-or-later
// Combination: in one run of work – a trace – tools of two systems meet that this deployment never combined before, though it
// has long been known: what reads the mail and what moves money, for instance. A system is the server that carries a tool out,
// or what stands before the dot of a tool's name. What was learnt is kept by pair; a pair that goes on is known after it was told.
#include "core/detect/detector.h"
#include "core/detect/lru_table.h"
#include "core/detect/resource.h"
#include "core/detect/sentence.h"

#include "core/base/hash.h"

namespace penstock {
namespace {

enum Parameter { kHours, kTraces };
constexpr ParameterDef kParameters[] = {
    {"hours", 24, 0, 8784, "for which a deployment's combinations are learnt"},
    {"traces", 100, 1, 1e6, "of a deployment in which systems met, that make a normal"},
};
constexpr std::uint32_t kMostPairs = 16'384;
constexpr std::uint32_t kMostServices = 1024;
constexpr Nanos kTold = kHour; ///< how long it stands

struct System {
    std::uint64_t key; ///< 0 = free
    Seq seq;
    SpanId span;
    Label name;
};

struct Met {
    std::array<System, 8> systems; ///< of the trace
    std::uint32_t count;
};

struct Pair {
    Nanos first;
    bool told;
};

struct Service {
    Nanos first;
    std::uint32_t traces;
};

std::string_view systemOf(const Step& step)
{
    if (step.kind == StepKind::mcpRequest && !step.target.empty())
        return step.target;
    const std::string_view tool = toolOf(step);
    const std::size_t dot = tool.find_first_of("./:");
    const std::size_t end = std::min(dot, tool.find("__"));
    return end == std::string_view::npos ? std::string_view() : tool.substr(0, end);
}

class Combination final : public Detector {
public:
    explicit Combination(Settings settings)
        : m_learning(static_cast<Nanos>(settings[kHours] * static_cast<double>(kHour))),
          m_traces(settings[kTraces]),
          m_pairs(kMostPairs),
          m_services(kMostServices)
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        const Step& step = seen.step;
        if (!isToolCall(step) || step.status == StepStatus::error || step.toolType == "agent")
            return;
        const std::string_view name = systemOf(step);
        if (name.empty())
            return;
        Met& met = m_met.at(seen.slot);
        const std::uint64_t key = plainHash64(name) | 1;
        for (std::uint32_t i = 0; i < met.count; ++i)
            if (met.systems[i].key == key)
                return;
        if (met.count == met.systems.size())
            return;
        System& system = met.systems[met.count++];
        system = {key, seen.entry.seq, step.span, {}};
        system.name.set(name);
        for (std::uint32_t i = 0; i + 1 < met.count; ++i)
            meet(met, met.systems[i], system, seen, voice);
    }
    void gone(std::uint32_t slot, const WatchedTrace&, Voice&) override { m_met.forget(slot); }
    void tick(Nanos arrival, Voice& voice) override
    {
        if (arrival - m_swept < kMinute)
            return;
        m_swept = arrival;
        std::vector<std::uint64_t> over;
        m_pairs.forEach([&](std::uint64_t key, const Pair& pair) {
            if (pair.told && arrival - pair.first >= kTold)
                over.push_back(key);
        });
        for (const std::uint64_t key : over) {
            m_pairs.find(key)->told = false;
            voice.clear(key, "It is known now.");
        }
    }
    std::size_t bytes() const override
    {
        return m_pairs.bytes() + m_services.bytes() + m_met.bytes();
    }
    void save(std::string& out) const override
    {
        putSigned(out, m_swept);
        m_pairs.save(out);
        m_services.save(out);
        m_met.save(out);
    }
    bool restore(ByteReader& in) override
    {
        m_swept = in.signedVarint();
        return m_pairs.restore(in) && m_services.restore(in) && m_met.restore(in);
    }

private:
    void meet(const Met& met, const System& one, const System& other, const Seen& seen,
              Voice& voice)
    {
        const Nanos now = seen.entry.arrival;
        const std::uint64_t where = plainHash64(seen.step.service);
        Service& service = m_services.use(where, [](std::uint64_t, Service&) {});
        if (service.traces == 0)
            service.first = now;
        service.traces += met.count == 2 ? 1 : 0;
        const std::uint64_t key = where * 31 ^ (one.key ^ other.key) * 0x9E3779B97F4A7C15ull;
        const bool isNew = m_pairs.find(key) == nullptr;
        Pair& pair = m_pairs.use(key, [&voice](std::uint64_t leaving, Pair& old) {
            if (old.told)
                voice.clear(leaving, "It is long ago.");
        });
        if (!isNew)
            return;
        pair.first = now;
        if (now - service.first < m_learning || service.traces <= m_traces)
            return;
        pair.told = true;
        tell(one, other, key, service, seen, voice);
    }

    void tell(const System& one, const System& other, std::uint64_t key, const Service& service,
              const Seen& seen, Voice& voice) const
    {
        Finding finding;
        finding.trace = seen.step.trace;
        finding.subject = seen.step.agentName.empty() ? seen.step.service : seen.step.agentName;
        finding.sentence = quoted(one.name.text()) + " and " + quoted(other.name.text()) +
                           " were never used together by " + quoted(seen.step.service) +
                           " before, in " + std::to_string(service.traces - 1) + " traces.";
        finding.values.push_back(valueOf("traces before", service.traces - 1, m_traces));
        finding.steps.push_back({one.seq, seen.step.trace, one.span});
        finding.steps.push_back({other.seq, seen.step.trace, other.span});
        voice.raise(key, std::move(finding));
    }

    const Nanos m_learning;
    const double m_traces;
    Nanos m_swept = 0;
    LruTable<Pair> m_pairs;
    LruTable<Service> m_services;
    SlotStates<Met> m_met;
};

} // namespace

const DetectorDef& combinationDetector()
{
    static const DetectorDef kDef{"authority.combination", "Systems that never met before",
                                  Priority::low, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<Combination>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
