// SPDX-License-Identifier: GPL-3.0-or-later
// TextBlob: bytes that texts lie in, one behind the other. What share() gave may be read on any thread: the owner appends
// behind what a reader knows, and where there is no more room it moves on to a larger piece. Owned by TraceState, fold
// thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace penstock {

class TextBlob final {
public:
    TextBlob() = default;
    TextBlob(TextBlob&&) = default;
    TextBlob& operator=(TextBlob&&) = default;

    std::size_t size() const { return m_size; }
    std::size_t room() const { return m_room; }
    operator std::string_view() const { return {m_bytes.get(), m_size}; }
    void append(std::string_view text)
    {
        if (m_size + text.size() > m_room)
            grow(m_size + text.size());
        if (!text.empty())
            std::memcpy(m_bytes.get() + m_size, text.data(), text.size());
        m_size += text.size();
    }
    /// Must not append.
    TextBlob share() const { return *this; }

private:
    TextBlob(const TextBlob&) = default;
    void grow(std::size_t least)
    {
        m_room = std::max(least, m_room * 2);
        std::shared_ptr<char[]> larger(new char[m_room]);
        if (m_size > 0)
            std::memcpy(larger.get(), m_bytes.get(), m_size);
        m_bytes = std::move(larger);
    }

    std::shared_ptr<char[]> m_bytes;
    std::size_t m_size = 0;
    std::size_t m_room = 0;
};

} // namespace penstock
