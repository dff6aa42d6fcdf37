// SPDX-License-Identifier: GPL-3.0-or-later
// CascadeTextPool: gives the texts of a CascadeView their numbers, each different text once. Open addressing with a keyed
// hash: strangers choose these texts. Owned by CascadeBuilder, fold thread. O(bytes) a text.
#pragma once

#include "core/base/hash.h"
#include "core/fleet/cascade_view.h"

namespace penstock {

class CascadeTextPool final {
public:
    CascadeTextPool(CascadeTexts& texts, const KeyedHash& hash) : m_texts(texts), m_hash(hash) {}

    std::uint32_t number(std::string_view text)
    {
        if (text.empty())
            return 0;
        if (m_texts.size() * 2 >= m_slots.size())
            grow();
        const std::size_t at = slotOf(text);
        if (m_slots[at] == 0) {
            m_texts.bytes.append(text);
            m_texts.ends.push_back(m_texts.bytes.size());
            m_slots[at] = m_texts.size();
        }
        return m_slots[at];
    }

private:
    std::size_t slotOf(std::string_view text) const
    {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t at = m_hash.hash64(text) & mask;
        while (m_slots[at] != 0 && m_texts[m_slots[at]] != text)
            at = (at + 1) & mask;
        return at;
    }
    void grow()
    {
        m_slots.assign(m_slots.empty() ? 1024 : m_slots.size() * 2, 0);
        for (std::uint32_t text = 1; text <= m_texts.size(); ++text)
            m_slots[slotOf(m_texts[text])] = text;
    }

    CascadeTexts& m_texts;
    const KeyedHash& m_hash;
    std::vector<std::uint32_t> m_slots;
};

} // namespace penstock
