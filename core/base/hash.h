// SPDX-License-Identifier: GPL-3.0-or-later
// Hashes. sha256 is for what must verify (chain, tombstones, tokens). KeyedHash (XXH3-128 with a secret drawn
// when a data directory is made) is for tables that strangers could otherwise fill with collisions; its values
// never leave the data directory. Pure, any thread.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace penstock {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view bytes);

/// Incremental form; copyable state is not needed, so none is offered.
class Sha256Stream final {
public:
    Sha256Stream();
    ~Sha256Stream();
    Sha256Stream(const Sha256Stream&) = delete;
    Sha256Stream& operator=(const Sha256Stream&) = delete;
    void update(std::string_view bytes);
    Sha256 finish();

private:
    void* m_context;
};

struct Hash128 {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    auto operator<=>(const Hash128&) const = default;
};

class KeyedHash final {
public:
    static constexpr std::size_t kSecretSize = 192; ///< bytes, XXH3's default secret size

    /// secret must hold kSecretSize bytes of good randomness.
    explicit KeyedHash(std::string_view secret);
    Hash128 operator()(std::string_view bytes) const;
    std::uint64_t hash64(std::string_view bytes) const;

private:
    std::array<char, kSecretSize> m_secret;
};

/// Fast unkeyed 64-bit hash for tables that hold only our own constants.
std::uint64_t plainHash64(std::string_view bytes);
/// size bytes from the operating system's generator; aborts if there is none.
std::string randomBytes(std::size_t size);

} // namespace penstock
