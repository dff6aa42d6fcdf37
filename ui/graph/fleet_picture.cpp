// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/fleet_picture.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "ui/graph/fleet_rates.h"
#include "ui/graph/layout/reach.h"
#include "ui/models/format.h"
#include "ui/models/words.h"

namespace penstock::ui {
namespace {

using graph::Key;

graph::NodeKind nodeKind(ActorKind kind)
{
    switch (kind) {
    case ActorKind::agent:
        return graph::NodeKind::agent;
    case ActorKind::remoteAgent:
        return graph::NodeKind::remoteAgent;
    case ActorKind::tool:
        return graph::NodeKind::tool;
    case ActorKind::memory:
        return graph::NodeKind::store;
    case ActorKind::human:
        return graph::NodeKind::humanGate;
    }
    return graph::NodeKind::agent;
}

/// Nobody said how: that is not better than a guess.
graph::KnownBy lineOf(Evidence evidence)
{
    switch (knownBy(evidence)) {
    case KnownBy::declared:
        return graph::KnownBy::declared;
    case KnownBy::structural:
        return graph::KnownBy::structural;
    default:
        return graph::KnownBy::inferred;
    }
}

graph::Pattern patternOf(DelegationMode mode)
{
    switch (mode) {
    case DelegationMode::returnToCaller:
        return graph::Pattern::requestReply;
    case DelegationMode::passControl:
        return graph::Pattern::pipeline;
    case DelegationMode::message:
        return graph::Pattern::publishSubscribe;
    default:
        return graph::Pattern::unknown;
    }
}

/// Builds the picture in steps; lives for one call.
class PictureMaker final {
public:
    PictureMaker(const FleetState& state, const PictureOptions& options)
        : m_state(state),
          m_options(options),
          m_rates(state, options.until > 0 ? options.until : state.logTime),
          m_alarms(state)
    {
        m_out.until = options.until > 0 ? options.until : state.logTime;
    }

    FleetPicture make()
    {
        findNodes();
        findEdges();
        keepAround();
        countGroups();
        closeGroups();
        nodeFacts();
        edgeFacts();
        return std::move(m_out);
    }

private:
    bool exists(const AgentRow& row) const
    {
        const bool acted = row.runs > 0 || row.steps > 0 || row.folded > 0;
        return acted && row.firstSeen <= m_out.until;
    }

    void findNodes()
    {
        for (std::uint32_t i = 1; i <= m_state.agents.size(); ++i) {
            const AgentRow& row = m_state.agents[i];
            if (!exists(row))
                continue;
            ++m_out.known;
            if (m_options.filter && !m_options.filter(m_state, AgentIndex{i}))
                continue;
            ++m_out.matching;
            if (m_options.hidden.contains(i)) {
                ++m_out.hidden;
                continue;
            }
            m_full.nodes.push_back({i, groupKey(row.deployment), i, nodeKind(row.kind), 1});
        }
    }

    /// A line that is switched off still belongs to the layout, so that switching moves nothing.
    void findEdges()
    {
        for (std::uint32_t i = 1; i <= m_state.delegations.size(); ++i) {
            const DelegationRow& row = m_state.delegations[i];
            if (row.count == 0 || row.firstSeen > m_out.until)
                continue;
            graph::Edge edge;
            edge.key = i;
            edge.from = row.from.value;
            edge.to = row.to.value;
            edge.first = i;
            edge.knownBy = lineOf(row.best);
            edge.pattern = patternOf(row.mode);
            edge.rate = m_rates.callsPerMinute(m_rates.edge(row.from.value, row.to.value));
            m_full.edges.push_back(edge);
        }
        m_full = graph::normalized(std::move(m_full));
        for (const graph::Edge& edge : m_full.edges)
            ++m_out.edgesOf[static_cast<std::size_t>(edge.knownBy)];
    }

    void keepAround()
    {
        if (m_options.around == 0)
            return;
        std::set<Key> near{m_options.around};
        for (const graph::Edge& edge : m_full.edges) {
            if (edge.from == m_options.around)
                near.insert(edge.to);
            if (edge.to == m_options.around)
                near.insert(edge.from);
        }
        m_out.away = std::erase_if(
            m_full.nodes, [&](const graph::Node& node) { return !near.contains(node.key); });
        m_full = graph::normalized(std::move(m_full));
    }

