// SPDX-License-Identifier: GPL-3.0-or-later
// Theme: the colours of one theme, read once from resources/themes/tokens.json. Grey is normal; alarm colours are for
// alarms only. Value type, GUI thread. A token that is missing is a bug (asserted).
#pragma once

#include <QtGui/QColor>

#include <array>

#include "core/model/finding.h"

class QByteArray;

namespace penstock::ui {

enum class ThemeKind { light, dark };

struct AlarmColours {
    QColor symbol, text, tint, onSymbol;
};

struct Theme {
    ThemeKind kind = ThemeKind::light;
    QColor window, panel, canvas, field, hover, pressed, well, code;
    QColor text, secondary, tertiary, disabled, onInk;
    QColor borderSubtle, border, borderStrong;
    QColor ink, selection;
    QColor nodeFill, nodeBorder, toolFill, gateFill, groupFill, groupBorder;
    QColor edgeDeclared, edgeStructural, edgeInferred;
    QColor barFrame, barModel, barTool, barFailed, barWait;
    std::array<AlarmColours, 4> alarms; ///< by priority, high first
    const AlarmColours& alarm(Priority priority) const
    {
        return alarms[static_cast<std::size_t>(priority) - 1];
    }
};

/// From the compiled-in tokens.
Theme loadTheme(ThemeKind kind);
/// From the bytes of a tokens file.
Theme readTheme(const QByteArray& tokens, ThemeKind kind);

} // namespace penstock::ui
