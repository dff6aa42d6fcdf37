// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen may know of cascades: their rows in a list, one as a tree, and what such a tree shows beyond itself.
// Screens reach the core through session/, so the door is here; the types are plain values, read on any thread.
#pragma once

#include "core/fleet/cascade_list.h"
#include "core/fleet/cascade_paths.h"
#include "core/fleet/cascade_view.h"
