// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/text_features.h"

#include "core/dialect/canonical_json.h"
#include "core/dialect/hash_sample.h"
#include "core/dialect/word_mask.h"

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

/// The same for either case of ASCII letters: bit 5 of every byte counts as set.
class WordHasher final {
public:
    explicit WordHasher(std::size_t size) : m_hash(size * kMultiplier) {}
    /// Eight bytes of the word, zeros behind its end.
    void add(std::uint64_t bytes)
    {
        m_hash = (m_hash ^ (bytes | kCase)) * kMultiplier;
        m_hash ^= m_hash >> 29;
    }
    WordHash hash() const
    {
        return static_cast<WordHash>(m_hash * 0xD6E8FEB86659FD93ull >> (64 - kWordBits));
    }

private:
    static constexpr std::uint64_t kCase = 0x20 * lanes::kOnes;
    static constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ull;
    std::uint64_t m_hash;
};

/// kFigureShape of a word with a digit in it.
WordHash shapeOf(std::string_view figure)
{
    constexpr std::size_t kLong = 4;
    bool isBroken = false;
    for (const char c : figure) {
        const bool breaks = c == '.' || c == ':';
        if (!isDigit(c) && !breaks)
            return 3;
        isBroken = isBroken || breaks;
    }
    return isBroken ? 2 : figure.size() >= kLong ? 1 : 0;
}

WordHash withShape(WordHash hash, std::string_view figure)
{
    return (hash & ~kFigureShape) | shapeOf(figure);
}

/// Goes through the words of a text. JSON escapes count as what they stand for, names of JSON members not at all.
class WordWalk final {
public:
    explicit WordWalk(std::string_view text) : m_text(text), m_mask(text) {}

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
        if (!ends(m_at + 1) && m_text[m_at] == ' ' && classOf(m_text[m_at + 1]) != 0) {
            ++m_at; // as nearly always
            return true;
        }
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
        if (classOf(m_text[begin]) == kIdeograph) {
            m_at = std::min(m_text.size(), begin + 3);
            take(word, begin);
            word.figure = false; // also of bytes that are no UTF-8
        } else {
            m_at = m_mask.end(begin);
            if (!ends(m_at) && goesOn(m_at))
                takePieces(word, begin);
            else
                take(word, begin);
        }
        if (m_at == begin) {
            ++m_at;
            return false;
        }
        word.name = !word.figure && isUpper(m_text[begin]) && !m_opens;
        m_opens = false;
        return !isMemberName();
    }

    /// The word from here to m_at.
    void take(Word& word, std::size_t begin) const
    {
        WordHasher hasher(m_at - begin);
        std::uint64_t digits = 0;
        for (std::size_t at = begin; at < m_at; at += 8) {
            const char* const from = m_text.data() + at;
            const std::uint64_t bytes =
                ends(at + 7) ? lanes::upToEight(from, m_at - at)
                             : lanes::keepFirst(lanes::load<std::uint64_t>(from), m_at - at);
            hasher.add(bytes);
            digits |= lanes::digits(bytes);
        }
        word.hash = hasher.hash();
        word.figure = digits != 0;
        if (word.figure)
            word.hash = withShape(word.hash, m_text.substr(begin, m_at - begin));
    }

    bool isEscapedLetter(std::size_t at) const
    {
        return !ends(at + 5) && m_text[at] == '\\' && m_text[at + 1] == 'u';
    }
    bool goesOn(std::size_t at) const { return isEscapedLetter(at) || joinsDigits(at); }

    /// A word that is written in pieces, the first of which has just ended.
    void takePieces(Word& word, std::size_t begin)
    {
        m_joined.clear();
        word.figure = false;
        for (std::size_t piece = begin;; piece = m_at, m_at = m_mask.end(m_at)) {
            m_joined.append(m_text.substr(piece, m_at - piece));
            word.figure = word.figure || std::any_of(&m_text[piece], &m_text[m_at], isDigit);
            if (ends(m_at) || !goesOn(m_at))
                break;
            const bool escape = isEscapedLetter(m_at);
            if (m_text[m_at] != ',') // 1,234 is 1234
                m_joined.append(m_text.substr(m_at + (escape ? 1 : 0), escape ? 5 : 1));
            m_at += escape ? 6 : 1;
        }
        WordHasher hasher(m_joined.size());
        for (std::size_t at = 0; at < m_joined.size(); at += 8)
            hasher.add(lanes::upToEight(m_joined.data() + at, m_joined.size() - at));
        word.hash = word.figure ? withShape(hasher.hash(), m_joined) : hasher.hash();
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
    const WordMask m_mask;
    std::size_t m_at = 0;
    std::string m_joined;
    bool m_opens = true; ///< the next word opens a sentence: its capital says nothing
};

