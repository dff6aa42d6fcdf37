// SPDX-License-Identifier: GPL-3.0-or-later
// WaterfallFrame: where everything of the waterfall stands - labels, ruler, pinned lines, lines, small map - and which
// stretch of time the bars show. Plain numbers in logical px and ns; a value, GUI thread.
#pragma once

#include <QtCore/QRectF>

#include <vector>

#include "ui/theme/metrics.h"
#include "ui/timeline/cascade_shape.h"
#include "ui/widgets/time_scale.h"

namespace penstock::ui {

class WaterfallFrame final {
public:
    static constexpr double kMapHeight = 64;
    static constexpr double kScrollWidth = 10;
    static constexpr double kLeastLabels = 160;
    static constexpr double kLeastBars = 120;
    static constexpr double kShortest = 100; ///< ns, nearest zoom

    // What it is made of.
    QSizeF size{1, 1};
    double wantedLabels = kTreeLabelWidth;
    int pinned = 0;      ///< lines kept at the top
    bool footer = false; ///< a line that tells how much is folded
    Nanos start = 0;     ///< of the cascade
    Nanos end = 1;
    double from = 0; ///< of the shown stretch, ns since start
    double to = 1;
    int topRow = 0;

    double labels() const;   ///< right edge of the label column
    double costLeft() const; ///< left edge of the cost column
    double barsRight() const { return size.width() - kScrollWidth; }
    QRectF ruler() const { return {0, 0, size.width(), double{kRulerHeight}}; }
    QRectF pins() const;
    QRectF lines() const;
    QRectF foot() const;
    QRectF map() const;     ///< the strip; null where the widget is too low for it
    QRectF mapBars() const; ///< of it the part under the bars
    QRectF bars(const QRectF& line) const;
    /// Of this line when it is among the shown ones; may lie outside.
    QRectF line(int row) const;
    int rowAt(double y) const; ///< may be past the last one
    int wholeRows() const;     ///< that fit

    double x(Nanos t) const;
    Nanos at(double x) const;
    double nanosPerPixel() const;
    TimeScale scale() const; ///< of the bars, for ticks

    void fit();
    bool fits() const;
    /// Keeps the moment under x where it is.
    void zoomAt(double x, double factor);
    void pan(double pixels);
    void show(Nanos first, Nanos last);

private:
    double widest() const;
    double margin() const;
    void clampTimes();
};

/// Left edge of the chevron of a step at this depth; deep steps move closer together.
double indentOf(int depth);

} // namespace penstock::ui
