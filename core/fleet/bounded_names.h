// SPDX-License-Identifier: GPL-3.0-or-later
// BoundedNames: the door to the world's pool of names. Senders choose names, so the pool has a limit; a new name beyond
// it becomes "(further names)" and is counted, names that are known stay. Owned by World, fold thread.
#pragma once

#include "core/base/string_pool.h"

namespace penstock {

class BoundedNames final {
public:
    static constexpr std::string_view kFurther = "(further names)";

    BoundedNames(StringPool& pool, std::size_t maxNames, std::size_t maxBytes)
        : m_pool(pool), m_maxNames(maxNames), m_maxBytes(maxBytes)
    {
    }

    StringId intern(std::string_view text)
    {
        if (text.empty())
            return 0;
        if (const StringId known = m_pool.find(text); known != 0)
            return known;
        if (m_pool.size() < m_maxNames && m_pool.bytes() < m_maxBytes)
            return m_pool.intern(text);
        ++m_folded;
        return m_pool.intern(kFurther);
    }
    /// As above, but 0 when there is no room: for keys that must not be shared.
    StringId internOrNone(std::string_view text)
    {
        const StringId id = intern(text);
        return m_pool.text(id) == kFurther ? 0 : id;
    }
    std::string_view text(StringId id) const { return m_pool.text(id); }
    const StringPool& pool() const { return m_pool; }
    std::uint64_t folded() const
    {
        return m_folded;
    } ///< sightings beyond the limit since this object was made

private:
    StringPool& m_pool;
    const std::size_t m_maxNames;
    const std::size_t m_maxBytes;
    std::uint64_t m_folded = 0;
};

} // namespace penstock
