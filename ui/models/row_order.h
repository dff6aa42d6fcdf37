// SPDX-License-Identifier: GPL-3.0-or-later
// RowOrder: which row of a table stands where after sorting by one column. Pure, made off the GUI thread: keys are
// read once a row, then a vector of numbers is sorted; equal keys keep their order of arrival. O(n log n).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string_view>
#include <vector>

#include "core/fleet/fleet_state.h"

namespace penstock::ui {

/// Compared by rank, then text (bytes, case folded for ASCII by the reader of ranks). Text points into the state.
struct SortKey {
    std::uint64_t rank = 0;
    std::string_view text;
};

SortKey sortKey(std::int64_t number);
SortKey sortKey(std::string_view text);

using KeyReader = std::function<SortKey(const FleetState& state, std::uint32_t number)>;

struct RowOrder {
    std::vector<std::uint32_t> numbers; ///< row → number of the table row (from 1)
    std::vector<std::uint32_t> rows;    ///< number - 1 → row

    /// Makes `rows` again after `numbers` was changed.
    void renumber();
};

RowOrder orderRows(const FleetState& state, std::uint32_t count, const KeyReader& key,
                   bool descending, const std::stop_token& stop);

} // namespace penstock::ui
