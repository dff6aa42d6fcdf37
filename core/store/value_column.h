// SPDX-License-Identifier: GPL-3.0-or-later
// ValueColumn: values of many rows – texts, ids, sets of words, as bytes – each different one stored once, with its number
// in every row. A question about a value is asked once for each different one. read() tells damaged bytes. Plain, one
// thread an object.
#pragma once

#include "core/store/number_column.h"

#include <unordered_map>

namespace penstock::store {

class ValueColumnBuilder final {
public:
    void add(std::string_view value);
    std::string encode() const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>()(text);
        }
    };
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> m_numbers;
    std::string m_last; ///< neighbours are often equal
    std::uint32_t m_lastNumber = 0;
    std::string m_values; ///< each with its size, in the order of their numbers
    NumberColumnBuilder m_rows;
};

class ValueColumn final {
public:
    /// `bytes` must outlive the column.
    static std::optional<ValueColumn> read(std::string_view bytes, std::size_t rows);

    /// Stands for a column that cannot be read: no row knows its value.
    static ValueColumn unknown();

    std::string_view at(std::size_t row) const;
    const std::vector<std::string_view>& values() const;
    /// Keeps of `rows` those whose value is marked; one mark a value of values().
    void keep(const std::vector<bool>& marks, RowMask& rows) const;

private:
    std::string_view m_bytes; ///< the values, each with its size
    std::size_t m_count = 0;
    NumberColumn m_rows;
    mutable std::vector<std::string_view>
        m_values; ///< where they lie, once more than a few were asked for
    mutable unsigned m_asked = 0;
};

} // namespace penstock::store
