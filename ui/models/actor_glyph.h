// SPDX-License-Identifier: GPL-3.0-or-later
// The sign of an actor in lists and panels: the same hand as the graph's shapes. A human is a person here; the valve is
// kept for what waits for one. Pure function.
#pragma once

#include "core/fleet/fleet_state.h"
#include "ui/theme/glyphs.h"

namespace penstock::ui {

Glyph actorGlyph(ActorKind kind);

} // namespace penstock::ui
