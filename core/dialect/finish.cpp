// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/finish.h"

#include "core/dialect/log_events.h"
#include "core/dialect/loose_json.h"
#include "core/dialect/registry.h"
#include "core/dialect/step_names.h"

#include <algorithm>
#include <charconv>

namespace penstock {
namespace {

constexpr Nanos kEarliest = 946'684'800 * kSecond; // 2000-01-01
constexpr Nanos kLatest = 4'102'444'800 * kSecond; // 2100-01-01

bool plausible(Nanos t)
{
    return t >= kEarliest && t < kLatest;
}

Nanos firstPlausibleEvent(const RawSpan& raw)
{
    for (const RawEvent& e : raw.events)
        if (plausible(e.time))
            return e.time;
    return 0;
}

/// The best guess for a time nobody can believe: the nearest believable time of the span, else the bound it crossed.
Nanos repaired(const RawSpan& raw, Nanos sent, Nanos other)
{
    if (plausible(other))
        return other;
    if (const Nanos t = firstPlausibleEvent(raw); t != 0)
        return t;
    return sent >= kLatest ? kLatest - 1 : kEarliest;
}

bool isFailureEvent(std::string_view name)
{
    return name == "exception";
}

struct Exception {
    std::string_view type;
    std::string_view message;
};

Exception exceptionOf(const RawSpan& raw)
{
    for (const RawEvent& e : raw.events)
        if (isFailureEvent(e.name))
            return {attribute(e.attributes, KeyId::exceptionType).text(),
                    attribute(e.attributes, KeyId::exceptionMessage).text()};
    return {};
}

void finishStatus(Draft& draft)
{
    Step& step = draft.step;
    const RawSpan& raw = draft.raw;
    const auto succeeded = toBool(draft.value(Field::succeeded));
    if (step.status == StepStatus::unset) {
        if (raw.statusCode == 2 || (succeeded && !*succeeded) || !step.errorType.empty())
            step.status = StepStatus::error;
        else if (draft.isLog() && raw.severity >= 17)
            step.status = StepStatus::error;
        else if (raw.statusCode == 1 || (succeeded && *succeeded))
            step.status = StepStatus::ok;
    }
    if (step.status != StepStatus::error)
        return;
    const Exception thrown = exceptionOf(raw);
    if (step.errorType.empty())
        step.errorType = thrown.type;
    if (!raw.statusMessage.empty() && step.errorMessage.empty())
        step.errorMessage = raw.statusMessage;
    if (step.errorMessage.empty())
        step.errorMessage = thrown.message;
}

DelegationMode modeFrom(std::string_view text)
{
    if (text == "return_to_caller")
        return DelegationMode::returnToCaller;
    if (text == "pass_control")
        return DelegationMode::passControl;
    return text == "message" ? DelegationMode::message : DelegationMode::unknown;
}

/// One node, or JSON text of several.
void hintGoto(Draft& draft, std::string_view nodes)
{
    const std::string_view from = draft.attributeText(KeyId::langgraphCommandSourceNode);
    const auto hint = [&](std::string_view to) {
        draft.hint({Evidence::commandGoto, DelegationMode::passControl, from, to});
    };
    const LooseJson json(nodes);
    if (!json.root().isArray())
        hint(nodes);
    bool fits = true;
    for (LooseNode node = json.root().firstChild(); node && fits; node = node.next()) {
        fits = draft.hintCount < Draft::kMaxHints; // the first that does not marks the step
        hint(draft.arena.copy(node.text()));
    }
}

void hintDeclared(Draft& draft)
{
    if (draft.has(Field::handoffTo) || draft.has(Field::handoffFrom))
        draft.hint({Evidence::explicitHandoff, DelegationMode::passControl,
                    draft.text(Field::handoffFrom), draft.text(Field::handoffTo)});
    if (draft.has(Field::transferMode) || draft.has(Field::transferTarget))
        draft.hint({Evidence::explicitHandoff,
                    modeFrom(draft.text(Field::transferMode)),
                    {},
                    draft.text(Field::transferTarget)});
    if (draft.has(Field::callerName) && draft.step.kind == StepKind::agentRun)
        draft.hint({Evidence::explicitHandoff, DelegationMode::returnToCaller,
                    draft.text(Field::callerName), draft.step.agentName});
    if (draft.has(Field::delegatedBy) && draft.step.kind == StepKind::agentRun)
        draft.hint({Evidence::explicitHandoff, DelegationMode::unknown,
                    draft.text(Field::delegatedBy), draft.step.agentName});
    if (draft.has(Field::handoffParent) && draft.step.kind == StepKind::agentRun)
        draft.hint({Evidence::commandGoto, DelegationMode::passControl,
                    draft.text(Field::handoffParent), draft.step.agentName});
    if (draft.has(Field::gotoNode))
        hintGoto(draft, draft.text(Field::gotoNode));
}

void finishMandate(Draft& draft)
{
    constexpr auto first = static_cast<unsigned>(Field::mandateGrantedBy);
    if ((draft.filled >> first) == 0)
        return;
    Mandate m;
    m.grantedBy = draft.text(Field::mandateGrantedBy);
    m.scope = draft.text(Field::mandateScope);
    m.constraints = draft.text(Field::mandateConstraints);
    m.context = draft.text(Field::mandateContext);
    m.revocableBy = draft.text(Field::mandateRevocableBy);
    m.authorizedAt = toTime(draft.value(Field::mandateAuthorizedAt));
    m.expiresAt = toTime(draft.value(Field::mandateExpiresAt));
    draft.step.mandate = draft.arena.make<Mandate>(m);
}

std::string_view frameworkOf(const Draft& draft)
{
    for (const DialectDef* def : DialectRegistry::instance().rows())
        if (draft.has(def->id) && !def->framework.empty())
            return def->framework;
    return {};
}

void inheritFromScope(Draft& draft)
{
    Step& step = draft.step;
    step.service = draft.scope.service;
    step.environment = draft.scope.environment;
    if (step.session.empty())
        step.session = draft.scope.session;
    if (step.user.empty())
        step.user = draft.scope.user;
    if (step.organization.empty())
        step.organization = draft.scope.organization;
    if (const std::string_view known = frameworkOf(draft); !known.empty())
        step.framework = known;
    else if (step.framework.empty())
        step.framework = draft.scope.framework;
}

/// Fallbacks of 4.1 for spans that name no kind.
void guessKind(Draft& draft)
{
    Step& step = draft.step;
    if (step.kind != StepKind::other || draft.isLog() || (step.flags & kSummary) != 0)
        return;
    if (draft.has(Field::toolName) || draft.has(Field::toolCallId))
        step.kind = StepKind::toolCall;
    else if (step.usage.any() && (!step.requestModel.empty() || !step.responseModel.empty()))
        step.kind = StepKind::llmCall;
}

bool carriesContent(const Step& step)
{
    return step.kind == StepKind::llmCall || step.kind == StepKind::toolCall ||
           (step.kind == StepKind::mcpRequest && !step.toolName.empty());
}

bool hasContentEvent(const RawSpan& raw)
{
    for (const RawEvent& e : raw.events)
        if (e.name == "tool.output" || e.name == "gen_ai.choice" ||
            e.name.starts_with("gen_ai.content.") ||
            (e.name.starts_with("gen_ai.") && e.name.ends_with(".message")) ||
            e.name.ends_with("operation.details"))
            return true;
    return false;
}

void finishFlags(Draft& draft)
{
    Step& step = draft.step;
    const RawSpan& raw = draft.raw;
    if (draft.isLog())
        step.flags |= kFromLogEvent;
    if ((raw.flags & 0x300) == 0x300)
        step.flags |= kRemoteParent;
    if (raw.droppedAttributes + raw.droppedEvents + raw.droppedLinks > 0)
        step.flags |= kSdkTruncated;
    if (!draft.contentSeen && carriesContent(step) && !hasContentEvent(raw))
        step.flags |= kContentAbsent;
}

SpanId idOfAnyRecord(Draft& draft)
{
    const RawSpan& raw = draft.raw;
    char time[24];
    const auto written = std::to_chars(time, time + sizeof time, raw.start);
    return derivedSpan({"log", draft.scope.service, raw.trace.hex(), raw.span.hex(),
                        std::string_view(time, static_cast<std::size_t>(written.ptr - time)),
                        draft.event, draft.attributeText(KeyId::eventSequence),
                        raw.body.text().substr(0, 512)});
}

Nanos firstChunkTime(const RawSpan& raw)
{
    for (const RawEvent& e : raw.events)
        if (e.name == "ai.stream.firstChunk" || e.name == "First Token Stream Event" ||
            e.name == "llm.content.completion.chunk" || e.name == "gen_ai.content.completion.chunk")
            return e.time;
    return 0;
}

void finishTimeToFirst(Draft& draft)
{
    if (draft.step.timeToFirstToken != 0 || draft.raw.events.empty())
        return;
    if (const Nanos at = firstChunkTime(draft.raw); at > draft.step.start && plausible(at)) {
        draft.step.timeToFirstToken = at - draft.step.start;
        draft.step.flags |= kStreaming;
    }
}

} // namespace

void startTimes(Draft& draft)
{
    const RawSpan& raw = draft.raw;
    Step& step = draft.step;
    step.start = raw.start;
    step.end = draft.isLog() ? raw.start : raw.end;
    if (plausible(step.start) && plausible(step.end) && step.end >= step.start)
        return;
    if (draft.isLog() &&
        plausible(raw.end)) { // the time of observation stands in for a missing event time
        step.start = step.end = raw.end;
        return;
    }
    step.flags |= kTimeSuspect;
    if (!plausible(step.start))
        step.start = repaired(raw, raw.start, step.end);
    if (!plausible(step.end) || step.end < step.start)
        step.end = step.start;
}

void startLogStep(Draft& draft)
{
    Step& step = draft.step;
    const RawSpan& raw = draft.raw;
    if (const Nanos t = toTime(attribute(raw.attributes, KeyId::eventTimestamp)); plausible(t))
        step.start = step.end = t;
    step.parent = raw.span;
    step.span =
        {}; // the dialect derives it from its own stable ids, else finishStep() from everything there is
}

void finishStep(Draft& draft)
{
    Step& step = draft.step;
    inheritFromScope(draft);
    if (draft.isLog()) {
        if (step.span.isZero())
            step.span = idOfAnyRecord(draft);
        if (step.trace.isZero())
            adoptTrace(draft, {"log", step.service, step.session});
        if (step.kind == StepKind::other && (step.flags & kMergesInto) == 0 && draft.hintCount == 0)
            step.flags |= kSummary; // chatter: kept and findable, counted nowhere
    }
    guessKind(draft);
    if (step.kind == StepKind::agentRun && step.agentName.empty())
        step.agentName = step.agentId.empty() ? agentFromSpanName(draft.raw.name) : step.agentId;
    finishTimeToFirst(draft);
    if (!step.finishReason.empty())
        step.finishReason = canonicalFinishReason(step.finishReason);
    finishStatus(draft);
    hintDeclared(draft);
    hintHandoffTool(draft);
    finishMandate(draft);
    finishFlags(draft);
    step.name = nameOf(draft);
    step.dialects = draft.dialects & ~dialectBit(Dialect::plain);
    if (draft.hintCount > 0)
        step.delegations =
            draft.arena.copy(std::span<const DelegationHint>(draft.hints.data(), draft.hintCount));
}

} // namespace penstock
