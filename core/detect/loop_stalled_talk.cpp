// SPDX-License-Identifier: GPL-3.0-or-later
// Stalled talks: a run asks another agent again and again, neither what it is told nor what it says has a figure that was not
// there before, and most rounds are in words that were there too. What is asked is an agent, so nothing fails and nothing is
// quite the same; a talk that moves – another price, another date – begins anew, and other work is in other words.
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/sentence.h"

namespace penstock {
namespace {

enum Parameter { kRounds, kWorn };
constexpr ParameterDef kParameters[] = {
    {"rounds", 5, 2, 1000, "requests in a row without a new figure between them"},
    {"worn", 0.5, 0.1, 1, "share of the words that were there before, in at least half of them"},
};

/// Of one run.
struct Talk {
    std::uint64_t key;
    std::uint64_t usedAt;
    std::uint32_t rounds;
    std::uint32_t worn; ///< of these, in words that were there before
    bool spoke;         ///< since the last request, without a new figure
    bool wornNow;
    bool active;
    Label with;
    std::array<WordHash, 48> figures; ///< the newest
    std::uint32_t figuresEver;
    std::array<std::uint64_t, (std::size_t{1} << kWordBits) / 64> words; ///< a bit each
    Mentions<16> steps;

    /// Whether there is a figure that was not there; it is from now on.
    bool learnsFigures(WordSpan said)
    {
        const std::uint32_t before = figuresEver;
        for (const WordHash figure : said) {
            const auto end = figures.begin() + std::min<std::size_t>(figuresEver, figures.size());
            if (std::find(figures.begin(), end, figure) == end)
                figures[figuresEver++ % figures.size()] = figure;
        }
        return figuresEver != before;
    }
    /// How many of them were there.
    std::size_t knownWords(WordSpan said) const
    {
        return static_cast<std::size_t>(
            std::count_if(said.begin(), said.end(), [this](WordHash word) {
                return (words[word / 64] >> word % 64 & 1) != 0;
            }));
    }
    void learnWords(WordSpan said)
    {
        for (const WordHash word : said)
            words[word / 64] |= std::uint64_t{1} << word % 64;
    }
};

struct State {
    RecentTable<Talk, 4> talks;
};

bool asksAnAgent(const Step& step)
{
    if ((step.flags & kRemoteParent) != 0)
        return false; // the other side of it
    return step.kind == StepKind::a2aRequest || step.kind == StepKind::acpRequest ||
           (step.kind == StepKind::toolCall && step.toolType == "agent");
}

class StalledTalk final : public TraceDetector<State> {
public:
    explicit StalledTalk(Settings settings) : m_rounds(settings[kRounds]), m_worn(settings[kWorn])
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        const Step& step = seen.step;
        if (step.parent.isZero())
            return;
        if (asksAnAgent(step))
            asked(seen, voice);
        else if (step.kind == StepKind::llmCall && !seen.features.answered.empty())
            spoke(seen, voice);
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        for (Talk& talk : state.talks.items)
            end(talk, trace, voice, kTraceLeft);
    }

private:
    void asked(const Seen& seen, Voice& voice)
    {
        Talk& talk = state(seen.slot).talks.take(seen.step.parent.value, [&](Talk& leaving) {
            end(leaving, seen.trace, voice, "Others talk since.");
        });
        if (!talk.spoke)
            talk.rounds = talk.worn = 0; // it only passed something on
        talk.worn += talk.spoke && talk.wornNow ? 1 : 0;
        talk.spoke = false;
        ++talk.rounds;
        talk.with.set(seen.step.target.empty() ? seen.step.name : seen.step.target);
        talk.steps.add(seen.entry.seq, seen.step.span);
        if (talk.rounds >= m_rounds && talk.worn * 2 >= talk.rounds)
            tell(talk, seen, voice);
    }

    /// Only of a run that asks others.
    void spoke(const Seen& seen, Voice& voice)
    {
        State* there = known(seen.slot);
        Talk* talk = there != nullptr ? there->talks.find(seen.step.parent.value) : nullptr;
        if (talk == nullptr)
            return;
        const StepFeatures& features = seen.features;
        const std::size_t words = features.asked.words.size() + features.answered.words.size();
        const std::size_t known =
            talk->knownWords(features.asked.words) + talk->knownWords(features.answered.words);
        talk->learnWords(features.asked.words);
        talk->learnWords(features.answered.words);
        talk->wornNow = static_cast<double>(known) >= m_worn * static_cast<double>(words);
        const bool heard = talk->learnsFigures(features.asked.figures);
        if (talk->learnsFigures(features.answered.figures) || heard)
            end(*talk, seen.trace, voice, "A new figure was said.");
        talk->spoke = true;
    }

    void tell(Talk& talk, const Seen& seen, Voice& voice) const
    {
        const std::uint64_t key = findingKey(seen.trace.trace, talk.key);
        talk.active = true;
        if (!voice.wants(key, talk.rounds))
            return;
        Finding finding;
        finding.trace = seen.trace.trace;
        finding.subject = talk.with.text();
        finding.sentence = quoted(talk.with.text()) + " was asked " + std::to_string(talk.rounds) +
                           " times in a row and neither side says anything new; the limit is " +
                           numberText(m_rounds) + ".";
        finding.values.push_back(valueOf("rounds", talk.rounds, m_rounds));
        talk.steps.putInto(finding, seen.trace.trace);
        voice.raise(key, std::move(finding));
    }

    static void end(Talk& talk, const WatchedTrace& trace, Voice& voice, std::string_view because)
    {
        if (talk.active)
            voice.clear(findingKey(trace.trace, talk.key), because);
        talk.active = false;
        talk.rounds = talk.worn = 0;
        talk.steps.clear();
    }

    const double m_rounds;
    const double m_worn;
};

} // namespace

const DetectorDef& stalledTalkDetector()
{
    static const DetectorDef kDef{
        "loop.stalled_talk", "Two agents keep talking and say nothing new", Priority::medium,
        kParameters, [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
            return std::make_unique<StalledTalk>(setup.values);
        }};
    return kDef;
}

} // namespace penstock
