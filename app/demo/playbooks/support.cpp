// SPDX-License-Identifier: GPL-3.0-or-later
// Customer support: several turns with a person, triage delegating to billing and order lookup, risk asked across
// deployments for large amounts; visits of the web shop.
#include "app/demo/playbooks/pieces.h"
#include "app/demo/playbooks/playbooks.h"

namespace penstock::demo {
namespace {

constexpr std::int64_t kAskFraudFrom = 15000; ///< cents

void lookUpCustomer(Scene& scene, Act& turn, const TalkPtr& talk, const Case& c)
{
    const Json record = Json::object({{"account_id", c.account},
                                      {"name", c.first + " " + c.last},
                                      {"city", c.city},
                                      {"since", scene.rng().between(2016, 2025)},
                                      {"notes", Json::array({})}});
    scene.useTool(turn, talk, "crm.lookup", Json::object({{"account_id", c.account}}), record);
}

void shipmentTurn(Scene& scene, const TalkPtr& talk, const Case& c)
{
    Act& turn = openTurn(scene, talk, phrase(scene.rng(), "ask_shipment", slotsOf(c)));
    Act& tool =
        askAgent(scene, {&turn, talk}, AgentId::orderLookup, "Shipment status of order " + c.order);
    const std::string answer = lookUpOrder(scene, tool, c);
    scene.closeTool(tool, talk, Json::object({{"answer", answer}}));
    scene.conclude(turn, talk, answer);
}

// Now and then the customer really returns two things of one order: two refunds, other amounts, both right.
void refundTurn(Scene& scene, const TalkPtr& talk, const Case& c)
{
    Rng& rng = scene.rng();
    const std::string reason = phrase(rng, "refund_reason");
    Slots slots = slotsOf(c);
    slots.emplace_back("reason", reason);
    Act& turn = openTurn(scene, talk,
                         phrase(rng, rng.chance(0.2) ? "ask_double_charge" : "ask_refund", slots));
    lookUpCustomer(scene, turn, talk, c);
    const std::string task = phrase(rng, "delegate_refund", slots);
    Act& tool = askAgent(scene, {&turn, talk}, AgentId::billingRefunds, task);
    const Desk billing = openDesk(scene, &tool, AgentId::billingRefunds, task);
    scene.useTool(*billing.run, billing.talk, "orders.get", Json::object({{"order_id", c.order}}),
                  orderJson(c, "delivered"));
    if (c.cents >= kAskFraudFrom)
        askFraudScorer(scene, billing, c);
    const bool inTwoParts = rng.chance(0.08);
    refund(scene, billing, c, inTwoParts ? c.cents * 3 / 5 : c.cents, reason);
    if (inTwoParts)
        refund(scene, billing, c, c.cents - c.cents * 3 / 5, "second item returned");
    updateCustomer(scene, billing, c.account, "last_refund", c.order + " " + euros(c.cents));
    const std::string answer = phrase(rng, "tell_refund", slots);
    scene.conclude(*billing.run, billing.talk, answer);
    scene.closeTool(tool, talk, Json::object({{"answer", answer}}));
    scene.conclude(turn, talk, answer);
}

void changeTurn(Scene& scene, const TalkPtr& talk, const Case& c)
{
    Act& turn = openTurn(scene, talk, phrase(scene.rng(), "ask_change", slotsOf(c)));
    lookUpCustomer(scene, turn, talk, c);
    updateCustomer(scene, {&turn, talk}, c.account, "ship_to", c.city);
    scene.conclude(turn, talk, phrase(scene.rng(), "tell_change", slotsOf(c)));
}

void questionTurn(Scene& scene, const TalkPtr& talk, const Case& c)
{
    Rng& rng = scene.rng();
    Act& turn = openTurn(scene, talk, phrase(rng, "ask_question", slotsOf(c)));
    const Json article = Json::object({{"id", rng.between(100, 420)},
                                       {"title", "Returns, guarantee and delivery"},
                                       {"score", 0.87}});
    scene.useTool(turn, talk, "kb.search", Json::object({{"query", c.item + " returns guarantee"}}),
                  Json::array({article}));
    scene.conclude(turn, talk, phrase(rng, "tell_question", slotsOf(c)));
}

void followUp(Scene& scene, const TalkPtr& talk, const Case& c, std::string_view rule)
{
    waitForPerson(scene);
    Act& turn = openTurn(scene, talk, phrase(scene.rng(), rule, slotsOf(c)));
    if (scene.rng().chance(0.4))
        scene.useTool(
            turn, talk, "kb.search",
            Json::object({{"query", beginningOf(talk->said.back().text, 48)}}),
            Json::array({Json::object({{"id", scene.rng().between(100, 420)}, {"score", 0.74}})}));
    scene.conclude(turn, talk, phrase(scene.rng(), "tell_question", slotsOf(c)));
}

void farewell(Scene& scene, const TalkPtr& talk, const Case& c)
{
    waitForPerson(scene);
    Act& turn = openTurn(scene, talk, phrase(scene.rng(), "follow_any", slotsOf(c)));
    scene.useTool(turn, talk, "ticket.close",
                  Json::object({{"order_id", c.order}, {"resolution", "solved"}}),
                  Json::object({{"ticket", numbered(scene.rng(), "T-", 5)}, {"state", "closed"}}));
    scene.conclude(turn, talk, phrase(scene.rng(), "close_thanks", slotsOf(c)));
}

} // namespace

void playSupportSession(Scene& scene)
{
    Rng& rng = scene.rng();
    const Case c = makeCase(scene);
    scene.identify(c.session, c.user);
    const TalkPtr talk = scene.newTalk(AgentId::supportTriage);
    std::string_view follow = "follow_any";
    const double kind = rng.unit();
    if (kind < 0.4) {
        shipmentTurn(scene, talk, c);
        follow = "follow_shipment";
    } else if (kind < 0.72) {
        refundTurn(scene, talk, c);
        follow = "follow_refund";
    } else if (kind < 0.86) {
        changeTurn(scene, talk, c);
    } else {
        questionTurn(scene, talk, c);
    }
    for (auto more = rng.between(0, 2); more > 0; --more)
        followUp(scene, talk, c, follow);
    if (rng.chance(0.6))
        farewell(scene, talk, c);
}

void playShopVisit(Scene& scene)
{
    Rng& rng = scene.rng();
    const Case c = makeCase(scene);
    scene.identify(numbered(rng, "web-", 8), {});
    const TalkPtr talk = scene.newTalk(AgentId::shopAssistant);
    for (auto turns = rng.between(1, 3); turns > 0; --turns) {
        const std::string question = phrase(rng, "shop_ask", slotsOf(c));
        Act& run = scene.openRun(nullptr, AgentId::shopAssistant, question);
        scene.hear(talk, question);
        Act& first = scene.openWorkflow(&run, ServiceId::shopWeb, "step 1");
        const Json hit = Json::object(
            {{"name", c.item}, {"price", Json::cents(c.cents)}, {"sku", numbered(rng, "SKU", 6)}});
        scene.useTool(first, talk, rng.chance(0.5) ? "searchProducts" : "getAvailability",
                      Json::object({{"query", c.item}}), Json::array({hit}));
        scene.close(first);
        Act& second = scene.openWorkflow(&run, ServiceId::shopWeb, "step 2");
        Slots slots = slotsOf(c);
        slots.emplace_back("count", std::to_string(rng.between(2, 60)));
        const std::string answer = phrase(rng, "shop_tell", slots);
        scene.say(second, talk, answer);
        scene.close(second);
        scene.close(run, answer);
        waitForPerson(scene);
    }
}

} // namespace penstock::demo
