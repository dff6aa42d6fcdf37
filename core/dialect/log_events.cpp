// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/log_events.h"

#include "core/base/hash.h"

#include <string>

namespace penstock {
namespace {

constexpr char kSeparator = '\x1f';

std::uint64_t hashOf(char salt, std::initializer_list<std::string_view> parts)
{
    std::string text(1, salt);
    for (const std::string_view part : parts) {
        text.push_back(kSeparator);
        text.append(part);
    }
    return plainHash64(text);
}

} // namespace

SpanId derivedSpan(std::initializer_list<std::string_view> parts)
{
    const std::uint64_t h = hashOf('s', parts);
    return SpanId{h == 0 ? 1 : h};
}

TraceId derivedTrace(std::initializer_list<std::string_view> parts)
{
    const std::uint64_t halves[2] = {hashOf('t', parts) | 1, hashOf('u', parts)};
    return TraceId::fromBytes(halves);
}

void adoptTrace(Draft& draft, std::initializer_list<std::string_view> parts)
{
    if (!draft.step.trace.isZero())
        return;
    draft.step.trace = derivedTrace(parts);
    draft.step.flags |= kSyntheticTrace;
}

void spreadOverDuration(Draft& draft)
{
    const double ms = toReal(draft.value(Field::duration)).value_or(0);
    if (ms > 0 && ms < 1e10) // four months
        draft.step.start = draft.step.end - static_cast<Nanos>(ms * 1e6);
}

void mergeIntoSpan(Draft& draft)
{
    draft.step.span = draft.raw.span;
    draft.step.parent = {};
    draft.step.flags |= kMergesInto;
}

std::string_view withoutPrefix(std::string_view name, std::string_view prefix)
{
    return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

} // namespace penstock
