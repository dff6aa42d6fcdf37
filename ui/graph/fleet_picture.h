// SPDX-License-Identifier: GPL-3.0-or-later
// FleetPicture: what the fleet graph shows of one snapshot - who there is, who calls whom, how that is known, how much
// and what is left out. A pure function of its arguments, any thread; content does not depend on the order of arrival.
// Texts come out safe to paint. Cost: one walk over the actors, the delegations and the minutes.
#pragma once

#include <QtCore/QString>

#include <array>
#include <functional>
#include <set>
#include <vector>

#include "core/fleet/fleet_state.h"
#include "ui/graph/layout/graph.h"
#include "ui/models/alarm_marks.h"

namespace penstock::ui {

/// What the person has chosen. Node keys are AgentIndex values, group keys come from groupKey().
struct PictureOptions {
    Nanos until = 0;                             ///< end of the shown range; 0: the newest arrival
    std::array<bool, 3> kinds{true, true, true}; ///< by graph::KnownBy
    std::set<graph::Key> collapsed;              ///< groups closed by the person
    std::set<graph::Key> expanded; ///< groups that stay open however many nodes there are
    std::set<graph::Key> hidden;   ///< nodes hidden by the person
    graph::Key around = 0;         ///< only this node and its neighbours; 0: everything
    std::function<bool(const FleetState&, AgentIndex)> filter; ///< empty: everything matches
    std::size_t most = 300; ///< visible nodes from which on groups close by themselves
};

/// Of a node, or of the plate of a collapsed group (agent 0, sums of its members).
struct NodeFacts {
    graph::Key key = 0;
    graph::Key group = 0;
    AgentIndex agent;
    ActorKind kind = ActorKind::agent;
    QString name;
    std::uint64_t runsNow = 0;
    MicroUsd costPerMinute = 0;
    bool priced = false; ///< has ever had a cost: else the rate is told in calls
    double callsPerMinute = 0;
    std::int64_t errors = 0; ///< failed steps of the last five minutes
    Nanos lastSeen = 0;
    Nanos quiet = 0;          ///< since lastSeen, at the end of the range
    bool stale = false;       ///< quiet for more than a minute
    bool singlePoint = false; ///< agents fall apart into two parts without it
    QString left;             ///< what stands below the name instead of runs and rate; null: those
    QString right;
    std::uint32_t members = 1;
    std::uint32_t membersFailing = 0;
    std::uint32_t membersStale = 0;
    std::optional<AlarmMark> alarm; ///< the most urgent that names it, or one of its members
};

struct EdgeFacts {
    graph::Key key = 0;
    graph::Key from = 0;
    graph::Key to = 0;
    std::vector<std::uint32_t> delegations; ///< DelegationIndex values it stands for
    graph::KnownBy knownBy = graph::KnownBy::structural;
    std::uint8_t confidence = 0; ///< percent, of the surest; 0: not said
    double callsPerMinute = 0;
    std::int64_t errors = 0; ///< failed calls of the last five minutes
    std::int64_t inFlight = 0;
    std::optional<AlarmMark> alarm; ///< the most urgent that names this edge
    std::vector<double> flights;    ///< of up to five: elapsed / usual duration, 0 to 1
};

struct GroupFacts {
    graph::Key key = 0;
    QString name;
    std::uint32_t nodes = 0; ///< that match and are not hidden
    MicroUsd costPerMinute = 0;
    std::int64_t errors = 0;
    bool collapsed = false;
    bool automatic = false; ///< collapsed because there are many nodes
};

struct FleetPicture {
    graph::Graph graph;
    std::vector<NodeFacts> nodes;   ///< of graph.nodes, by key
    std::vector<EdgeFacts> edges;   ///< of graph.edges, by key
    std::vector<GroupFacts> groups; ///< all with a visible node, by key
    Nanos until = 0;
    std::size_t known = 0;                ///< actors there are at this time
    std::size_t matching = 0;             ///< of them the filter lets through
    std::size_t hidden = 0;               ///< of those hidden by the person
    std::size_t away = 0;                 ///< of the rest: not near `around`
    std::size_t folded = 0;               ///< stand inside collapsed groups
    std::array<std::size_t, 3> edgesOf{}; ///< by graph::KnownBy, whether switched on or not

    const NodeFacts* node(graph::Key key) const;
    const EdgeFacts* edge(graph::Key key) const;
    const GroupFacts* group(graph::Key key) const;
};

inline constexpr Nanos kRateWindow = 5 * kMinute;
inline constexpr Nanos kStaleAfter = 60 * kSecond;

/// 0 for agents whose deployment nobody named.
graph::Key groupKey(std::string_view deployment);
FleetPicture fleetPicture(const FleetState& state, const PictureOptions& options);
/// One line a node, an edge, a count, sorted by names: for tests.
QString textOf(const FleetPicture& picture);

} // namespace penstock::ui
