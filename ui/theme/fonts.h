// SPDX-License-Identifier: GPL-3.0-or-later
// The two families of the visual language: Inter for words, JetBrains Mono for values (fallback DejaVu). Sizes are
// logical px. Value functions, GUI thread; QFont is shared, so calling them while painting is cheap.
#pragma once

#include <QtGui/QFont>

namespace penstock::ui {

enum class TextSize { caption = 11, body = 12, strip = 13, title = 14, card = 16 };

/// Words.
QFont uiFont(TextSize size = TextSize::body, QFont::Weight weight = QFont::Normal);
/// Numbers, ids, times, paths, arguments. Without ligatures: `>=` must be seen as two characters.
QFont valueFont(TextSize size = TextSize::body, QFont::Weight weight = QFont::Normal);

} // namespace penstock::ui
