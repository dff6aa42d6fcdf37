// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/usage_rules.h"

#include "core/dialect/loose_json.h"
#include "core/dialect/registry.h"

#include <cmath>
#include <limits>

namespace penstock {
namespace {

// Larger figures than any bill can hold are garbage, and their sums must not overflow.
constexpr std::int64_t kMaxTokens = std::int64_t{1} << 48;

struct CountTarget {
    Field field;
    std::int64_t Usage::*member;
};
constexpr CountTarget kCounts[] = {
    {Field::inputTokens, &Usage::input},
    {Field::cacheReadTokens, &Usage::inputCacheRead},
    {Field::cacheWriteTokens, &Usage::inputCacheWrite},
    {Field::inputAudioTokens, &Usage::inputAudio},
    {Field::outputTokens, &Usage::output},
    {Field::reasoningTokens, &Usage::outputReasoning},
    {Field::outputAudioTokens, &Usage::outputAudio},
    {Field::totalTokens, &Usage::totalReported},
};
constexpr std::uint64_t bit(Field f)
{
    return std::uint64_t{1} << static_cast<unsigned>(f);
}
constexpr std::uint64_t kUsageFields = bit(Field::inputTokens) | bit(Field::cacheReadTokens) |
                                       bit(Field::cacheWriteTokens) | bit(Field::inputAudioTokens) |
                                       bit(Field::outputTokens) | bit(Field::reasoningTokens) |
                                       bit(Field::outputAudioTokens) | bit(Field::totalTokens);
constexpr std::uint64_t kCostFields =
    bit(Field::cost) | bit(Field::inputCost) | bit(Field::outputCost);

void applyTokens(Draft& draft)
{
    Usage& usage = draft.step.usage;
    for (const CountTarget& target : kCounts) {
        const auto count = toInteger(draft.value(target.field));
        if (!count || *count < 0 || *count > kMaxTokens)
            continue;
        usage.*target.member = *count;
        if (draft.slots[static_cast<std::size_t>(target.field)].as == As::sum)
            usage.aggregated = true;
    }
    if (draft.has(Field::inputTokens)) {
        const Slot& slot = draft.slots[static_cast<std::size_t>(Field::inputTokens)];
        draft.semantics = DialectRegistry::instance().rowOf(slot.priority).semantics;
    }
}

void applyCost(Draft& draft)
{
    Cost& cost = draft.step.cost;
    if (draft.has(Field::cost)) {
        const auto amount = toReal(draft.value(Field::cost));
        if (!amount || *amount < 0)
            return;
        const As as = draft.slots[static_cast<std::size_t>(Field::cost)].as;
        cost.amount = as == As::microsEstimated ? std::llround(std::min(*amount, 9.0e18))
                                                : microUsdFromDollars(*amount);
        cost.source = as == As::dollars ? CostSource::reported : CostSource::estimated;
        cost.doubts = as == As::dollars ? 0 : kCalledEstimate;
        return;
    }
    const auto in = toReal(draft.value(Field::inputCost));
    const auto out = toReal(draft.value(Field::outputCost));
    if (!in && !out)
        return;
    cost.amount =
        microUsdFromDollars(std::max(0.0, in.value_or(0)) + std::max(0.0, out.value_or(0)));
    cost.source = CostSource::reported;
}

Nanos nanosFrom(double amount, double unit)
{
    const double ns = amount * unit;
    return ns > 0 && ns < 9.0e18 ? static_cast<Nanos>(ns) : 0;
}

void applyTimeToFirst(Draft& draft)
{
    const Value& value = draft.value(Field::timeToFirst);
    switch (draft.slots[static_cast<std::size_t>(Field::timeToFirst)].as) {
    case As::isoTime: {
        const Nanos at = toTime(value);
        if (at > draft.step.start)
            draft.step.timeToFirstToken = at - draft.step.start;
        break;
    }
    case As::milliseconds:
        draft.step.timeToFirstToken = nanosFrom(toReal(value).value_or(0), 1e6);
        break;
    default:
        draft.step.timeToFirstToken = nanosFrom(toReal(value).value_or(0), 1e9);
        break;
    }
}

/// 9.8: what the dialect's row says, then the check that subsets fit.
void settleCache(Draft& draft, Usage& usage)
{
    const auto known = [](std::int64_t v) { return v < 0 ? std::int64_t{0} : v; };
    const std::int64_t cached = known(usage.inputCacheRead) + known(usage.inputCacheWrite);
    usage.semantics = draft.semantics;
    if (usage.input == kNotSaid || cached == 0)
        return;
    if (usage.semantics != CacheSemantics::exclusive && cached > usage.input) {
        usage.contradictory = usage.semantics == CacheSemantics::inclusive;
        usage.semantics = CacheSemantics::exclusive;
    }
    if (usage.semantics == CacheSemantics::exclusive)
        usage.input += cached;
}

/// 9.9: Google's older emitters leave reasoning out of the output. The total tells.
void settleReasoning(Draft& draft, Usage& usage)
{
    if (usage.output == kNotSaid || usage.outputReasoning <= 0)
        return;
    const bool google = draft.step.provider.starts_with("gcp.");
    const bool totalShowsIt = google && usage.totalReported != kNotSaid &&
                              usage.input != kNotSaid &&
                              usage.input + usage.output < usage.totalReported &&
                              usage.output + usage.outputReasoning <= usage.totalReported;
    if (draft.reasoningApart || totalShowsIt)
        usage.output += usage.outputReasoning;
    else if (usage.outputReasoning > usage.output)
        usage.contradictory = true;
}

} // namespace

void applyUsage(Draft& draft)
{
    if ((draft.filled & kUsageFields) != 0)
        applyTokens(draft);
    if ((draft.filled & kCostFields) != 0)
        applyCost(draft);
    if (draft.has(Field::timeToFirst))
        applyTimeToFirst(draft);
    if (draft.has(Field::streaming) && toBool(draft.value(Field::streaming)).value_or(false))
        draft.step.flags |= kStreaming;
}

void finishUsage(Draft& draft)
{
    Usage& usage = draft.step.usage;
    if (!draft.step.provider.empty())
        draft.step.provider = canonicalProvider(draft.step.provider, draft.step.framework);
    if (!usage.any()) {
        usage.semantics = CacheSemantics::unknown;
        return;
    }
    settleCache(draft, usage);
    settleReasoning(draft, usage);
}

std::int64_t tokensIn(std::string_view map, std::span<const std::string_view> keys)
{
    const LooseJson json(map);
    for (const std::string_view key : keys)
        if (const auto node = json.root().member(key)) {
            const auto count = node.integer();
            if (count && *count >= 0 && *count <= kMaxTokens)
                return *count;
        }
    return kNotSaid;
}

bool dollarsIn(std::string_view map, std::span<const std::string_view> keys, double& dollars)
{
    const LooseJson json(map);
    for (const std::string_view key : keys)
        if (const auto node = json.root().member(key)) {
            const auto amount = node.real();
            if (amount && *amount >= 0) {
                dollars = *amount;
                return true;
            }
        }
    return false;
}

void clearUsage(Draft& draft)
{
    draft.step.usage = {};
    draft.step.cost = {};
    draft.semantics = CacheSemantics::unknown;
}

} // namespace penstock
