// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/text_features.h"

#include "core/dialect/canonical_json.h"

#include "core/base/hash.h"

#include <algorithm>
#include <array>

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

bool isWordByte(char c)
{
    return isDigit(c) || isUpper(c) || (c >= 'a' && c <= 'z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

char lower(char c)
{
    return isUpper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// The k smallest different hashes seen.
template <std::size_t kSize> class Sample final {
public:
    void add(WordHash hash)
    {
        if (m_count == kSize && hash >= m_items[kSize - 1])
            return;
        WordHash* const end = m_items.data() + m_count;
        WordHash* const at = std::lower_bound(m_items.data(), end, hash);
        if (at != end && *at == hash)
            return;
        if (m_count < kSize)
            ++m_count;
        std::move_backward(at, m_items.data() + m_count - 1, m_items.data() + m_count);
        *at = hash;
    }
    std::span<const WordHash> keep(Arena& arena) const
    {
        return arena.copy(std::span<const WordHash>(m_items.data(), m_count));
    }

private:
    std::array<WordHash, kSize> m_items;
    std::size_t m_count = 0;
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
        for (; !ends(m_at) && !isWordByte(m_text[m_at]); ++m_at) {
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

    /// One ideograph is a word: such scripts have no spaces between words.
    bool isIdeograph(std::size_t at) const
    {
        const auto c = static_cast<unsigned char>(m_text[at]);
        return c >= 0xE3 && c <= 0xE9;
    }

    bool read(Word& word)
    {
        const std::size_t begin = m_at;
        m_hash = 0xCBF29CE484222325ull;
        word.figure = false;
        if (isIdeograph(begin))
            for (int i = 0; i < 3 && !ends(m_at); ++i)
                put(m_text[m_at++]);
        else
            readLetters(word);
        if (m_at == begin) {
            ++m_at;
            return false;
        }
        word.name = !word.figure && isUpper(m_text[begin]) && !m_opens;
        m_opens = false;
        m_hash ^= m_hash >> 32;
        m_hash *= 0xD6E8FEB86659FD93ull;
        word.hash = static_cast<WordHash>(m_hash >> (64 - kWordBits));
        return !isMemberName();
    }

    void readLetters(Word& word)
    {
        for (; !ends(m_at) && !isIdeograph(m_at); ++m_at) {
            const char c = m_text[m_at];
            if (c == '\\' && !ends(m_at + 5) && m_text[m_at + 1] == 'u') {
                for (int i = 0; i < 5; ++i)
                    put(m_text[++m_at]);
                continue;
            }
            const bool joins = joinsDigits(m_at);
            if (!joins && !isWordByte(c))
                break;
            word.figure = word.figure || isDigit(c);
            if (c != ',') // 1,234 is 1234
                put(c);
        }
    }

    void put(char c)
    {
        m_hash = (m_hash ^ static_cast<unsigned char>(lower(c))) * 0x100000001B3ull;
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
    std::uint64_t m_hash = 0;
    bool m_opens = true; ///< the next word opens a sentence: its capital says nothing
};

std::uint64_t spacedFingerprint(std::string_view text)
{
    std::uint64_t hash = 0xCBF29CE484222325ull;
    bool space = false;
    for (const char c : text) {
        if (isSpace(c)) {
            space = true;
            continue;
        }
        if (space)
            hash = (hash ^ ' ') * 0x100000001B3ull;
        space = false;
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    }
    return hash;
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
