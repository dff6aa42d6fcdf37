// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/playbooks/pieces.h"

namespace penstock::demo {

Desk openDesk(Scene& scene, Act* under, AgentId agent, const std::string& request)
{
    Desk desk{&scene.openRun(under, agent, request), scene.newTalk(agent)};
    scene.hear(desk.talk, request);
    return desk;
}

Act& askAgent(Scene& scene, const Desk& caller, AgentId agent, const std::string& task)
{
    std::string tool = "ask_" + std::string(agentCard(agent).name);
    for (char& c : tool)
        c = c == '-' ? '_' : c;
    return scene.openTool(*caller.run, caller.talk, tool, Json::object({{"task", task}}));
}

std::string beginningOf(const std::string& text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    const std::size_t space = text.rfind(' ', most);
    return text.substr(0, space == std::string::npos ? most : space);
}

std::string lookUpOrder(Scene& scene, Act& under, const Case& c)
{
    Rng& rng = scene.rng();
    const Desk desk =
        openDesk(scene, &under, AgentId::orderLookup, phrase(rng, "delegate_lookup", slotsOf(c)));
    scene.useTool(*desk.run, desk.talk, "orders.get", Json::object({{"order_id", c.order}}),
                  orderJson(c, "shipped"));
    Slots slots = slotsOf(c);
    slots.insert(slots.begin(), {{"carrier", phrase(rng, "carrier")},
                                 {"event", phrase(rng, "carrier_event")},
                                 {"date", c.due}});
    scene.useTool(*desk.run, desk.talk, "shipping.track", Json::object({{"order_id", c.order}}),
                  Json::object({{"carrier", phrase(rng, "carrier", slots)},
                                {"last_event", phrase(rng, "event", slots)},
                                {"place", c.city},
                                {"expected", c.due}}));
    const std::string answer = phrase(rng, "tell_shipment", slots);
    scene.conclude(*desk.run, desk.talk, answer);
    return answer;
}

void askFraudScorer(Scene& scene, const Desk& billing, const Case& c)
{
    Rng& rng = scene.rng();
    Act& tool = scene.openTool(
        *billing.run, billing.talk, "fraud_score",
        Json::object(
            {{"account_id", c.account}, {"order_id", c.order}, {"amount", Json::cents(c.cents)}}));
    const RemoteCall remote = scene.openRemote(tool, AgentId::fraudScorer, c.session);
    const Desk scorer = openDesk(scene, remote.serve, AgentId::fraudScorer,
                                 "Score refund of " + euros(c.cents) + " for order " + c.order +
                                     ", account " + c.account + ".");
    const auto orders = rng.between(2, 31);
    scene.useTool(
        *scorer.run, scorer.talk, "sql.query",
        Json::object({{"query", "select count(*), sum(refunded) from orders where account_id = '" +
                                    c.account + "'"}}),
        Json::object({{"orders", orders}, {"refunds", rng.between(0, 2)}}));
    scene.useTool(
        *scorer.run, scorer.talk, "device.reputation", Json::object({{"account_id", c.account}}),
        Json::object({{"reputation", "good"}, {"first_seen_days", rng.between(40, 900)}}));
    const std::string score = "0.0" + std::to_string(rng.between(2, 9));
    scene.conclude(*scorer.run, scorer.talk,
                   phrase(rng, "fraud_view",
                          {{"score", score},
                           {"months", std::to_string(rng.between(3, 40))},
                           {"orders", std::to_string(orders)}}));
    scene.closeRemote(remote);
    scene.closeTool(tool, billing.talk,
                    Json::object({{"score", Json::raw(score)}, {"verdict", "allow"}}));
}

Act& refund(Scene& scene, const Desk& billing, const Case& c, std::int64_t cents,
            const std::string& reason)
{
    const Json arguments = Json::object({{"order_id", c.order},
                                         {"amount", Json::cents(cents)},
                                         {"currency", "EUR"},
                                         {"reason", reason}});
    const Json result = Json::object({{"refund_id", numbered(scene.rng(), "re_", 9)},
                                      {"order_id", c.order},
                                      {"amount", Json::cents(cents)},
                                      {"status", "succeeded"}});
    return scene.useTool(*billing.run, billing.talk, "stripe.refund", arguments, result);
}

Act& updateCustomer(Scene& scene, const Desk& desk, const std::string& account,
                    std::string_view field, const std::string& value)
{
    const Json fields = Json::object({{field, value}});
    return scene.useTool(*desk.run, desk.talk, "crm.update",
                         Json::object({{"account_id", account}, {"fields", fields}}),
                         Json::object({{"account_id", account},
                                       {"updated", true},
                                       {"version", scene.rng().between(11, 90)}}));
}

Act& askStatus(Scene& scene, const Desk& commander, const std::string& task, AgentId worker,
               std::int64_t idleSeconds)
{
    const TalkPtr aside = scene.newTalk(commander.talk->agent);
    scene.hear(aside, "Task " + task + " has not answered yet. What is it doing?");
    return scene.useTool(*commander.run, aside, "agent.status", Json::object({{"query", task}}),
                         Json::object({{"task", task},
                                       {"agent", agentCard(worker).name},
                                       {"state", "working"},
                                       {"idle_seconds", idleSeconds}}));
}

Act& openTurn(Scene& scene, const TalkPtr& talk, const std::string& message)
{
    Act& run = scene.openRun(nullptr, AgentId::supportTriage, message);
    scene.hear(talk, message);
    return run;
}

void waitForPerson(Scene& scene)
{
    scene.passBetween(7.0, 48.0);
}

Round askVendor(Scene& scene, const Desk& negotiator, const TalkPtr& vendor,
                const std::string& message, const std::string& answer, bool looksUpPrice)
{
    Round round;
    const std::string& session = negotiator.run->session;
    scene.say(*negotiator.run, negotiator.talk, message);
    round.remote = scene.openRemote(*negotiator.run, AgentId::vendorBot, session);
    Act& invocation = scene.openWorkflow(round.remote.serve, ServiceId::acmeVendor, "invocation");
    Act& run = scene.openRun(&invocation, AgentId::vendorBot, message);
    scene.hear(vendor, message);
    if (looksUpPrice)
        scene.useTool(
            run, vendor, "catalog.price", Json::object({{"query", beginningOf(message, 60)}}),
            Json::object({{"in_stock", true}, {"lead_time_days", scene.rng().between(4, 12)}}));
    scene.conclude(run, vendor, answer);
    scene.close(invocation);
    scene.closeRemote(round.remote);
    scene.hear(negotiator.talk, answer);
    round.answer = answer;
    return round;
}

} // namespace penstock::demo
