// SPDX-License-Identifier: GPL-3.0-or-later
// Draws cascades as text.
#pragma once

#include "core/fleet/cascade_view.h"
#include "tests/core/fleet/fleet_fixture.h"

#include <string>

namespace penstock::test {

/// `1/2 llm_call gpt`: drawn trace, span, kind and name, indented by depth.
inline std::string outlineOf(const CascadeView& view)
{
    std::string text;
    for (const CascadeNode& node : view.nodes) {
        unsigned trace = 1;
        while (trace < 1000 && view.traces[node.trace - 1].id != drawnTrace(trace))
            ++trace;
        text.append(std::size_t{node.depth} * 2, ' ').append(std::to_string(trace)).append("/");
        text.append(std::to_string(node.span.value)).append(" ");
        text.append(node.has(kMissingStep) ? "missing" : stepKindName(node.kind));
        if (node.name != 0)
            text.append(" ").append(view.text(node.name));
        text.append("\n");
    }
    return text;
}

} // namespace penstock::test
