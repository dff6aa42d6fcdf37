// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arena.h"

#include <algorithm>

namespace penstock {

void Arena::grow(std::size_t atLeast)
{
    m_lastSize = std::max(m_nextSize, atLeast);
    m_chunks.push_back(std::unique_ptr<char[]>(new char[m_lastSize]));
    m_p = m_chunks.back().get();
    m_end = m_p + m_lastSize;
    m_reserved += m_lastSize;
    m_nextSize = std::min<std::size_t>(m_lastSize * 2, 1 << 20);
}

void Arena::reset()
{
    if (m_chunks.empty())
        return;
    if (m_chunks.size() > 1)
        m_chunks.erase(m_chunks.begin(), m_chunks.end() - 1);
    m_p = m_chunks.back().get();
    m_end = m_p + m_lastSize;
    m_reserved = m_lastSize;
}

} // namespace penstock