    void countGroups()
    {
        std::map<Key, GroupFacts> groups;
        for (const graph::Node& node : m_full.nodes) {
            if (node.group == 0)
                continue;
            const auto number = static_cast<std::uint32_t>(node.key);
            const AgentRow& row = m_state.agents[number];
            GroupFacts& group = groups[node.group];
            group.key = node.group;
            if (group.name.isEmpty())
                group.name = safeLine(row.deployment, 80);
            ++group.nodes;
            group.costPerMinute += m_rates.costPerMinute(m_rates.actor(number));
            group.errors += m_rates.actor(number).now.errors;
        }
        for (auto& [key, group] : groups)
            m_out.groups.push_back(std::move(group));
    }

    /// By the person's wish, and from the largest on until few enough nodes are left.
    void closeGroups()
    {
        std::size_t visible = m_full.nodes.size();
        std::vector<GroupFacts*> open;
        for (GroupFacts& group : m_out.groups) {
            if (m_options.around == 0 && m_options.collapsed.contains(group.key)) {
                group.collapsed = true;
                visible -= group.nodes - 1;
            } else if (!m_options.expanded.contains(group.key)) {
                open.push_back(&group);
            }
        }
        std::ranges::sort(open, [](const GroupFacts* a, const GroupFacts* b) {
            return std::tie(b->nodes, a->name, a->key) < std::tie(a->nodes, b->name, b->key);
        });
        for (GroupFacts* group : open) {
            if (visible <= m_options.most || group->nodes < 2)
                break;
            group->collapsed = group->automatic = true;
            visible -= group->nodes - 1;
        }
        std::vector<Key> closed;
        for (const GroupFacts& group : m_out.groups)
            if (group.collapsed)
                closed.push_back(group.key);
        m_out.folded = 0;
        for (const GroupFacts& group : m_out.groups)
            m_out.folded += group.collapsed ? group.nodes : 0;
        m_out.graph = graph::collapsed(m_full, std::move(closed));
    }

    NodeFacts factsOf(std::uint32_t number) const
    {
        const AgentRow& row = m_state.agents[number];
        const ActorRates& rates = m_rates.actor(number);
        NodeFacts facts;
        facts.key = number;
        facts.group = groupKey(row.deployment);
        facts.agent = {number};
        facts.kind = row.kind;
        facts.name = safeLine(row.name, 120);
        facts.runsNow = m_rates.openRuns(number, row.runsOpen);
        facts.costPerMinute = m_rates.costPerMinute(rates);
        facts.priced = row.cost.total() > 0;
        facts.callsPerMinute = m_rates.callsPerMinute(rates);
        facts.errors = rates.now.errors;
        facts.lastSeen = std::min(row.lastSeen, m_out.until);
        facts.quiet = m_out.until - facts.lastSeen;
        facts.stale = facts.quiet > kStaleAfter;
        facts.membersFailing = facts.errors > 0 ? 1 : 0;
        facts.membersStale = facts.stale ? 1 : 0;
        facts.alarm = m_alarms.actor(number);
        return facts;
    }

    static void addMember(NodeFacts& plate, const NodeFacts& one)
    {
        plate.runsNow += one.runsNow;
        plate.costPerMinute += one.costPerMinute;
        plate.priced = plate.priced || one.priced;
        plate.callsPerMinute += one.callsPerMinute;
        plate.errors += one.errors;
        plate.lastSeen = std::max(plate.lastSeen, one.lastSeen);
        plate.quiet = std::min(plate.quiet, one.quiet);
        plate.stale = plate.stale && one.stale;
        ++plate.members;
        plate.membersFailing += one.membersFailing;
        plate.membersStale += one.membersStale;
        if (one.alarm)
            keepWorse(plate.alarm, *one.alarm);
    }

