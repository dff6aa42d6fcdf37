// SPDX-License-Identifier: GPL-3.0-or-later
// fuzzyScore(): how well what a person typed stands for a title - its letters in order, better at the beginnings of
// words and side by side. Pure; any thread; O(pattern x text).
#pragma once

#include <QtCore/QStringView>

#include <optional>

namespace penstock::ui {

/// Nothing: the letters are not all there. More is better; an empty pattern fits everything equally.
std::optional<int> fuzzyScore(QStringView pattern, QStringView text);

} // namespace penstock::ui
