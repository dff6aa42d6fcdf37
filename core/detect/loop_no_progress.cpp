// SPDX-License-Identifier: GPL-3.0-or-later
// No progress: calls succeed, are not even the same, and nothing changes – each answer is one that was already there.
// Short answers say too little to tell (writing ten files is answered ten times with "ok"), and a tool that is asked about
// another name or figure each time goes through a list, whose items may well be answered alike. Neither is it one when an
// agent is told a new figure and answers with one it never said: a haggle, whose prices move while its words stay. An
// answer that brings anything new, from the same tool or the same agent, ends it.
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/sentence.h"

namespace penstock {
namespace {

enum Parameter { kTimes, kLikeness, kWords };
constexpr ParameterDef kParameters[] = {
    {"times", 6, 2, 1000, "answers in a row that were already there"},
    {"likeness", 0.9, 0.5, 1, "share of equal words from which on two answers are one"},
    {"words", 8, 2, 32, "different words that an answer must have to tell anything"},
};

constexpr std::size_t kFiguresKept = 16;

struct Source {
    std::uint64_t key; ///< tool or agent
    std::uint64_t usedAt;
    std::uint32_t stale; ///< answers in a row
    bool active;
    Label name;
    Mentions<12> steps;
    std::array<WordHash, kFiguresKept> figures; ///< the newest that an agent said
    std::uint32_t figuresEver;

    /// Keeps them; says whether one is new.
    bool says(WordSpan said)
    {
        bool fresh = false;
        for (const WordHash figure : said) {
            if (std::find(figures.begin(), figures.end(), figure) != figures.end())
                continue;
            fresh = true;
            figures[figuresEver++ % kFiguresKept] = figure;
        }
        return fresh;
    }
};

struct State {
    RecentTable<Source, 8> sources;
};

class NoProgress final : public TraceDetector<State> {
public:
    explicit NoProgress(Settings settings)
        : m_times(settings[kTimes]), m_likeness(settings[kLikeness]), m_words(settings[kWords])
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        if (seen.call == nullptr || seen.call->failed() || seen.call->answered.size < m_words)
            return;
        const Act& act = *seen.call;
        if (act.kind == StepKind::llmCall && act.agent == 0)
            return; // one model may speak for several agents
        const std::uint64_t key = (act.what ^ act.agent) | 1;
        const bool stale = wasThere(seen.trace.calls);
        if (stale && act.kind != StepKind::llmCall && asksForAnother(seen.trace.calls))
            return;
        State* there = known(seen.slot);
        if (!stale && (there == nullptr || there->sources.find(key) == nullptr))
            return;
        Source& source = state(seen.slot).sources.take(key, [&](const Source& leaving) {
            if (leaving.active)
                voice.clear(findingKey(seen.trace.trace, leaving.key), "Others answered since.");
        });
        const bool saysMore = source.says(WordSpan(seen.features.answered.figures));
        const bool moves = act.kind == StepKind::llmCall && saysMore && source.stale > 0 &&
                           asksForAnother(seen.trace.calls);
        if (stale && !moves)
            count(source, seen, voice);
        else
            start(source, seen, voice);
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        for (const Source& source : state.sources.items)
            if (source.active)
                voice.clear(findingKey(trace.trace, source.key), kTraceLeft);
    }

private:
    /// A name or figure that no earlier question to this tool had.
    static bool asksForAnother(const History<kCallsKept>& calls)
    {
        const Act& act = calls[0];
        const auto isNew = [&](WordHash word, bool figure) {
            for (std::size_t i = 1; i < calls.size(); ++i)
                if (calls[i].what == act.what &&
                    holds(figure ? calls[i].figures.span() : calls[i].names.span(), word))
                    return false;
            return true;
        };
        const WordSpan names = act.names.span();
        const WordSpan figures = act.figures.span();
        return std::any_of(names.begin(), names.end(),
                           [&](WordHash w) { return isNew(w, false); }) ||
               std::any_of(figures.begin(), figures.end(),
                           [&](WordHash w) { return isNew(w, true); });
    }

    /// The newest answer is one of the same source's earlier ones, to another question.
    bool wasThere(const History<kCallsKept>& calls) const
    {
        const Act& act = calls[0];
        for (std::size_t i = 1; i < calls.size(); ++i) {
            const Act& call = calls[i];
            if (call.what != act.what || call.agent != act.agent || !act.follows(call))
                continue;
            const bool sameCall =
                act.askedFingerprint != 0 && act.askedFingerprint == call.askedFingerprint;
            if (!sameCall && (act.answeredFingerprint == call.answeredFingerprint ||
                              likeness(act.answered.span(), call.answered.span()) >= m_likeness))
                return true;
        }
        return false;
    }

    void count(Source& source, const Seen& seen, Voice& voice) const
    {
        ++source.stale;
        source.name = seen.call->whatName;
        source.steps.add(*seen.call);
        const std::uint64_t key = findingKey(seen.trace.trace, source.key);
        if (source.stale < m_times || !voice.wants(key, source.stale))
            return;
        source.active = true;
        Finding finding;
        finding.trace = seen.trace.trace;
        finding.subject = source.name.text();
        finding.sentence = "The last " + std::to_string(source.stale) + " answers of " +
                           quoted(source.name.text()) +
                           " were already there although it was asked otherwise; the limit is " +
                           numberText(m_times) + ".";
        finding.values.push_back(valueOf("times", source.stale, m_times));
        source.steps.putInto(finding, seen.trace.trace);
        voice.raise(key, std::move(finding));
    }

    static void start(Source& source, const Seen& seen, Voice& voice)
    {
        if (source.active)
            voice.clear(findingKey(seen.trace.trace, source.key),
                        "An answer brought something new.");
        source.active = false;
        source.stale = 0;
        source.steps.clear();
    }

    const double m_times;
    const double m_likeness;
    const double m_words;
};

} // namespace

const DetectorDef& noProgressDetector()
{
    static const DetectorDef kDef{"loop.no_progress", "Calls succeed and nothing changes",
                                  Priority::medium, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<NoProgress>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
