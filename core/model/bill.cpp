// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/bill.h"

#include <algorithm>
#include <cstdio>
#include <limits>

namespace penstock {
namespace {

__extension__ using Wide = __int128;

} // namespace

bool isCurrencyCode(std::string_view text)
{
    return text.size() == 3 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

MicroUsd inDollars(const ForeignMoney& money)
{
    constexpr Wide kMost = std::numeric_limits<MicroUsd>::max();
    const Wide product = Wide{money.amount} * money.rate + kRateScale / 2;
    return static_cast<MicroUsd>(std::min(product / kRateScale, kMost));
}

std::string formatForeign(const ForeignMoney& money)
{
    return money.currency.empty() ? std::string()
                                  : money.currency + " " + formatMoney(money.amount).substr(1);
}

std::string formatRate(std::int64_t rate)
{
    char text[40];
    std::snprintf(text, sizeof text, "%lld.%09lld", static_cast<long long>(rate / kRateScale),
                  static_cast<long long>(rate % kRateScale));
    std::string made = text;
    const std::size_t least = made.find('.') + 2;
    while (made.size() > least + 1 && made.back() == '0')
        made.pop_back();
    return made;
}

} // namespace penstock
