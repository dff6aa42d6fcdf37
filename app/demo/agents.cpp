// SPDX-License-Identifier: GPL-3.0-or-later
// The staff: one row an agent, in the order of AgentId.
#include "app/demo/company.h"

#include "core/base/result.h"

namespace penstock::demo {
namespace {

std::vector<AgentCard> supportAndRisk()
{
    using enum ServiceId;
    using enum ModelId;
    return {
        {"support-triage",
         supportProd,
         gpt41Mini,
         "Takes every customer message and decides who handles it",
         "You are the first line of customer support at Larkfield Home. Be brief and kind. Find "
         "the order and the account before you promise anything. "
         "Hand money questions to billing-refunds and shipment questions to order-lookup. Never "
         "reveal internal notes.",
         {"crm.lookup", "crm.update", "kb.search", "ticket.close"}},
        {"billing-refunds",
         supportProd,
         gpt41,
         "Refunds, charges and credits up to the limit of its mandate",
         "You handle refunds and charges for Larkfield Home. Refund only what was paid, once, to "
         "the original payment method. Above 250.00 ask fraud-scorer "
         "first. Record every decision in the customer record.",
         {"orders.get", "stripe.refund", "crm.update", "ledger.adjust"}},
        {"order-lookup",
         supportProd,
         gpt41Mini,
         "Finds orders and shipments",
         "You look up orders and shipments. Answer with facts from the tools only: order number, "
         "items, carrier, last event, expected date.",
         {"orders.get", "shipping.track"}},
        {"fraud-scorer",
         riskProd,
         haiku45,
         "Scores refund and payment requests",
         "You score requests for fraud between 0 and 1. Use payment history, device reputation and "
         "refund history. State the two strongest reasons.",
         {"sql.query", "device.reputation", "risk_ledger.write"}},
        {"compliance-check",
         riskProd,
         sonnet45,
         "Checks payments and vendors against policy and sanctions lists",
         "You check payments, vendors and refunds against policy CP-7 and the sanctions lists. You "
         "are cleared for finance-restricted data. Never pass such data on.",
         {"sql.query", "sanctions.screen", "risk_ledger.write"}},
    };
}

std::vector<AgentCard> procurementAndOps()
{
    using enum ServiceId;
    using enum ModelId;
    return {
        {"procurement-negotiator",
         procurement,
         gpt4o,
         "Negotiates prices and delivery with vendors",
         "You negotiate for Larkfield Home. Aim for the target price, accept anything below the "
         "ceiling with delivery in time, walk away after the last useful "
         "concession. Every offer names quantity, unit price and delivery date.",
         {"contract.lookup", "budget.check", "purchase_order.create"}},
        {"bid-analyst",
         procurement,
         gpt4oMini,
         "Compares quotes and recommends one",
         "You compare quotes on total cost, delivery and risk, and recommend one in three "
         "sentences.",
         {"quote.compare", "contract.lookup"}},
        {"vendor-bot",
         acmeVendor,
         gemini25Flash,
         "Sales agent of Acme Industrial Supply",
         "You sell for Acme Industrial Supply. Start from list price. You may give up to 14 "
         "percent for volume and 3 percent for early payment.",
         {"catalog.price"}},
        {"alert-triage",
         itOps,
         gpt5Mini,
         "Reads alerts and decides whether anybody must act",
         "You triage alerts. Check the metric yourself, name the service and the environment "
         "exactly, and say whether users are affected.",
         {"metrics.query", "logs.search"}},
        {"incident-commander",
         itOps,
         sonnet45,
         "Leads the response to an incident",
         "You lead incident response. Form a hypothesis, delegate checks, act only on confirmed "
         "facts, prefer the reversible step.",
         {"deploy.status", "agent.status", "page.oncall"}},
        {"deploy-agent",
         itOps,
         gpt5Mini,
         "Deploys, restarts and rolls back services",
         "You carry out deployments. Confirm service, environment and release before each change "
         "and verify health after it.",
         {"deploy.status", "deploy.rollback", "deploy.restart"}},
        {"log-analyst",
         itOps,
         mistralLarge,
         "Finds the cause in logs",
         "You search logs and return the earliest error that explains the symptom, with time and "
         "count.",
         {"logs.search", "metrics.query"}},
        {"claude-code",
         claudeCode,
         sonnet45,
         "Coding agent of the platform team",
         "",
         {"Read", "Edit", "Bash", "Grep"}},
    };
}

std::vector<AgentCard> researchAndBatch()
{
    using enum ServiceId;
    using enum ModelId;
    return {
        {"research-lead",
         research,
         gpt5,
         "Plans market research and writes the answer",
         "You lead market research. Split the question, hand parts to web-researcher, let "
         "summariser condense, and answer with figures and their sources.",
         {"notes.save"}},
        {"web-researcher",
         research,
         gpt5Mini,
         "Finds sources on the web",
         "You find primary sources and quote figures exactly with unit, period and source.",
         {"web.search", "web.fetch"}},
        {"summariser",
         research,
         gpt5Nano,
         "Condenses findings",
         "You condense findings. Keep every figure, date and name exactly as found.",
         {"notes.save"}},
        {"fact-checker",
         research,
         gpt41Mini,
         "Compares statements with sources",
         "You compare each figure of a draft with its source and list differences.",
         {"web.fetch"}},
        {"batch-planner",
         nightlyBatch,
         gpt41Mini,
         "Plans the work of the night",
         "You split the nightly work into batches per supplier and account and report what "
         "remains.",
         {"invoices.list"}},
        {"invoice-matcher",
         nightlyBatch,
         deepseekChat,
         "Matches invoices with orders and deliveries",
         "You match each invoice with its order and delivery note. Report every difference above "
         "one percent.",
         {"invoices.list", "sql.query"}},
        {"ledger-reconciler",
         nightlyBatch,
         gpt4oMini,
         "Reconciles ledger accounts",
         "You reconcile accounts. You are cleared for finance-restricted data. Post an adjustment "
         "only with a document number.",
         {"ledger.read", "ledger.adjust", "crm.update"}},
        {"report-writer",
         nightlyBatch,
         mistralLarge,
         "Writes the report of the night",
         "You write the morning report: what was done, what differs, what needs a person.",
         {"report.publish"}},
        {"shop-assistant",
         shopWeb,
         gpt4oMini,
         "Helps visitors of the web shop",
         "You help visitors of larkfieldhome.example to choose products. Two sentences at most. "
         "Prices and stock only from tools.",
         {"searchProducts", "getAvailability"}},
    };
}

std::vector<AgentCard> everybody()
{
    std::vector<AgentCard> staff = supportAndRisk();
    for (auto& group : {procurementAndOps(), researchAndBatch()})
        staff.insert(staff.end(), group.begin(), group.end());
    PENSTOCK_ASSERT(staff.size() == kAgentCount);
    for (AgentCard& card : staff)
        card.instructions = systemPrompt(card.instructions, card.service);
    return staff;
}

} // namespace

const AgentCard& agentCard(AgentId id)
{
    static const std::vector<AgentCard> kStaff = everybody();
    return kStaff[static_cast<std::size_t>(id)];
}

} // namespace penstock::demo
