// SPDX-License-Identifier: GPL-3.0-or-later
// A harmless question of a customer makes support ask an agent that is cleared for finance-restricted data, and that one
// answers with the raw record: labelled data reaches customer service, which has no clearance.
#include "app/demo/incidents/incidents.h"

#include "app/demo/playbooks/pieces.h"

namespace penstock::demo {
namespace {

Json restrictedRecord(Rng& rng, const Case& c)
{
    return Json::object({{"classification", "finance-restricted"},
                         {"account_id", c.account},
                         {"credit_limit_eur", rng.between(2, 60) * 1000},
                         {"margin_percent", static_cast<double>(rng.between(90, 420)) / 10},
                         {"write_off_reserve_eur", rng.between(100, 9000)},
                         {"bank_reference", numbered(rng, "NL00DEMO0", 9)}});
}

} // namespace

Incident playDataLeak(Scene& scene)
{
    Rng& rng = scene.rng();
    const Case c = makeCase(scene);
    const bool fromLedger = rng.chance(0.4);
    const AgentId source = fromLedger ? AgentId::ledgerReconciler : AgentId::complianceCheck;
    const Json record = restrictedRecord(rng, c);
    const auto repeats = rng.between(1, 3);
    Incident incident;
    scene.identify(c.session, c.user);
    const TalkPtr talk = scene.newTalk(AgentId::supportTriage);
    Act* turn = &openTurn(scene, talk,
                          "Why can I not pay order " + c.order + " by invoice? My account is " +
                              c.account + ".");
    Act& tool = askAgent(scene, {turn, talk}, source,
                         "Why is payment by invoice not allowed for " + c.account + "?");
    const RemoteCall remote = scene.openRemote(tool, source, c.session);
    const Desk desk = openDesk(scene, remote.serve, source,
                               "Why is payment by invoice not allowed for " + c.account + "?");
    Act& read = scene.useTool(
        *desk.run, desk.talk, fromLedger ? "ledger.read" : "sql.query",
        fromLedger ? Json::object({{"account_id", c.account}})
                   : Json::object({{"query", "select * from treasury.limits where account_id = '" +
                                                 c.account + "'"}}),
        record);
    scene.conclude(*desk.run, desk.talk, "Credit record of " + c.account + ": " + record.text());
    scene.closeRemote(remote);
    scene.closeTool(tool, talk,
                    Json::object({{"answer", "Credit record attached"}, {"record", record}}));
    scene.conclude(
        *turn, talk,
        "Payment by invoice is not available for your account at the moment. You can pay by card.");
    for (auto i = repeats; i > 1; --i) {
        waitForPerson(scene);
        turn = &openTurn(scene, talk, "Can that be changed?");
        scene.conclude(*turn, talk, "Your limit is reviewed every quarter.");
    }
    incident.cause = refTo(read);
    incident.knowable = refTo(tool);
    incident.agents = {source, AgentId::supportTriage};
    incident.facts = {{"label", "finance-restricted"},
                      {"record", record},
                      {"reached", "support-triage"},
                      {"turns_with_it", repeats}};
    return incident;
}

} // namespace penstock::demo
