// SPDX-License-Identifier: GPL-3.0-or-later
// StableList: a growing list whose items never move, so that what share() gave may be read on any thread while the owner
// appends: the reader sees the items that were there then. Chunks of doubling size; a lookup costs two loads and no search.
// One owner; items are never changed. share() costs some pointers, whatever the length.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace penstock {

template <class T> class StableList final {
    static constexpr std::size_t kFirst = 64; ///< items of the first chunk
    static constexpr std::size_t kChunks = 27;

public:
    StableList() = default;
    StableList(StableList&&) = default;
    StableList& operator=(StableList&&) = default;

    std::size_t size() const { return m_size; }
    const T& operator[](std::size_t at) const
    {
        const unsigned chunk = chunkOf(at);
        return m_chunks[chunk][at + kFirst - (kFirst << chunk)];
    }
    void push_back(T item)
    {
        const unsigned chunk = chunkOf(m_size);
        if (m_chunks[chunk] == nullptr)
            m_chunks[chunk] = std::shared_ptr<T[]>(new T[kFirst << chunk]());
        m_chunks[chunk][m_size + kFirst - (kFirst << chunk)] = std::move(item);
        ++m_size;
    }
    StableList share() const { return *this; }

private:
    StableList(const StableList&) = default;

    static unsigned chunkOf(std::size_t at)
    {
        return static_cast<unsigned>(std::bit_width((at + kFirst) / kFirst)) - 1;
    }

    std::array<std::shared_ptr<T[]>, kChunks> m_chunks;
    std::size_t m_size = 0;
};

} // namespace penstock
