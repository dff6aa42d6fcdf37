// SPDX-License-Identifier: GPL-3.0-or-later
// Procurement: a negotiation with the vendor's agent over A2A. Prices fall from round to round until they meet; one in
// six takes a dozen rounds or more, which is long but gets somewhere.
#include "app/demo/playbooks/pieces.h"
#include "app/demo/playbooks/playbooks.h"

namespace penstock::demo {
namespace {

Slots offer(Scene& scene, const std::string& article, const std::string& quantity,
            std::int64_t cents)
{
    return {{"article", article},
            {"quantity", quantity},
            {"price", euros(cents)},
            {"date", dateText(scene.now() + 14 * kDay)}};
}

void compareBids(Scene& scene, const Desk& negotiator, const std::string& article,
                 std::int64_t cents)
{
    Rng& rng = scene.rng();
    Act& message = scene.openWorkflow(negotiator.run, ServiceId::procurement, "bid-analyst");
    const Desk analyst =
        openDesk(scene, &message, AgentId::bidAnalyst, "Compare quotes for " + article + ".");
    const std::string rival = phrase(rng, "supplier");
    scene.useTool(
        *analyst.run, analyst.talk, "quote.compare", Json::object({{"query", article}}),
        Json::array({Json::object({{"vendor", "Acme"}, {"unit_price", Json::cents(cents)}}),
                     Json::object({{"vendor", rival},
                                   {"unit_price", Json::cents(cents + rng.between(8, 60))}})}));
    const std::string view = phrase(rng, "bid_view",
                                    {{"supplier", rival},
                                     {"percent", std::to_string(rng.between(2, 9))},
                                     {"price", euros(cents)}});
    scene.conclude(*analyst.run, analyst.talk, view);
    scene.close(message);
    scene.hear(negotiator.talk, view);
}

void order(Scene& scene, const Desk& negotiator, const std::string& article,
           const std::string& quantity, std::int64_t cents)
{
    scene.useTool(*negotiator.run, negotiator.talk, "purchase_order.create",
                  Json::object({{"order_id", numbered(scene.rng(), "PO-", 6)},
                                {"article", article},
                                {"quantity", Json::raw(quantity)},
                                {"unit_price", Json::cents(cents)}}),
                  Json::object({{"status", "placed"}}));
}

} // namespace

void playNegotiation(Scene& scene)
{
    Rng& rng = scene.rng();
    const std::string article = phrase(rng, "article");
    const std::string quantity = std::to_string(rng.between(2, 40) * 50);
    std::int64_t asked = rng.between(180, 2400);
    std::int64_t bid = asked * rng.between(78, 86) / 100;
    scene.identify(numbered(rng, "rfq-", 7), {});
    const Desk negotiator =
        openDesk(scene, nullptr, AgentId::procurementNegotiator,
                 "Buy " + quantity + " x " + article + ". Ceiling " + euros(asked) + " per unit.");
    const TalkPtr vendor = scene.newTalk(AgentId::vendorBot);
    scene.useTool(*negotiator.run, negotiator.talk, "contract.lookup",
                  Json::object({{"query", "Acme " + article}}),
                  Json::object({{"vendor", "Acme Industrial Supply"},
                                {"payment_days", 30},
                                {"last_price", Json::cents(asked + 12)}}));
    scene.useTool(*negotiator.run, negotiator.talk, "budget.check",
                  Json::object({{"account_id", numbered(rng, "cc_", 4)}}),
                  Json::object({{"remaining_eur", rng.between(12, 240) * 1000}}));
    const auto rounds = rng.chance(0.16) ? rng.between(11, 16) : rng.between(3, 6);
    const std::int64_t step = std::max<std::int64_t>(1, (asked - bid) / (2 * rounds));
    askVendor(scene, negotiator, vendor,
              phrase(rng, "negotiate_open", offer(scene, article, quantity, asked)),
              phrase(rng, "vendor_offer", offer(scene, article, quantity, asked)), true);
    for (std::int64_t round = 1; round < rounds; ++round) {
        asked -= step + rng.between(0, step / 2);
        bid += step;
        askVendor(scene, negotiator, vendor,
                  phrase(rng, "negotiate_counter", offer(scene, article, quantity, bid)),
                  phrase(rng, "vendor_offer", offer(scene, article, quantity, asked)),
                  rng.chance(0.3));
        scene.passBetween(0.5, 3.0);
        if (round == 2)
            compareBids(scene, negotiator, article, asked);
    }
    order(scene, negotiator, article, quantity, asked);
    scene.conclude(*negotiator.run, negotiator.talk,
                   phrase(rng, "negotiate_accept", offer(scene, article, quantity, asked)));
}

} // namespace penstock::demo
