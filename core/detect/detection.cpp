// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/detection.h"

#include "core/base/hash.h"
#include "core/base/result.h"
#include "core/detect/resource.h"

#include <utility>

namespace penstock {
namespace {

constexpr std::uint64_t kSavedFormat = 5;
constexpr std::size_t kMostRemembered = 4096;

/// Placeholders vanish again, revisions were seen before, and what merges into a span is not a step of its own.
bool counts(const Step& step)
{
    return (step.flags & (kProvisional | kRevision | kMergesInto | kSummary)) == 0;
}

std::string_view firstOf(std::string_view a, std::string_view b)
{
    return a.empty() ? b : a;
}

bool isCall(StepKind kind)
{
    switch (kind) {
    case StepKind::toolCall:
    case StepKind::mcpRequest:
    case StepKind::retrieval:
    case StepKind::memory:
    case StepKind::llmCall:
        return true;
    default:
        return false;
    }
}

/// Somebody else was asked to do something: a run below another step, a call of a remote agent, an agent used as a tool.
bool isAsk(const Step& step)
{
    switch (step.kind) {
    case StepKind::agentRun:
        return !step.parent.isZero();
    case StepKind::a2aRequest:
    case StepKind::acpRequest:
        return true;
    case StepKind::toolCall:
        return step.toolType == "agent";
    default:
        return false;
    }
}

std::string_view whatIsCalled(const Step& step)
{
    switch (step.kind) {
    case StepKind::llmCall:
    case StepKind::agentRun:
        return firstOf(step.agentName, step.name);
    case StepKind::toolCall:
        return firstOf(step.toolName, step.name);
    case StepKind::mcpRequest:
        return firstOf(step.toolName, firstOf(step.target, step.name));
    default:
        return firstOf(step.target, firstOf(step.agentName, step.name));
    }
}

/// A run names itself; who asked for it is said by its delegation, if at all.
std::string_view whoAsks(const Step& step)
{
    for (const DelegationHint& hint : step.delegations)
        if (!hint.fromAgent.empty())
            return hint.fromAgent;
    return step.kind == StepKind::agentRun ? std::string_view() : step.agentName;
}

std::uint64_t digestOf(char kind, std::string_view name)
{
    return plainHash64(name) * 0x9E3779B97F4A7C15ull + static_cast<unsigned char>(kind);
}

void fill(Act& act, const LogEntry& entry, const StepFeatures& features)
{
    const Step& step = *entry.step;
    std::memset(static_cast<void*>(&act), 0, sizeof act);
    act.seq = entry.seq;
    act.span = step.span;
    act.parent = step.parent;
    act.start = step.start;
    act.end = std::max(step.start, step.end);
    act.kind = step.kind;
    act.status = step.status;
    const std::string_view what = whatIsCalled(step);
    const std::string_view agent = isAsk(step) ? whoAsks(step) : step.agentName;
    act.what = digestOf(static_cast<char>(step.kind), what);
    act.whatName.set(what);
    act.agent = agentDigest(agent);
    act.callee = isAsk(step) ? agentDigest(what) : 0;
    act.agentName.set(agent);
    act.askedFingerprint = features.asked.fingerprint;
    act.answeredFingerprint = features.answered.fingerprint;
    act.asked.keep(features.asked.words);
    act.names.keep(features.asked.names);
    act.figures.keep(features.asked.figures);
    act.answered.keep(features.answered.words);
}

std::uint64_t digestOf(const DetectionSettings& settings)
{
    std::string bytes;
    putVarint(bytes, sizeof(Act));
    putVarint(bytes, settings.watchedTraces);
    for (std::size_t i = 0; i < settings.detectors.size(); ++i) {
        const DetectorSetting& setting = settings.detectors[i];
        putText(bytes, detectorDefs()[i]->id);
        bytes.push_back(setting.on ? 1 : 0);
        bytes.push_back(static_cast<char>(setting.priority));
        for (const double value : setting.values)
            putPlain(bytes, value);
    }
    settings.rules.putInto(bytes, kToolRules | kAgentRules | kBudgetRules);
    return plainHash64(bytes);
}

bool worksAlike(const DetectorDef& def, const DetectorSetting& a, const Rules& rulesOfA,
                const DetectorSetting& b, const Rules& rulesOfB)
{
    std::string readByA;
    std::string readByB;
    rulesOfA.putInto(readByA, def.reads);
    rulesOfB.putInto(readByB, def.reads);
    return a.on == b.on && a.values == b.values && readByA == readByB;
}

/// A model call that passes through a gateway is seen twice, one within the other, and the inner one has come first; a
/// call that is told by a span and by a log event has one response.
bool isCountedBelow(const WatchedTrace& trace, const Step& step, std::uint64_t response)
{
    for (std::size_t i = 0; i < trace.calls.size(); ++i) {
        const Act& call = trace.calls[i];
        if (call.kind == StepKind::llmCall && call.spent &&
            (call.parent == step.span || (response != 0 && call.response == response)))
            return true;
    }
    return false;
}

Spend spendOf(const WatchedTrace& trace, const Step& step, std::uint64_t response)
{
    Spend spend;
    const bool model = step.kind == StepKind::llmCall || step.kind == StepKind::embedding;
    if (!model || step.usage.aggregated || isCountedBelow(trace, step, response))
        return spend;
    const auto known = [](std::int64_t v) { return std::max<std::int64_t>(v, 0); };
    spend.priced = step.cost.source != CostSource::none;
    spend.money = spend.priced ? std::max<MicroUsd>(step.cost.amount, 0) : 0;
    spend.tokens = known(step.usage.input) + known(step.usage.output);
    spend.counts = spend.money > 0 || spend.tokens > 0;
    return spend;
}

/// A request is often seen twice, by who asks and by who is asked: the two lie inside each other.
bool isSameAsk(const WatchedTrace& trace, const Act& act)
{
    return trace.asks.size() > 0 && trace.asks[0].askedFingerprint == act.askedFingerprint &&
           act.start < trace.asks[0].end && trace.asks[0].start < act.end;
}

} // namespace

DetectionSettings DetectionSettings::byDefinition()
{
    DetectionSettings settings;
    for (const DetectorDef* def : detectorDefs()) {
        DetectorSetting setting;
        setting.priority = def->priority;
        for (const ParameterDef& parameter : def->parameters)
            setting.values.push_back(parameter.fallback);
        settings.detectors.push_back(std::move(setting));
    }
    return settings;
}

Detection::Detection(const DetectionSettings& settings)
    : m_settings(std::make_shared<DetectionSettings>(settings)), m_traces(settings.watchedTraces)
{
    makeDetectors();
}

Detection::~Detection() = default;

Detection::Running Detection::made(std::size_t detector) const
{
    const DetectorDef& def = *detectorDefs()[detector];
    const DetectorSetting& setting = m_settings->detectors[detector];
    PENSTOCK_ASSERT(setting.values.size() == def.parameters.size());
    return {&def, m_settings, setting.on ? def.make({setting.values, m_settings->rules}) : nullptr};
}

void Detection::makeDetectors()
{
    PENSTOCK_ASSERT(m_settings->detectors.size() == detectorDefs().size());
    m_detectors.clear();
    for (std::size_t i = 0; i < detectorDefs().size(); ++i)
        m_detectors.push_back(made(i));
}

void Detection::change(const DetectionSettings& settings, const LogEntry& entry)
{
    const auto before = std::exchange(m_settings, std::make_shared<DetectionSettings>(settings));
    m_toolRules.clear();
    if (before->watchedTraces != settings.watchedTraces) {
        while (m_traces.count() > 0)
            leave(m_traces.quietest(), entry);
        m_traces = WatchedTraces(settings.watchedTraces);
    }
    for (std::uint32_t i = 0; i < m_detectors.size(); ++i) {
        if (worksAlike(*m_detectors[i].def, before->detectors[i], before->rules,
                       settings.detectors[i], settings.rules))
            continue;
        m_board.clearAll(i, entry.seq, entry.arrival, "The policy changed.");
        m_detectors[i] = made(i);
    }
}

void Detection::apply(const LogEntry& entry)
{
    const bool made = entry.step != nullptr && entry.step->features != nullptr;
    apply(entry, made ? *entry.step->features : kNoFeatures);
}

void Detection::apply(const LogEntry& entry, const StepFeatures& features)
{
    m_lastSpend = {};
    if (entry.arrival - m_lastTick >= kTickEvery || entry.kind == EntryKind::tick)
        tick(entry);
    if (entry.kind == EntryKind::step && counts(*entry.step))
        step(entry, features);
    else if (entry.kind == EntryKind::step && (entry.step->flags & kProvisional) != 0)
        open(entry);
}

void Detection::step(const LogEntry& entry, const StepFeatures& features)
{
    const Step& step = *entry.step;
    if (m_traces.find(step.trace) == WatchedTraces::kNone && m_traces.isFull()) {
        ++m_tracesGivenUp;
        leave(m_traces.quietest(), entry);
    }
    const std::uint32_t slot = m_traces.touch(step.trace, entry.arrival);
    WatchedTrace& trace = m_traces.at(slot);
    trace.lastEnd = std::max(trace.lastEnd, step.end);
    trace.add(step, entry.seq);
    const std::uint64_t response = step.responseId.empty() ? 0 : plainHash64(step.responseId) | 1;
    const ToolRule& tool = ruleOf(step);
    Seen seen{entry, step,          features, slot, trace, spendOf(trace, step, response),
              tool,  numberOf(tool)};
    const bool ask = isAsk(step) && !features.asked.empty();
    m_lastSpend = seen.spend;
    if (ask || isCall(step.kind)) {
        fill(m_act, entry, features);
        m_act.response = response;
        m_act.spent = seen.spend.counts;
    }
    if (ask && !isSameAsk(trace, m_act))
        seen.ask = &trace.asks.add(m_act);
    else if (!ask && isCall(step.kind))
        seen.call = &trace.calls.add(m_act);
    for (std::uint32_t i = 0; i < m_detectors.size(); ++i) {
        if (!m_detectors[i].detector)
            continue;
        Voice voice = voiceOf(i, entry);
        m_detectors[i].detector->seen(seen, voice);
    }
}

/// Rules may be many and tools are few: looked up once.
const ToolRule& Detection::ruleOf(const Step& step)
{
    const Rules& rules = m_settings->rules;
    if (rules.tools.empty() || !isToolCall(step))
        return kUndeclaredTool;
    const std::string_view tool = toolOf(step);
    const std::uint64_t key = plainHash64(tool) * 31 ^ plainHash64(step.service);
    const auto known = m_toolRules.find(key);
    if (known != m_toolRules.end())
        return *known->second;
    if (m_toolRules.size() >= kMostRemembered)
        m_toolRules.clear();
    return *m_toolRules.emplace(key, &rules.tool(tool, step.service)).first->second;
}

std::uint32_t Detection::numberOf(const ToolRule& rule) const
{
    return &rule == &kUndeclaredTool
               ? 0
               : static_cast<std::uint32_t>(&rule - m_settings->rules.tools.data()) + 1;
}

void Detection::open(const LogEntry& entry)
{
    const std::string_view name = whatIsCalled(*entry.step);
    const std::uint64_t what = digestOf(static_cast<char>(entry.step->kind), name);
    for (std::uint32_t i = 0; i < m_detectors.size(); ++i) {
        if (!m_detectors[i].detector)
            continue;
        Voice voice = voiceOf(i, entry);
        m_detectors[i].detector->opened(entry, what, name, voice);
    }
}

Voice Detection::voiceOf(std::uint32_t detector, const LogEntry& entry)
{
    const Running& running = m_detectors[detector];
    const Priority priority = m_settings->detectors[detector].priority;
    return {m_board, detector, *running.def, priority, entry.seq, entry.arrival};
}

void Detection::leave(std::uint32_t slot, const LogEntry& entry)
{
    for (std::uint32_t i = 0; i < m_detectors.size(); ++i) {
        if (!m_detectors[i].detector)
            continue;
        Voice voice = voiceOf(i, entry);
        m_detectors[i].detector->gone(slot, m_traces.at(slot), voice);
    }
    m_traces.forget(slot);
}

void Detection::tick(const LogEntry& entry)
{
    m_lastTick = entry.arrival;
    for (std::uint32_t slot = m_traces.quietest();
         slot != WatchedTraces::kNone && m_traces.at(slot).lastArrival < entry.arrival - kQuiet;
         slot = m_traces.quietest())
        leave(slot, entry);
    for (std::uint32_t i = 0; i < m_detectors.size(); ++i) {
        if (!m_detectors[i].detector)
            continue;
        Voice voice = voiceOf(i, entry);
        m_detectors[i].detector->tick(entry.arrival, voice);
    }
}

std::size_t Detection::bytes() const
{
    std::size_t bytes = m_traces.bytes() + m_board.bytes();
    for (const Running& running : m_detectors)
        bytes += running.detector ? running.detector->bytes() : 0;
    return bytes;
}

std::string Detection::save() const
{
    std::string out;
    putVarint(out, kSavedFormat);
    putFixed64(out, digestOf(*m_settings));
    putVarint(out, m_tracesGivenUp);
    putSigned(out, m_lastTick);
    m_traces.save(out);
    m_board.save(out);
    for (const Running& running : m_detectors)
        if (running.detector)
            running.detector->save(out);
    return out;
}

bool Detection::restore(std::string_view bytes)
{
    ByteReader in(bytes);
    bool ok = in.varint() == kSavedFormat && in.fixed64() == digestOf(*m_settings);
    m_tracesGivenUp = in.varint();
    m_lastTick = in.signedVarint();
    ok = ok && m_traces.restore(in) && m_board.restore(in);
    for (const Running& running : m_detectors)
        ok = ok && (!running.detector || running.detector->restore(in));
    if (ok && in.ok() && in.atEnd())
        return true;
    m_traces = WatchedTraces(m_settings->watchedTraces);
    m_board = {};
    m_tracesGivenUp = 0;
    m_lastTick = 0;
    makeDetectors();
    return false;
}

} // namespace penstock
