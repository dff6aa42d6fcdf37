// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/lowering.h"

#include <algorithm>

namespace penstock {
namespace {

constexpr NumberRange kNowhere{INT64_MAX, INT64_MIN};

std::int64_t plus(std::int64_t a, std::int64_t b)
{
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum))
        return b > 0 ? INT64_MAX : INT64_MIN;
    return sum;
}

NumberRange below(std::int64_t limit)
{
    return limit == INT64_MIN ? kNowhere : NumberRange{INT64_MIN, limit - 1};
}
NumberRange above(std::int64_t limit)
{
    return limit == INT64_MAX ? kNowhere : NumberRange{limit + 1, INT64_MAX};
}

/// Values that compare so with everything from `from` to `last`, taken as one: `> today` begins after today.
NumberRange rangeOf(CompareOp op, std::int64_t from, std::int64_t last)
{
    switch (op) {
    case CompareOp::less:
        return below(from);
    case CompareOp::lessEqual:
        return {INT64_MIN, last};
    case CompareOp::greater:
        return above(last);
    case CompareOp::greaterEqual:
        return {from, INT64_MAX};
    default:
        return {from, last};
    }
}

/// A smaller age is a later time.
CompareOp mirrored(CompareOp op)
{
    switch (op) {
    case CompareOp::less:
        return CompareOp::greater;
    case CompareOp::lessEqual:
        return CompareOp::greaterEqual;
    case CompareOp::greater:
        return CompareOp::less;
    case CompareOp::greaterEqual:
        return CompareOp::lessEqual;
    default:
        return op;
    }
}

std::int64_t dayOf(Nanos time)
{
    const std::int64_t day = time / kDay;
    return time % kDay < 0 ? day - 1 : day;
}

NumberRange numbersOf(CompareOp op, const FilterLiteral& value, Nanos now)
{
    switch (value.kind) {
    case FilterLiteral::Kind::age: {
        const Nanos then = plus(now, -value.number);
        return rangeOf(mirrored(op), then, then);
    }
    case FilterLiteral::Kind::instant:
        return rangeOf(op, value.number, plus(value.number, value.extent - 1));
    case FilterLiteral::Kind::today:
    case FilterLiteral::Kind::yesterday: {
        const std::int64_t day =
            dayOf(now) - (value.kind == FilterLiteral::Kind::yesterday ? 1 : 0);
        return rangeOf(op, day * kDay, day * kDay + kDay - 1);
    }
    default:
        return rangeOf(op, value.number, value.number);
    }
}

FieldTest::Kind kindOf(FieldType type, CompareOp op)
{
    switch (type) {
    case FieldType::text:
        return op == CompareOp::contains ? FieldTest::Kind::contains : FieldTest::Kind::textIn;
    case FieldType::content:
        return FieldTest::Kind::content;
    case FieldType::enumeration:
        return FieldTest::Kind::words;
    case FieldType::id:
        return FieldTest::Kind::idIn;
    default:
        return FieldTest::Kind::ranges;
    }
}

FieldTest testOf(const Filter& filter, Nanos now)
{
    FieldTest test;
    test.field = filter.field;
    test.range = filter.range;
    if (filter.kind == FilterKind::exists)
        return test;
    if (filter.kind == FilterKind::path) {
        test.kind = FieldTest::Kind::path;
        test.path = filter.path;
        test.texts.push_back(filter.values[0].text);
        return test;
    }
    const CompareOp op = filter.kind == FilterKind::in ? CompareOp::equal : filter.op;
    test.kind = kindOf(fieldInfo(filter.field).type, op);
    test.negated = op == CompareOp::notEqual;
    for (const FilterLiteral& value : filter.values) {
        if (test.kind == FieldTest::Kind::ranges)
            test.ranges.push_back(numbersOf(op, value, now));
        else if (test.kind == FieldTest::Kind::words)
            test.mask |= std::uint64_t{1} << value.number;
        else if (test.kind == FieldTest::Kind::idIn)
            test.ids.push_back(value.id);
        else
            test.texts.push_back(value.text);
    }
    std::sort(test.texts.begin(), test.texts.end());
    return test;
}

LoweredFilter lower(const Filter& filter, Nanos now, bool negated)
{
    LoweredFilter out;
    if (filter.kind == FilterKind::negation)
        return lower(*filter.children[0], now, !negated);
    if (filter.kind == FilterKind::conjunction || filter.kind == FilterKind::disjunction) {
        // De Morgan; exact because every condition is either true or false, also for unknown values.
        const bool all = (filter.kind == FilterKind::conjunction) != negated;
        out.kind = all ? LoweredFilter::Kind::all : LoweredFilter::Kind::any;
        for (const FilterPtr& child : filter.children) {
            LoweredFilter part = lower(*child, now, negated);
            if (part.kind == out.kind)
                std::move(part.children.begin(), part.children.end(),
                          std::back_inserter(out.children));
            else
                out.children.push_back(std::move(part));
        }
        return out;
    }
    out.kind = LoweredFilter::Kind::test;
    out.test = testOf(filter, now);
    if (negated) {
        out.test.negated = !out.test.negated;
        out.test.whenUnknown = true;
    }
    return out;
}

bool isIndexedTest(const LoweredFilter& lowered)
{
    if (lowered.kind != LoweredFilter::Kind::test || lowered.test.negated ||
        lowered.test.whenUnknown)
        return false;
    const FieldLookup lookup = fieldInfo(lowered.test.field).lookup;
    switch (lowered.test.kind) {
    case FieldTest::Kind::textIn:
    case FieldTest::Kind::words:
    case FieldTest::Kind::idIn:
        return lookup == FieldLookup::exact;
    case FieldTest::Kind::ranges:
        return lookup == FieldLookup::range || lookup == FieldLookup::exact;
    case FieldTest::Kind::content:
        return lookup == FieldLookup::text;
    default:
        return false;
    }
}

bool isIndexed(const LoweredFilter& lowered)
{
    return isIndexedTest(lowered) ||
           (lowered.kind == LoweredFilter::Kind::any &&
            std::all_of(lowered.children.begin(), lowered.children.end(), isIndexedTest));
}

bool isOneRange(const LoweredFilter& lowered)
{
    return lowered.kind == LoweredFilter::Kind::test &&
           lowered.test.kind == FieldTest::Kind::ranges && lowered.test.ranges.size() == 1;
}

void addIndexed(std::vector<LoweredFilter>& indexed, const LoweredFilter& term)
{
    const auto same =
        std::find_if(indexed.begin(), indexed.end(), [&term](const LoweredFilter& other) {
            return isOneRange(other) && isOneRange(term) && other.test.field == term.test.field;
        });
    if (same == indexed.end()) {
        indexed.push_back(term);
        return;
    }
    NumberRange& range = same->test.ranges[0];
    range = {std::max(range.low, term.test.ranges[0].low),
             std::min(range.high, term.test.ranges[0].high)};
}

} // namespace

LoweredFilter lowerFilter(const FilterPtr& filter, Nanos now)
{
    return filter ? lower(*filter, now, false) : LoweredFilter{};
}

FilterPlan planFilter(const LoweredFilter& lowered)
{
    FilterPlan plan;
    const auto place = [&plan](const LoweredFilter& term) {
        if (isIndexed(term))
            addIndexed(plan.indexed, term);
        else
            plan.residual.children.push_back(term);
    };
    if (lowered.kind == LoweredFilter::Kind::all)
        std::for_each(lowered.children.begin(), lowered.children.end(), place);
    else
        place(lowered);
    return plan;
}

} // namespace penstock
