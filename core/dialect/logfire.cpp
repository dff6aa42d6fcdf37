// SPDX-License-Identifier: GPL-3.0-or-later
// Logfire (semconv.md 2 row 8, 6.7): at the start of each span it exports an extra "pending" span. We make the real
// span out of it, provisionally; the pending span itself never becomes a step.
#include "core/dialect/draft.h"

namespace penstock {
namespace {

constexpr KeyId kMarks[] = {KeyId::logfireMsg,      KeyId::logfireMsgTemplate,
                            KeyId::logfireSpanType, KeyId::logfireLevelNum,
                            KeyId::logfireTags,     KeyId::logfireJsonSchema};
constexpr std::string_view kPrefixes[] = {"logfire."};
constexpr std::int64_t kErrorLevel = 17;

void makeProvisional(Draft& draft)
{
    Step& step = draft.step;
    step.span = draft.raw.parent;
    const auto parent = SpanId::parse(draft.attributeText(KeyId::logfirePendingParentId));
    step.parent = parent.value_or(SpanId{});
    step.flags |= kProvisional;
    step.status = StepStatus::running;
    step.end = 0;
}

void refine(Draft& draft)
{
    Step& step = draft.step;
    const std::string_view type = draft.attributeText(KeyId::logfireSpanType);
    if (type == "pending_span" && !draft.raw.parent.isZero()) {
        makeProvisional(draft);
        return;
    }
    if (type == "log" && step.kind == StepKind::other)
        step.flags |= kSummary; // a log line in the shape of a span
    if (toInteger(attribute(draft.raw.attributes, KeyId::logfireLevelNum)).value_or(0) >=
        kErrorLevel)
        step.status = StepStatus::error;
    if (step.kind == StepKind::other)
        draft.displayName = draft.attributeText(KeyId::logfireMsg);
}

} // namespace

const DialectDef& logfireDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::logfire,
        .marks = kMarks,
        .markPrefixes = kPrefixes,
        .refine = refine,
    };
    return kDef;
}

} // namespace penstock
