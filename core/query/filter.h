// SPDX-License-Identifier: GPL-3.0-or-later
// Filter: the immutable tree of one filter expression, shared freely between threads. Made by parseFilter() or by the
// builders below, which keep one normal form: `and` and `or` are flat lists of at least two. Null means "everything".
// Equality ignores positions. printFilter() gives the canonical text; parsing it gives an equal tree.
#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/query/schema.h"

#include <memory>

namespace penstock {

enum class FilterKind : std::uint8_t {
    conjunction,
    disjunction,
    negation,
    compare,
    in,
    exists,
    path
};
enum class CompareOp : std::uint8_t {
    equal,
    notEqual,
    less,
    lessEqual,
    greater,
    greaterEqual,
    contains
};
enum class FilterPath : std::uint8_t { delegatedBy, under, downstreamOf };

/// Hex digits of an id: all of them for `=`, some for `~`. Digits stand at the left, the rest is 0.
struct IdPattern {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::uint8_t digits = 0;
    auto operator<=>(const IdPattern&) const = default;
};

/// A value in the type of the field it is compared with.
struct FilterLiteral {
    enum class Kind : std::uint8_t {
        text, ///< text
        number, ///< count, duration (ns), money (micro-USD), boolean, serial, number of an enumeration's word
        age,     ///< of a time: number ns before now
        instant, ///< of a time: from number, extent ns long (a day, a minute, a nanosecond)
        today,   ///< the day of now, UTC
        yesterday,
        id,
    };
    Kind kind = Kind::text;
    std::string text;
    std::int64_t number = 0;
    std::int64_t extent = 0;
    IdPattern id;

    static FilterLiteral ofText(std::string text);
    static FilterLiteral ofNumber(std::int64_t number);
    static FilterLiteral ofAge(Nanos age);
    static FilterLiteral ofInstant(Nanos from, Nanos extent = 1);
    static FilterLiteral ofId(const TraceId& id);
    static FilterLiteral ofId(SpanId id);
    bool operator==(const FilterLiteral&) const = default;
};

/// Bytes of the text that something was read from; equal ends when it was built without a text.
struct TextRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

class Filter;
using FilterPtr = std::shared_ptr<const Filter>;

class Filter final {
public:
    FilterKind kind = FilterKind::conjunction;
    FieldId field{};                   ///< compare, in, exists
    CompareOp op = CompareOp::equal;   ///< compare
    FilterPath path{};                 ///< path: the anchor is values[0].text
    std::vector<FilterLiteral> values; ///< compare and path: one; in: one or more
    std::vector<FilterPtr> children;   ///< conjunction, disjunction: two or more; negation: one
    TextRange range;
};

/// Bounds of a text that parseFilter() accepts: nesting of groups and `not`, and bytes.
inline constexpr std::size_t kMaxFilterDepth = 64;
inline constexpr std::size_t kMaxFilterBytes = 64 * 1024;

FilterPtr conjunction(std::vector<FilterPtr> terms, TextRange range = {});
FilterPtr disjunction(std::vector<FilterPtr> terms, TextRange range = {});
FilterPtr negation(FilterPtr term, TextRange range = {});
FilterPtr comparison(FieldId field, CompareOp op, FilterLiteral value, TextRange range = {});
FilterPtr oneOf(FieldId field, std::vector<FilterLiteral> values, TextRange range = {});
FilterPtr exists(FieldId field, TextRange range = {});
FilterPtr pathTerm(FilterPath path, std::string anchor, TextRange range = {});

bool equalFilters(const FilterPtr& a, const FilterPtr& b);
/// Canonical text; empty for null.
std::string printFilter(const FilterPtr& filter);
std::string printLiteral(FieldId field, const FilterLiteral& value);
std::string_view compareOpText(CompareOp op);
std::string_view filterPathWord(FilterPath path); ///< `delegated_by`

/// "Filter in / out": the current text with one more condition on a cell's value; nothing as value means that the cell
/// is unknown. What the person wrote stays as it was. Fails when the current text is not a valid filter.
/// `not field = value` keeps the rows whose value is unknown: filtering out hides what was pointed at and nothing else.
struct NarrowedFilter {
    bool ok = false;
    std::string text;
};
enum class NarrowBy { only, without };
NarrowedFilter narrowFilter(std::string_view current, NarrowBy by, FieldId field,
                            const std::optional<FilterLiteral>& value);

} // namespace penstock
