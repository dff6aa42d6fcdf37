// SPDX-License-Identifier: GPL-3.0-or-later
// RowMask: a bit for each row of a segment. Plain value.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace penstock::store {

class RowMask final {
public:
    RowMask() = default;
    explicit RowMask(std::size_t rows, bool value = false)
        : m_words((rows + 63) / 64, value ? ~std::uint64_t{0} : 0), m_rows(rows)
    {
        if (value && rows % 64 != 0)
            m_words.back() = (std::uint64_t{1} << (rows % 64)) - 1;
    }

    std::size_t rows() const { return m_rows; }
    bool test(std::size_t row) const { return (m_words[row / 64] >> (row % 64) & 1) != 0; }
    void set(std::size_t row) { m_words[row / 64] |= std::uint64_t{1} << (row % 64); }
    void clear(std::size_t row) { m_words[row / 64] &= ~(std::uint64_t{1} << (row % 64)); }
    /// Sets or clears rows [from, end).
    void fill(std::size_t from, std::size_t end, bool value)
    {
        while (from < end) {
            const std::size_t next = std::min(end, (from / 64 + 1) * 64);
            const std::uint64_t upTo = next % 64 == 0 ? 0 : ~std::uint64_t{0} << (next % 64);
            const std::uint64_t bits = (~std::uint64_t{0} << (from % 64)) & ~upTo;
            m_words[from / 64] = value ? m_words[from / 64] | bits : m_words[from / 64] & ~bits;
            from = next;
        }
    }
    void add(bool value)
    {
        if (m_rows % 64 == 0)
            m_words.push_back(0);
        if (value)
            set(m_rows);
        ++m_rows;
    }
    bool any() const
    {
        for (const std::uint64_t word : m_words)
            if (word != 0)
                return true;
        return false;
    }
    std::size_t count() const
    {
        std::size_t n = 0;
        for (const std::uint64_t word : m_words)
            n += static_cast<std::size_t>(std::popcount(word));
        return n;
    }
    RowMask& operator|=(const RowMask& other)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] |= other.m_words[i];
        return *this;
    }
    template <class Visit> void each(const Visit& visit) const
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            for (std::uint64_t word = m_words[i]; word != 0; word &= word - 1)
                visit(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
    }
    const std::vector<std::uint64_t>& words() const { return m_words; }
    std::vector<std::uint64_t>& words() { return m_words; }

private:
    std::vector<std::uint64_t> m_words;
    std::size_t m_rows = 0;
};

} // namespace penstock::store
