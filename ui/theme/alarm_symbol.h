// SPDX-License-Identifier: GPL-3.0-or-later
// The symbol of an alarm (VISUAL.md 1 and 3): colour, shape and letter tell how urgent it is, filling and halo how it
// stands. Only what nobody has seen blinks, all of it in phase. Pure painting, GUI thread.
#pragma once

#include <QtCore/QPointF>

#include "core/model/finding.h"
#include "ui/theme/theme.h"

class QPainter;

namespace penstock::ui {

enum class AlarmLook {
    unseen,   ///< filled, blinks, halo
    seen,     ///< filled
    returned, ///< outline, blinks, halo: over, and nobody has seen it
    latched,  ///< outline with a bolt: over, wants a reset
    held,     ///< grey outline: shelved, suppressed, out of service, history
    tried,    ///< outline: what another policy would have raised; nothing that happened
};

inline constexpr int kAlarmSymbolInRow = 11;
inline constexpr int kAlarmSymbolInStrip = 12;

bool blinks(AlarmLook look);
/// Half of every second. Always true where the desktop asks for no animation.
bool blinkIsOn();
/// Milliseconds until blinkIsOn() changes.
int nextBlink();
/// `high` is drawn with its letter 1. `on`: false leaves the symbol of a blinking one out, the halo stays.
void paintAlarmSymbol(QPainter& painter, const QPointF& centre, int size, Priority priority,
                      AlarmLook look, bool on, const Theme& theme);
/// The letter inside the symbol, for texts: `1`, `2`, `3`, `N`.
QChar alarmLetter(Priority priority);

} // namespace penstock::ui
