// SPDX-License-Identifier: GPL-3.0-or-later
// LiteralScan: does a text contain any of a few dozen literals, and which owners do they belong to? Looks three bytes up
// at every second position: every literal has put two neighbouring triples of its rarest part into the table, and one of
// the two starts at an even position. Clean text costs about a nanosecond a byte; one DFA over the alternation was
// several times slower. Immutable after add(), thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

class LiteralScan final {
public:
    /// The literal has at least three bytes; owner is 0–63. ASCII letters match in either case when caseless.
    void add(std::string_view literal, bool caseless, unsigned owner);
    /// One bit for each owner with at least one literal in the text.
    std::uint64_t owners(std::string_view text) const;

private:
    struct Literal {
        std::string text; ///< lower case when caseless
        bool caseless = false;
        std::uint64_t ownerBit = 0;
    };
    struct Anchor {
        std::uint32_t triple = 0;  ///< folded
        std::uint32_t mask = 0;    ///< which of its bytes are the literal's
        std::uint16_t literal = 0; ///< index in m_literals
        std::uint16_t offset = 0;  ///< of the triple in the literal
    };
    bool mayHit(std::uint32_t triple) const;
    void addAnchor(std::size_t literal, std::size_t offset);
    std::uint64_t ownersAt(std::string_view text, std::size_t at, std::uint32_t triple) const;

    std::array<std::uint64_t, 1024> m_triples{};    ///< one bit for the hash of an anchor's triple
    std::array<std::vector<Anchor>, 256> m_anchors; ///< by their second byte
    std::vector<Literal> m_literals;
};

} // namespace penstock
