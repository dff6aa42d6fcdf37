// SPDX-License-Identifier: GPL-3.0-or-later
// The nightly batch (which catches up by day too): a plan, then several matchers at the same time – many similar calls
// that are legitimate –, a reconciliation with its one adjustment, a report.
#include "app/demo/playbooks/pieces.h"
#include "app/demo/playbooks/playbooks.h"

#include <algorithm>

namespace penstock::demo {
namespace {

void matchPart(Scene& scene, Act& graph, const std::string& supplier, std::int64_t part)
{
    Rng& rng = scene.rng();
    const std::string task = "Match batch " + std::to_string(part) + " of " + supplier + ".";
    const Desk matcher = openDesk(scene, &graph, AgentId::invoiceMatcher, task);
    const auto count = rng.between(6, 14);
    scene.useTool(*matcher.run, matcher.talk, "invoices.list",
                  Json::object({{"supplier", supplier}, {"batch", part}}),
                  Json::object({{"invoices", count}}));
    for (auto i = rng.between(3, 6); i > 0; --i) {
        const std::string invoice = numbered(rng, "INV-", 6);
        scene.useTool(
            *matcher.run, matcher.talk, "sql.query",
            Json::object(
                {{"query", "select order_id, delivered, amount from deliveries where invoice = '" +
                               invoice + "'"}}),
            Json::object({{"invoice", invoice},
                          {"amount", Json::cents(rng.between(4000, 900000))},
                          {"delivered", true}}));
    }
    const auto rest = rng.between(0, 2);
    scene.conclude(*matcher.run, matcher.talk,
                   phrase(rng, "match_view",
                          {{"matched", std::to_string(count - rest)},
                           {"count", std::to_string(count)},
                           {"rest", std::to_string(rest)}}));
}

void reconcile(Scene& scene, Act& graph)
{
    Rng& rng = scene.rng();
    const std::string account = numbered(rng, "gl_", 5);
    const Desk desk =
        openDesk(scene, &graph, AgentId::ledgerReconciler, "Reconcile " + account + ".");
    const auto entries = rng.between(30, 400);
    scene.useTool(*desk.run, desk.talk, "ledger.read", Json::object({{"account_id", account}}),
                  Json::object({{"classification", "finance-restricted"},
                                {"account_id", account},
                                {"entries", entries}}));
    if (rng.chance(0.4))
        scene.useTool(*desk.run, desk.talk, "ledger.adjust",
                      Json::object({{"account_id", account},
                                    {"amount", Json::cents(rng.between(1, 99))},
                                    {"document", numbered(rng, "D-", 6)}}),
                      Json::object({{"posted", true}}));
    scene.conclude(*desk.run, desk.talk,
                   phrase(rng, "reconcile_view",
                          {{"account", account}, {"entries", std::to_string(entries)}}));
}

} // namespace

void playBatch(Scene& scene)
{
    Rng& rng = scene.rng();
    const std::string supplier = phrase(rng, "supplier");
    const auto parts = rng.between(2, 4);
    scene.identify(numbered(rng, "batch-", 6), {});
    Act& graph = scene.openWorkflow(nullptr, ServiceId::nightlyBatch, "LangGraph");
    const Slots slots{{"supplier", supplier},
                      {"count", std::to_string(parts * rng.between(6, 14))},
                      {"parts", std::to_string(parts)},
                      {"matched", std::to_string(parts * 5)},
                      {"rest", std::to_string(rng.between(0, 5))},
                      {"date", dateText(scene.now() - 3 * kDay)}};

    const Desk planner = openDesk(scene, &graph, AgentId::batchPlanner,
                                  "Plan the open invoices of " + supplier + ".");
    scene.useTool(*planner.run, planner.talk, "invoices.list",
                  Json::object({{"supplier", supplier}}), Json::object({{"open", parts * 10}}));
    scene.conclude(*planner.run, planner.talk, phrase(rng, "batch_plan", slots));

    const Nanos fork = scene.now();
    Nanos joined = fork;
    for (std::int64_t part = 1; part <= parts; ++part) {
        scene.moveTo(fork);
        matchPart(scene, graph, supplier, part);
        joined = std::max(joined, scene.now());
    }
    scene.moveTo(joined);
    reconcile(scene, graph);

    const Desk writer =
        openDesk(scene, &graph, AgentId::reportWriter, "Report on " + supplier + ".");
    const std::string report = phrase(rng, "report_text", slots);
    scene.useTool(*writer.run, writer.talk, "report.publish",
                  Json::object({{"title", "Night run " + supplier}, {"text", report}}),
                  Json::object({{"published", true}}));
    scene.conclude(*writer.run, writer.talk, report);
    scene.close(graph);
}

} // namespace penstock::demo
