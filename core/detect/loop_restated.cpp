// SPDX-License-Identifier: GPL-3.0-or-later
// Restated requests: an agent keeps asking others for the same thing in other words. Since the plan changed last there
// were several requests, the newest resembles the earlier ones so much that together they are about one repetition, and
// whoever asked goes on after it was answered.
// No loop are requests side by side, a list that gets shorter from request to request, and a list that is gone through:
// each request brings names or figures that the ones before did not have. An agent that writes at length twice without
// acting in between has made a new plan; one that always does so has not.
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/sentence.h"

namespace penstock {
namespace {

enum Parameter { kRequests, kRepeats, kListSteps, kNewShare };
constexpr ParameterDef kParameters[] = {
    {"requests", 5, 2, 16, "requests since the plan changed from which on it can be a loop"},
    {"repeats", 0.8, 0.1, 15, "likeness of the newest request to the earlier ones, added up"},
    {"list_steps", 2, 1, 16, "requests in a row that show that a list is worked off"},
    {"new_share", 0.25, 0.01, 1, "share of new names and figures that makes a request a new item"},
};

constexpr std::size_t kLookBack = 4; ///< requests in which a name counts as known
constexpr std::uint32_t kUsualThinking =
    2; ///< with fewer requests since the last new plan, thinking twice is this agent's habit

struct State {
    std::uint64_t writer;      ///< who wrote at length, and has not acted since
    std::uint64_t asksAtPlan;  ///< how many requests there had been when the plan changed
    std::uint64_t asksAtThink; ///< … when somebody last wrote at length twice
    double repeats;            ///< of the newest request, if it was one too many
    std::uint32_t since;       ///< requests since the plan changed
    bool pending;              ///< one too many, but nobody has gone on after it yet
    bool active;
};

class Restated final : public TraceDetector<State> {
public:
    explicit Restated(Settings settings)
        : m_requests(settings[kRequests]),
          m_repeats(settings[kRepeats]),
          m_listSteps(settings[kListSteps]),
          m_newShare(settings[kNewShare])
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        if (seen.ask != nullptr)
            asked(state(seen.slot), seen.trace, voice);
        else if (seen.call != nullptr && seen.call->kind == StepKind::llmCall)
            wrote(state(seen.slot), *seen.call, seen.trace, voice);
        else if (State* there = known(seen.slot); there != nullptr && seen.call != nullptr)
            there->writer = 0;
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        end(state, trace, voice, kTraceLeft);
    }

private:
    using Asks = History<kAsksKept>;

    void wrote(State& state, const Act& act, const WatchedTrace& trace, Voice& voice)
    {
        const bool atLength = act.answered.size == kWordSample;
        if (state.pending && atLength && act.agent != trace.asks[0].callee)
            tell(state, trace, voice);
        if (state.writer != act.agent) {
            state.writer = atLength ? act.agent : 0;
            return;
        }
        if (!atLength)
            return;
        const std::uint64_t asks = trace.asks.ever();
        const bool habit = asks - state.asksAtThink < kUsualThinking;
        if (asks > state.asksAtThink)
            state.asksAtThink = asks;
        if (habit)
            return;
        state.asksAtPlan = asks;
        end(state, trace, voice, "A new plan was made.");
    }

    void asked(State& state, const WatchedTrace& trace, Voice& voice)
    {
        state.writer = 0;
        const Asks& asks = trace.asks;
        const auto since = static_cast<std::size_t>(
            std::min<std::uint64_t>(asks.ever() - state.asksAtPlan, asks.size()));
        double repeats = 0;
        for (std::size_t i = 1; i < since; ++i)
            if (asks[0].follows(asks[i]))
                repeats += likeness(asks[0].asked.span(), asks[i].asked.span());
        if (static_cast<double>(since) < m_requests || repeats < m_repeats) {
            end(state, trace, voice, "The newest request is another one.");
            return;
        }
        if (isListWork(asks, since)) {
            end(state, trace, voice, "The requests go through a list.");
            return;
        }
        const bool again = state.pending || state.active;
        state.repeats = repeats;
        state.since = static_cast<std::uint32_t>(since);
        state.pending = true;
        if (again)
            tell(state, trace, voice);
    }

