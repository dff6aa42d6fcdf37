// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/matcher.h"

namespace penstock {
namespace {

/// Makes the row tests in the order in which FilterMatcher asks for them; stops at the first that cannot be made.
bool makeRowTests(const LoweredFilter& lowered, RowTestSource* source, std::vector<RowTestPtr>& out,
                  FilterDiagnostic& diagnostic)
{
    for (const LoweredFilter& child : lowered.children)
        if (!makeRowTests(child, source, out, diagnostic))
            return false;
    const FieldTest& test = lowered.test;
    const bool path = test.kind == FieldTest::Kind::path;
    if (lowered.kind != LoweredFilter::Kind::test ||
        (!path && test.kind != FieldTest::Kind::content))
        return true;
    diagnostic.problem = path ? FilterProblem::unknownAnchor : FilterProblem::noTextSearch;
    diagnostic.range = test.range;
    if (!source) {
        diagnostic.sentence = path ? "Paths are not known here." : "Texts cannot be searched here.";
        return false;
    }
    Result<RowTestPtr> made =
        path ? source->onPath(test.path, test.texts[0]) : source->saying(test.texts[0]);
    if (!made) {
        diagnostic.sentence = made.error().sentence;
        return false;
    }
    out.push_back(std::move(*made));
    diagnostic = {};
    return true;
}

std::uint64_t digitMask(unsigned digits)
{
    return digits == 0    ? 0
           : digits >= 16 ? ~std::uint64_t{0}
                          : ~(~std::uint64_t{0} >> (4 * digits));
}

bool beginsWith(const IdPattern& id, const IdPattern& pattern)
{
    const unsigned digits = pattern.digits;
    return id.digits >= digits && ((id.high ^ pattern.high) & digitMask(digits)) == 0 &&
           ((id.low ^ pattern.low) & digitMask(digits > 16 ? digits - 16 : 0)) == 0;
}

} // namespace

FilterMatcher::FilterMatcher(const LoweredFilter& lowered, std::vector<RowTestPtr> rowTests)
{
    m_entry = addTests(lowered, kAccept, kReject, rowTests);
}

// From the last test to the first, so that every target is known when it is needed.
std::uint32_t FilterMatcher::addTests(const LoweredFilter& lowered, std::uint32_t onTrue,
                                      std::uint32_t onFalse, std::vector<RowTestPtr>& rowTests)
{
    if (lowered.kind == LoweredFilter::Kind::test) {
        m_tests.push_back(testFor(lowered.test, rowTests));
        m_tests.back().onTrue = onTrue;
        m_tests.back().onFalse = onFalse;
        return static_cast<std::uint32_t>(m_tests.size() - 1);
    }
    const bool all = lowered.kind == LoweredFilter::Kind::all;
    std::uint32_t next = all ? onTrue : onFalse;
    for (auto child = lowered.children.rbegin(); child != lowered.children.rend(); ++child)
        next = all ? addTests(*child, next, onFalse, rowTests)
                   : addTests(*child, onTrue, next, rowTests);
    return next;
}

FilterMatcher::Test FilterMatcher::testFor(const FieldTest& from, std::vector<RowTestPtr>& rowTests)
{
    Test test;
    test.field = from.field;
    test.negated = from.negated;
    test.whenUnknown = from.whenUnknown;
    test.mask = from.mask;
    test.texts = from.texts;
    test.ranges = from.ranges;
    test.ids = from.ids;
    if (!from.texts.empty())
        test.text = from.texts[0];
    if (!from.ranges.empty())
        test.range = from.ranges[0];
    const FieldType type = fieldInfo(from.field).type;
    switch (from.kind) {
    case FieldTest::Kind::known:
        test.kind = type == FieldType::text          ? Kind::knownText
                    : type == FieldType::enumeration ? Kind::knownWords
                    : type == FieldType::id          ? Kind::knownId
                                                     : Kind::knownNumber;
        break;
    case FieldTest::Kind::textIn:
        test.kind = from.texts.size() == 1 ? Kind::oneText : Kind::texts;
        break;
    case FieldTest::Kind::contains:
        test.kind = Kind::contains;
        break;
    case FieldTest::Kind::ranges:
        test.kind = from.ranges.size() == 1 ? Kind::oneRange : Kind::ranges;
        break;
    case FieldTest::Kind::words:
        test.kind = Kind::words;
        break;
    case FieldTest::Kind::idIn:
        test.kind = Kind::ids;
        break;
    case FieldTest::Kind::content:
    case FieldTest::Kind::path:
        test.kind = Kind::row;
        test.row = std::move(rowTests.back()); // addTests() walks backwards
        rowTests.pop_back();
        break;
    }
    return test;
}

bool FilterMatcher::inRanges(const std::vector<NumberRange>& ranges, std::int64_t number)
{
    return std::any_of(ranges.begin(), ranges.end(), [number](const NumberRange& r) {
        return number >= r.low && number <= r.high;
    });
}

bool FilterMatcher::inIds(const std::vector<IdPattern>& ids, const IdPattern& id)
{
    return std::any_of(ids.begin(), ids.end(),
                       [&id](const IdPattern& pattern) { return beginsWith(id, pattern); });
}

CompiledFilter compileFilter(const FilterPtr& filter, Nanos now, RowTestSource* source)
{
    const LoweredFilter lowered = lowerFilter(filter, now);
    CompiledFilter out;
    std::vector<RowTestPtr> rowTests;
    if (makeRowTests(lowered, source, rowTests, out.diagnostic))
        out.matcher = std::make_shared<const FilterMatcher>(lowered, std::move(rowTests));
    return out;
}

} // namespace penstock
