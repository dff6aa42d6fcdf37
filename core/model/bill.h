// SPDX-License-Identifier: GPL-3.0-or-later
// Bill: a total that somebody was billed, entered by a person to be held against what was counted. BillAct: entering or
// taking back one; one act is one log entry. Plain values that own their texts.
#pragma once

#include "core/base/money.h"
#include "core/base/time.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace penstock {

/// What an invoice says that is not in US dollars, and the rate at which a person took it. Plain values.
struct ForeignMoney {
    std::string currency;    ///< ISO 4217, known by its form only; empty: it is in US dollars
    std::int64_t amount = 0; ///< millionths of one
    std::int64_t rate = 0;   ///< US dollars for one, in parts of kRateScale
    bool operator==(const ForeignMoney&) const = default;
};
inline constexpr std::int64_t kRateScale = 1'000'000'000;

bool isCurrencyCode(std::string_view text);           ///< three capital letters
MicroUsd inDollars(const ForeignMoney& money);        ///< of what is not negative; rounded half up
std::string formatForeign(const ForeignMoney& money); ///< `EUR 1,284.500000`; nothing: in dollars
std::string formatRate(std::int64_t rate);            ///< `1.0845`

struct Bill {
    std::uint32_t number = 0; ///< from 1, as entered; 0: taken back, lists skip it
    std::string name;         ///< of the invoice
    MicroUsd amount = 0;      ///< US dollars, inDollars(foreign) where there is one
    Nanos from = 0;           ///< the period is [from, to)
    Nanos to = 0;
    std::string filter; ///< what of the spend it is about, in the filter language; empty = all
    std::string note;
    std::string by;      ///< who entered it
    Nanos enteredAt = 0; ///< arrival of its entry
    ForeignMoney foreign;
    bool operator==(const Bill&) const = default;
};

/// Bills that a log may hold, those that were taken back too.
inline constexpr std::uint32_t kMostBills = 1'000;

struct BillAct {
    enum class Kind : std::uint8_t { enter = 1, takeBack = 2 };
    Kind kind = Kind::enter;
    Bill bill; ///< takeBack: its number and who does it
    bool operator==(const BillAct&) const = default;
};

} // namespace penstock
