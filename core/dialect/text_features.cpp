// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/text_features.h"

#include "core/dialect/canonical_json.h"

#include "core/base/hash.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace penstock {
namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

enum CharClass : std::uint8_t { kWord = 1, kDigit = 2, kIdeograph = 4 };

/// One ideograph is a word: such scripts have no spaces between words.
constexpr std::array<std::uint8_t, 256> kClasses = [] {
    std::array<std::uint8_t, 256> classes{};
    for (std::size_t c = 0; c < classes.size(); ++c) {
        if (c >= 0x80 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_')
            classes[c] = kWord;
        if (c >= '0' && c <= '9')
            classes[c] = kWord | kDigit;
        if (c >= 0xE3 && c <= 0xE9)
            classes[c] = kIdeograph;
    }
    return classes;
}();

std::uint8_t classOf(char c)
{
    return kClasses[static_cast<unsigned char>(c)];
}

template <class Number> std::uint64_t load(const char* bytes)
{
    Number number = 0;
    std::memcpy(&number, bytes, sizeof number);
    return number;
}

/// The first eight bytes, or those there are and zeros, without a copy whose length only the run knows: most of the time
/// of a hash would go into that.
std::uint64_t upToEight(const char* bytes, std::size_t size)
{
    if (size >= 8)
        return load<std::uint64_t>(bytes);
    if (size >= 4)
        return load<std::uint32_t>(bytes) | load<std::uint32_t>(bytes + size - 4) << 8 * (size - 4);
    if (size >= 2)
        return load<std::uint16_t>(bytes) | load<std::uint16_t>(bytes + size - 2) << 8 * (size - 2);
    return static_cast<unsigned char>(*bytes);
}

/// The same for either case of ASCII letters: bit 5 of every byte counts as set.
WordHash hashWord(std::string_view word)
{
    constexpr std::uint64_t kCase = 0x2020202020202020ull;
    constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ull;
    std::uint64_t hash = word.size() * kMultiplier;
    for (std::size_t at = 0; at < word.size(); at += 8) {
        hash = (hash ^ (upToEight(word.data() + at, word.size() - at) | kCase)) * kMultiplier;
        hash ^= hash >> 29;
    }
    hash *= 0xD6E8FEB86659FD93ull;
    return static_cast<WordHash>(hash >> (64 - kWordBits));
}

/// The k smallest different hashes seen.
template <std::size_t kSize> class Sample final {
public:
    Sample() { m_items.fill(kFree); }

    void add(WordHash hash)
    {
        if (hash >= m_items[kSize - 1])
            return;
        const auto at = std::lower_bound(m_items.begin(), m_items.end(), hash);
        if (*at == hash)
            return;
        std::move_backward(at, m_items.end() - 1, m_items.end());
        *at = hash;
    }
    std::span<const WordHash> keep(Arena& arena) const
    {
        const auto end = std::find(m_items.begin(), m_items.end(), kFree);
        return arena.copy(std::span<const WordHash>(m_items.begin(), end));
    }

private:
    static constexpr WordHash kFree = ~WordHash{0}; ///< wider than any hash
    std::array<WordHash, kSize> m_items;
};

/// Goes through the words of a text. JSON escapes count as what they stand for, names of JSON members not at all.
class WordWalk final {
public:
    explicit WordWalk(std::string_view text) : m_text(text) {}

    struct Word {
        WordHash hash = 0;
        bool name = false;
        bool figure = false;
    };
    bool next(Word& word)
    {
        while (toWord())
            if (read(word))
                return true;
        return false;
    }

private:
    bool ends(std::size_t at) const { return at >= m_text.size(); }

    /// To the first byte of the next word, watching where sentences begin.
    bool toWord()
    {
        for (; !ends(m_at) && classOf(m_text[m_at]) == 0; ++m_at) {
            const char c = m_text[m_at];
            if (c == '\\' && !ends(m_at + 1)) {
                if (m_text[m_at + 1] == 'u')
                    return true; // an escaped letter
                m_opens = m_opens || m_text[m_at + 1] == 'n';
                ++m_at;
            } else if (c == '.' || c == '!' || c == '?' || c == ':' || c == '\n') {
                m_opens = true;
            } else if (c != ' ' && c != '"' && c != '\'' && c != '(' && c != '*' && c != '-') {
                m_opens = false;
            }
        }
        return !ends(m_at);
    }

    /// A separator inside a figure: 7:30, 2019-05-27, 3.5.
    bool joinsDigits(std::size_t at) const
    {
        const char c = m_text[at];
        return (c == '.' || c == ',' || c == ':' || c == '-' || c == '/') && at > 0 &&
               isDigit(m_text[at - 1]) && !ends(at + 1) && isDigit(m_text[at + 1]);
    }

    bool read(Word& word)
    {
        const std::size_t begin = m_at;
        word.figure = false;
        if (classOf(m_text[begin]) == kIdeograph) {
            m_at = std::min(m_text.size(), begin + 3);
            word.hash = hashWord(m_text.substr(begin, m_at - begin));
        } else {
            word.hash = hashWord(letters(word));
        }
        if (m_at == begin) {
            ++m_at;
            return false;
        }
        word.name = !word.figure && isUpper(m_text[begin]) && !m_opens;
        m_opens = false;
        return !isMemberName();
    }

    /// To the end of the word; a view of it, or a copy when it is written in pieces.
    std::string_view letters(Word& word)
    {
        const std::size_t begin = m_at;
        std::size_t piece = begin; ///< of a word in pieces: where the newest begins
        std::uint8_t classes = 0;
        bool joined = false;
        while (true) {
            for (; !ends(m_at) && (classOf(m_text[m_at]) & kWord) != 0; ++m_at)
                classes |= classOf(m_text[m_at]);
            const bool escape = !ends(m_at + 5) && m_text[m_at] == '\\' && m_text[m_at + 1] == 'u';
            if (ends(m_at) || (!escape && !joinsDigits(m_at)))
                break;
            if (!joined)
                m_joined.clear();
            joined = true;
            m_joined.append(m_text.substr(piece, m_at - piece));
            if (m_text[m_at] != ',') // 1,234 is 1234
                m_joined.append(m_text.substr(m_at + (escape ? 1 : 0), escape ? 5 : 1));
            piece = m_at += escape ? 6 : 1;
        }
        word.figure = (classes & kDigit) != 0;
        if (!joined)
            return m_text.substr(begin, m_at - begin);
        return m_joined.append(m_text.substr(piece, m_at - piece));
    }

    bool isMemberName() const
    {
        std::size_t at = m_at;
        at += !ends(at) && m_text[at] == '\\' ? 1 : 0;
        if (ends(at) || m_text[at] != '"')
            return false;
        for (++at; !ends(at) && isSpace(m_text[at]);)
            ++at;
        return !ends(at) && m_text[at] == ':';
    }

    const std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_joined;
    bool m_opens = true; ///< the next word opens a sentence: its capital says nothing
};

/// Every stretch of white space counts as one space.
std::uint64_t spacedFingerprint(std::string_view text)
{
    std::array<char, kSampledBytes> folded;
    std::size_t size = 0;
    bool before = false;
    for (const char c : text) { // without a branch: where words end cannot be foreseen
        const bool space = isSpace(c);
        folded[size - static_cast<std::size_t>(space && before)] = space ? ' ' : c;
        size += static_cast<std::size_t>(!(space && before));
        before = space;
    }
    return plainHash64({folded.data(), size});
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

} // namespace

std::uint64_t canonicalFingerprint(std::string_view text)
{
    const std::string_view all = trimmed(text);
    if (all.empty())
        return 0;
    if (const auto meaning = canonicalJsonHash(all))
        return *meaning | 1;
    const std::size_t spaced = std::min(all.size(), kSampledBytes);
    std::uint64_t hash = spacedFingerprint(all.substr(0, spaced));
    if (spaced < all.size())
        hash ^= plainHash64(all.substr(spaced));
    return hash | 1;
}

TextFeatures textFeatures(std::string_view text, Arena& arena)
{
    TextFeatures features;
    features.fingerprint = canonicalFingerprint(text);
    if (features.empty())
        return features;
    Sample<kWordSample> words;
    Sample<kNameSample> names;
    Sample<kFigureSample> figures;
    WordWalk walk(text.substr(0, kSampledBytes));
    for (WordWalk::Word word; walk.next(word);) {
        words.add(word.hash);
        if (word.name)
            names.add(word.hash);
        if (word.figure)
            figures.add(word.hash);
    }
    features.words = words.keep(arena);
    features.names = names.keep(arena);
    features.figures = figures.keep(arena);
    return features;
}

} // namespace penstock
