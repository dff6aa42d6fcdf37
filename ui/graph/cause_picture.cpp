// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/cause_picture.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <map>

#include "core/base/money.h"
#include "ui/models/format.h"
#include "ui/models/words.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

struct CauseWords {
    Q_DECLARE_TR_FUNCTIONS(cause)
};

constexpr graph::Key mixed(graph::Key a, graph::Key b)
{
    return (a ^ (b + 0x9e3779b97f4a7c15ull + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccdull;
}

/// The same in every view of the cascade.
graph::Key runKey(const CascadeView& view, std::uint32_t run, bool merged)
{
    const CascadeRun& of = view.runs[run - 1];
    if (merged)
        return of.agent ? mixed(1, of.agent.value)
                        : mixed(2, std::hash<std::string_view>()(view.text(of.name)));
    const graph::Key key = mixed(view.traceOf(of.node).index.value, view.node(of.node).span.value);
    return key == 0 ? 1 : key;
}

graph::Key calleeKey(const CascadeView& view, graph::Key run, const CascadeNode& node)
{
    return mixed(run, std::hash<std::string_view>()(view.text(node.name)) +
                          static_cast<graph::Key>(node.kind));
}

std::optional<ActorKind> calleeOf(const CascadeNode& node)
{
    switch (node.kind) {
    case StepKind::toolCall:
    case StepKind::mcpRequest:
        return ActorKind::tool;
    case StepKind::retrieval:
    case StepKind::memory:
        return ActorKind::memory;
    case StepKind::humanWait:
        return ActorKind::human;
    default:
        return std::nullopt;
    }
}

graph::NodeKind nodeKind(ActorKind kind)
{
    switch (kind) {
    case ActorKind::tool:
        return graph::NodeKind::tool;
    case ActorKind::memory:
        return graph::NodeKind::store;
    case ActorKind::human:
        return graph::NodeKind::humanGate;
    case ActorKind::remoteAgent:
        return graph::NodeKind::remoteAgent;
    case ActorKind::agent:
        break;
    }
    return graph::NodeKind::agent;
}

graph::KnownBy lineOf(Evidence evidence)
{
    switch (knownBy(evidence)) {
    case KnownBy::declared:
        return graph::KnownBy::declared;
    case KnownBy::inferred:
        return graph::KnownBy::inferred;
    default:
        return graph::KnownBy::structural;
    }
}

class Maker final {
public:
    Maker(const CascadeView& view) : m_view(view)
    {
        m_out.merged = view.runs.size() > CausePicture::kMostRuns;
    }

    CausePicture make()
    {
        addRuns();
        addCallees();
        addEdges();
        finish();
        return std::move(m_out);
    }

private:
    struct Building {
        NodeFacts facts;
        std::uint32_t first = 0;
        std::uint64_t times = 0;
        std::uint64_t steps = 0;
        MicroUsd cost = 0;
        graph::Key of = 0; ///< the run that calls it; 0: is a run
    };

    void addRuns()
    {
        for (std::uint32_t run = 1; run <= m_view.runs.size(); ++run) {
            const CascadeRun& from = m_view.runs[run - 1];
            const graph::Key key = runKey(m_view, run, m_out.merged);
            Building& node = m_nodes[key];
            const CascadeNode& step = m_view.node(from.node);
            ++node.times;
            node.steps += step.size;
            node.cost += step.costBelow;
            node.facts.errors += step.status == StepStatus::error;
            node.facts.runsNow += step.status == StepStatus::running;
            if (node.first != 0)
                continue;
            node.first = from.node;
            node.facts.agent = from.agent ? from.agent : AgentIndex{1};
            node.facts.name = from.name == 0 ? safeLine(m_view.nameOf(from.node))
                                             : safeLine(m_view.text(from.name));
            node.facts.group = groupKey(m_view.text(from.deployment));
            m_groups.try_emplace(node.facts.group, safeLineOrEmpty(m_view.text(from.deployment)));
        }
    }

    void addCallees()
    {
        std::map<graph::Key, Building> callees;
        for (std::uint32_t n = 1; n <= m_view.size(); ++n) {
            const CascadeNode& step = m_view.node(n);
            const auto kind = calleeOf(step);
            if (!kind || step.run == 0)
                continue;
            const graph::Key run = runKey(m_view, step.run, m_out.merged);
            Building& node = callees[calleeKey(m_view, run, step)];
            ++node.times;
            node.facts.errors += step.status == StepStatus::error;
            node.facts.runsNow += step.status == StepStatus::running;
            if (node.first != 0)
                continue;
            node.first = n;
            node.of = run;
            node.facts.kind = *kind;
            node.facts.agent = {1};
            node.facts.name =
                step.name == 0 ? kindText(step.kind) : safeLine(m_view.text(step.name));
            node.facts.group = m_nodes[run].facts.group;
        }
        if (m_nodes.size() + callees.size() > CausePicture::kMostNodes) {
            // What people were asked stays: it is the most important latency there is.
            m_out.leftOut = std::erase_if(callees, [](const auto& node) {
                return node.second.facts.kind != ActorKind::human;
            });
        }
        for (auto& [key, node] : callees) {
            addEdge(node.of, key, graph::KnownBy::structural, 100, node.first);
            m_nodes.emplace(key, std::move(node));
        }
    }

    void addEdges()
    {
        for (const CascadeEdge& edge : m_view.edges) {
            if (edge.from == 0 || edge.to == 0)
                continue;
            const std::uint32_t from = m_view.node(edge.from).run;
            const std::uint32_t to = m_view.node(edge.to).run;
            if (from == 0 || to == 0 || from == to)
                continue;
            addEdge(runKey(m_view, from, m_out.merged), runKey(m_view, to, m_out.merged),
                    lineOf(edge.best), edge.confidence, m_view.runs[to - 1].node);
        }
    }

    void addEdge(graph::Key from, graph::Key to, graph::KnownBy how, std::uint8_t sure,
                 std::uint32_t step)
    {
        if (from == to && !m_out.merged)
            return;
        EdgeFacts& edge = m_edges[{from, to}];
        if (edge.key == 0) {
            edge.key = mixed(from, to);
            edge.from = from;
            edge.to = to;
            edge.knownBy = how;
            m_out.firstStep[edge.key] = step;
        }
        edge.knownBy = std::min(edge.knownBy, how);
        edge.confidence = std::max(edge.confidence, sure);
    }

    void nodeTexts(Building& node) const
    {
        NodeFacts& facts = node.facts;
        if (node.of != 0) {
            facts.left = u""_s;
            facts.right = u"\u00d7"_s + countText(node.times);
            if (facts.kind == ActorKind::human)
                facts.left = facts.runsNow > 0 ? CauseWords::tr("somebody waits")
                                               : CauseWords::tr("answered");
            return;
        }
        facts.left = m_out.merged
                         ? countOf(node.times, CauseWords::tr("run"), CauseWords::tr("runs"))
                         : countOf(node.steps, CauseWords::tr("step"), CauseWords::tr("steps"));
        facts.right = node.cost == 0 ? u""_s : QString::fromStdString(formatMoney(node.cost));
    }

    void finish()
    {
        if (m_groups.size() == 1)
            for (auto& [key, node] : m_nodes)
                node.facts.group = 0; // a box round everything tells nothing
        FleetPicture& picture = m_out.picture;
        picture.until = m_view.facts.end;
        std::map<graph::Key, std::uint32_t> members;
        for (auto& [key, node] : m_nodes) { // a map: by key
            node.facts.key = key;
            nodeTexts(node);
            m_out.firstStep[key] = node.first;
            ++members[node.facts.group];
            picture.graph.nodes.push_back(
                {key, node.facts.group, node.first, nodeKind(node.facts.kind)});
            picture.nodes.push_back(std::move(node.facts));
        }
        for (auto& [ends, edge] : m_edges) {
            if (!m_nodes.contains(edge.from) || !m_nodes.contains(edge.to))
                continue;
            graph::Edge line;
            line.key = edge.key;
            line.from = edge.from;
            line.to = edge.to;
            line.first = m_out.firstStep[edge.key];
            line.knownBy = edge.knownBy;
            picture.graph.edges.push_back(line);
            ++picture.edgesOf[static_cast<std::size_t>(edge.knownBy)];
            picture.edges.push_back(std::move(edge));
        }
        std::ranges::sort(picture.edges, {}, &EdgeFacts::key);
        for (const auto& [key, name] : m_groups)
            if (key != 0 && members.contains(key))
                picture.groups.push_back({key, name, members[key]});
        picture.known = picture.matching = picture.nodes.size();
    }

    const CascadeView& m_view;
    CausePicture m_out;
    std::map<graph::Key, Building> m_nodes;
    std::map<std::pair<graph::Key, graph::Key>, EdgeFacts> m_edges;
    std::map<graph::Key, QString> m_groups;
};

} // namespace

CausePicture causePicture(const CascadeView& view)
{
    return Maker(view).make();
}

graph::Key causeKey(const CascadeView& view, const CausePicture& picture, std::uint32_t step)
{
    const CascadeNode& node = view.node(step);
    if (node.run == 0)
        return 0;
    const graph::Key run = runKey(view, node.run, picture.merged);
    if (calleeOf(node)) {
        const graph::Key own = calleeKey(view, run, node);
        if (picture.firstStep.contains(own))
            return own;
    }
    return picture.firstStep.contains(run) ? run : 0;
}

} // namespace penstock::ui
