// SPDX-License-Identifier: GPL-3.0-or-later
// A short line with its head as the graph draws it, for switches and lists: the legend is the control. Pure painting,
// GUI thread.
#pragma once

#include <QtCore/QRectF>

#include "ui/graph/layout/graph.h"
#include "ui/theme/theme.h"

class QPainter;

namespace penstock::ui {

QColor edgeColour(graph::KnownBy knownBy, const Theme& theme);
/// Level, through the middle of the box, pointing right.
void paintEdgeSample(QPainter& painter, const QRectF& box, graph::KnownBy knownBy,
                     const Theme& theme);

} // namespace penstock::ui
