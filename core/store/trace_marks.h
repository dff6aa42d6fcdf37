// SPDX-License-Identifier: GPL-3.0-or-later
// TraceMarks: remembers which traces lost steps to a forget, and whose, so that steps of them that arrive afterwards are
// not stored. A mark is a keyed hash in the identity index, so it holds no name, costs what an identity costs and
// expires with the duplicate horizon. Writer thread. Costs nothing until something was forgotten, then one look-up a step.
#pragma once

#include "core/base/hash.h"
#include "core/store/forget_rule.h"
#include "core/store/identity_index.h"

namespace penstock::store {

/// What one forget said about one trace.
struct TraceMark {
    std::uint64_t trace = 0;         ///< key: the trace is marked at all
    std::vector<std::uint64_t> keys; ///< one for each pair of names that goes
    Nanos before = 0;                ///< event time; 0 = all
};

class TraceMarks final {
public:
    TraceMarks(const KeyedHash& hash, IdentityIndex& identities)
        : m_hash(hash), m_identities(identities)
    {
    }

    /// As the database says; until then nothing is marked.
    void enable() { m_any = true; }
    /// Adds to the identities of the commit under way.
    void add(const TraceMark& mark);
    bool takes(const Step& step);

    /// Any thread.
    static TraceMark markOf(const KeyedHash& hash, const ForgetRule& rule, const TraceId& trace);

private:
    const KeyedHash& m_hash;
    IdentityIndex& m_identities;
    bool m_any = false;
};

} // namespace penstock::store
