// SPDX-License-Identifier: GPL-3.0-or-later
// NumberColumn: numbers of many rows, some of them unknown, in as few bytes a row as their range allows (none when all
// are equal). Reading one row is O(1), testing ranges costs about a nanosecond a row. Encoded bytes are ours but may be
// damaged: read() tells. Plain, one thread an object.
#pragma once

#include "core/query/lowering.h"
#include "core/store/row_mask.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace penstock::store {

class NumberColumnBuilder final {
public:
    void add(std::optional<std::int64_t> number);
    std::string encode() const;

private:
    std::vector<std::int64_t> m_numbers; ///< 0 where unknown
    RowMask m_known;
    std::size_t m_unknown = 0;
};

class NumberColumn final {
public:
    /// `bytes` must outlive the column; nothing when they are not a column of so many rows.
    static std::optional<NumberColumn> read(std::string_view bytes, std::size_t rows);

    std::optional<std::int64_t> at(std::size_t row) const;
    /// Keeps of `rows` those that lie in one of the ranges (or, negated, in none); unknown ones as said.
    void keep(const std::vector<NumberRange>& ranges, bool negated, bool whenUnknown,
              RowMask& rows) const;
    void keepKnown(bool negated, bool whenUnknown, RowMask& rows) const;
    /// Least and greatest of all rows; nothing when some are unknown, or beyond what a number can be: then it is damaged.
    struct Bounds {
        std::int64_t least = 0;
        std::int64_t greatest = 0;
    };
    std::optional<Bounds> bounds(std::size_t rows) const;

private:
    std::uint64_t code(std::size_t row) const;
    bool isKnown(std::size_t row) const;
    void keepFew(const std::vector<NumberRange>& ranges, bool negated, bool whenUnknown,
                 RowMask& rows) const;
    /// `answers` gives those of 64 rows whose values are known.
    template <class Answers>
    void keepIf(const Answers& answers, bool whenUnknown, RowMask& rows) const;

    std::int64_t m_base = 0;
    unsigned m_width = 0;          ///< bytes a row: 0, 1, 2, 4 or 8
    bool m_allUnknown = true;      ///< then there is nothing else
    const char* m_known = nullptr; ///< a bit a row; null: all are
    const char* m_codes = nullptr;
};

} // namespace penstock::store
