// SPDX-License-Identifier: GPL-3.0-or-later
// Glyphs: every sign of the desktop, drawn (never a font character, never an image). Row glyphs tell the kind of a
// step by shape; navigation icons are the same hand at 20 px. Pure painting, GUI thread; the painter is left as found.
#pragma once

#include <QtCore/QRectF>
#include <QtGui/QColor>

#include "core/model/step.h"

class QPainter;

namespace penstock::ui {

enum class Glyph {
    none,
    agent,
    remote,
    tool,
    model,
    gate,
    store,
    person,
    handoff,
    exchange,
    missing,
    dot,
    workflow,
    shield,
    system,
    cross,
    running,
    check,
    chevronRight,
    chevronDown,
    chevronLeft,
    copy,
    close,
    ownWindow,
    beside,
    navCascades,
    navTraces,
    navAgents,
    navCharts,
    navAlarms,
    navLosses,
    navCosts,
    navConnect,
};

/// Row glyph of a step (VISUAL.md 3); a missing parent is dashed whatever its kind.
Glyph glyphOf(StepKind kind, bool missing = false);
/// Draws `glyph` into the middle of `box`; row glyphs are 10 x 8, navigation icons 20 x 20.
void paintGlyph(QPainter& painter, Glyph glyph, const QRectF& box, const QColor& colour);
/// Diagonal hatch (folded, missing, loading), antialiased, `step` px apart.
void paintHatch(QPainter& painter, const QRectF& box, const QColor& colour, int step);

} // namespace penstock::ui
