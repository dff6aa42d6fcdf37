// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/row_filter.h"

#include <algorithm>
#include <iterator>

namespace penstock::ui {
namespace {

constexpr std::uint32_t kChunk = 64; ///< rows that a CowTable shares or copies together

} // namespace

RowFilter RowFilter::updated(std::uint32_t size, std::uint32_t known, const Rule& rule) const
{
    RowFilter next;
    auto before = m_skipped.begin();
    for (std::uint32_t first = 1; first <= size; first += kChunk) {
        const std::uint32_t last = std::min(size, first + kChunk - 1);
        const auto end = std::upper_bound(before, m_skipped.end(), last);
        if (last <= known && rule.unchanged(last))
            next.m_skipped.insert(next.m_skipped.end(), before, end);
        else
            for (std::uint32_t number = first; number <= last; ++number)
                if (rule.skips(number))
                    next.m_skipped.push_back(number);
        before = end;
    }
    return next;
}

RowFilter RowFilter::either(const RowFilter& a, const RowFilter& b)
{
    RowFilter both;
    std::set_union(a.m_skipped.begin(), a.m_skipped.end(), b.m_skipped.begin(), b.m_skipped.end(),
                   std::back_inserter(both.m_skipped));
    return both;
}

void RowFilter::skip(std::uint32_t number)
{
    m_skipped.insert(std::lower_bound(m_skipped.begin(), m_skipped.end(), number), number);
}

void RowFilter::list(std::uint32_t number)
{
    m_skipped.erase(std::lower_bound(m_skipped.begin(), m_skipped.end(), number));
}

std::uint32_t RowFilter::listed(std::uint32_t size) const
{
    const auto end = std::upper_bound(m_skipped.begin(), m_skipped.end(), size);
    return size - static_cast<std::uint32_t>(end - m_skipped.begin());
}

// The i-th row left out (from 0) has number - 1 - i listed rows before it, which grows with i: so many of them stand
// before the place as have fewer than `place` rows before them.
std::uint32_t RowFilter::numberAt(std::uint32_t place) const
{
    std::size_t low = 0;
    std::size_t high = m_skipped.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (m_skipped[middle] - 1 - middle < place)
            low = middle + 1;
        else
            high = middle;
    }
    return place + static_cast<std::uint32_t>(low);
}

std::uint32_t RowFilter::placeWhenListed(std::uint32_t number) const
{
    const auto before = std::lower_bound(m_skipped.begin(), m_skipped.end(), number);
    return number - static_cast<std::uint32_t>(before - m_skipped.begin());
}

std::uint32_t RowFilter::placeOf(std::uint32_t number) const
{
    const auto at = std::lower_bound(m_skipped.begin(), m_skipped.end(), number);
    if (at != m_skipped.end() && *at == number)
        return 0;
    return number - static_cast<std::uint32_t>(at - m_skipped.begin());
}

bool RowFilter::skips(std::uint32_t number) const
{
    return std::binary_search(m_skipped.begin(), m_skipped.end(), number);
}

} // namespace penstock::ui
