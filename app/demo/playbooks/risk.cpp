// SPDX-License-Identifier: GPL-3.0-or-later
// Payment reviews: fraud-scorer with compliance-check below it. Finance-restricted data appears here, where both the
// scorer's question and the reader's clearance are in order.
#include "app/demo/playbooks/pieces.h"
#include "app/demo/playbooks/playbooks.h"

namespace penstock::demo {

void playPaymentReview(Scene& scene)
{
    Rng& rng = scene.rng();
    const Case c = makeCase(scene);
    scene.identify(numbered(rng, "review-", 7), {});
    Act& review = scene.openWorkflow(nullptr, ServiceId::riskProd, "risk_review");
    const Desk scorer = openDesk(scene, &review, AgentId::fraudScorer,
                                 "Payment of " + euros(c.cents) + " on account " + c.account +
                                     " was flagged. Review it.");
    const auto orders = rng.between(1, 40);
    scene.useTool(*scorer.run, scorer.talk, "sql.query",
                  Json::object({{"query", "select * from payments where account_id = '" +
                                              c.account + "' order by at desc limit 20"}}),
                  Json::object({{"rows", orders}, {"disputes", 0}}));
    if (rng.chance(0.5)) {
        Act& tool = askAgent(scene, scorer, AgentId::complianceCheck,
                             "Check payment " + c.order + " against CP-7");
        const Desk compliance = openDesk(scene, &tool, AgentId::complianceCheck,
                                         "Check payment " + c.order + " against CP-7.");
        const Json margin = Json::object({{"classification", "finance-restricted"},
                                          {"counterparty", phrase(rng, "supplier")},
                                          {"exposure_eur", rng.between(900, 90000)}});
        scene.useTool(
            *compliance.run, compliance.talk, "sql.query",
            Json::object({{"query", "select exposure from treasury.limits where order_id = '" +
                                        c.order + "'"}}),
            margin);
        scene.useTool(*compliance.run, compliance.talk, "sanctions.screen",
                      Json::object({{"query", c.first + " " + c.last}}),
                      Json::object({{"matches", 0}, {"lists", Json::array({"EU", "UN", "OFAC"})}}));
        const std::string view = phrase(rng, "compliance_view");
        scene.conclude(*compliance.run, compliance.talk, view);
        scene.closeTool(tool, scorer.talk, Json::object({{"answer", view}}));
    }
    const std::string score = "0.1" + std::to_string(rng.between(0, 9));
    scene.useTool(
        *scorer.run, scorer.talk, "risk_ledger.write",
        Json::object(
            {{"account_id", c.account}, {"decision", "allow"}, {"score", Json::raw(score)}}),
        Json::object({{"recorded", true}}));
    scene.conclude(*scorer.run, scorer.talk,
                   phrase(rng, "fraud_view",
                          {{"score", score},
                           {"months", std::to_string(rng.between(3, 40))},
                           {"orders", std::to_string(orders)}}));
    scene.close(review);
}

} // namespace penstock::demo