    /// Positions of the requests to the same agent as the newest, newest first.
    static std::vector<std::size_t> toSame(const Asks& asks, std::size_t since)
    {
        std::vector<std::size_t> same;
        for (std::size_t i = 0; i < since; ++i)
            if (asks[i].what == asks[0].what)
                same.push_back(i);
        return same;
    }

    static std::uint32_t specifics(const Act& ask) { return ask.names.size + ask.figures.size; }

    static bool isShorter(const Act& ask, const Act& before)
    {
        return specifics(ask) > 0 && specifics(ask) < specifics(before) &&
               isPartOf(ask.names.span(), before.names.span()) &&
               isPartOf(ask.figures.span(), before.figures.span());
    }

    bool isNewItem(const Asks& asks, const std::vector<std::size_t>& same, std::size_t at) const
    {
        const Act& ask = asks[same[at]];
        const std::size_t end = std::min(same.size(), at + 1 + kLookBack);
        const auto isNew = [&](WordHash word, bool figure) {
            for (std::size_t i = at + 1; i < end; ++i) {
                const Act& before = asks[same[i]];
                if (holds(figure ? before.figures.span() : before.names.span(), word))
                    return false;
            }
            return true;
        };
        std::uint32_t fresh = 0;
        for (const WordHash word : ask.names.span())
            fresh += isNew(word, false) ? 1 : 0;
        for (const WordHash word : ask.figures.span())
            fresh += isNew(word, true) ? 1 : 0;
        return fresh > 0 && fresh >= m_newShare * specifics(ask);
    }

    bool isListWork(const Asks& asks, std::size_t since) const
    {
        const std::vector<std::size_t> same = toSame(asks, since);
        std::size_t shorter = 0;
        while (shorter + 1 < same.size() && isShorter(asks[same[shorter]], asks[same[shorter + 1]]))
            ++shorter;
        std::size_t items = 0;
        while (items + 1 < same.size() && isNewItem(asks, same, items))
            ++items;
        return static_cast<double>(std::max(shorter, items)) >= m_listSteps;
    }

    void tell(State& state, const WatchedTrace& trace, Voice& voice) const
    {
        const std::uint64_t key = findingKey(trace.trace);
        state.pending = false;
        state.active = true;
        if (!voice.wants(key, state.repeats))
            return;
        Finding finding;
        finding.trace = trace.trace;
        const Act& newest = trace.asks[0];
        finding.subject = newest.whatName.text();
        finding.sentence =
            quoted(newest.whatName.text()) + " is asked for the same thing again: the newest of " +
            std::to_string(state.since) + " requests repeats the earlier ones " +
            numberText(state.repeats) + " times over; the limit is " + numberText(m_repeats) + ".";
        finding.values.push_back(valueOf("repeats", state.repeats, m_repeats, Unit::ratio));
        finding.values.push_back(valueOf("requests", state.since, m_requests));
        for (std::size_t i = state.since; i > 0; --i) {
            const Act& ask = trace.asks[i - 1];
            finding.steps.push_back(mentionOf(trace.trace, ask));
            addEdge(finding, ask);
        }
        voice.raise(key, std::move(finding));
    }

    static void addEdge(Finding& finding, const Act& ask)
    {
        for (EdgeMention& edge : finding.edges)
            if (edge.from == ask.agentName.text() && edge.to == ask.whatName.text()) {
                ++edge.times;
                return;
            }
        finding.edges.push_back(
            {std::string(ask.agentName.text()), std::string(ask.whatName.text()), 1});
    }

    static void end(State& state, const WatchedTrace& trace, Voice& voice, std::string_view because)
    {
        if (state.active)
            voice.clear(findingKey(trace.trace), because);
        state.active = false;
        state.pending = false;
    }

    const double m_requests;
    const double m_repeats;
    const double m_listSteps;
    const double m_newShare;
};

} // namespace

const DetectorDef& restatedDetector()
{
    static const DetectorDef kDef{"loop.restated", "The same request in other words",
                                  Priority::medium, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<Restated>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
