// SPDX-License-Identifier: GPL-3.0-or-later
// The company the demo plays: deployments with their framework and exporter, agents with their model and duties, tools
// and where they live. Constant tables; any thread.
#pragma once

#include "app/demo/otlp_records.h"
#include "core/net/otlp_service.h"

#include <string>
#include <string_view>
#include <vector>

namespace penstock::demo {

enum class ServiceId : std::uint8_t {
    supportProd,
    riskProd,
    procurement,
    acmeVendor,
    itOps,
    claudeCode,
    research,
    nightlyBatch,
    shopWeb,
    crmMcp,
};
inline constexpr std::size_t kServiceCount = 10;

/// Which framework speaks: decides span names, attributes and tree of everything the service sends.
enum class DialectId : std::uint8_t {
    otelGenAi,
    openLlmetry,
    autoGen,
    googleAdk,
    pydanticAi,
    claudeCode,
    openAiAgents,
    langGraph,
    vercel,
    mcpServer,
};

enum class ModelId : std::uint8_t {
    gpt5,
    gpt5Mini,
    gpt5Nano,
    gpt41,
    gpt41Mini,
    gpt4o,
    gpt4oMini,
    sonnet45,
    haiku45,
    gemini25Flash,
    mistralLarge,
    deepseekChat,
};

enum class AgentId : std::uint8_t {
    supportTriage,
    billingRefunds,
    orderLookup,
    fraudScorer,
    complianceCheck,
    procurementNegotiator,
    bidAnalyst,
    vendorBot,
    alertTriage,
    incidentCommander,
    deployAgent,
    logAnalyst,
    codingAgent,
    researchLead,
    webResearcher,
    summariser,
    factChecker,
    batchPlanner,
    invoiceMatcher,
    ledgerReconciler,
    reportWriter,
    shopAssistant,
};
inline constexpr std::size_t kAgentCount = 22;

struct ServiceCard {
    std::string_view name; ///< service.name
    DialectId dialect;
    OtlpEncoding encoding;
    std::string_view framework; ///< what the dialect is called in the truth file and in --list
    std::string_view version;
    std::string_view language;
};

struct ModelCard {
    std::string_view provider; ///< gen_ai.provider.name
    std::string_view requested;
    std::string_view answered; ///< what the vendor says it was
    double tokensPerSecond;
    double firstTokenSeconds;
    double dollarsPerMillionIn; ///< for the dialects that report a cost themselves
    double dollarsPerMillionOut;
};

struct AgentCard {
    std::string_view name;
    ServiceId service;
    ModelId model;
    std::string_view description;
    std::string instructions; ///< system prompt; in the table the duties alone
    std::vector<std::string_view> tools;
};

struct ToolCard {
    std::string_view name;
    std::string_view description;
    std::string_view parameters; ///< JSON schema
    bool overMcp;                ///< served by crm-mcp, called through MCP
    Nanos typicalLatency;
};

const ServiceCard& serviceCard(ServiceId id);
const ModelCard& modelCard(ModelId id);
const AgentCard& agentCard(AgentId id);
/// Asserts that the company has such a tool.
const ToolCard& toolCard(std::string_view name);
AttributeList serviceResource(ServiceId id);
/// Duties and the house rules of the deployment.
std::string systemPrompt(std::string_view duties, ServiceId service);

} // namespace penstock::demo
