// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled data: what a tool gives out carries the labels that the policy declares for it; an agent without clearance for
// them uses that tool itself, or is told what came out of it – several of the same figures, or most of the same words. Who
// has no rule has no clearance. Data is followed within a trace; figures that the agent itself had asked with are not news.
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/sentence.h"
#include "core/detect/sketch.h"

#include "core/base/hash.h"

#include <unordered_map>

namespace penstock {
namespace {

enum Parameter { kFigures, kLikeness };
constexpr ParameterDef kParameters[] = {
    {"figures", 3, 1, 8, "figures of the labelled data that are told on"},
    {"likeness", 0.6, 0.1, 1, "or the share of its words that are"},
};

constexpr std::size_t kLeastWords = 8;
constexpr std::size_t kMostRemembered = 8192;

struct Source {
    std::uint32_t rule; ///< 1-based; 0 = free
    Seq seq;
    SpanId span;
    std::uint64_t agent;
    Label agentName;
    KeptSample<kFigureSample> figures;
    KeptSample<kWordSample> words;
};

struct State {
    std::array<Source, 8> sources; ///< the newest
    std::uint32_t ever;
    std::array<std::uint64_t, 8> active; ///< keys of findings
    std::uint32_t told;
};

class LabelledData final : public TraceDetector<State> {
public:
    explicit LabelledData(const DetectorSetup& setup)
        : m_rules(setup.rules),
          m_figures(setup.values[kFigures]),
          m_likeness(setup.values[kLikeness])
    {
        for (const ToolRule& rule : m_rules.tools)
            m_anyLabels = m_anyLabels || !rule.labels.empty();
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        if (!m_anyLabels || seen.step.status == StepStatus::error)
            return;
        const std::uint32_t rule = ruleOf(seen.step);
        if (rule != 0)
            given(rule, seen, voice);
        else
            told(seen, voice);
    }

protected:
    void left(State& state, const WatchedTrace&, Voice& voice) override
    {
        for (std::uint32_t i = 0; i < std::min<std::uint32_t>(state.told, 8); ++i)
            voice.clear(state.active[i], kTraceLeft);
    }

private:
    /// Of a tool whose data is labelled; 0 = of none. Rules may be many and tools are few: looked up once.
    std::uint32_t ruleOf(const Step& step)
    {
        if (step.kind != StepKind::toolCall && step.kind != StepKind::mcpRequest &&
            step.kind != StepKind::retrieval)
            return 0;
        const std::string_view tool = step.toolName.empty() ? step.name : step.toolName;
        const std::uint64_t key = plainHash64(tool) * 31 ^ plainHash64(step.service);
        const auto known = m_known.find(key);
        if (known != m_known.end())
            return known->second;
        if (m_known.size() >= kMostRemembered)
            m_known.clear();
        const ToolRule& rule = m_rules.tool(tool, step.service);
        const auto at =
            rule.labels.empty() ? 0 : static_cast<std::uint32_t>(&rule - m_rules.tools.data()) + 1;
        return m_known.emplace(key, at).first->second;
    }

    /// The first label that this agent has no clearance for; empty = none.
    std::string_view missing(std::uint32_t rule, std::string_view agent) const
    {
        const AgentRule* cleared = m_rules.agent(agent);
        for (const std::string& label : m_rules.tools[rule - 1].labels)
            if (cleared == nullptr ||
                std::find(cleared->clearance.begin(), cleared->clearance.end(), label) ==
                    cleared->clearance.end())
                return label;
        return {};
    }

    void given(std::uint32_t rule, const Seen& seen, Voice& voice)
    {
        State& there = state(seen.slot);
        Source& source = there.sources[there.ever++ % there.sources.size()];
        source = {};
        source.rule = rule;
        source.seq = seen.entry.seq;
        source.span = seen.step.span;
        source.agent = agentDigest(seen.step.agentName);
        source.agentName.set(seen.step.agentName);
        source.figures.keep(seen.features.answered.figures);
        source.words.keep(seen.features.answered.words);
        const std::string_view label = missing(rule, seen.step.agentName);
        if (!label.empty() && !seen.step.agentName.empty())
            tell(there, source, label, quoted(seen.step.agentName) + " used it", 0, seen, voice);
    }

