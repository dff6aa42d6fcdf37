// SPDX-License-Identifier: GPL-3.0-or-later
// IdentityFilter: blocked Bloom filter of one run: 16 bits a key, all probes of a key in one cache line. Says "surely
// not" for all but about 0.2 % of the keys that are not there. Immutable once filled; any thread may ask.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace penstock::store {

class IdentityFilter final {
public:
    explicit IdentityFilter(std::size_t keys);
    /// As given by bytes(); an empty filter, which contains everything, if they are not a filter.
    static IdentityFilter fromBytes(std::string_view bytes);

    void add(std::uint64_t key);
    bool mayContain(std::uint64_t key) const;
    std::string_view bytes() const;

private:
    struct alignas(64) Line {
        std::uint64_t words[8] = {};
    };
    std::size_t lineOf(std::uint64_t key) const;

    std::vector<Line> m_lines;
};

} // namespace penstock::store
