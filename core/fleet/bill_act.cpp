// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/bill_act.h"

#include <nlohmann/json.hpp>

namespace penstock {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostName = 200;
constexpr std::size_t kMostText = 4'000;
constexpr MicroUsd kMostMoney = MicroUsd{1'000'000'000} * 1'000'000;
constexpr std::int64_t kMostRate = 1'000'000 * kRateScale;

Error wrong(std::string sentence)
{
    return {ErrorCode::invalid, std::move(sentence), {}};
}

Status isSound(const Bill& bill)
{
    const ForeignMoney& money = bill.foreign;
    if (money.currency.empty())
        return money == ForeignMoney{} ? Status(Done{})
                                       : wrong("An exchange rate needs the currency it is for.");
    if (!isCurrencyCode(money.currency))
        return wrong("A currency is written as three capital letters, such as EUR (ISO 4217).");
    if (money.currency == "USD")
        return wrong("US dollars need no exchange rate.");
    if (money.rate <= 0 || money.rate > kMostRate)
        return wrong("The exchange rate says how many US dollars one " + money.currency +
                     " is worth: more than 0, at most 1,000,000.");
    if (money.amount < 0)
        return wrong("The amount cannot be less than 0.");
    return bill.amount == inDollars(money)
               ? Status(Done{})
               : wrong("The amount in US dollars is not what the exchange rate makes of it.");
}

} // namespace

std::string toText(const BillAct& act)
{
    const Bill& bill = act.bill;
    Json json = {{"act", act.kind == BillAct::Kind::enter ? "enter" : "take_back"},
                 {"by", bill.by}};
    if (act.kind == BillAct::Kind::takeBack) {
        json["number"] = bill.number;
    } else {
        json["name"] = bill.name;
        json["amount_micro_usd"] = bill.amount;
        json["from"] = bill.from;
        json["to"] = bill.to;
        if (!bill.filter.empty())
            json["filter"] = bill.filter;
        if (!bill.foreign.currency.empty()) {
            json["currency"] = bill.foreign.currency;
            json["billed_micro"] = bill.foreign.amount;
            json["usd_per_unit_nano"] = bill.foreign.rate;
        }
    }
    if (!bill.note.empty())
        json["note"] = bill.note;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Status isComplete(const BillAct& act)
{
    const Bill& bill = act.bill;
    if (bill.by.empty())
        return wrong("Who does this has to be said.");
    if (bill.by.size() > kMostName || bill.note.size() > kMostText)
        return wrong("A name or a note is too long.");
    if (act.kind == BillAct::Kind::takeBack)
        return bill.number == 0 ? Status(wrong("Which bill has to be said.")) : Done{};
    if (bill.name.empty())
        return wrong("A bill needs a name, such as the number of the invoice.");
    if (bill.name.size() > kMostName)
        return wrong("The name of a bill has at most 200 bytes.");
    if (Status sound = isSound(bill); !sound)
        return sound;
    if (bill.amount < 0 || bill.amount > kMostMoney)
        return wrong("The amount has to lie between $0 and $1,000,000,000.");
    if (bill.from <= 0 || bill.to <= bill.from)
        return wrong("The period has to end after it begins.");
    if (bill.filter.size() > kMostText)
        return wrong("The filter of a bill has at most 4000 bytes.");
    return Done{};
}

Result<BillAct> billActOf(std::string_view text)
try {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return wrong("This is no act about bills.");
    BillAct act;
    const std::string kind = json.value("act", "");
    if (kind != "enter" && kind != "take_back")
        return wrong("This is not known as an act about bills.");
    act.kind = kind == "enter" ? BillAct::Kind::enter : BillAct::Kind::takeBack;
    act.bill.number = json.value("number", 0u);
    act.bill.name = json.value("name", "");
    act.bill.amount = json.value("amount_micro_usd", MicroUsd{-1});
    act.bill.from = json.value("from", Nanos{0});
    act.bill.to = json.value("to", Nanos{0});
    act.bill.filter = json.value("filter", "");
    act.bill.foreign.currency = json.value("currency", "");
    act.bill.foreign.amount = json.value("billed_micro", std::int64_t{0});
    act.bill.foreign.rate = json.value("usd_per_unit_nano", std::int64_t{0});
    act.bill.note = json.value("note", "");
    act.bill.by = json.value("by", "");
    if (act.kind == BillAct::Kind::takeBack)
        act.bill.amount = 0;
    if (Status complete = isComplete(act); !complete)
        return complete.error();
    return act;
} catch (const Json::exception& e) {
    return Error{ErrorCode::invalid, "An act about bills has a value of the wrong type.", e.what()};
}

} // namespace penstock
