// SPDX-License-Identifier: GPL-3.0-or-later
// FleetAuthority: what the policy in force says about one agent or tool, and what its runs claimed to be allowed. What is
// not declared is said to be undeclared, and that no policy asks a person before an action yet is said as well. A pure
// function of a snapshot, any thread; texts come out safe. Cost: one walk over the delegations of an agent.
#pragma once

#include "core/session/session.h"
#include "ui/widgets/key_value_list.h"

namespace penstock::ui {

struct FleetAuthority {
    std::vector<KeyValue> rows;  ///< empty: nothing can be said about such a node
    QString note;                ///< whether a policy holds
    std::vector<KeyValue> tools; ///< that an agent has used until then, each as declared
    QString toolsNote;
};

FleetAuthority fleetAuthority(const FleetState& state, std::uint32_t actor, Nanos until);

} // namespace penstock::ui
