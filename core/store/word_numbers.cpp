// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/word_numbers.h"

namespace penstock::store {

std::uint32_t WordNumbers::numberOf(std::string_view word)
{
    if ((m_ends.size() + 1) * 2 > m_slots.size())
        grow();
    const std::uint64_t hash = m_hash.hash64(word);
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        Slot& slot = m_slots[at];
        if (slot.taken == 0) {
            m_bytes.append(word);
            m_ends.push_back(static_cast<std::uint32_t>(m_bytes.size()));
            m_bytes.push_back('\0');
            slot = {tag, count()};
            return slot.taken - 1;
        }
        if (slot.tag == tag && this->word(slot.taken - 1) == word)
            return slot.taken - 1;
    }
}

std::string_view WordNumbers::word(std::uint32_t number) const
{
    const std::uint32_t begin = number == 0 ? 0 : m_ends[number - 1] + 1;
    return std::string_view(m_bytes).substr(begin, m_ends[number] - begin);
}

/// The tag says only half of the hash: where a word goes is worked out again.
void WordNumbers::grow()
{
    m_slots.assign(m_slots.empty() ? 4096 : m_slots.size() * 2, Slot{});
    const std::size_t mask = m_slots.size() - 1;
    for (std::uint32_t number = 0; number < count(); ++number) {
        const std::uint64_t hash = m_hash.hash64(word(number));
        std::size_t at = hash & mask;
        while (m_slots[at].taken != 0)
            at = (at + 1) & mask;
        m_slots[at] = {static_cast<std::uint32_t>(hash >> 32), number + 1};
    }
}

} // namespace penstock::store
