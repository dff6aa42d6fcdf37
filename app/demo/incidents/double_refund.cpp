// SPDX-License-Identifier: GPL-3.0-or-later
// One refund is carried out twice: same order, amount and currency, two call ids, both succeed – in one run, or in a
// second conversation some minutes later that does not know of the first.
#include "app/demo/incidents/incidents.h"

#include "app/demo/playbooks/pieces.h"

namespace penstock::demo {
namespace {

struct RefundTurn {
    TalkPtr talk;
    Act* turn;
    Act* tool;
    Desk billing;
};

RefundTurn openRefund(Scene& scene, const Case& c, const std::string& reason)
{
    RefundTurn turn{};
    turn.talk = scene.newTalk(AgentId::supportTriage);
    Slots slots = slotsOf(c);
    slots.emplace_back("reason", reason);
    turn.turn = &openTurn(scene, turn.talk, phrase(scene.rng(), "ask_refund", slots));
    const std::string task = phrase(scene.rng(), "delegate_refund", slots);
    turn.tool = &askAgent(scene, {turn.turn, turn.talk}, AgentId::billingRefunds, task);
    turn.billing = openDesk(scene, turn.tool, AgentId::billingRefunds, task);
    scene.useTool(*turn.billing.run, turn.billing.talk, "orders.get",
                  Json::object({{"order_id", c.order}}), orderJson(c, "delivered"));
    return turn;
}

void closeRefund(Scene& scene, const RefundTurn& turn, const Case& c)
{
    const std::string answer = phrase(scene.rng(), "tell_refund", slotsOf(c));
    scene.conclude(*turn.billing.run, turn.billing.talk, answer);
    scene.closeTool(*turn.tool, turn.talk, Json::object({{"answer", answer}}));
    scene.conclude(*turn.turn, turn.talk, answer);
}

} // namespace

Incident playDoubleRefund(Scene& scene)
{
    Rng& rng = scene.rng();
    const Case c = makeCase(scene);
    const std::string reason = phrase(rng, "refund_reason");
    const bool twoConversations = rng.chance(0.5);
    Incident incident;
    scene.identify(c.session, c.user);
    RefundTurn turn = openRefund(scene, c, reason);
    Act& first = refund(scene, turn.billing, c, c.cents, reason);
    if (twoConversations) {
        closeRefund(scene, turn, c);
        scene.passBetween(30.0, 240.0);
        scene.identify(numbered(rng, "conv-", 9), c.user);
        turn = openRefund(scene, c, reason);
    } else {
        updateCustomer(scene, turn.billing, c.account, "last_contact", dateText(scene.now()));
    }
    Act& second = refund(scene, turn.billing, c, c.cents, reason);
    closeRefund(scene, turn, c);
    incident.cause = refTo(first);
    incident.knowable = refTo(second);
    incident.agents = {AgentId::billingRefunds, AgentId::supportTriage};
    incident.facts = {{"order_id", c.order},
                      {"amount", Json::cents(c.cents)},
                      {"currency", "EUR"},
                      {"call_ids", Json::array({first.callId, second.callId})},
                      {"two_conversations", twoConversations}};
    return incident;
}

} // namespace penstock::demo
