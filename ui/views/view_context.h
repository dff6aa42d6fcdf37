// SPDX-License-Identifier: GPL-3.0-or-later
// ViewContext: what every view is handed – the theme, the bridge to the core, where the person is. References to
// objects of the main window, which outlive all views. Instead of singletons.
#pragma once

#include "ui/bridge/session_bridge.h"
#include "ui/state/view_state.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

struct ViewContext {
    ThemeController& theme;
    SessionBridge& bridge;
    ViewState& state;
};

} // namespace penstock::ui
