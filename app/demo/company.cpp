// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/company.h"

#include "core/base/result.h"

#include <algorithm>
#include <array>

namespace penstock::demo {
namespace {

constexpr std::array<ServiceCard, kServiceCount> kServices{{
    {"support-prod", DialectId::otelGenAi, OtlpEncoding::protobuf, "OTel GenAI", "2026.11.4",
     "python"},
    {"risk-prod", DialectId::openLlmetry, OtlpEncoding::protobuf, "OpenLLMetry", "4.18.0",
     "python"},
    {"procurement", DialectId::autoGen, OtlpEncoding::protobuf, "AutoGen", "2026.11.1", "python"},
    {"acme-vendor", DialectId::googleAdk, OtlpEncoding::json, "Google ADK", "1.9.2", "python"},
    {"it-ops", DialectId::pydanticAi, OtlpEncoding::protobuf, "pydantic-ai", "0.31.0", "python"},
    {"claude-code", DialectId::claudeCode, OtlpEncoding::json, "Claude Code", "2.1.248", "nodejs"},
    {"research", DialectId::openAiAgents, OtlpEncoding::protobuf, "OpenInference", "3.2.0",
     "python"},
    {"nightly-batch", DialectId::langGraph, OtlpEncoding::protobuf, "LangGraph", "1.0.4", "python"},
    {"shop-web", DialectId::vercel, OtlpEncoding::json, "Vercel AI SDK", "5.7.1", "nodejs"},
    {"crm-mcp", DialectId::mcpServer, OtlpEncoding::protobuf, "MCP", "1.12.0", "nodejs"},
}};

constexpr std::array<ModelCard, 12> kModels{{
    {"openai", "gpt-5", "gpt-5-2025-08-07", 62, 1.4, 1.25, 10.0},
    {"openai", "gpt-5-mini", "gpt-5-mini-2025-08-07", 110, 0.7, 0.25, 2.0},
    {"openai", "gpt-5-nano", "gpt-5-nano-2025-08-07", 160, 0.4, 0.05, 0.4},
    {"openai", "gpt-4.1", "gpt-4.1-2025-04-14", 78, 0.6, 2.0, 8.0},
    {"openai", "gpt-4.1-mini", "gpt-4.1-mini-2025-04-14", 120, 0.4, 0.4, 1.6},
    {"openai", "gpt-4o", "gpt-4o-2024-08-06", 84, 0.5, 2.5, 10.0},
    {"openai", "gpt-4o-mini", "gpt-4o-mini-2024-07-18", 105, 0.4, 0.15, 0.6},
    {"anthropic", "claude-sonnet-4-5", "claude-sonnet-4-5-20250929", 66, 1.1, 3.0, 15.0},
    {"anthropic", "claude-haiku-4-5", "claude-haiku-4-5-20251001", 130, 0.5, 1.0, 5.0},
    {"gcp.vertex_ai", "gemini-2.5-flash", "gemini-2.5-flash", 190, 0.4, 0.3, 2.5},
    {"mistral_ai", "mistral-large-latest", "mistral-large-2411", 70, 0.6, 2.0, 6.0},
    {"deepseek", "deepseek-chat", "deepseek-chat", 55, 0.9, 0.28, 0.42},
}};

constexpr std::string_view kStringSchema =
    R"({"type":"object","properties":{"query":{"type":"string"}},"required":["query"]})";
constexpr std::string_view kOrderSchema =
    R"({"type":"object","properties":{"order_id":{"type":"string"}},"required":["order_id"]})";
constexpr std::string_view kAccountSchema =
    R"({"type":"object","properties":{"account_id":{"type":"string"},"fields":{"type":"object"}},"required":["account_id"]})";
constexpr std::string_view kRefundSchema =
    R"({"type":"object","properties":{"order_id":{"type":"string"},"amount":{"type":"number"},"currency":{"type":"string"},"reason":{"type":"string"}},"required":["order_id","amount","currency"]})";
constexpr std::string_view kServiceSchema =
    R"({"type":"object","properties":{"service":{"type":"string"},"release":{"type":"string"},"window":{"type":"string"}},"required":["service"]})";

const std::vector<ToolCard>& tools()
{
    static const std::vector<ToolCard> kTools{
        {"orders.get", "Read one order with items, payment and shipment", kOrderSchema, false,
         140 * kMillisecond},
        {"crm.lookup", "Find a customer record by account id", kAccountSchema, true,
         180 * kMillisecond},
        {"crm.update", "Change fields of a customer record", kAccountSchema, true,
         230 * kMillisecond},
        {"kb.search", "Search the help centre", kStringSchema, false, 210 * kMillisecond},
        {"stripe.refund", "Return money for an order to the original payment method", kRefundSchema,
         false, 620 * kMillisecond},
        {"ticket.close", "Close the support ticket with a resolution code", kOrderSchema, false,
         120 * kMillisecond},
        {"shipping.track", "Carrier events of a shipment", kOrderSchema, false, 340 * kMillisecond},
        {"sql.query", "Run a read-only query on the warehouse", kStringSchema, false,
         260 * kMillisecond},
        {"device.reputation", "Score of a device and address from the vendor", kAccountSchema,
         false, 310 * kMillisecond},
        {"risk_ledger.write", "Record a risk decision", kAccountSchema, false, 90 * kMillisecond},
        {"sanctions.screen", "Screen a name against the sanctions lists", kStringSchema, false,
         450 * kMillisecond},
        {"quote.compare", "Compare quotes for one item", kStringSchema, false, 280 * kMillisecond},
        {"contract.lookup", "Terms agreed with a vendor", kStringSchema, false, 190 * kMillisecond},
        {"budget.check", "Remaining budget of a cost centre", kAccountSchema, false,
         130 * kMillisecond},
        {"purchase_order.create", "Place a purchase order", kOrderSchema, false,
         380 * kMillisecond},
        {"catalog.price", "List price and stock of an article", kStringSchema, false,
         110 * kMillisecond},
        {"metrics.query", "Read a metric of a service over a window", kServiceSchema, false,
         240 * kMillisecond},
        {"logs.search", "Search the logs of a service", kServiceSchema, false, 520 * kMillisecond},
        {"deploy.status", "Releases and health of a service", kServiceSchema, false,
         160 * kMillisecond},
        {"deploy.rollback", "Put an earlier release of a service into production", kServiceSchema,
         false, 2400 * kMillisecond},
        {"deploy.restart", "Restart the instances of a service one by one", kServiceSchema, false,
         1800 * kMillisecond},
        {"agent.status", "Ask what a delegated task is doing", kStringSchema, false,
         80 * kMillisecond},
        {"page.oncall", "Page the person on call", kStringSchema, false, 300 * kMillisecond},
        {"web.fetch", "Fetch a page as text", kStringSchema, false, 900 * kMillisecond},
        {"web.search", "Search the web", kStringSchema, false, 700 * kMillisecond},
        {"notes.save", "Keep a note for the report", kStringSchema, false, 60 * kMillisecond},
        {"invoices.list", "Open invoices of a supplier", kStringSchema, false, 330 * kMillisecond},
        {"ledger.read", "Entries of a ledger account", kAccountSchema, false, 290 * kMillisecond},
        {"ledger.adjust", "Post an adjustment to a ledger account", kAccountSchema, false,
         350 * kMillisecond},
        {"report.publish", "Publish the report of the night", kStringSchema, false,
         240 * kMillisecond},
        {"searchProducts", "Search the product catalogue", kStringSchema, false,
         150 * kMillisecond},
        {"getAvailability", "Stock per warehouse", kStringSchema, false, 120 * kMillisecond},
        {"Read", "Read a file", kStringSchema, false, 20 * kMillisecond},
        {"Edit", "Edit a file", kStringSchema, false, 30 * kMillisecond},
        {"Bash", "Run a command", kStringSchema, false, 2600 * kMillisecond},
        {"Grep", "Search in files", kStringSchema, false, 60 * kMillisecond},
    };
    return kTools;
}

} // namespace

const ServiceCard& serviceCard(ServiceId id)
{
    return kServices[static_cast<std::size_t>(id)];
}

const ModelCard& modelCard(ModelId id)
{
    return kModels[static_cast<std::size_t>(id)];
}

const ToolCard& toolCard(std::string_view name)
{
    const auto tool = std::find_if(tools().begin(), tools().end(),
                                   [&](const ToolCard& card) { return card.name == name; });
    PENSTOCK_ASSERT(tool != tools().end());
    return *tool;
}

AttributeList serviceResource(ServiceId id)
{
    const ServiceCard& card = serviceCard(id);
    AttributeList out;
    out.text("service.name", card.name);
    out.text("service.version", card.version);
    if (card.dialect == DialectId::claudeCode) {
        out.text("os.type", "linux").text("host.arch", "amd64").text("department", "it-ops");
        return out;
    }
    out.text("service.instance.id", std::string(card.name) + "-7d9f6c-0");
    out.text("deployment.environment.name", "production");
    out.text("telemetry.sdk.language", card.language);
    out.text("telemetry.sdk.name", "opentelemetry");
    out.text("telemetry.sdk.version", card.language == "python" ? "1.38.0" : "2.2.0");
    return out;
}

} // namespace penstock::demo
