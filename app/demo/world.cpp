// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world.h"

#include "app/demo/scene.h"

namespace penstock::demo {

std::string numbered(Rng& rng, std::string_view prefix, int digits)
{
    std::string out(prefix);
    out.push_back(static_cast<char>('1' + rng.between(0, 8)));
    for (int i = 1; i < digits; ++i)
        out.push_back(static_cast<char>('0' + rng.between(0, 9)));
    return out;
}

std::string euros(std::int64_t cents)
{
    return Json::cents(cents).text() + " EUR";
}

std::string dateText(Nanos t)
{
    return formatUtc(t).substr(0, 10);
}

namespace {

/// The last four digits count.
std::string counted(std::string number, std::uint64_t at)
{
    for (std::size_t i = 0; i < 4; ++i, at /= 10)
        number[number.size() - 1 - i] = static_cast<char>('0' + at % 10);
    return number;
}

} // namespace

Case makeCase(Scene& scene)
{
    Rng& rng = scene.rng();
    const std::uint64_t number = scene.nextCase();
    Case c;
    c.first = phrase(rng, "first");
    c.last = phrase(rng, "last");
    c.user = numbered(rng, "cust-", 6);
    c.account = counted(numbered(rng, "acct_", 6), number);
    c.order = counted(numbered(rng, "LH-", 7), number);
    c.item = phrase(rng, "product");
    c.city = phrase(rng, "city");
    c.session = numbered(rng, "conv-", 9);
    c.date = dateText(scene.now() - rng.between(3, 25) * kDay);
    c.due = dateText(scene.now() + rng.between(1, 5) * kDay);
    c.cents = rng.between(18, 240) * 100 + rng.between(0, 19) * 5;
    return c;
}

Slots slotsOf(const Case& c)
{
    return {{"first", c.first}, {"account", c.account}, {"order", c.order},        {"item", c.item},
            {"city", c.city},   {"date", c.date},       {"amount", euros(c.cents)}};
}

Json orderJson(const Case& c, std::string_view status)
{
    const Json item =
        Json::object({{"name", c.item}, {"quantity", 1}, {"price", Json::cents(c.cents)}});
    return Json::object({{"order_id", c.order},
                         {"account_id", c.account},
                         {"customer", c.first + " " + c.last},
                         {"placed", c.date},
                         {"status", status},
                         {"items", Json::array({item})},
                         {"paid", Json::cents(c.cents)},
                         {"currency", "EUR"},
                         {"ship_to", c.city}});
}

} // namespace penstock::demo
