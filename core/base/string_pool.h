// SPDX-License-Identifier: GPL-3.0-or-later
// StringPool: each different text once; texts never move and are named by a small number (0 = empty text).
// One owner; not thread-safe, but what texts() gave may be read on any thread while the pool lives. Grows only: use it for
// names, which are few, never for content.
#pragma once

#include "core/base/arena.h"
#include "core/base/stable_list.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace penstock {

using StringId = std::uint32_t;

class StringPool final {
public:
    StringPool() { m_texts.push_back({}); }

    StringId intern(std::string_view text)
    {
        if (text.empty())
            return 0;
        if (const auto it = m_ids.find(text); it != m_ids.end())
            return it->second;
        const std::string_view kept = m_arena.copy(text);
        const auto id = static_cast<StringId>(m_texts.size());
        m_texts.push_back(kept);
        m_ids.emplace(kept, id);
        m_bytes += kept.size();
        return id;
    }
    /// 0 when the text was never interned (or is empty).
    StringId find(std::string_view text) const
    {
        const auto it = m_ids.find(text);
        return it == m_ids.end() ? 0 : it->second;
    }
    std::string_view text(StringId id) const { return m_texts[id]; }
    /// Those that are here now, by number.
    StableList<std::string_view> texts() const { return m_texts.share(); }
    std::size_t size() const { return m_texts.size(); }
    std::size_t bytes() const { return m_bytes; } ///< of all texts

private:
    Arena m_arena;
    StableList<std::string_view> m_texts;
    std::unordered_map<std::string_view, StringId> m_ids;
    std::size_t m_bytes = 0;
};

} // namespace penstock
