// SPDX-License-Identifier: GPL-3.0-or-later
// The style sheet of ordinary controls (buttons, tables, scroll bars, menus): flat, 1 px borders, radius 2.
// What carries data is painted by hand in widgets/ and views/. Pure.
#pragma once

#include "ui/theme/theme.h"

class QString;

namespace penstock::ui {

QString styleSheetOf(const Theme& theme);

} // namespace penstock::ui
