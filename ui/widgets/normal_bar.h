// SPDX-License-Identifier: GPL-3.0-or-later
// paintNormalBar: a value beside what is usual (VISUAL.md, rule 5) – well, band of median and three MAD, marker; outside the
// band a line leads to the marker, beyond the scale a chevron. An empty well where nobody knows what is usual. Pure.
#pragma once

#include <QtCore/QRectF>

#include "core/fleet/rate_series.h"
#include "ui/theme/theme.h"

class QPainter;

namespace penstock::ui {

void paintNormalBar(QPainter& painter, const QRectF& box, double now, const NormalBand& band,
                    const Theme& theme);

} // namespace penstock::ui
