// SPDX-License-Identifier: GPL-3.0-or-later
// Focus in reading order for parts that are built anew while the window lives: what is made last would otherwise come
// last, wherever it stands. Follows the layouts. GUI thread only; O(widgets of the part).
#pragma once

class QWidget;

namespace penstock::ui {

/// Tab goes from `before` through everything in `part` that takes it, in the order of its layouts.
void tabThrough(QWidget* before, const QWidget& part);

} // namespace penstock::ui
