// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"

#include "core/dialect/text_features.h"

#include <cstdio>
#include <cstdlib>

namespace penstock::test {
namespace {

constexpr SpanId kRoot{1'000'000};

} // namespace

Story& Story::in(unsigned trace)
{
    m_trace = {};
    m_trace.bytes[0] = 1;
    for (std::size_t i = 0; i < 4; ++i)
        m_trace.bytes[15 - i] = static_cast<std::uint8_t>(trace >> 8 * i);
    return *this;
}

Story& Story::wait(Nanos time)
{
    m_now += time;
    return *this;
}

Story& Story::beside()
{
    m_beside = true;
    return *this;
}

Story& Story::failing(std::string_view error)
{
    m_error = error;
    return *this;
}

Step& Story::add(StepKind kind, std::string_view agent)
{
    if (m_trace.isZero())
        in(1);
    Step& step = m_steps.emplace_back();
    step.trace = m_trace;
    step.span.value = ++m_spans;
    step.parent = kRoot;
    step.kind = kind;
    step.agentName = keep(agent);
    step.service = "shop";
    if (!m_beside) {
        m_now += 100 * kMillisecond;
        m_lastStart = m_now;
        m_now += 900 * kMillisecond;
    }
    step.start = m_lastStart;
    step.end = m_lastStart + 900 * kMillisecond;
    m_beside = false;
    if (!m_error.empty()) {
        step.status = StepStatus::error;
        step.errorMessage = keep(m_error);
        m_error.clear();
    }
    LogEntry entry;
    entry.seq = m_entries.size() + 1;
    entry.arrival = m_now;
    entry.kind = EntryKind::step;
    entry.source = "story";
    entry.step = &step;
    m_entries.push_back(entry);
    return step;
}

void Story::finish(Step& step, std::string_view asked, std::string_view answered)
{
    step.features = m_arena.make<StepFeatures>(
        {textFeatures(asked, m_arena), textFeatures(answered, m_arena), {}});
}

Story& Story::call(std::string_view agent, std::string_view tool, std::string_view arguments,
                   std::string_view result)
{
    Step& step = add(StepKind::toolCall, agent);
    step.toolName = step.name = keep(tool);
    StepFeatures features;
    features.asked = argumentFeatures(arguments, m_arena, features.arguments);
    features.answered = textFeatures(result, m_arena);
    step.features = m_arena.make<StepFeatures>(features);
    return *this;
}

Story& Story::says(std::string_view agent, std::string_view text)
{
    return replies(agent, {}, text);
}

Story& Story::replies(std::string_view agent, std::string_view given, std::string_view text)
{
    Step& step = add(StepKind::llmCall, agent);
    step.name = "gpt";
    finish(step, given, text);
    return *this;
}

Story& Story::ask(std::string_view from, std::string_view to, std::string_view text)
{
    Step& step = add(StepKind::agentRun, to);
    step.name = step.agentName;
    step.delegations = m_arena.copy(std::vector<DelegationHint>{
        {Evidence::agentParent, DelegationMode::returnToCaller, keep(from), step.agentName}});
    finish(step, text, {});
    return *this;
}

Story& Story::handOver(std::string_view from, std::string_view to, DelegationMode mode)
{
    Step& step = add(StepKind::handoff, from);
    step.name = "handoff";
    step.delegations = m_arena.copy(
        std::vector<DelegationHint>{{Evidence::explicitHandoff, mode, keep(from), keep(to)}});
    step.features = &kNoFeatures;
    return *this;
}

Story& Story::root(std::string_view agent, Nanos start)
{
    Step& step = add(StepKind::agentRun, agent);
    step.span = kRoot;
    step.parent = {};
    step.start = start;
    step.features = &kNoFeatures;
    return *this;
}

Story& Story::tick()
{
    return other(EntryKind::tick, {});
}

Story& Story::other(EntryKind kind, std::string_view text)
{
    LogEntry entry;
    entry.seq = m_entries.size() + 1;
    entry.arrival = m_now;
    entry.kind = kind;
    entry.source = "engine";
    entry.text = keep(text);
    m_entries.push_back(entry);
    return *this;
}

Story& Story::change(const std::function<void(Step&)>& by)
{
    by(m_steps.back());
    return *this;
}

StepMention Story::mention(std::size_t entry) const
{
    const LogEntry& e = m_entries.at(entry);
    return {e.seq, e.step->trace, e.step->span};
}

void hangs(Story& story, std::uint64_t span, std::uint64_t parent)
{
    story.change([=](Step& step) {
        step.span.value = span;
        step.parent.value = parent;
    });
}

void run(Story& story, std::string_view agent, std::uint64_t span, std::uint64_t parent)
{
    story.ask("", agent, "work");
    story.change([](Step& step) { step.delegations = {}; });
    hangs(story, span, parent);
}

void mandate(Story& story, const Mandate& mandate)
{
    static std::deque<Mandate> kept;
    kept.push_back(mandate);
    story.change([](Step& step) { step.mandate = &kept.back(); });
}

DetectionSettings only(std::string_view detector,
                       const std::function<void(std::vector<double>&)>& set)
{
    DetectionSettings settings = DetectionSettings::byDefinition();
    bool found = false;
    for (std::size_t i = 0; i < settings.detectors.size(); ++i) {
        const bool on = detectorDefs()[i]->id == detector;
        settings.detectors[i].on = on;
        found = found || on;
        if (on && set)
            set(settings.detectors[i].values);
    }
    if (!found)
        std::abort(); // a wrong test
    return settings;
}

std::vector<Finding> fold(const Story& story, const DetectionSettings& settings)
{
    Detection detection(settings);
    for (const LogEntry& entry : story.entries())
        detection.apply(entry);
    return detection.takeChanges();
}

std::vector<Finding> foldWithRestarts(const Story& story, const DetectionSettings& settings)
{
    std::vector<Finding> all;
    std::string saved;
    for (const LogEntry& entry : story.entries()) {
        Detection detection(settings);
        if (!saved.empty() && !detection.restore(saved))
            std::abort();
        detection.apply(entry);
        for (Finding& finding : detection.takeChanges())
            all.push_back(std::move(finding));
        saved = detection.save();
    }
    return all;
}

std::string difference(const Story& story, const DetectionSettings& settings)
{
    const std::vector<Finding> whole = fold(story, settings);
    if (foldWithRestarts(story, settings) != whole)
        return "restarts change what is found";
    for (std::size_t length = 1; length <= story.entries().size(); ++length) {
        Detection detection(settings);
        for (std::size_t i = 0; i < length; ++i)
            detection.apply(story.entries()[i]);
        const std::vector<Finding> part = detection.takeChanges();
        std::vector<Finding> expected;
        for (const Finding& finding : whole)
            if (finding.seq <= length)
                expected.push_back(finding);
        if (part != expected)
            return "the first " + std::to_string(length) + " entries give something else alone";
    }
    return {};
}

std::vector<Finding> checked(const Story& story, std::string_view detector)
{
    const std::string problem = difference(story, only(detector));
    if (!problem.empty()) {
        std::fprintf(stderr, "%s\n", problem.c_str());
        std::abort();
    }
    return fold(story, only(detector));
}

std::size_t raised(const std::vector<Finding>& findings)
{
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [](const Finding& finding) {
            return finding.change == FindingChange::raised;
        }));
}

std::string n(int number)
{
    return std::to_string(number);
}

} // namespace penstock::test