    void nodeFacts()
    {
        const std::vector<Key> cuts = singlePoints();
        std::map<Key, NodeFacts> plates;
        for (const graph::Node& node : m_full.nodes) {
            NodeFacts facts = factsOf(static_cast<std::uint32_t>(node.key));
            facts.singlePoint = std::ranges::binary_search(cuts, node.key);
            const GroupFacts* group = m_out.group(node.group);
            if (group == nullptr || !group->collapsed) {
                m_out.nodes.push_back(std::move(facts));
                continue;
            }
            const Key key = graph::collapsedKey(node.group);
            m_stand[node.key] = key;
            const auto [at, isNew] = plates.try_emplace(key, facts);
            if (!isNew) {
                addMember(at->second, facts);
                continue;
            }
            at->second.key = key;
            at->second.agent = {};
            at->second.name = group->name;
            at->second.singlePoint = false;
        }
        for (auto& [key, plate] : plates)
            m_out.nodes.push_back(std::move(plate));
        std::ranges::sort(m_out.nodes, {}, &NodeFacts::key);
    }

    /// Among those who decide: every agent with a tool of its own would be one otherwise.
    std::vector<Key> singlePoints() const
    {
        graph::Graph deciders;
        for (const graph::Node& node : m_full.nodes)
            if (node.kind != graph::NodeKind::tool && node.kind != graph::NodeKind::store)
                deciders.nodes.push_back(node);
        deciders.edges = m_full.edges;
        return graph::articulationPoints(graph::normalized(std::move(deciders)));
    }

    Key standOf(Key key) const
    {
        const auto found = m_stand.find(key);
        return found == m_stand.end() ? key : found->second;
    }

    void edgeFacts()
    {
        std::map<std::tuple<Key, Key, graph::KnownBy>, std::size_t> merged;
        for (const graph::Edge& edge : m_out.graph.edges) {
            EdgeFacts facts;
            facts.key = edge.key;
            facts.from = edge.from;
            facts.to = edge.to;
            facts.knownBy = edge.knownBy;
            merged[{edge.from, edge.to, edge.knownBy}] = m_out.edges.size();
            m_out.edges.push_back(std::move(facts));
        }
        for (const graph::Edge& edge : m_full.edges) {
            const auto at = merged.find({standOf(edge.from), standOf(edge.to), edge.knownBy});
            if (at != merged.end())
                addCalls(m_out.edges[at->second], static_cast<std::uint32_t>(edge.key));
        }
    }

    void addCalls(EdgeFacts& facts, std::uint32_t delegation) const
    {
        const DelegationRow& row = m_state.delegations[delegation];
        const EdgeRates& rates = m_rates.edge(row.from.value, row.to.value);
        facts.delegations.push_back(delegation);
        facts.confidence = std::max(facts.confidence, row.confidence);
        facts.callsPerMinute += m_rates.callsPerMinute(rates);
        facts.errors += rates.now.errors;
        const std::vector<double> flights = m_rates.flights(row.from.value, row.to.value);
        facts.inFlight += rates.inFlight;
        if (const auto alarm = m_alarms.edge(row.from.value, row.to.value))
            keepWorse(facts.alarm, *alarm);
        for (const double share : flights)
            if (facts.flights.size() < kFlightsShown)
                facts.flights.push_back(share);
    }

    const FleetState& m_state;
    const PictureOptions& m_options;
    FleetRates m_rates;
    AlarmMarks m_alarms;
    graph::Graph m_full;
    std::map<Key, Key> m_stand;
    FleetPicture m_out;
};

template <class Row> const Row* rowOf(const std::vector<Row>& rows, Key key)
{
    const auto at = std::ranges::lower_bound(rows, key, {}, &Row::key);
    return at != rows.end() && at->key == key ? &*at : nullptr;
}

} // namespace

const NodeFacts* FleetPicture::node(Key key) const
{
    return rowOf(nodes, key);
}

const EdgeFacts* FleetPicture::edge(Key key) const
{
    return rowOf(edges, key);
}

const GroupFacts* FleetPicture::group(Key key) const
{
    return rowOf(groups, key);
}

Key groupKey(std::string_view deployment)
{
    if (deployment.empty())
        return 0;
    Key hash = 0xcbf29ce484222325ULL; // FNV-1a: the same in every run
    for (const char c : deployment)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash == 0 ? 1 : hash;
}

FleetPicture fleetPicture(const FleetState& state, const PictureOptions& options)
{
    return PictureMaker(state, options).make();
}

} // namespace penstock::ui
