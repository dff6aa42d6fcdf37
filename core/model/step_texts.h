// SPDX-License-Identifier: GPL-3.0-or-later
// anyText: goes through every text that was logged of a step – what a search for a text looks at. Pure, any thread.
#pragma once

#include "core/model/step.h"

#include <algorithm>

namespace penstock {

/// True as soon as `visit` says so of a text; attributes of the resource are not the step's own.
template <class Visit> bool anyText(const Step& step, const Visit& visit)
{
    const auto inAttributes = [&visit](Attributes attributes) {
        return std::any_of(attributes.begin(), attributes.end(),
                           [&visit](const Attribute& a) { return visit(a.value.text()); });
    };
    const RawSpan& raw = step.raw;
    return visit(raw.name) || visit(raw.statusMessage) || visit(raw.body.text()) ||
           inAttributes(raw.attributes) ||
           std::any_of(raw.events.begin(), raw.events.end(),
                       [&](const RawEvent& event) { return inAttributes(event.attributes); });
}

} // namespace penstock
