// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/believable_world.h"

namespace penstock::testing {
namespace {

struct Line {
    int depth;
    StepKind kind;
    const char* name;
    double start;    ///< s after the root
    double duration; ///< s, negative = still running
    MicroUsd cost;
    MicroUsd below;
};

constexpr Line kLines[] = {
    {0, StepKind::agentRun, "support-triage", 0, -1, 0, 716502},
    {1, StepKind::llmCall, "chat sonnet-4.5", 0, 7.4, 4812, 4812},
    {1, StepKind::toolCall, "crm.lookup", 8, 3.1, 0, 0},
    {1, StepKind::llmCall, "chat sonnet-4.5", 12, 11.6, 6120, 6120},
    {1, StepKind::handoff, "handoff to billing-refunds", 24, 0.4, 0, 0},
    {1, StepKind::agentRun, "billing-refunds", 25, -1, 0, 704652},
    {2, StepKind::llmCall, "chat sonnet-4.5", 25, 30.8, 21377, 21377},
    {2, StepKind::toolCall, "stripe.charge.retrieve", 57, 4.4, 0, 0},
    {2, StepKind::agentRun, "order-lookup", 61, 136, 0, 129709},
    {3, StepKind::llmCall, "chat haiku-4.5", 61, 14, 1904, 1904},
    {3, StepKind::retrieval, "orders.search", 76, 103, 0, 0},
    {3, StepKind::toolCall, "sql.query", 171, 5, 3305, 3305},
    {3, StepKind::llmCall, "chat haiku-4.5", 180, 17.9, 2190, 2190},
    {2, StepKind::a2aRequest, "fraud-scorer", 62, 292, 0, 402118},
    {3, StepKind::agentRun, "fraud-scorer", 62, 291, 0, 402118},
    {4, StepKind::llmCall, "chat sonnet-4.5", 62, 59.1, 88014, 88014},
    {4, StepKind::toolCall, "features.fetch", 122, 19.3, 12160, 12160},
    {4, StepKind::llmCall, "chat sonnet-4.5", 142, 208, 301944, 301944},
    {4, StepKind::memory, "risk.write", 350, 4.6, 0, 0},
    {2, StepKind::other, "", 199, 64, 0, 66281},
    {3, StepKind::agentRun, "compliance-check", 200, 60, 0, 66281},
    {4, StepKind::llmCall, "chat haiku-4.5", 200, 43, 58112, 58112},
    {4, StepKind::guardrail, "policy.search", 244, 13.1, 8169, 8169},
    {2, StepKind::toolCall, "stripe.refund", 397, 262, 0, 0},
    {3, StepKind::humanWait, "refund-approval", 397, 244.1, 0, 0},
    {2, StepKind::llmCall, "chat sonnet-4.5", 661, 50, 38002, 38002},
    {2, StepKind::toolCall, "crm.update", 712, 6, 0, 0},
    {2, StepKind::mcpRequest, "tools/call mail.send", 719, 4, 0, 0},
    {2, StepKind::agentRun, "summariser", 745, -1, 0, 5975},
    {3, StepKind::llmCall, "chat haiku-4.5", 745, 56, 3361, 3361},
    {3, StepKind::retrieval, "kb.search", 802, 12, 410, 410},
    {3, StepKind::llmCall, "chat haiku-4.5", 815, -1, 2204, 2204},
};

constexpr Nanos kRootStart = kPictureTime - 862 * kSecond;
constexpr Nanos kNow = kPictureTime - 2 * kSecond;

Nanos seconds(double s)
{
    return static_cast<Nanos>(s * 1e9);
}

void fillUsage(TraceNode& node, const Line& line)
{
    if (line.kind != StepKind::llmCall)
        return;
    node.role = UsageRole::leaf;
    node.model = node.name.substr(5);
    node.usage.input = line.cost * 3 / 10;
    node.usage.inputCacheRead = node.usage.input * 3 / 4;
    node.usage.output = line.cost / 42;
    node.cost.amount = line.cost;
    node.cost.source = CostSource::computed;
    node.cost.priceTable = 20261101;
}

TraceNode makeNode(const Line& line, std::uint32_t number)
{
    TraceNode node;
    node.seq = 1000 + number - 1;
    node.span.value = 0x9b1f04c2e77ad300ull + number;
    node.depth = static_cast<std::uint16_t>(line.depth);
    node.kind = line.kind;
    node.name = line.name;
    node.start = kRootStart + seconds(line.start);
    node.end = line.duration < 0 ? kNow : node.start + seconds(line.duration);
    node.status = line.duration < 0 ? StepStatus::running : StepStatus::ok;
    node.flags = line.duration < 0 ? static_cast<std::uint32_t>(kProvisional) : 0u;
    node.costBelow = line.below;
    fillUsage(node, line);
    return node;
}

TraceDelegation makeDelegation(std::uint32_t from, std::uint32_t to, const char* fromName,
                               const char* toName, Evidence best, std::uint32_t bits,
                               DelegationMode mode)
{
    TraceDelegation d;
    d.fromNode = from;
    d.toNode = to;
    d.fromAgent = fromName;
    d.toAgent = toName;
    d.best = best;
    d.evidence = bits;
    d.mode = mode;
    d.confidence = best == Evidence::sharedKey ? 71 : 100;
    return d;
}

std::uint32_t bit(Evidence e)
{
    return 1u << static_cast<unsigned>(e);
}

} // namespace

TraceView makeRefundView(TraceIndex index, const TraceRow& row)
{
    TraceView view;
    view.index = index;
    view.row = row;
    std::vector<std::uint32_t> parents;
    std::vector<std::string> agents;
    for (const Line& line : kLines) {
        const auto number = static_cast<std::uint32_t>(view.nodes.size() + 1);
        parents.resize(static_cast<std::size_t>(line.depth));
        agents.resize(static_cast<std::size_t>(line.depth));
        TraceNode node = makeNode(line, number);
        node.parent = parents.empty() ? 0 : parents.back();
        node.agent = line.kind == StepKind::agentRun || agents.empty() ? line.name : agents.back();
        if (node.name.empty()) {
            node.missing = true;
            node.seq = 0;
        }
        if (node.name == "sql.query") {
            node.status = StepStatus::error;
            node.error = "statement timeout 5 s";
        }
        parents.push_back(number);
        agents.push_back(node.agent);
        view.nodes.push_back(std::move(node));
    }
    view.row.start = kRootStart;
    view.row.end = kNow;
    view.delegations = {
        makeDelegation(1, 6, "support-triage", "billing-refunds", Evidence::explicitHandoff,
                       bit(Evidence::explicitHandoff) | bit(Evidence::nestedRun) |
                           bit(Evidence::handoffTool),
                       DelegationMode::passControl),
        makeDelegation(6, 9, "billing-refunds", "order-lookup", Evidence::agentAsTool,
                       bit(Evidence::agentAsTool), DelegationMode::returnToCaller),
        makeDelegation(6, 15, "billing-refunds", "fraud-scorer", Evidence::remoteCall,
                       bit(Evidence::remoteCall), DelegationMode::returnToCaller),
        makeDelegation(0, 21, "fraud-scorer", "compliance-check", Evidence::sharedKey,
                       bit(Evidence::sharedKey), DelegationMode::unknown),
        makeDelegation(6, 29, "billing-refunds", "summariser", Evidence::nestedRun,
                       bit(Evidence::nestedRun), DelegationMode::returnToCaller)};
    return view;
}

} // namespace penstock::testing
