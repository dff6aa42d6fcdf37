// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/cascade_of.h"

#include <algorithm>
#include <map>
#include <string>

namespace penstock::testing {
namespace {

class Maker final {
public:
    explicit Maker(const FleetState& state) : m_out(std::make_shared<CascadeView>())
    {
        for (std::uint32_t i = 1; i <= state.agents.size(); ++i)
            m_agents.try_emplace(state.agents[i].name, std::pair(i, state.agents[i].deployment));
    }

    std::shared_ptr<const CascadeView> make(const TraceView& view)
    {
        addTrace(view);
        for (const TraceNode& node : view.nodes)
            addNode(node);
        for (std::uint32_t n = m_out->size(); n > 0; --n)
            sumUp(n);
        for (const TraceDelegation& delegation : view.delegations)
            addEdge(delegation);
        addFollows();
        settle(view);
        return m_out;
    }

private:
    std::uint32_t text(std::string_view text)
    {
        if (text.empty())
            return 0;
        const auto [it, isNew] = m_texts.try_emplace(std::string(text), 0);
        if (isNew) {
            m_out->texts.bytes.append(text);
            m_out->texts.ends.push_back(m_out->texts.bytes.size());
            it->second = m_out->texts.size();
        }
        return it->second;
    }

    void addTrace(const TraceView& view)
    {
        CascadeTrace trace;
        trace.id = view.row.id;
        trace.index = view.index;
        trace.node = 1;
        trace.nodes = static_cast<std::uint32_t>(view.nodes.size());
        trace.missingParents = view.row.missingParents;
        trace.name = text(view.row.name);
        trace.agent = text(view.row.agent);
        trace.deployment = text(view.row.deployment);
        trace.session = text(view.row.session);
        trace.user = text(view.row.user);
        trace.start = view.row.start;
        trace.end = view.row.end;
        m_out->traces.push_back(trace);
    }

    void addNode(const TraceNode& from)
    {
        CascadeNode node;
        const std::uint32_t number = m_out->size() + 1;
        node.span = from.span;
        node.start = from.start;
        node.end = from.status == StepStatus::running ? 0 : from.end;
        node.seq = from.seq;
        node.costBelow = from.costBelow;
        node.tokensBelow = from.role == UsageRole::leaf ? from.usage.input + from.usage.output : 0;
        node.parent = from.parent;
        node.trace = 1;
        node.depth = from.depth;
        node.flags = static_cast<std::uint16_t>(from.flags);
        node.kind = from.kind;
        node.status = from.status;
        node.role = from.role;
        node.name = text(from.name);
        node.marks = static_cast<std::uint8_t>(
            (from.missing ? kMissingStep : 0) | (from.synthetic ? kSyntheticRun : 0) |
            (from.parent == 0 ? kTopOfTrace : 0) |
            (from.kind == StepKind::humanWait ? kWaitsForPerson : 0) |
            (from.status == StepStatus::error ? kErrorBelow : 0) |
            (from.status == StepStatus::running ? kOpenBelow : 0));
        node.run = from.parent == 0 ? 0 : m_out->node(from.parent).run;
        if (from.kind == StepKind::agentRun)
            node.run = addRun(number, from.agent.empty() ? from.name : from.agent);
        if (from.usage.any() || from.cost.source != CostSource::none || !from.model.empty() ||
            !from.error.empty())
            node.detail = addDetail(from);
        m_out->nodes.push_back(node);
    }

    std::uint32_t addRun(std::uint32_t node, const std::string& name)
    {
        CascadeRun run;
        run.node = node;
        run.name = text(name);
        if (const auto agent = m_agents.find(name); agent != m_agents.end()) {
            run.agent = {agent->second.first};
            run.deployment = text(agent->second.second);
        }
        m_out->runs.push_back(run);
        return static_cast<std::uint32_t>(m_out->runs.size());
    }

    std::uint32_t addDetail(const TraceNode& from)
    {
        CascadeDetail detail;
        detail.usage = from.usage;
        detail.cost = from.cost;
        detail.model = text(from.model);
        detail.error = text(from.error);
        detail.costCounts = from.role == UsageRole::leaf;
        m_out->details.push_back(detail);
        return static_cast<std::uint32_t>(m_out->details.size());
    }

    void sumUp(std::uint32_t n)
    {
        const CascadeNode node = m_out->node(n);
        if (node.parent == 0)
            return;
        CascadeNode& parent = m_out->nodes[node.parent - 1];
        parent.size += node.size;
        parent.tokensBelow += node.tokensBelow;
        parent.marks |= node.marks & (kErrorBelow | kOpenBelow);
    }

