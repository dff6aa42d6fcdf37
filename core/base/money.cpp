// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"

#include <cmath>
#include <cstdio>

namespace penstock {

std::string formatCount(std::int64_t n)
{
    const bool negative = n < 0;
    std::string digits = std::to_string(negative ? 0 - static_cast<std::uint64_t>(n)
                                                 : static_cast<std::uint64_t>(n));
    for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3)
        digits.insert(static_cast<std::size_t>(i), ",");
    return negative ? "-" + digits : digits;
}

std::string formatMoney(MicroUsd amount)
{
    const bool negative = amount < 0;
    const std::uint64_t abs =
        negative ? 0 - static_cast<std::uint64_t>(amount) : static_cast<std::uint64_t>(amount);
    char micro[8];
    std::snprintf(micro, sizeof micro, ".%06u", static_cast<unsigned>(abs % 1'000'000));
    return (negative ? "-$" : "$") + formatCount(static_cast<std::int64_t>(abs / 1'000'000)) +
           micro;
}

std::string formatMoneyShort(MicroUsd amount)
{
    const MicroUsd milli = (amount + (amount < 0 ? -500 : 500)) / 1'000;
    std::string text = formatMoney(milli * 1'000);
    return text.substr(0, text.size() - 3);
}

MicroUsd microUsdFromDollars(double dollars)
{
    if (std::isnan(dollars))
        return 0;
    const double micro = std::round(dollars * 1e6);
    if (micro >= 9.2e18)
        return INT64_MAX;
    if (micro <= -9.2e18)
        return INT64_MIN;
    return static_cast<MicroUsd>(micro);
}

} // namespace penstock
