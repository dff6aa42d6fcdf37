// SPDX-License-Identifier: GPL-3.0-or-later
// Drift: a model says nearly what was said before it in the trace – by another agent, or by a tool – with another figure in
// the place of one: the others are kept, one is gone, and the new one, of the same shape, was said by nobody before. Sums and
// the like are not meant: there nothing is gone. Nor is who bargains: it had said those figures itself before. Whoever says
// it, what follows builds on it.
#include "core/detect/detector.h"
#include "core/detect/sentence.h"
#include "core/detect/sketch.h"

namespace penstock {
namespace {

enum Parameter { kKept, kLikeness };
constexpr ParameterDef kParameters[] = {
    {"kept", 3, 1, 7, "figures that were kept, at least"},
    {"likeness", 0.2, 0, 1, "share of the words that both have, at least"},
};

/// What a model or a tool said.
struct Statement {
    Seq seq; ///< 0 = free
    SpanId span;
    SpanId parent; ///< of a tool 0: it is nobody's own
    std::uint64_t agent;
    std::uint64_t service;
    KeptSample<kFigureSample> figures;
    KeptSample<kWordSample> words;
};

struct State {
    std::array<std::uint64_t, (std::size_t{1} << kWordBits) / 64> said; ///< figures, a bit each
    std::uint32_t told;
    std::uint32_t statementsEver;
    std::array<Statement, 12> statements; ///< with enough figures, the newest
    std::array<std::uint64_t, 4> active;
    std::uint64_t speaks; ///< deployment of a model that spoke
    bool severalSpeak;    ///< models of another one, too

    bool has(WordHash figure) const { return (said[figure / 64] >> figure % 64 & 1) != 0; }
    void add(WordSpan figures)
    {
        for (const WordHash figure : figures)
            said[figure / 64] |= std::uint64_t{1} << figure % 64;
    }
};

/// A full sample says nothing about what is larger than its last one.
bool tellsOf(WordSpan sample, WordHash figure)
{
    return sample.size() < kFigureSample || figure <= sample.back();
}

/// Short and long numbers may stand for each other: twice as much is often a digit more.
WordHash kindOf(WordHash figure)
{
    return std::max<WordHash>(figure & kFigureShape, 1);
}

struct Change {
    std::size_t kept = 0;
    std::size_t gone = 0;
    std::size_t come = 0;
    WordHash shapes = 0; ///< of what is gone and what has come: 0 when of one each they are alike
};

class Drift final : public TraceDetector<State> {
public:
    explicit Drift(Settings settings) : m_kept(settings[kKept]), m_likeness(settings[kLikeness]) {}

    void seen(const Seen& seen, Voice& voice) override
    {
        const StepFeatures& features = seen.features;
        if (features.asked.figures.empty() && features.answered.figures.empty())
            return;
        State& there = state(seen.slot);
        const bool says = seen.step.kind == StepKind::llmCall;
        if (says) {
            const std::uint64_t service = agentDigest(seen.step.service);
            there.severalSpeak =
                there.severalSpeak || (there.speaks != 0 && there.speaks != service);
            there.speaks = service;
        }
        const bool asksForTool =
            says && seen.step.finishReason.find("tool") != std::string_view::npos;
        const bool counts = seen.call != nullptr && !seen.call->failed() && !asksForTool &&
                            static_cast<double>(features.answered.figures.size()) > m_kept;
        if (counts && says)
            compare(there, seen, voice);
        there.add(features.asked.figures);
        there.add(features.answered.figures);
        if (!counts)
            return;
        Statement& statement = there.statements[there.statementsEver++ % there.statements.size()];
        statement = {seen.entry.seq,
                     seen.step.span,
                     says ? seen.step.parent : SpanId{},
                     says ? agentDigest(seen.step.agentName) : 0,
                     agentDigest(seen.step.service),
                     {},
                     {}};
        statement.figures.keep(features.answered.figures);
        statement.words.keep(features.answered.words);
    }

protected:
    void left(State& state, const WatchedTrace&, Voice& voice) override
    {
        for (std::uint32_t i = 0; i < std::min<std::uint32_t>(state.told, 4); ++i)
            voice.clear(state.active[i], kTraceLeft);
    }

private:
    static Change changeOf(const State& there, WordSpan from, WordSpan to)
    {
        Change change;
        for (const WordHash figure : from)
            if (holds(to, figure))
                ++change.kept;
            else if (tellsOf(to, figure)) {
                ++change.gone;
                change.shapes ^= kindOf(figure);
            }
        for (const WordHash figure : to)
            if (!holds(from, figure) && tellsOf(from, figure) && !there.has(figure)) {
                ++change.come;
                change.shapes ^= kindOf(figure);
            }
        return change;
    }

