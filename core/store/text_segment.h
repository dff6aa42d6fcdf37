// SPDX-License-Identifier: GPL-3.0-or-later
// A segment of the text index: the words of some thousand logged steps. A text that several steps carry (every call of a
// conversation sends it again) is cut up once. The words stand one after the other, so that any part of a word is found by
// going through them; from words to texts to steps lead lists. It gives candidates: who reads the steps decides. TextSegment
// reads what may be damaged: it may then find too much or too little, and never reads beyond. One thread.
#pragma once

#include "core/base/hash.h"
#include "core/base/ids.h"
#include "core/store/row_mask.h"
#include "core/store/word_numbers.h"

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace penstock::store {

/// Blobs of a segment.
enum TextPart : unsigned { kWordsPart, kWordTextsPart, kTextStepsPart, kTextParts };

class TextSegmentBuilder final {
public:
    explicit TextSegmentBuilder(const KeyedHash& hash) : m_hash(hash), m_words(hash) {}

    /// Steps come in seq order; `first` is what the segment begins with.
    void begin(Seq first) { m_first = first; }
    void add(Seq step, std::string_view text);
    std::size_t textBytes() const { return m_textBytes; } ///< of different texts
    bool empty() const { return m_lists.empty(); }
    std::array<std::string, kTextParts> encode() const;

private:
    struct List {
        std::string bytes; ///< ascending numbers as differences
        std::uint32_t last = 0;
        void add(std::uint32_t number);
    };
    struct HashOfHash {
        std::size_t operator()(const Hash128& hash) const { return hash.low; }
    };
    static std::string encodeLists(const std::vector<List>& lists);
    std::vector<List> textsOfWords() const;

    const KeyedHash& m_hash;
    Seq m_first = 0;
    std::unordered_map<Hash128, std::uint32_t, HashOfHash> m_texts;
    std::vector<List> m_lists; ///< steps of each text, counted from m_first
    WordNumbers m_words;
    std::vector<std::uint32_t> m_said;     ///< the different words of every text, text by text
    std::vector<std::size_t> m_saidEnds;   ///< in m_said, by text
    std::vector<std::uint32_t> m_lastSaid; ///< by word: the last text that says it, + 1
    std::size_t m_textBytes = 0;
};

class TextSegment final {
public:
    /// Valid until that part is loaded again.
    using Load = std::function<const std::string&(unsigned part)>;

    TextSegment(std::size_t steps, Load load) : m_steps(steps), m_load(std::move(load)) {}
    /// Steps that may say the text; counted from the first of the segment.
    RowMask saying(const std::vector<std::string>& pieces) const;

private:
    /// Texts that have a word with this piece in it.
    RowMask textsWith(const std::string& words, const std::string& wordTexts, std::size_t texts,
                      const std::string& piece) const;
    const std::size_t m_steps;
    const Load m_load;
};

} // namespace penstock::store
