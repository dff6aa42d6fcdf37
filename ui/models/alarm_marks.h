// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmMarks: where alarms belong on a picture of the fleet – on the agents and the edges that they name, the most urgent
// one of each. Only alarms that hold, or that are over and nobody has seen; what is held back leaves no mark. Pure, any
// thread; cost: the alarms and, where there are any, the names of the agents.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/alarm/alarm_picture.h"
#include "core/fleet/fleet_state.h"
#include "ui/theme/alarm_symbol.h"

namespace penstock::ui {

struct AlarmMark {
    Priority priority = Priority::note;
    AlarmLook look = AlarmLook::seen;
    AlarmId alarm; ///< the one it stands for
    bool operator==(const AlarmMark&) const = default;
};

/// What of this alarm is marked; nothing while it is shelved, suppressed, out of service or history.
std::optional<AlarmMark> markOf(const Alarm& alarm);
/// The one that a person should see: more urgent, then unseen before seen.
void keepWorse(std::optional<AlarmMark>& mark, const AlarmMark& other);

class AlarmMarks final {
public:
    explicit AlarmMarks(const FleetState& state);

    std::optional<AlarmMark> actor(std::uint32_t agent) const;
    std::optional<AlarmMark> edge(std::uint32_t from, std::uint32_t to) const;
    /// Places of the alarms that are about them; in no order, each once.
    const std::set<std::uint32_t>& placesOf(std::uint32_t agent) const;
    const std::set<std::uint32_t>& placesOf(std::uint32_t from, std::uint32_t to) const;

private:
    using Edge = std::pair<std::uint32_t, std::uint32_t>;
    using Names = std::multimap<std::string_view, std::uint32_t>;

    struct Marked {
        std::optional<AlarmMark> mark;
        std::set<std::uint32_t> places;
        void add(std::uint32_t place, const AlarmMark& other);
    };

    void add(const FleetState& state, const Names& names, std::uint32_t place);
    static std::vector<std::uint32_t> named(const FleetState& state, const Names& names,
                                            std::string_view name, TraceIndex trace);

    std::map<std::uint32_t, Marked> m_actors;
    std::map<Edge, Marked> m_edges;
};

/// Of steps, by their number in what shows them.
using StepAlarms = std::map<std::uint32_t, std::optional<AlarmMark>>;

} // namespace penstock::ui
