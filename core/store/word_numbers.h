// SPDX-License-Identifier: GPL-3.0-or-later
// WordNumbers: numbers different words 0, 1, 2 … in order of first appearance and keeps them one after the other, each with
// a zero byte behind it. The hash is a keyed one: the words come from strangers. One owner, one thread.
#pragma once

#include "core/base/hash.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace penstock::store {

class WordNumbers final {
public:
    explicit WordNumbers(const KeyedHash& hash) : m_hash(hash) {}

    std::uint32_t numberOf(std::string_view word);
    std::uint32_t count() const { return static_cast<std::uint32_t>(m_ends.size()); }
    const std::string& bytes() const { return m_bytes; }

private:
    struct Slot {
        std::uint32_t tag = 0;   ///< of the hash
        std::uint32_t taken = 0; ///< number + 1
    };
    std::string_view word(std::uint32_t number) const;
    void grow();

    const KeyedHash& m_hash;
    std::vector<Slot> m_slots;
    std::vector<std::uint32_t> m_ends; ///< in m_bytes, by number
    std::string m_bytes;
};

} // namespace penstock::store
