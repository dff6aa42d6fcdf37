// SPDX-License-Identifier: GPL-3.0-or-later
// SnapshotValues: what rows have now, for completing a filter - names, deployments, models, users, numbers of traces -
// with how many rows have it. Reads one snapshot: all actors and delegations, the newest traces. Values are texts of
// agents: quoted when inserted, made safe when shown. Made for one completion; any thread.
#pragma once

#include <memory>

#include "core/fleet/fleet_state.h"
#include "core/query/completion.h"

namespace penstock::ui {

class SnapshotValues final : public LiveValues {
public:
    explicit SnapshotValues(std::shared_ptr<const FleetState> state) : m_state(std::move(state)) {}
    std::vector<LiveValue> valuesOf(FieldId field, std::string_view part,
                                    std::size_t limit) override;

private:
    std::shared_ptr<const FleetState> m_state;
};

} // namespace penstock::ui