    /// With what it is most alike of what others said.
    void compare(State& there, const Seen& seen, Voice& voice) const
    {
        const TextFeatures& said = seen.features.answered;
        const Statement* source = nullptr;
        Change best;
        for (const Statement& statement : there.statements) {
            if (statement.seq == 0 || statement.parent == seen.step.parent)
                continue;
            const Change change = changeOf(there, statement.figures.span(), said.figures);
            if (source != nullptr && change.kept <= best.kept)
                continue;
            source = &statement;
            best = change;
        }
        if (source != nullptr && best.come == 1 && best.gone == 1 && best.shapes == 0 &&
            static_cast<double>(best.kept) >= m_kept && !bargains(there, seen) &&
            likeness(source->words.span(), said.words) >= m_likeness)
            tell(there, *source, best, seen, voice);
    }

    /// Who speaks had said those figures itself before: it goes on with its own. Who is not named is known by the deployment,
    /// if others speak in the trace.
    bool bargains(const State& there, const Seen& seen) const
    {
        const std::uint64_t agent = agentDigest(seen.step.agentName);
        const std::uint64_t service = agentDigest(seen.step.service);
        const auto isSaid = [](const Statement& s) { return s.seq != 0 && !s.parent.isZero(); };
        return std::any_of(
            there.statements.begin(), there.statements.end(), [&](const Statement& s) {
                const bool own =
                    s.parent == seen.step.parent || (s.agent == agent && s.service == service &&
                                                     (agent != 0 || there.severalSpeak));
                return isSaid(s) && own &&
                       static_cast<double>(keptOf(s, seen.features.answered.figures)) >= m_kept;
            });
    }
    static std::size_t keptOf(const Statement& earlier, WordSpan said)
    {
        std::size_t kept = 0;
        for (const WordHash figure : earlier.figures.span())
            kept += holds(said, figure) ? 1 : 0;
        return kept;
    }

    void tell(State& there, const Statement& source, const Change& change, const Seen& seen,
              Voice& voice) const
    {
        const std::uint64_t key = findingKey(seen.trace.trace, seen.step.span.value);
        Finding finding;
        finding.trace = seen.trace.trace;
        finding.subject = seen.step.agentName;
        const std::string who = seen.step.agentName.empty() ? "a step without a named agent"
                                                            : quoted(seen.step.agentName);
        finding.sentence = "1 of " + std::to_string(change.kept + 1) +
                           " figures changed while they were passed on: " + who +
                           " says one that stands nowhere before.";
        finding.values.push_back(valueOf("changed", 1, 0));
        finding.values.push_back(valueOf("kept", static_cast<double>(change.kept), m_kept));
        finding.steps.push_back({source.seq, seen.trace.trace, source.span});
        finding.steps.push_back({seen.entry.seq, seen.trace.trace, seen.step.span});
        there.active[there.told++ % there.active.size()] = key;
        voice.raise(key, std::move(finding));
    }

    const double m_kept;
    const double m_likeness;
};

} // namespace

const DetectorDef& driftDetector()
{
    static const DetectorDef kDef{"integrity.drift", "A figure changed while it was passed on",
                                  Priority::medium, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<Drift>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
