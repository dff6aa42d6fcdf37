// SPDX-License-Identifier: GPL-3.0-or-later
// Mentions: the newest few steps that a detector counted, kept as plain bytes until they become evidence. Fold thread.
#pragma once

#include "core/detect/act.h"
#include "core/model/finding.h"

namespace penstock {

template <std::size_t kSize> struct Mentions {
    struct One {
        Seq seq;
        SpanId span;
    };
    std::array<One, kSize> items;
    std::uint32_t ever;

    void add(Seq seq, SpanId span) { items[ever++ % kSize] = {seq, span}; }
    void add(const Act& act) { add(act.seq, act.span); }
    void clear() { ever = 0; }
    /// Oldest first; the finding says how many more there were.
    void putInto(Finding& finding, const TraceId& trace) const
    {
        const std::uint32_t kept = std::min<std::uint32_t>(ever, kSize);
        for (std::uint32_t back = kept; back > 0; --back) {
            const One& one = items[(ever - back) % kSize];
            finding.steps.push_back({one.seq, trace, one.span});
        }
        finding.moreSteps = ever - kept;
    }
};

/// The same for rules that look beyond one trace.
template <std::size_t kSize> struct WideMentions {
    std::array<StepMention, kSize> items;
    std::uint32_t ever;

    void add(const StepMention& mention) { items[ever++ % kSize] = mention; }
    void clear() { ever = 0; }
    void putInto(Finding& finding) const
    {
        const std::uint32_t kept = std::min<std::uint32_t>(ever, kSize);
        for (std::uint32_t back = kept; back > 0; --back)
            finding.steps.push_back(items[(ever - back) % kSize]);
        finding.moreSteps = ever - kept;
    }
};

/// kSize things by key; the one that was used longest ago makes room. All zero is empty.
template <class Item, std::size_t kSize> struct RecentTable {
    std::array<Item, kSize> items; ///< Item has key (0 = free) and usedAt
    std::uint64_t uses;

    Item* find(std::uint64_t key)
    {
        for (Item& item : items)
            if (item.key == key)
                return &item;
        return nullptr;
    }
    /// Its item, or a blank one in place of the oldest, of which `leaving` is told first.
    template <class Leaving> Item& take(std::uint64_t key, const Leaving& leaving)
    {
        Item* item = find(key);
        if (item == nullptr) {
            item = &*std::min_element(items.begin(), items.end(), [](const Item& a, const Item& b) {
                return a.usedAt < b.usedAt;
            });
            if (item->key != 0)
                leaving(*item);
            std::memset(static_cast<void*>(item), 0, sizeof *item);
            item->key = key;
        }
        item->usedAt = ++uses;
        return *item;
    }
};

} // namespace penstock
