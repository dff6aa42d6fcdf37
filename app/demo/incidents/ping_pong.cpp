// SPDX-License-Identifier: GPL-3.0-or-later
// The negotiator and the vendor's agent keep asking each other for a better figure; the price never moves, every round
// resends the whole conversation, and the spend of the deployment multiplies.
#include "app/demo/incidents/incidents.h"

#include "app/demo/playbooks/pieces.h"

namespace penstock::demo {

Incident playPingPong(Scene& scene)
{
    constexpr std::int64_t kKnowableRound = 8;
    Rng& rng = scene.rng();
    const std::string article = phrase(rng, "article");
    const std::string quantity = std::to_string(rng.between(4, 60) * 50);
    const std::string price = euros(rng.between(200, 2600));
    const auto rounds = rng.between(36, 90);
    const double pause = 0.2 + 1.3 * rng.unit();
    scene.identify(numbered(rng, "rfq-", 7), {});
    const Slots slots{{"article", article},
                      {"quantity", quantity},
                      {"price", price},
                      {"date", dateText(scene.now() + 14 * kDay)}};
    const Desk negotiator =
        openDesk(scene, nullptr, AgentId::procurementNegotiator,
                 "Buy " + quantity + " x " + article + ". Get the best price you can.");
    const TalkPtr vendor = scene.newTalk(AgentId::vendorBot);
    Incident incident;
    askVendor(scene, negotiator, vendor, phrase(rng, "negotiate_open", slots),
              phrase(rng, "vendor_offer", slots), true);
    for (std::int64_t round = 1; round <= rounds; ++round) {
        const Round done = askVendor(scene, negotiator, vendor, phrase(rng, "stall_ask", slots),
                                     phrase(rng, "stall_answer", slots), false);
        if (round == 1)
            incident.cause = refTo(*done.remote.call);
        if (round == kKnowableRound)
            incident.knowable = refTo(*done.remote.call);
        scene.passBetween(pause, pause + 1.0);
    }
    scene.conclude(*negotiator.run, negotiator.talk,
                   "No agreement was reached; the request stays open.");
    incident.agents = {AgentId::procurementNegotiator, AgentId::vendorBot};
    incident.facts = {{"rounds", rounds},
                      {"knowable_round", kKnowableRound},
                      {"unchanged_price", price},
                      {"article", article}};
    return incident;
}

} // namespace penstock::demo
