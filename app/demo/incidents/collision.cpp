// SPDX-License-Identifier: GPL-3.0-or-later
// Two agents of different deployments change one account within seconds, each on what it read before the other wrote.
#include "app/demo/incidents/incidents.h"

#include "app/demo/playbooks/pieces.h"

#include <algorithm>

namespace penstock::demo {
namespace {

struct Sides {
    Desk billing;
    Desk ledger;
    std::string batch; ///< session of the ledger's side
    Act* turn;
    Act* tool;
    TalkPtr talk;
    Act* graph;
};

Sides begin(Scene& scene, const Case& c, Nanos offset)
{
    Sides sides{};
    const Nanos start = scene.now();
    scene.identify(c.session, c.user);
    sides.talk = scene.newTalk(AgentId::supportTriage);
    sides.turn = &openTurn(scene, sides.talk, phrase(scene.rng(), "ask_refund", slotsOf(c)));
    sides.tool = &askAgent(scene, {sides.turn, sides.talk}, AgentId::billingRefunds,
                           "Credit " + euros(c.cents) + " to account " + c.account);
    sides.billing = openDesk(scene, sides.tool, AgentId::billingRefunds,
                             "Credit " + euros(c.cents) + " to account " + c.account + ".");
    scene.useTool(*sides.billing.run, sides.billing.talk, "orders.get",
                  Json::object({{"order_id", c.order}}), orderJson(c, "delivered"));
    const Nanos billingReady = scene.now();
    scene.moveTo(start + offset);
    sides.batch = numbered(scene.rng(), "batch-", 6);
    scene.identify(sides.batch, {});
    sides.graph = &scene.openWorkflow(nullptr, ServiceId::nightlyBatch, "LangGraph");
    sides.ledger = openDesk(scene, sides.graph, AgentId::ledgerReconciler,
                            "Reconcile customer account " + c.account + ".");
    scene.useTool(
        *sides.ledger.run, sides.ledger.talk, "ledger.read",
        Json::object({{"account_id", c.account}}),
        Json::object(
            {{"account_id", c.account}, {"balance", Json::cents(c.cents / 2)}, {"version", 17}}));
    scene.moveTo(std::max(billingReady, scene.now()));
    return sides;
}

Act& write(Scene& scene, const Desk& desk, const Case& c, bool inLedger, std::int64_t cents)
{
    if (!inLedger)
        return updateCustomer(scene, desk, c.account, "credit_balance", Json::cents(cents).text());
    return scene.useTool(*desk.run, desk.talk, "ledger.adjust",
                         Json::object({{"account_id", c.account},
                                       {"amount", Json::cents(cents)},
                                       {"document", numbered(scene.rng(), "D-", 6)}}),
                         Json::object({{"posted", true}}));
}

} // namespace

Incident playCollision(Scene& scene)
{
    Rng& rng = scene.rng();
    const Case c = makeCase(scene);
    const bool inLedger = rng.chance(0.5);
    const auto gap = rng.between(500, 8000);
    const bool billingFirst = rng.chance(0.5);
    const std::int64_t other = c.cents / 2 + rng.between(1, 900);
    const Sides sides = begin(scene, c, rng.between(100, 3000) * kMillisecond);
    Incident incident;
    const auto turnTo = [&](bool billing) {
        scene.identify(billing ? c.session : sides.batch, billing ? c.user : std::string());
    };
    turnTo(billingFirst);
    Act& first = write(scene, billingFirst ? sides.billing : sides.ledger, c, inLedger,
                       billingFirst ? c.cents : other);
    scene.pass(gap * kMillisecond);
    turnTo(!billingFirst);
    Act& second = write(scene, billingFirst ? sides.ledger : sides.billing, c, inLedger,
                        billingFirst ? other : c.cents);
    incident.cause = refTo(first);
    incident.knowable = refTo(second);
    turnTo(false);
    scene.conclude(*sides.ledger.run, sides.ledger.talk,
                   "Account " + c.account + " corrected to " + euros(other) + ".");
    scene.close(*sides.graph);
    turnTo(true);
    scene.conclude(*sides.billing.run, sides.billing.talk,
                   "Credited " + euros(c.cents) + " to " + c.account + ".");
    scene.closeTool(*sides.tool, sides.talk, Json::object({{"answer", "credited"}}));
    scene.conclude(*sides.turn, sides.talk, phrase(rng, "tell_refund", slotsOf(c)));
    incident.agents = {AgentId::billingRefunds, AgentId::ledgerReconciler};
    incident.facts = {{"resource", c.account},
                      {"tool", first.name},
                      {"milliseconds_between", (second.end - first.end) / kMillisecond},
                      {"values", Json::array({Json::cents(c.cents), Json::cents(other)})}};
    return incident;
}

} // namespace penstock::demo
