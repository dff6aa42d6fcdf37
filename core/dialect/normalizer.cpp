// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/normalizer.h"

#include "core/dialect/draft.h"
#include "core/dialect/finish.h"
#include "core/dialect/registry.h"
#include "core/dialect/step_features.h"
#include "core/dialect/usage_rules.h"

namespace penstock {
namespace {

constexpr std::string_view kIndexedContent[] = {
    "gen_ai.prompt.", "gen_ai.completion.",   "llm.input_messages.",        "llm.output_messages.",
    "llm.prompts.",   "retrieval.documents.", "reranker.output_documents.",
};

bool isIndexedContent(std::string_view key)
{
    if (key.size() < 12 || (key.front() != 'l' && key.front() != 'g' && key.front() != 'r'))
        return false;
    for (const std::string_view prefix : kIndexedContent)
        if (key.starts_with(prefix))
            return true;
    return false;
}

std::string_view lastSegment(std::string_view name)
{
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

std::string_view frameworkOfScope(std::string_view scope)
{
    for (const std::string_view prefix :
         {std::string_view("openinference.instrumentation."),
          std::string_view("opentelemetry.instrumentation."),
          std::string_view("@traceloop/instrumentation-"),
          std::string_view("@arizeai/openinference-instrumentation-")})
        if (scope.starts_with(prefix))
            return prefix.back() == '.' ? lastSegment(scope) : scope.substr(prefix.size());
    return {};
}

ScopeFacts factsOf(const RawScope* scope)
{
    ScopeFacts facts;
    facts.scope = scope;
    if (scope == nullptr)
        return facts;
    const auto text = [&](KeyId id) { return attribute(scope->resource, id).text(); };
    facts.service = text(KeyId::serviceName);
    facts.environment = text(KeyId::deploymentEnvironmentName);
    if (facts.environment.empty())
        facts.environment = text(KeyId::deploymentEnvironment);
    facts.session = text(KeyId::sessionId);
    facts.user = text(KeyId::userId);
    facts.organization = text(KeyId::organizationId);
    facts.framework = frameworkOfScope(scope->name);
    facts.marked = DialectRegistry::instance().markedByScope(scope->name);
    return facts;
}

/// Older SDKs put the event's name into an attribute, the oldest into the body (semconv.md 1.3).
std::string_view eventNameOf(const RawSpan& raw)
{
    if (!raw.name.empty())
        return raw.name;
    const Value& named = attribute(raw.attributes, KeyId::eventName);
    if (named.type() == ValueType::string)
        return named.text();
    const std::string_view body =
        raw.body.type() == ValueType::string ? raw.body.text() : std::string_view();
    return body.size() <= 80 && body.find(' ') == std::string_view::npos ? body
                                                                         : std::string_view();
}

/// First pass: which dialects speak, and whether there is any content.
void detect(Draft& draft, SpanFacts& facts)
{
    const DialectRegistry& registry = DialectRegistry::instance();
    DialectSet marked = draft.scope.marked | dialectBit(Dialect::plain);
    for (const Attribute& a : draft.raw.attributes) {
        if (a.id == KeyId::unknown) {
            marked |= registry.markedByUnknown(a.key);
            draft.contentSeen = draft.contentSeen || isIndexedContent(a.key);
            continue;
        }
        marked |= registry.markedBy(a.id);
        draft.contentSeen = draft.contentSeen || (registry.isContent(a.id) && !isAbsent(a.value));
        if (a.id == KeyId::genAiOperationName)
            facts.operation = a.value.text();
        else if (a.id == KeyId::genAiSystem)
            facts.system = a.value.text();
        else if (a.id == KeyId::genAiProviderName)
            facts.provider = a.value.text();
    }
    facts.marked = marked;
    for (const DialectDef* def : registry.detectors())
        if (def->detect(facts))
            facts.marked |= dialectBit(def->id);
    draft.dialects = facts.marked;
    draft.operation = facts.operation;
    draft.event = facts.event;
}

void offerKind(Draft& draft, const MergedRule& rule, const Value& value)
{
    const std::uint16_t priority = rule.as == As::weakKind ? rule.priority | 0x8000 : rule.priority;
    if (priority >= draft.kindPriority)
        return;
    const DialectDef& def = DialectRegistry::instance().rowOf(rule.priority);
    const StepKind kind = def.kindOf(value.text());
    if (kind == StepKind::other)
        return;
    draft.step.kind = kind;
    draft.kindPriority = priority;
}

/// Second pass: for each field the value of the best row (semconv.md 2, 9.10: first match wins, nothing is summed).
void fillSlots(Draft& draft)
{
    const DialectRegistry& registry = DialectRegistry::instance();
    for (const Attribute& a : draft.raw.attributes) {
        const auto rules = registry.rules(a.id);
        if (rules.empty() || isAbsent(a.value))
            continue;
        for (const MergedRule& rule : rules) {
            if ((rule.dialect & draft.dialects) == 0)
                continue;
            if (rule.field == Field::kind) {
                offerKind(draft, rule, a.value);
                continue;
            }
            const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(rule.field);
            Slot& slot = draft.slots[static_cast<std::size_t>(rule.field)];
            if ((draft.filled & bit) == 0 || rule.priority < slot.priority) {
                slot = {&a.value, rule.priority, rule.as};
                draft.filled |= bit;
            }
        }
    }
}

struct TextTarget {
    Field field;
    std::string_view Step::*member;
};
constexpr TextTarget kTexts[] = {
    {Field::agentName, &Step::agentName},
    {Field::agentId, &Step::agentId},
    {Field::agentVersion, &Step::agentVersion},
    {Field::agentDescription, &Step::agentDescription},
    {Field::session, &Step::session},
    {Field::user, &Step::user},
    {Field::organization, &Step::organization},
    {Field::provider, &Step::provider},
    {Field::requestModel, &Step::requestModel},
    {Field::responseModel, &Step::responseModel},
    {Field::responseId, &Step::responseId},
    {Field::finishReason, &Step::finishReason},
    {Field::toolName, &Step::toolName},
    {Field::toolType, &Step::toolType},
    {Field::toolCallId, &Step::toolCallId},
    {Field::target, &Step::target},
    {Field::method, &Step::method},
    {Field::state, &Step::state},
    {Field::errorType, &Step::errorType},
    {Field::errorMessage, &Step::errorMessage},
    {Field::turn, &Step::turn},
};

void applyTexts(Draft& draft)
{
    for (const TextTarget& target : kTexts) {
        if (!draft.has(target.field))
            continue;
        const Slot& slot = draft.slots[static_cast<std::size_t>(target.field)];
        const std::string_view text = toText(*slot.value, draft.arena);
        draft.step.*target.member = slot.as == As::first ? firstItem(text) : text;
    }
    draft.displayName = draft.text(Field::displayName);
}

void normalizeOne(const RawSpan& raw, const ScopeFacts& scope, Step& step, Arena& arena)
{
    Draft draft(raw, scope, step, arena);
    SpanFacts facts{
        raw, raw.signal == Signal::log ? eventNameOf(raw) : std::string_view(), {}, {}, {}};
    step.raw = raw;
    step.trace = raw.trace;
    step.span = raw.span;
    step.parent = raw.parent;
    detect(draft, facts);
    fillSlots(draft);
    applyTexts(draft);
    startTimes(draft);
    applyUsage(draft);
    if (draft.isLog())
        startLogStep(draft);
    for (const DialectDef* def : DialectRegistry::instance().refiners())
        if (draft.has(def->id))
            def->refine(draft);
    finishUsage(draft);
    finishStep(draft);
    step.features = stepFeatures(step, arena);
}

} // namespace

std::unique_ptr<StepBatch> normalize(std::shared_ptr<const RawBatch> raw)
{
    auto batch = std::make_unique<StepBatch>();
    batch->raw = std::move(raw);
    if (batch->raw == nullptr)
        return batch;
    batch->steps.resize(batch->raw->spans.size());
    ScopeFacts scope;
    for (std::size_t i = 0; i < batch->steps.size(); ++i) {
        const RawSpan& span = batch->raw->spans[i];
        if (i == 0 || span.scope != scope.scope)
            scope = factsOf(span.scope);
        normalizeOne(span, scope, batch->steps[i], batch->arena);
    }
    return batch;
}

} // namespace penstock
