// SPDX-License-Identifier: GPL-3.0-or-later
// LoweredFilter: a filter with nothing left to interpret – tests on fields joined by all/any, negation pushed into the
// tests, ages turned into points in time. The matcher runs it; a store turns it into its own queries (only store/ knows
// SQL). Both start from this one form, so that both give the same answer. Plain values, any thread.
#pragma once

#include "core/query/filter.h"

namespace penstock {

struct NumberRange {
    std::int64_t low = 0;  ///< inclusive
    std::int64_t high = 0; ///< inclusive
    bool operator==(const NumberRange&) const = default;
};

/// One test. Its answer for a row: the value unknown → whenUnknown; else `inside` differs from `negated`, where inside
/// is what the kind says. Texts compare byte by byte, except in `contains`.
struct FieldTest {
    enum class Kind : std::uint8_t {
        known,    ///< always inside: exists
        textIn,   ///< equals one of texts
        contains, ///< contains texts[0], ASCII letters of either case
        ranges,   ///< lies in one of ranges
        words,    ///< enumeration: the row has one of the words whose bits are in mask
        idIn,     ///< begins with one of ids
        content,  ///< the row says texts[0]; never unknown
        path,     ///< the row lies on `path` from texts[0]; never unknown
    };
    Kind kind = Kind::known;
    FieldId field{};
    FilterPath path{};
    bool negated = false;
    bool whenUnknown = false;
    std::uint64_t mask = 0;
    std::vector<std::string> texts; ///< sorted
    std::vector<NumberRange> ranges;
    std::vector<IdPattern> ids;
    TextRange range; ///< where it stands in the filter's text
};

struct LoweredFilter {
    enum class Kind : std::uint8_t { all, any, test };
    Kind kind = Kind::all;               ///< all of nothing: every row
    std::vector<LoweredFilter> children; ///< all, any
    FieldTest test;                      ///< test
    bool matchesEverything() const { return kind == Kind::all && children.empty(); }
};

/// `now` is what ages and days are counted from; a store and a list that must agree are given the same.
LoweredFilter lowerFilter(const FilterPtr& filter, Nanos now);

/// What a store can answer from its indexes, and what is left to check on the rows these give. A row matches the
/// filter exactly when it passes every one of `indexed` and `residual`.
struct FilterPlan {
    std::vector<LoweredFilter>
        indexed; ///< each a test, or an any of tests, whose fields the schema calls indexed
    LoweredFilter residual;
};
/// Tests on the same ordered field come joined into one range.
FilterPlan planFilter(const LoweredFilter& lowered);

} // namespace penstock
