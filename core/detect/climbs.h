// SPDX-License-Identifier: GPL-3.0-or-later
// Climbs: things that a detector noted at a step and wants to take up to who asked for it, run by run, until the root – in
// whichever order steps arrive; mostly children come first and the climb waits for the next parent. At most kSize at once,
// the oldest makes room. All zero is empty; plain. Cost: kSize comparisons a step, a short scan a level.
#pragma once

#include "core/detect/watched_traces.h"

namespace penstock {

template <class Item, std::size_t kSize> struct Climbs {
    std::array<SpanId, kSize>
        awaited; ///< zero = free; together, because every step is compared with all
    std::array<Item, kSize> items;
    std::uint32_t ever;

    /// `visit(item, run)` for every run above, null behind the root; false: this climb is over.
    template <class Visit>
    void begin(const WatchedTrace& trace, SpanId above, const Item& item, const Visit& visit)
    {
        const auto free = std::find_if(awaited.begin(), awaited.end(),
                                       [](SpanId awaits) { return awaits.isZero(); });
        const std::size_t place = free == awaited.end()
                                      ? ever++ % kSize
                                      : static_cast<std::size_t>(free - awaited.begin());
        awaited[place] = above;
        items[place] = item;
        if (above.isZero())
            visit(items[place], static_cast<const SeenRun*>(nullptr));
        else
            go(place, trace, visit);
    }

    /// Of a step that has just been put into the trace.
    template <class Visit> void arrived(const WatchedTrace& trace, SpanId span, const Visit& visit)
    {
        for (std::size_t i = 0; i < kSize; ++i)
            if (!awaited[i].isZero() && awaited[i] == span)
                go(i, trace, visit);
    }

private:
    static constexpr int kMostLevels = 64;

    template <class Visit> void go(std::size_t place, const WatchedTrace& trace, const Visit& visit)
    {
        SpanId& awaits = awaited[place];
        for (int level = 0; level < kMostLevels; ++level) {
            const Link* link = trace.link(awaits);
            if (link == nullptr)
                return;
            const SeenRun* run = trace.run(awaits);
            if (run != nullptr && !visit(items[place], run))
                break;
            awaits = link->parent;
            if (awaits.isZero()) {
                visit(items[place], static_cast<const SeenRun*>(nullptr));
                return;
            }
        }
        awaits = {};
    }
};

} // namespace penstock
