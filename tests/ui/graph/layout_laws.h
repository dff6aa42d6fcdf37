// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every layout, as sentences that are false where it does not. Pure.
#pragma once

#include "ui/graph/layout/layout.h"

#include <string>

namespace penstock::ui::graph::test {

/// The first law this layout of this graph breaks, or nothing.
std::string brokenLaw(const Layout& layout, const Graph& graph);

/// The first node of `before` that stands elsewhere in `after` or is missing there, or an edge that was drawn anew
/// though neither it nor its partner is new; or nothing.
std::string movedThing(const Layout& before, const Layout& after, const Graph& added);

} // namespace penstock::ui::graph::test
