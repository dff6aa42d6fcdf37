// SPDX-License-Identifier: GPL-3.0-or-later
// Board: the findings that are active, and what changed since they were last taken. A finding that goes on is told again
// when its first value has doubled, so that a long loop is a few messages and no flood. Bounded: beyond kMostActive none
// is raised, which is counted. Owned by Detection, fold thread.
#pragma once

#include "core/base/encoding.h"
#include "core/model/finding.h"

#include <map>
#include <utility>

namespace penstock {

class Board final {
public:
    static constexpr std::size_t kMostActive = 4096;
    static constexpr std::size_t kMostSteps = 24; ///< listed in one finding

    bool isActive(std::uint32_t detector, std::uint64_t key) const
    {
        return m_active.contains({detector, key});
    }
    /// False when a finding with this value would change nothing: it need not be put together.
    bool wants(std::uint32_t detector, std::uint64_t key, double value) const;
    /// `finding` without change and key; its first value is what wants() was asked about.
    void raise(std::uint32_t detector, std::uint64_t key, Finding finding);
    void clear(std::uint32_t detector, std::uint64_t key, Seq seq, Nanos arrival,
               std::string_view because);

    /// All of one detector's.
    void clearAll(std::uint32_t detector, Seq seq, Nanos arrival, std::string_view because);

    bool hasChanges() const { return !m_changes.empty(); }
    std::vector<Finding> takeChanges() { return std::exchange(m_changes, {}); }
    /// In the order of detector and key.
    std::vector<const Finding*> active() const;
    std::uint64_t leftOut() const { return m_leftOut; }
    std::size_t bytes() const;

    void save(std::string& out) const;
    bool restore(ByteReader& in);

private:
    using Key = std::pair<std::uint32_t, std::uint64_t>;

    std::map<Key, Finding> m_active; ///< as told last
    std::vector<Finding> m_changes;
    std::uint64_t m_leftOut = 0;
};

/// For checkpoints.
void writeFinding(std::string& out, const Finding& finding);
bool readFinding(ByteReader& in, Finding& finding);

} // namespace penstock