    /// What a call brought, or what a model or a run was given.
    static const TextFeatures& received(const Seen& seen)
    {
        const bool given =
            seen.step.kind == StepKind::llmCall || seen.step.kind == StepKind::agentRun;
        return given ? seen.features.asked : seen.features.answered;
    }

    void told(const Seen& seen, Voice& voice)
    {
        State* there = known(seen.slot);
        if (there == nullptr || seen.step.agentName.empty())
            return;
        const std::uint64_t agent = agentDigest(seen.step.agentName);
        const TextFeatures& text = received(seen);
        for (const Source& source : there->sources) {
            if (source.rule == 0 || source.agent == agent || text.empty())
                continue;
            const std::string_view label = missing(source.rule, seen.step.agentName);
            const std::size_t figures = label.empty() ? 0 : toldOn(source, text, seen);
            if (figures > 0)
                tell(*there, source, label, "was told to " + quoted(seen.step.agentName), figures,
                     seen, voice);
        }
    }

    /// How many of the source's figures – or words – are in the text; 0 when they are too few to say so.
    std::size_t toldOn(const Source& source, const TextFeatures& text, const Seen& seen) const
    {
        std::size_t figures = 0;
        const bool call = &text == &seen.features.answered;
        for (const WordHash figure : source.figures.span())
            figures += penstock::holds(text.figures, figure) &&
                       !(call && penstock::holds(seen.features.asked.figures, figure));
        if (static_cast<double>(figures) >= m_figures)
            return figures;
        const bool alike = source.words.size >= kLeastWords &&
                           likeness(source.words.span(), text.words) >= m_likeness;
        return alike ? source.words.size : 0;
    }

    void tell(State& there, const Source& source, std::string_view label, const std::string& how,
              std::size_t parts, const Seen& seen, Voice& voice) const
    {
        const std::uint64_t key =
            findingKey(seen.trace.trace, plainHash64(label) ^ agentDigest(seen.step.agentName) * 3);
        if (!voice.wants(key, 1))
            return;
        const ToolRule& rule = m_rules.tools[source.rule - 1];
        Finding finding;
        finding.trace = seen.trace.trace;
        finding.subject = seen.step.agentName;
        finding.sentence = "What " + quoted(rule.name) + " gives out is labelled " + quoted(label) +
                           " and " + how + ", who has no clearance for it.";
        finding.values.push_back(valueOf("agents", 1, 0));
        if (parts > 0) {
            finding.values.push_back(valueOf("told_on", static_cast<double>(parts), m_figures));
            finding.edges.push_back(
                {std::string(source.agentName.text()), std::string(seen.step.agentName), 1});
        }
        finding.steps.push_back({source.seq, seen.trace.trace, source.span});
        if (source.seq != seen.entry.seq)
            finding.steps.push_back({seen.entry.seq, seen.trace.trace, seen.step.span});
        there.active[there.told++ % there.active.size()] = key;
        voice.raise(key, std::move(finding));
    }

    const Rules& m_rules;
    const double m_figures;
    const double m_likeness;
    bool m_anyLabels = false;
    std::unordered_map<std::uint64_t, std::uint32_t> m_known; ///< not saved: follows from the rules
};

} // namespace

const DetectorDef& labelledDataDetector()
{
    static const DetectorDef kDef{"integrity.labelled_data",
                                  "Labelled data reached an agent without clearance",
                                  Priority::high,
                                  kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<LabelledData>(setup);
                                  },
                                  kToolRules | kAgentRules};
    return kDef;
}

} // namespace penstock
