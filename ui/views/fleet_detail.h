// SPDX-License-Identifier: GPL-3.0-or-later
// FleetDetail: what the side panel says about a node, an edge, a group or the whole fleet, each measure against what is
// usual for it. A pure function of a snapshot, any thread (runs in the pool); texts come out safe. What nobody knows
// is said to be unknown. Cost: walks over minutes and hours, and the newest runs.
#pragma once

#include "ui/graph/fleet_picture.h"
#include "ui/graph/layout/hit_index.h"
#include "ui/views/fleet_authority.h"
#include "ui/views/fleet_rows.h"
#include "ui/widgets/key_value_list.h"

namespace penstock::ui {

struct FleetDetail {
    QString title;
    QString kind;
    QString subtitle;
    QString bandNote; ///< what "normal" is taken from
    std::vector<FleetRow> measures;
    std::vector<KeyValue> facts;
    std::vector<KeyValue> runs; ///< open now, the newest first
    QString runsNote;
    std::vector<FleetRow> tools;
    std::vector<FleetRow> peers;
    std::vector<KeyValue> evidence; ///< of an edge
    std::vector<KeyValue> errors;
    QString errorsNote;
    std::vector<KeyValue> alarms; ///< that hold or that nobody has seen, the most urgent first
    QString alarmsNote;
    std::vector<AlarmId> alarmIds;     ///< of `alarms`
    std::vector<TraceIndex> runTraces; ///< of `runs`
    std::vector<TraceIndex> errorTraces;
    FleetAuthority authority;
};

FleetDetail fleetDetail(const FleetState& state, const FleetPicture& picture,
                        const graph::HitIndex::Hit& what);

} // namespace penstock::ui
