// SPDX-License-Identifier: GPL-3.0-or-later
// Climbs: things that a detector noted at a step and wants to take up to who asked for it, run by run, until the root – in
// whichever order steps arrive; mostly children come first and the climb waits for the next parent. At most kSize at once,
// the oldest makes room. All zero is empty; plain. Cost: kSize comparisons a step, a short scan a level.
#pragma once

#include "core/detect/watched_traces.h"

namespace penstock {

template <class Item, std::size_t kSize> struct Climbs {
    struct One {
        SpanId awaits; ///< zero = free
        Item item;
    };
    std::array<One, kSize> ones;
    std::uint32_t ever;

    /// `visit(item, run)` for every run above, null behind the root; false: this climb is over.
    template <class Visit>
    void begin(const WatchedTrace& trace, SpanId above, const Item& item, const Visit& visit)
    {
        One* place = std::find_if(ones.begin(), ones.end(),
                                  [](const One& one) { return one.awaits.isZero(); });
        if (place == ones.end())
            place = &ones[ever++ % kSize];
        *place = {above, item};
        if (above.isZero())
            visit(place->item, static_cast<const SeenRun*>(nullptr));
        else
            go(*place, trace, visit);
    }

    /// Of a step that has just been put into the trace.
    template <class Visit> void arrived(const WatchedTrace& trace, SpanId span, const Visit& visit)
    {
        for (One& one : ones)
            if (!one.awaits.isZero() && one.awaits == span)
                go(one, trace, visit);
    }

private:
    static constexpr int kMostLevels = 64;

    template <class Visit> static void go(One& one, const WatchedTrace& trace, const Visit& visit)
    {
        for (int level = 0; level < kMostLevels; ++level) {
            const Link* link = trace.link(one.awaits);
            if (link == nullptr)
                return;
            const SeenRun* run = trace.run(one.awaits);
            if (run != nullptr && !visit(one.item, run))
                break;
            one.awaits = link->parent;
            if (one.awaits.isZero()) {
                visit(one.item, static_cast<const SeenRun*>(nullptr));
                return;
            }
        }
        one.awaits = {};
    }
};

} // namespace penstock
