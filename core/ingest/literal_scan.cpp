// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/literal_scan.h"

#include "core/base/result.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace penstock {
namespace {

// Setting this bit folds the case of letters; other bytes fall together too, which the exact comparison sorts out.
constexpr std::uint32_t kFold = 0x202020;
constexpr std::uint32_t kTwoBytes = 0xffff;
constexpr std::uint32_t kThreeBytes = 0xffffff;

std::uint32_t byteAt(std::string_view text, std::size_t at)
{
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

// Three bytes as one number, folded. Beyond the end of the text there are zeros.
std::uint32_t tripleAt(std::string_view text, std::size_t at)
{
    return (byteAt(text, at) | byteAt(text, at + 1) << 8 | byteAt(text, at + 2) << 16) | kFold;
}

// The same bytes in one load where memory has the order that tripleAt() gives.
std::uint32_t fourBytes(const char* bytes)
{
    static_assert(std::endian::native == std::endian::little);
    std::uint32_t word;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

std::uint32_t hashOf(std::uint32_t triple)
{
    return triple * 0x9E3779B1u >> 16;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool matches(std::string_view text, std::string_view literal, bool caseless)
{
    if (text.size() < literal.size())
        return false;
    if (!caseless)
        return text.starts_with(literal);
    return std::equal(literal.begin(), literal.end(), text.begin(),
                      [](char wanted, char got) { return wanted == lower(got); });
}

// How often a byte comes in what agents write: letters as in English, signs and digits somewhere in the middle.
std::size_t commonness(char c)
{
    constexpr std::string_view kByFrequency = "zqjxkvbpygfwmucldrhsnioate";
    const std::size_t at = kByFrequency.find(lower(c));
    return at == std::string_view::npos ? kByFrequency.size() / 2 : at;
}

// Where the four bytes start that are rarest together.
std::size_t rarestPart(std::string_view literal)
{
    std::size_t best = 0;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (std::size_t at = 0; at + 4 <= literal.size(); ++at) {
        std::size_t sum = 0;
        for (const char c : literal.substr(at, 4))
            sum += commonness(c);
        if (sum < least) {
            least = sum;
            best = at;
        }
    }
    return best;
}

} // namespace

void LiteralScan::add(std::string_view literal, bool caseless, unsigned owner)
{
    PENSTOCK_ASSERT(literal.size() >= 3 && owner < 64 && m_literals.size() < 1000);
    Literal entry{std::string(literal), caseless, std::uint64_t(1) << owner};
    if (caseless)
        std::transform(entry.text.begin(), entry.text.end(), entry.text.begin(), lower);
    m_literals.push_back(std::move(entry));
    const std::size_t at = rarestPart(literal);
    addAnchor(m_literals.size() - 1, at);
    addAnchor(m_literals.size() - 1, at + 1);
}

// A literal of three bytes has only one triple; the other one ends with whatever may follow.
void LiteralScan::addAnchor(std::size_t literal, std::size_t offset)
{
    const std::string& text = m_literals[literal].text;
    const bool isWhole = offset + 3 <= text.size();
    const std::uint32_t mask = isWhole ? kThreeBytes : kTwoBytes;
    const std::uint32_t triple = tripleAt(text, offset) & mask;
    for (std::uint32_t next = 0; next < (isWhole ? 1u : 256u); ++next) {
        const std::uint32_t hash = hashOf(triple | next << 16 | kFold);
        m_triples[hash >> 6] |= std::uint64_t(1) << (hash & 63);
    }
    m_anchors[triple >> 8 & 0xff].push_back(
        {triple, mask, static_cast<std::uint16_t>(literal), static_cast<std::uint16_t>(offset)});
}

inline bool LiteralScan::mayHit(std::uint32_t triple) const
{
    const std::uint32_t hash = hashOf(triple);
    return (m_triples[hash >> 6] >> (hash & 63) & 1) != 0;
}

std::uint64_t LiteralScan::ownersAt(std::string_view text, std::size_t at,
                                    std::uint32_t triple) const
{
    std::uint64_t owners = 0;
    for (const Anchor& anchor : m_anchors[triple >> 8 & 0xff]) {
        if ((triple & anchor.mask) != anchor.triple || at < anchor.offset)
            continue;
        const Literal& literal = m_literals[anchor.literal];
        if (matches(text.substr(at - anchor.offset), literal.text, literal.caseless))
            owners |= literal.ownerBit;
    }
    return owners;
}

std::uint64_t LiteralScan::owners(std::string_view text) const
{
    std::uint64_t found = 0;
    std::size_t at = 0;
    for (; at + 4 <= text.size(); at += 2) {
        const std::uint32_t triple = (fourBytes(text.data() + at) & kThreeBytes) | kFold;
        if (mayHit(triple))
            found |= ownersAt(text, at, triple);
    }
    // The end, and beyond it zeros, because the last two bytes may belong to a literal of three.
    for (; at < text.size(); at += 2)
        if (const std::uint32_t triple = tripleAt(text, at); mayHit(triple))
            found |= ownersAt(text, at, triple);
    return found;
}

} // namespace penstock
