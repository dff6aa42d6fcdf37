// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/row_order.h"

#include <algorithm>
#include <numeric>

namespace penstock::ui {
namespace {

constexpr std::uint32_t kStopCheckEvery = 16'384;

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

int compareText(std::string_view a, std::string_view b)
{
    const std::size_t n = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < n; ++i) {
        const auto x = static_cast<unsigned char>(lowered(a[i]));
        const auto y = static_cast<unsigned char>(lowered(b[i]));
        if (x != y)
            return x < y ? -1 : 1;
    }
    return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

} // namespace

SortKey sortKey(std::int64_t number)
{
    return {static_cast<std::uint64_t>(number) ^ (1ull << 63), {}};
}

// The first eight letters as a number, so that most comparisons never touch the text.
SortKey sortKey(std::string_view text)
{
    std::uint64_t rank = 0;
    for (std::size_t i = 0; i < 8; ++i)
        rank = rank << 8 | (i < text.size() ? static_cast<unsigned char>(lowered(text[i])) : 0u);
    return {rank, text};
}

void RowOrder::renumber()
{
    rows.resize(numbers.size());
    for (std::uint32_t row = 0; row < rows.size(); ++row)
        rows[numbers[row] - 1] = row;
}

RowOrder orderRows(const FleetState& state, std::uint32_t count, const KeyReader& key,
                   bool descending, const std::stop_token& stop)
{
    RowOrder order;
    std::vector<SortKey> keys(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        if (i % kStopCheckEvery == 0 && stop.stop_requested())
            return order;
        keys[i] = key(state, i + 1);
    }
    order.numbers.resize(count);
    std::iota(order.numbers.begin(), order.numbers.end(), 1u);
    std::sort(order.numbers.begin(), order.numbers.end(), [&](std::uint32_t a, std::uint32_t b) {
        const SortKey& x = keys[a - 1];
        const SortKey& y = keys[b - 1];
        if (x.rank != y.rank)
            return descending ? x.rank > y.rank : x.rank < y.rank;
        if (const int c = compareText(x.text, y.text); c != 0)
            return descending ? c > 0 : c < 0;
        return descending ? a > b : a < b;
    });
    order.renumber();
    return order;
}

} // namespace penstock::ui
