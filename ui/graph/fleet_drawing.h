// SPDX-License-Identifier: GPL-3.0-or-later
// FleetDrawing: one picture with its layout and everything the painter replays. Made in a pool thread, immutable
// afterwards, shared with the GUI thread. Cost of making: the layout where the graph has changed, else linear.
#pragma once

#include <QtCore/QRectF>

#include <map>
#include <memory>

#include "ui/graph/fleet_picture.h"
#include "ui/graph/layout/geometry.h"
#include "ui/graph/layout/hit_index.h"

namespace penstock::ui {

struct FleetDrawing {
    FleetPicture picture;
    graph::Layout layout;
    graph::Scene scene;
    graph::HitIndex hits;
    std::vector<QRectF> edgeBoxes;        ///< of scene.edges
    std::vector<std::uint32_t> edgeOrder; ///< scene.edges as they are painted: neighbours together
    std::vector<const NodeFacts*> facts;  ///< of scene.nodes
    std::map<graph::Key, Priority> alarmed;    ///< edges that an alarm names: few
    bool blinks = false;                       ///< something on it wants to be seen
    std::vector<std::vector<QPointF>> flights; ///< middle points of the squares, of scene.edges

    FleetDrawing() = default;
    FleetDrawing(const FleetDrawing&) = delete;
    FleetDrawing& operator=(const FleetDrawing&) = delete;

    const graph::NodeItem* node(graph::Key key) const;
    const graph::EdgeItem* edge(graph::Key key) const;
};

using Drawing = std::shared_ptr<const FleetDrawing>;

/// `before`: places that stay; null gives the canonical layout.
Drawing makeDrawing(FleetPicture picture, const graph::Layout* before,
                    const std::array<bool, 3>& kinds);

} // namespace penstock::ui
