// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/value_column.h"

#include "core/base/encoding.h"

#include <algorithm>

namespace penstock::store {

void ValueColumnBuilder::add(std::string_view value)
{
    if (m_numbers.empty() || value != m_last) {
        auto at = m_numbers.find(value);
        if (at == m_numbers.end()) {
            putText(m_values, value);
            const auto number = static_cast<std::uint32_t>(m_numbers.size());
            at = m_numbers.emplace(value, number).first;
        }
        m_last = value;
        m_lastNumber = at->second;
    }
    m_rows.add(m_lastNumber);
}

std::string ValueColumnBuilder::encode() const
{
    std::string out;
    putVarint(out, m_numbers.size());
    return out + m_values + m_rows.encode();
}

std::optional<ValueColumn> ValueColumn::read(std::string_view bytes, std::size_t rows)
{
    ByteReader in(bytes);
    ValueColumn column;
    const std::uint64_t count = in.varint();
    if (count == 0 || count > rows)
        return std::nullopt;
    column.m_count = count;
    column.m_bytes = bytes.substr(bytes.size() - in.remaining());
    for (std::uint64_t i = 0; i < count && in.ok(); ++i)
        in.text();
    if (!in.ok())
        return std::nullopt;
    column.m_bytes.remove_suffix(in.remaining());
    const std::optional<NumberColumn> numbers = NumberColumn::read(in.bytes(in.remaining()), rows);
    if (!numbers)
        return std::nullopt;
    column.m_rows = *numbers;
    const std::optional<NumberColumn::Bounds> bounds = numbers->bounds(rows);
    const bool isSound =
        bounds && bounds->least >= 0 && bounds->greatest < static_cast<std::int64_t>(count);
    return isSound ? std::optional(std::move(column)) : std::nullopt;
}

/// One row of many columns is asked for when it is shown: then finding the place of every value would cost the most.
std::string_view ValueColumn::at(std::size_t row) const
{
    constexpr unsigned kFew = 4;
    const auto number = static_cast<std::size_t>(m_rows.at(row).value_or(0));
    if (!m_values.empty() || ++m_asked > kFew)
        return values()[number];
    ByteReader in(m_bytes);
    for (std::size_t i = 0; i < number; ++i)
        in.text();
    return in.text();
}

const std::vector<std::string_view>& ValueColumn::values() const
{
    if (m_values.empty()) {
        m_values.reserve(m_count);
        ByteReader in(m_bytes);
        for (std::size_t i = 0; i < m_count; ++i)
            m_values.push_back(in.text());
    }
    return m_values;
}

ValueColumn ValueColumn::unknown()
{
    ValueColumn column;
    column.m_values.emplace_back();
    column.m_count = 1;
    return column;
}

void ValueColumn::keep(const std::vector<bool>& marks, RowMask& rows) const
{
    std::vector<NumberRange> ranges; // marked neighbours are one range
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const auto number = static_cast<std::int64_t>(i);
        if (marks[i] && !ranges.empty() && ranges.back().high == number - 1)
            ranges.back().high = number;
        else if (marks[i])
            ranges.push_back({number, number});
    }
    constexpr std::size_t kFewRanges = 8;
    if (ranges.size() <= kFewRanges)
        return m_rows.keep(ranges, false, false, rows);
    RowMask kept(rows.rows());
    rows.each([&](std::size_t row) {
        if (marks[static_cast<std::size_t>(m_rows.at(row).value_or(0))])
            kept.set(row);
    });
    rows = std::move(kept);
}

} // namespace penstock::store
