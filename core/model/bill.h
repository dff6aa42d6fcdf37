// SPDX-License-Identifier: GPL-3.0-or-later
// Bill: a total that somebody was billed, entered by a person to be held against what was counted. BillAct: entering or
// taking back one; one act is one log entry. Plain values that own their texts.
#pragma once

#include "core/base/money.h"
#include "core/base/time.h"

#include <cstdint>
#include <string>

namespace penstock {

struct Bill {
    std::uint32_t number = 0; ///< from 1, as entered; 0: taken back, lists skip it
    std::string name;         ///< of the invoice
    MicroUsd amount = 0;      ///< US dollars: there is no other currency here
    Nanos from = 0;           ///< the period is [from, to)
    Nanos to = 0;
    std::string filter; ///< what of the spend it is about, in the filter language; empty = all
    std::string note;
    std::string by;      ///< who entered it
    Nanos enteredAt = 0; ///< arrival of its entry
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
