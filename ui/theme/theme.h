// SPDX-License-Identifier: GPL-3.0-or-later
// Theme: the colours of one theme, read once from resources/themes/tokens.json. Grey is normal; there are no alarm
// colours here because nothing raises alarms yet. Value type, GUI thread. A token that is missing is a bug (asserted).
#pragma once

#include <QtGui/QColor>

class QByteArray;

namespace penstock::ui {

enum class ThemeKind { light, dark };

struct Theme {
    ThemeKind kind = ThemeKind::light;
    QColor window, panel, canvas, field, hover, pressed, well, code;
    QColor text, secondary, tertiary, disabled, onInk;
    QColor borderSubtle, border, borderStrong;
    QColor ink, selection;
    QColor nodeFill, nodeBorder, toolFill, gateFill, groupFill, groupBorder;
    QColor edgeDeclared, edgeStructural, edgeInferred;
    QColor barFrame, barModel, barTool, barFailed, barWait;
};

/// From the compiled-in tokens.
Theme loadTheme(ThemeKind kind);
/// From the bytes of a tokens file.
Theme readTheme(const QByteArray& tokens, ThemeKind kind);

} // namespace penstock::ui
