// SPDX-License-Identifier: GPL-3.0-or-later
// SeriesColours: the muted colours that tell the parts of a stack apart, from the theme's tokens. Only for charts: they
// mean nothing elsewhere, and stay apart for people who see fewer colours (VISUAL.md 8). Value, GUI thread.
#pragma once

#include <QtGui/QColor>

#include <vector>

#include "ui/theme/theme.h"

namespace penstock::ui {

struct SeriesColours {
    std::vector<QColor> parts;
    QColor others;
};

SeriesColours seriesColours(ThemeKind kind);

} // namespace penstock::ui
