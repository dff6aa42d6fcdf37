// SPDX-License-Identifier: GPL-3.0-or-later
// The people, orders and requests a session is about, drawn from the seed, and the small helpers that put them into text.
#pragma once

#include "app/demo/json.h"
#include "app/demo/phrases.h"
#include "core/base/time.h"

#include <string>

namespace penstock::demo {

struct Case {
    std::string first;
    std::string last;
    std::string user;    ///< user id
    std::string account; ///< acct_48213
    std::string order;   ///< LH-204817
    std::string item;
    std::string city;
    std::string session;
    std::string date; ///< of the order
    std::string due;  ///< of the delivery
    std::int64_t cents = 0;
};

class Scene;
/// No two of five thousand in a row are about the same order or account: what only chance brings together would be a
/// collision that nobody planted.
Case makeCase(Scene& scene);
/// Slots every customer phrase may use.
Slots slotsOf(const Case& c);
/// 18450 → 184.50 EUR
std::string euros(std::int64_t cents);
/// 2026-11-20
std::string dateText(Nanos t);
/// prefix and n digits
std::string numbered(Rng& rng, std::string_view prefix, int digits);
Json orderJson(const Case& c, std::string_view status);

} // namespace penstock::demo
