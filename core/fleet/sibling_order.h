// SPDX-License-Identifier: GPL-3.0-or-later
// SiblingOrder: the steps of one trace in the order in which they are shown: children of one parent together, by start,
// then span id; a missing parent begins with the first step below it. A pure function of the facts. O(steps log siblings),
// no recursion; scratch is reused between traces. Owned by CascadeAssembler.
#pragma once

#include "core/base/large_vector.h"
#include "core/fleet/trace_tree.h"

#include <vector>

namespace penstock {

class SiblingOrder final {
public:
    struct Key {
        Nanos start = 0;
        std::uint64_t span = 0;
        std::uint32_t at = 0; ///< position
    };

    void sort(const TraceFacts& trace, const TraceTree& tree);
    /// Of a tree whose order is that of the steps already, and whose missing parents have their times.
    void adopt(const TraceFacts& trace, const TraceTree& tree) { (void)place(trace, tree); }
    void giveBackAll();

    const Key& key(std::uint32_t place) const { return m_keys[place]; }
    /// The children of a position are at the places [firstChild, firstChild + children); 0 has the roots.
    std::uint32_t firstChild(std::uint32_t at) const { return m_firstChild[at]; }
    std::uint32_t children(std::uint32_t at) const { return m_children[at]; }
    /// Places of as many steps as asked for: the roots, what lies right below them, and so on.
    std::vector<std::uint32_t> top(std::uint32_t most) const;

private:
    bool place(const TraceFacts& trace, const TraceTree& tree);
    void startMissing(const TraceTree& tree);

    LargeVector<Key> m_keys;                 ///< the tree's order, siblings sorted
    LargeVector<std::uint32_t> m_firstChild; ///< by position
    LargeVector<std::uint32_t> m_children;   ///< by position
};

} // namespace penstock
