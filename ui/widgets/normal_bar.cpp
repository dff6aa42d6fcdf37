// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/normal_bar.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

#include "ui/theme/glyphs.h"

namespace penstock::ui {

void paintNormalBar(QPainter& painter, const QRectF& box, double now, const NormalBand& band,
                    const Theme& theme)
{
    painter.fillRect(box, theme.well);
    if (band.known == 0)
        return;
    const double usual = std::max({band.high(), band.median, 1e-9});
    const double scale = 2.2 * usual;
    const auto at = [&](double value) {
        return std::round(box.left() + box.width() * std::clamp(value / scale, 0.0, 1.0));
    };
    const double low = at(std::max(0.0, band.low()));
    const double high = std::max(at(band.high()), low + 2);
    painter.fillRect(QRectF(low, box.top(), high - low, box.height()), theme.borderStrong);
    const double marker = std::min(at(now), box.right() - 2);
    if (now > band.high() || now < band.low())
        painter.fillRect(
            QRectF(std::min(high, marker), box.center().y() - 1, std::abs(marker - high), 2),
            theme.ink);
    painter.fillRect(QRectF(marker, box.top() - 2, 2, box.height() + 4), theme.text);
    if (now > scale)
        paintGlyph(painter, Glyph::chevronRight, {box.right() + 1, box.top(), 8, box.height()},
                   theme.text);
}

} // namespace penstock::ui
