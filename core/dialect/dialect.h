// SPDX-License-Identifier: GPL-3.0-or-later
// DialectDef: all one dialect has to say, mostly as static tables – how it is recognised, which key fills which field,
// where its content lies – plus two optional functions for what no table can express. One constant a dialect, made in
// its own file, listed in dialects.def in the order of semconv.md 2. Immutable, thread-safe.
#pragma once

#include "core/model/conversation.h"
#include "core/model/step.h"

#include <span>
#include <string_view>

namespace penstock {

class ContentReader;
struct Draft;

/// What a key can fill. Texts first, then what is counted, then what steers delegation and mandate.
enum class Field : std::uint8_t {
    kind,
    agentName,
    agentId,
    agentVersion,
    agentDescription,
    session,
    user,
    organization,
    provider,
    requestModel,
    responseModel,
    responseId,
    finishReason,
    toolName,
    toolType,
    toolCallId,
    target,
    method,
    state,
    errorType,
    errorMessage,
    turn,
    displayName,
    inputTokens,
    cacheReadTokens,
    cacheWriteTokens,
    inputAudioTokens,
    outputTokens,
    reasoningTokens,
    outputAudioTokens,
    totalTokens,
    cost,
    inputCost,
    outputCost,
    timeToFirst,
    duration,
    streaming,
    succeeded,
    handoffFrom,
    handoffTo,
    transferMode,
    transferTarget,
    callerName,
    delegatedBy,
    graphParent,
    handoffParent,
    gotoNode,
    runAgent,
    parentRunAgent,
    mandateGrantedBy,
    mandateScope,
    mandateConstraints,
    mandateContext,
    mandateRevocableBy,
    mandateAuthorizedAt,
    mandateExpiresAt,
    count,
};
static_assert(static_cast<int>(Field::count) <= 64, "filled fields are one 64-bit set");

/// How a value becomes a field.
enum class As : std::uint8_t {
    text,     ///< text; numbers are written out
    kind,     ///< through DialectDef::kindOf
    weakKind, ///< as kind, but anybody else's opinion wins
    first,    ///< first item of a list, of JSON text of a list, or of comma-joined text
    integer,  ///< also from text
    sum,      ///< integer that the source calls a sum of calls below
    boolean,  ///< also from text
    seconds,
    milliseconds,
    isoTime, ///< duration since the start of the step
    dollars, ///< reported cost
    dollarsEstimated,
    microsEstimated,
    time, ///< point in time: ISO text or ns
};

struct FieldRule {
    KeyId key;
    Field field;
    As as = As::text;
};

enum class Content : std::uint8_t {
    input,
    output,
    run,
    system,
    tools,
    toolArguments,
    toolResult,
    documents,
    parameter,
    parameterMap,
};

struct ContentRule {
    KeyId key;
    Content slot;
};

/// Facts about one span that detection may look at besides the presence of keys.
struct SpanFacts {
    const RawSpan& raw;
    std::string_view
        event; ///< log records: event name without a body's prefix stripped; else empty
    std::string_view operation; ///< gen_ai.operation.name
    std::string_view system;    ///< gen_ai.system
    std::string_view provider;  ///< gen_ai.provider.name
    DialectSet marked = 0;      ///< dialects whose keys or scope were seen
};

struct DialectDef {
    Dialect id = Dialect::plain;
    std::string_view framework{};   ///< text for Step::framework; empty = says nothing about it
    std::span<const KeyId> marks{}; ///< any of these keys present: the dialect speaks
    std::span<const std::string_view> markPrefixes{}; ///< same for keys that are not in keys.def
    std::span<const std::string_view> scopes{}; ///< prefixes of the instrumentation scope's name
    bool (*detect)(const SpanFacts&) = nullptr;
    std::span<const FieldRule> fields{};            ///< earlier rule wins within the dialect
    StepKind (*kindOf)(std::string_view) = nullptr; ///< `other` = no opinion
    CacheSemantics semantics = CacheSemantics::unknown;
    void (*refine)(Draft&) =
        nullptr; ///< after the table; lower rows run first, so the higher row has the last word
    std::span<const ContentRule> content{};
    void (*readContent)(const Step&, ContentReader&) = nullptr; ///< shapes no single key holds
    std::string_view contentHint{}; ///< how to switch content capture on
};

} // namespace penstock
