// SPDX-License-Identifier: GPL-3.0-or-later
// Money: integer micro-USD (1 = $0.000001), so that sums converge whatever the order (invariant 2).
// Value functions, any thread.
#pragma once

#include <cstdint>
#include <string>

namespace penstock {

using MicroUsd = std::int64_t;

/// `$1,284.306112` (micro) – six decimals, thousands with commas.
std::string formatMoney(MicroUsd amount);
/// `$0.588` – for rates: three decimals.
std::string formatMoneyShort(MicroUsd amount);
/// `1,284,306`.
std::string formatCount(std::int64_t n);
/// Rounds half away from zero and saturates; NaN gives 0.
MicroUsd microUsdFromDollars(double dollars);

} // namespace penstock
