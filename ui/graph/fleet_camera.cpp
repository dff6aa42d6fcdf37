// SPDX-License-Identifier: GPL-3.0-or-later
// FleetCamera: which part of the graph is on the screen, and how large.
#include "ui/graph/fleet_painter.h"

#include <algorithm>

namespace penstock::ui {
namespace {

constexpr double kFitMargin = 16;

} // namespace

void FleetCamera::zoomAt(const QPointF& screen, double factor)
{
    const QPointF fixed = toScene(screen);
    zoom = std::clamp(zoom * factor, kLeast, kMost);
    origin = fixed - screen / zoom;
}

void FleetCamera::fit(const graph::Rect& bounds, const QSizeF& screen)
{
    if (bounds.width <= 0 || bounds.height <= 0 || screen.isEmpty())
        return;
    zoom = std::clamp(std::min((screen.width() - 2 * kFitMargin) / bounds.width,
                               (screen.height() - 2 * kFitMargin) / bounds.height),
                      kLeast, 1.0);
    const QPointF spare(screen.width() / zoom - bounds.width,
                        screen.height() / zoom - bounds.height);
    // Small pictures start at the upper left, as a page does.
    const double margin = kFitMargin / zoom;
    origin = {bounds.x - std::min(margin, spare.x() / 2),
              bounds.y - std::min(margin, spare.y() / 2)};
}

} // namespace penstock::ui