/// Folds every stretch of white space to one space.
class SpaceFold final {
public:
    /// At most kSampledBytes.
    std::uint64_t fingerprint(std::string_view text)
    {
        std::size_t at = 0;
        for (; at + 8 <= text.size(); at += 8)
            if (!addAsItIs(text.data() + at))
                add(text.substr(at, 8));
        add(text.substr(at));
        return plainHash64({m_folded.data(), m_size});
    }

private:
    /// Eight bytes whose white space is single spaces; others are left alone.
    bool addAsItIs(const char* from)
    {
        const std::uint64_t bytes = lanes::load<std::uint64_t>(from);
        const std::uint64_t spaces = lanes::equal(bytes, ' ');
        const std::uint64_t before = spaces << 8 | (m_before ? 0x80u : 0u);
        if ((lanes::between(bytes, '\t', '\r') | (spaces & before)) != 0)
            return false;
        std::memcpy(m_folded.data() + m_size, from, 8);
        m_size += 8;
        m_before = spaces >> 63 != 0;
        return true;
    }
    void add(std::string_view text)
    {
        for (const char c : text) {
            const bool space = isSpace(c);
            if (!space || !m_before)
                m_folded[m_size++] = space ? ' ' : c;
            m_before = space;
        }
    }

    std::array<char, kSampledBytes> m_folded; ///< never written further than what was read
    std::size_t m_size = 0;
    bool m_before = false; ///< the last byte was white space
};

std::uint64_t narrowed(std::uint64_t hash)
{
    return hash >> (64 - kFingerprintBits) | 1; // never that of no text
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

std::uint64_t fingerprintOf(std::string_view text, MemberPrints* prints)
{
    const std::string_view all = trimmed(text);
    if (all.empty())
        return 0;
    if (const auto meaning = canonicalJsonHash(all, prints))
        return narrowed(*meaning);
    if (prints != nullptr)
        *prints = {};
    const std::size_t spaced = std::min(all.size(), kSampledBytes);
    std::uint64_t hash = SpaceFold().fingerprint(all.substr(0, spaced));
    if (spaced < all.size())
        hash ^= plainHash64(all.substr(spaced));
    return narrowed(hash);
}

TextFeatures featuresOf(std::string_view text, Arena& arena, MemberPrints* prints)
{
    TextFeatures features;
    features.fingerprint = fingerprintOf(text, prints);
    if (features.empty())
        return features;
    HashSample words;
    HashSample names;
    HashSample figures;
    WordWalk walk(text.substr(0, kSampledBytes));
    for (WordWalk::Word word; walk.next(word);) {
        words.add(word.hash);
        names.add(word.hash, word.name);
        figures.add(word.hash, word.figure);
    }
    features.words = words.keep(kWordSample, arena);
    features.names = names.keep(kNameSample, arena);
    features.figures = figures.keep(kFigureSample, arena);
    return features;
}

} // namespace

std::uint64_t canonicalFingerprint(std::string_view text)
{
    return fingerprintOf(text, nullptr);
}

TextFeatures textFeatures(std::string_view text, Arena& arena)
{
    return featuresOf(text, arena, nullptr);
}

TextFeatures argumentFeatures(std::string_view text, Arena& arena,
                              std::span<const ArgumentPrint>& prints)
{
    MemberPrints members;
    const TextFeatures features = featuresOf(text, arena, &members);
    prints = members.keep(arena);
    return features;
}

} // namespace penstock