    void addEdge(const TraceDelegation& from)
    {
        CascadeEdge edge;
        edge.from = from.fromNode;
        edge.to = from.toNode;
        edge.fromName = text(from.fromAgent);
        edge.toName = text(from.toAgent);
        edge.evidence = from.evidence;
        edge.best = from.best;
        edge.mode = from.mode;
        edge.confidence = from.confidence;
        edge.crossProcess = from.crossProcess;
        m_out->edges.push_back(edge);
    }

    /// A mail follows from the update before it.
    void addFollows()
    {
        for (std::uint32_t n = 2; n <= m_out->size(); ++n) {
            if (m_out->nameOf(n) != "tools/call mail.send")
                continue;
            CascadeEdge edge;
            edge.from = n - 1;
            edge.to = n;
            edge.kind = CascadeEdgeKind::follows;
            edge.best = Evidence::spanLink;
            edge.evidence = 1u << static_cast<unsigned>(Evidence::spanLink);
            edge.mode = DelegationMode::message;
            edge.confidence = 100;
            m_out->edges.push_back(edge);
        }
    }

    void settle(const TraceView& view)
    {
        std::ranges::sort(m_out->edges, {},
                          [](const CascadeEdge& edge) { return std::pair(edge.to, edge.from); });
        for (std::uint32_t i = 0; i < m_out->edges.size(); ++i) {
            m_out->edgesFrom.push_back(i);
            for (const std::uint32_t node : {m_out->edges[i].from, m_out->edges[i].to})
                if (node != 0)
                    m_out->nodes[node - 1].marks |= kHasEdges;
        }
        std::ranges::sort(m_out->edgesFrom, {},
                          [&](std::uint32_t at) { return std::pair(m_out->edges[at].from, at); });
        CascadeFacts& facts = m_out->facts;
        facts.root = view.index;
        facts.id = view.row.id;
        facts.start = view.row.start;
        facts.end = view.row.end;
        facts.runs = static_cast<std::uint32_t>(m_out->runs.size());
        facts.tops = 1;
        facts.missingParents = view.row.missingParents;
        facts.usage = view.row.usage;
        facts.cost = view.row.cost;
        for (const CascadeNode& node : m_out->nodes) {
            facts.steps += node.seq != 0;
            facts.errors += node.status == StepStatus::error;
            facts.open += node.status == StepStatus::running;
            facts.waits += node.has(kWaitsForPerson);
        }
        m_out->revision = 1;
    }

    std::shared_ptr<CascadeView> m_out;
    std::map<std::string, std::uint32_t> m_texts;
    std::map<std::string, std::pair<std::uint32_t, std::string>> m_agents;
};

} // namespace

std::shared_ptr<const CascadeView> cascadeOf(const TraceView& view, const FleetState& state)
{
    return Maker(state).make(view);
}

std::shared_ptr<const CascadeView> makeBigCascade(std::uint32_t nodes)
{
    TraceView view;
    view.index = {1};
    view.nodes.resize(nodes);
    constexpr std::uint32_t kBlock = 10; // a run, three calls, five equal tools, a wait
    for (std::uint32_t i = 0; i < nodes; ++i) {
        TraceNode& node = view.nodes[i];
        const std::uint32_t within = i % kBlock;
        node.seq = i + 1;
        node.span.value = 0x100000u + i;
        const bool run = within == 0;
        const std::uint32_t block = i / kBlock;
        // Chains of eight runs hang below the root: a depth-first order of blocks.
        node.parent = i == 0 ? 0 : run ? (block % 8 == 0 ? 1 : i - kBlock + 1) : i - within + 1;
        node.depth = node.parent == 0
                         ? std::uint16_t{0}
                         : static_cast<std::uint16_t>(view.nodes[node.parent - 1].depth + 1);
        node.kind = run           ? StepKind::agentRun
                    : within < 4  ? StepKind::llmCall
                    : within == 9 ? StepKind::humanWait
                                  : StepKind::toolCall;
        node.name = run           ? "agent-" + std::to_string(block % 40)
                    : within < 4  ? "chat " + std::to_string(within)
                    : within == 9 ? "approval"
                                  : "sql.query";
        node.start = static_cast<Nanos>(i) * kMillisecond + kSecond;
        node.end = node.start + (run ? 40 : 2) * kMillisecond;
        node.status = i % 997 == 0 && !run ? StepStatus::error
                      : i + 20 > nodes     ? StepStatus::running
                                           : StepStatus::ok;
        if (node.kind == StepKind::llmCall) {
            node.role = UsageRole::leaf;
            node.usage.input = 900;
            node.usage.output = 90;
            node.cost.amount = 500;
            node.cost.source = CostSource::computed;
            node.costBelow = 500;
        }
    }
    view.row.start = kSecond;
    view.row.end = static_cast<Nanos>(nodes) * kMillisecond + kSecond;
    return cascadeOf(view, FleetState());
}

} // namespace penstock::testing
