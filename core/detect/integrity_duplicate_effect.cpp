// SPDX-License-Identifier: GPL-3.0-or-later
// Duplicate effect: a tool that changes something, as the policy declares, was called twice with the same arguments, both
// succeeded, and they are two calls – in one run or in another that does not know of the first. One call that is seen by
// who makes it and by who carries it out is one. What can be changed back may well be done again a while later, so there
// the time is shorter, and it is a note. Of tools that nobody declared nothing is said: they may only read.
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/resource.h"
#include "core/detect/sentence.h"
#include "core/detect/told_table.h"

#include "core/base/hash.h"

namespace penstock {
namespace {

enum Parameter { kTimes, kHours, kMinutesOfChange };
constexpr ParameterDef kParameters[] = {
    {"times", 2, 2, 100, "successful calls with the same arguments"},
    {"hours", 24, 0.01, 744, "time within which they are the same action"},
    {"minutes_of_change", 10, 0.1, 44'640, "the same for what can be changed back"},
};
constexpr std::uint32_t kMostActions = 8192;

struct Action {
    std::uint32_t times;
    std::uint64_t callId; ///< digest of the newest; 0 = not said
    SpanId span;
    SpanId parent;
    Nanos seenAt; ///< arrival of the newest
    Nanos window;
    WideMentions<8> steps;
};

class DuplicateEffect final : public Detector {
public:
    explicit DuplicateEffect(Settings settings)
        : m_times(settings[kTimes]),
          m_window(static_cast<Nanos>(settings[kHours] * static_cast<double>(kHour))),
          m_shortWindow(
              static_cast<Nanos>(settings[kMinutesOfChange] * static_cast<double>(kMinute))),
          m_actions(kMostActions)
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        const Step& step = seen.step;
        const ToolEffect effect = seen.tool.effect;
        if ((effect != ToolEffect::change && effect != ToolEffect::final) ||
            step.status == StepStatus::error || seen.features.asked.empty())
            return;
        const std::string_view tool = toolOf(step);
        const std::uint64_t key = plainHash64(tool) * 31 ^ plainHash64(step.service) ^
                                  seen.features.asked.fingerprint * 0x9E3779B97F4A7C15ull;
        Action& action = m_actions.use(
            key, [&](std::uint64_t leaving, Action&) { end(leaving, voice, "It is long ago."); });
        if (action.times > 0 && isSameCall(action, step))
            return;
        if (action.times > 0 && seen.entry.arrival - action.seenAt > windowOf(effect)) {
            end(key, voice, "It is long ago.");
            std::memset(static_cast<void*>(&action), 0, sizeof action);
        }
        ++action.times;
        action.window = windowOf(effect);
        action.callId = agentDigest(step.toolCallId);
        action.span = step.span;
        action.parent = step.parent;
        action.seenAt = seen.entry.arrival;
        action.steps.add({seen.entry.seq, step.trace, step.span});
        if (action.times >= m_times && voice.wants(key, action.times))
            tell(action, key, tool, effect, seen, voice);
    }
    void gone(std::uint32_t, const WatchedTrace&, Voice&) override {}
    void tick(Nanos arrival, Voice& voice) override
    {
        for (const std::uint64_t key :
             m_actions.toldAndOver([&](const Action& a) { return arrival - a.seenAt > a.window; }))
            end(key, voice, "It is long ago.");
    }
    std::size_t bytes() const override { return m_actions.bytes(); }
    void save(std::string& out) const override { m_actions.save(out); }
    bool restore(ByteReader& in) override { return m_actions.restore(in); }

private:
    Nanos windowOf(ToolEffect effect) const
    {
        return effect == ToolEffect::final ? m_window : std::min(m_window, m_shortWindow);
    }

    static bool isSameCall(const Action& action, const Step& step)
    {
        return step.span == action.span || step.span == action.parent ||
               step.parent == action.span ||
               (action.callId != 0 && action.callId == agentDigest(step.toolCallId));
    }

    void tell(const Action& action, std::uint64_t key, std::string_view tool, ToolEffect effect,
              const Seen& seen, Voice& voice)
    {
        m_actions.tell(key);
        Finding finding;
        finding.trace = seen.step.trace;
        finding.subject = tool;
        finding.sentence = quoted(tool) + " was carried out " + std::to_string(action.times) +
                           " times with the same arguments" +
                           (effect == ToolEffect::final ? " and cannot be taken back" : "") +
                           "; the limit is " + numberText(m_times) + ".";
        finding.values.push_back(valueOf("times", action.times, m_times));
        action.steps.putInto(finding);
        voice.raiseAs(effect == ToolEffect::final ? Priority::high : Priority::note, key,
                      std::move(finding));
    }

    void end(std::uint64_t key, Voice& voice, std::string_view because)
    {
        if (m_actions.untell(key))
            voice.clear(key, because);
    }

    const double m_times;
    const Nanos m_window;
    const Nanos m_shortWindow;
    ToldTable<Action> m_actions;
};

} // namespace

const DetectorDef& duplicateEffectDetector()
{
    static const DetectorDef kDef{"integrity.duplicate_effect",
                                  "The same action was carried out twice",
                                  Priority::high,
                                  kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<DuplicateEffect>(setup.values);
                                  },
                                  kToolRules};
    return kDef;
}

} // namespace penstock
