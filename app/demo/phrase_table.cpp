// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/phrase_table.h"

#include <algorithm>

namespace penstock::demo {
namespace {

std::vector<PhraseRule> peopleAndThings()
{
    return {
        {"first", {"Mara", "Jonas",  "Priya",  "Tomasz", "Elena", "Kofi",  "Ines",    "Declan",
                   "Yuki", "Farid",  "Greta",  "Luca",   "Amara", "Niels", "Soledad", "Wen",
                   "Ayo",  "Katrin", "Miguel", "Hanne",  "Ravi",  "Leila", "Oskar",   "Noor"}},
        {"last", {"Okafor",  "Lindqvist", "Fernandes",  "Kowalski", "Brandt",   "Nakamura",
                  "O'Neill", "Haddad",    "Moreau",     "Petrov",   "Sandoval", "Iyer",
                  "Baker",   "Rossi",     "Vandenberg", "Costa",    "Holm",     "Ibrahim",
                  "Yilmaz",  "Schneider", "Tan",        "Murphy",   "Novak",    "Dahl"}},
        {"product",
         {"walnut desk lamp", "linen duvet set", "cast iron pan 28 cm", "oak side table",
          "wool throw", "ceramic planter, large", "standing shelf", "espresso grinder",
          "bath towel set", "folding chair", "floor lamp Orion", "storage bench", "air purifier S2",
          "kitchen scale", "blackout curtains"}},
        {"city",
         {"Rotterdam", "Leeds", "Gdansk", "Lyon", "Porto", "Malmo", "Graz", "Cork", "Bilbao",
          "Turin"}},
        {"carrier", {"DPD", "PostNord", "UPS", "GLS", "DHL"}},
        {"article",
         {"M8 stainless bolts", "corrugated boxes 40x30", "pallet wrap 23 micron",
          "label printer ribbons", "LED drivers 24 V", "birch plywood 12 mm", "packing paper rolls",
          "forklift batteries", "barcode scanners", "shelving uprights"}},
        {"service",
         {"checkout", "inventory", "payments", "search", "shipping-rates", "identity", "catalogue",
          "notifications"}},
        {"market",
         {"the European robot lawn mower market", "home air quality sensors",
          "flat-pack furniture returns", "induction cookware", "smart lighting in rented homes",
          "second-hand furniture platforms", "same-day parcel delivery",
          "linen and hemp textiles"}},
        {"source",
         {"Eurostat", "the company's annual report", "the trade association's quarterly bulletin",
          "a customs data set", "the regulator's yearbook"}},
        {"supplier",
         {"Nordwood AB", "Ceramicas Vila", "Loom & Lane", "Brightline Electric", "Hearth Foundry",
          "Castell Textil", "Polar Foam"}},
    };
}

std::vector<PhraseRule> customerTalk()
{
    return {
        {"greeting", {"Hi", "Hello", "Good morning", "Hey there", "Hello, I hope you can help"}},
        {"ask_shipment",
         {"{greeting}, where is my order {order}? The {item} was due {date}.",
          "{greeting}. Order {order} has not moved since {date}. When does it arrive?",
          "My {item} still is not here (order {order}). Can you check with the carrier?"}},
        {"ask_refund",
         {"{greeting}, the {item} from order {order} arrived broken. I would like my {amount} "
          "back.",
          "I was charged {amount} for order {order} but sent the {item} back on {date}. Please "
          "refund.",
          "Order {order}: the {item} is the wrong colour. I want a refund of {amount}, not a "
          "voucher."}},
        {"ask_double_charge",
         {"My card shows {amount} twice for order {order}. Please return one of them.",
          "{greeting}, you charged me two times for the {item} ({order}). One of {amount} should "
          "go back."}},
        {"ask_change",
         {"I moved to {city}, please change the address on my account.",
          "Can you update my phone number and delivery address? I now live in {city}.",
          "Please send everything to my new address in {city} from now on."}},
        {"ask_question",
         {"How long do I have to return a {item}?",
          "Is the {item} covered by the two-year guarantee?",
          "Do you deliver the {item} to {city}?"}},
        {"follow_shipment",
         {"Which carrier is it and what is the last event?", "Can it be left with a neighbour?",
          "And if it is lost, what then?"}},
        {"follow_refund",
         {"How long does it take until I see it on my statement?",
          "Will I get a confirmation by email?", "Do I have to send the old one back first?"}},
        {"follow_any",
         {"Thanks. One more thing: can I still cancel the other item?",
          "Good, thank you. Which email address do you have on file?", "Thanks! That was quick."}},
        {"close_thanks",
         {"You're welcome, {first}. I have noted everything on the ticket.",
          "Happy to help. The ticket is closed; write again any time.",
          "Glad that is sorted. Have a good day, {first}."}},
        {"tell_shipment",
         {"Order {order} is with {carrier}. Last event: {event} in {city}. Expected {date}.",
          "{carrier} has your {item}: {event}, {city}. It should arrive on {date}."}},
        {"tell_refund",
         {"I have refunded {amount} for order {order} to your original payment method. Banks need "
          "three to five working days.",
          "Done: {amount} for the {item} goes back to your card. You will get a confirmation by "
          "email."}},
        {"tell_change",
         {"Your account now has the {city} address. Orders already packed keep the old one.",
          "Updated: deliveries go to {city} from now on."}},
        {"tell_question",
         {"You can return it within 30 days in its original packing.",
          "Yes, two years from delivery, including parts.",
          "Yes, within two to four working days."}},
        {"carrier_event",
         {"out for delivery", "arrived at the depot", "held for address check",
          "left the sorting centre", "delivery attempted, nobody home"}},
        {"delegate_refund",
         {"Customer asks for a refund of {amount} on order {order} ({item}). Account {account}. "
          "Check the payment and refund if justified.",
          "Please handle: refund request {amount}, order {order}, account {account}, reason: "
          "{reason}."}},
        {"refund_reason",
         {"damaged on arrival", "wrong colour", "returned within 30 days", "charged twice",
          "not delivered"}},
        {"delegate_lookup",
         {"Find shipment status of order {order} for account {account}.",
          "Where is order {order}? Customer expects the {item}."}},
        {"shop_ask",
         {"Which {item} would fit a small flat?", "Do you have the {item} in dark green?",
          "I need a {item} before Friday, is it in stock?",
          "What is the difference between your two {item} models?"}},
        {"shop_tell",
         {"The {item} is in stock at {amount}; it ships tomorrow from {city}.",
          "We have it in three colours from {amount}. The smaller one suits a flat better.",
          "Yes, {count} left in {city}. Order before 15:00 and it leaves today."}},
    };
}

std::vector<PhraseRule> officeTalk()
{
    return {
        {"fraud_view",
         {"Score {score}. Payment history is {months} months without disputes; the device was seen "
          "on {orders} earlier orders.",
          "Score {score}: refund history is ordinary ({orders} in {months} months) and the address "
          "matches the card."}},
        {"compliance_view",
         {"Within CP-7. No match on the sanctions lists, amount below the reporting limit.",
          "Allowed under CP-7 section 3; the record is complete and no list matches."}},
        {"negotiate_open",
         {"We need {quantity} units of {article}, delivered by {date}. What is your best unit "
          "price?",
          "Request for quote: {quantity} x {article}, delivery {date}, payment 30 days."}},
        {"negotiate_counter",
         {"Thank you. At {quantity} units we expected {price}. Can you meet that with delivery by "
          "{date}?",
          "{price} per unit and we sign today; payment within 14 days.",
          "A second source offers us a lower figure. Our counter is {price} for all {quantity} "
          "units."}},
        {"vendor_offer",
         {"For {quantity} x {article} we can offer {price} per unit, delivery {date}.",
          "Our offer: {price} each at {quantity} units, delivered {date}, 30 days net.",
          "With early payment I can go to {price}; delivery stays {date}."}},
        {"stall_ask",
         {"We appreciate the offer, however {price} remains above our target. Please review and "
          "come back with your best figure.",
          "Could you check once more with your pricing desk? {price} is not yet where we need it.",
          "Before we decide we would like you to reconsider {price}; volume may grow next year.",
          "Thank you for the reply. May we ask you again to sharpen {price} for this quantity?",
          "Noted. Please confirm whether {price} is final or whether there is room to move."}},
        {"stall_answer",
         {"We value the partnership and have reviewed the case: {price} per unit is what I can "
          "offer at present. Shall we proceed?",
          "Our pricing desk asks for your feedback; the offer stands at {price}. What would you "
          "need to agree?",
          "Thank you for your patience. {price} is our current figure; could you share your target "
          "again?",
          "I have escalated your wish. For now {price} applies; please let me know your thoughts.",
          "We remain at {price}, and are glad to keep talking. What is your view?"}},
        {"negotiate_accept",
         {"Agreed at {price} for {quantity} units, delivery {date}. Purchase order follows.",
          "We accept {price}. Please confirm delivery {date}."}},
        {"bid_view",
         {"{supplier} is {percent} percent above the best quote but delivers a week earlier. "
          "Recommendation: continue with Acme to {price}, else {supplier}.",
          "On total cost Acme leads below {price}; {supplier} is the fallback with better terms."}},
        {"alert_text",
         {"p99 latency of {service} above 1200 ms for 5 min",
          "error rate of {service} above 2 % for 3 min", "queue depth of {service} above 5,000",
          "disk of {service} above 85 %"}},
        {"triage_view",
         {"{service} in production: {value} over the last 15 minutes, normal for this hour is "
          "below {normal}. Users are affected.",
          "The alert is confirmed for {service}: {value}, against {normal} at this time of day."}},
        {"triage_quiet",
         {"{service}: {value}, back to normal since four minutes. No action.",
          "Short spike on {service} ({value}) during a deployment; recovered. Closing."}},
        {"log_view",
         {"First error 14 minutes ago: connection pool exhausted in {service}, {count} times "
          "since. Cause: one slow query on the read replica.",
          "Earliest match: upstream reset by {service}, {count} occurrences, all from one "
          "instance. A restart of that instance should clear it."}},
        {"commander_close",
         {"Restarted one instance of {service}; error rate is back to normal. Incident closed.",
          "{service} has recovered after the restart. Follow-up: raise the pool limit."}},
        {"research_ask",
         {"How large is {market} and how fast does it grow?",
          "What share do the three largest vendors have in {market}?",
          "Which regulations will change {market} next year?"}},
        {"research_finding",
         {"According to {source}, revenue in {market} was {revenue} million EUR in {year}, up "
          "{growth} percent; {vendors} vendors hold half of it.",
          "{source} puts {market} at {revenue} million EUR for {year}, growth {growth} percent, "
          "with {vendors} vendors above one percent share."}},
        {"research_summary",
         {"{market}: {revenue} million EUR in {year}, growth {growth} percent, {vendors} vendors. "
          "Source: {source}."}},
        {"research_answer",
         {"{market} was worth {revenue} million EUR in {year} and grows {growth} percent a year; "
          "{vendors} vendors matter (source: {source}).",
          "Short answer: {revenue} million EUR ({year}), growing {growth} percent. The market is "
          "split between {vendors} vendors. Figures from {source}."}},
        {"check_view", {"All figures match {source}.", "Checked against {source}: no difference."}},
        {"batch_plan",
         {"{count} open invoices of {supplier}: split into {parts} batches, oldest first.",
          "{supplier}: {count} invoices since {date}, {parts} batches."}},
        {"match_view",
         {"{matched} of {count} invoices match order and delivery. Differences: {rest}, all below "
          "one percent.",
          "{matched} matched, {rest} need a delivery note."}},
        {"reconcile_view",
         {"Account {account} balances after {entries} entries.",
          "{account}: {entries} entries read, no open difference."}},
        {"report_text",
         {"Night run finished. {count} invoices of {supplier}, {matched} matched, {rest} for a "
          "person. Ledger balances.",
          "{supplier}: {matched} of {count} matched; the rest waits for delivery notes."}},
        {"code_ask",
         {"The retry in the {service} client doubles requests on timeout, please fix it and add a "
          "test.",
          "Rename the config key pool_size to max_connections in {service}.",
          "Why does the {service} build take nine minutes? Make it faster if it is easy.",
          "Add an index for the slow order query in {service} and a migration."}},
        {"code_view",
         {"Done: the change is in {file}, {count} tests pass.",
          "Fixed in {file}. I added a test that fails without the change; {count} tests pass.",
          "{file} changed, build and {count} tests are green."}},
        {"code_file",
         {"src/client/retry.ts", "internal/pool/config.go", "app/models/order.rb",
          "services/api/build.gradle", "pkg/store/query.go"}},
    };
}

} // namespace

const std::vector<PhraseRule>& phraseTable()
{
    static const std::vector<PhraseRule> kTable = [] {
        std::vector<PhraseRule> table = peopleAndThings();
        for (const auto& part : {customerTalk(), officeTalk()})
            table.insert(table.end(), part.begin(), part.end());
        std::sort(table.begin(), table.end(),
                  [](const PhraseRule& a, const PhraseRule& b) { return a.name < b.name; });
        return table;
    }();
    return kTable;
}

} // namespace penstock::demo
