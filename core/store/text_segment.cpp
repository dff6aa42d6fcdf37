// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/text_segment.h"

#include "core/base/byte_lanes.h"
#include "core/base/encoding.h"
#include "core/store/text_words.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace penstock::store {
namespace {

/// A list's place is noted for every so many lists; from there on lists are stepped over.
constexpr std::uint32_t kNoteEvery = 64;

/// Lists as encodeLists() wrote them: number of lists, places of some, and each list with its size.
class Lists final {
public:
    explicit Lists(std::string_view bytes)
    {
        ByteReader in(bytes);
        m_count = in.fixed32();
        m_places = in.bytes((std::size_t{m_count} + kNoteEvery - 1) / kNoteEvery * 4);
        m_bytes = in.bytes(in.remaining());
    }
    std::uint32_t count() const { return m_count; }
    template <class Visit> void each(std::uint32_t list, const Visit& visit) const
    {
        ByteReader place(
            m_places.substr(std::min<std::size_t>(list / kNoteEvery * 4, m_places.size())));
        const std::uint32_t at = place.fixed32();
        ByteReader in(m_bytes.substr(std::min<std::size_t>(at, m_bytes.size())));
        for (std::uint32_t i = list / kNoteEvery * kNoteEvery; i < list; ++i)
            in.text();
        ByteReader numbers(in.text());
        std::uint64_t number = 0;
        while (!numbers.atEnd() && numbers.ok()) {
            number += numbers.varint();
            visit(number);
        }
    }

private:
    std::uint32_t m_count = 0;
    std::string_view m_places;
    std::string_view m_bytes;
};

} // namespace

namespace {

/// Digits, ASCII letters and all that is beyond ASCII, of eight bytes.
std::uint64_t wordLanes(std::uint64_t bytes)
{
    return lanes::digits(bytes) | lanes::between(lanes::lowered(bytes), 'a', 'z') |
           (bytes & lanes::kTops);
}

} // namespace

bool isWordByte(char byte)
{
    return wordLanes(static_cast<unsigned char>(byte)) != 0;
}

std::uint64_t wordBytes(std::string_view text)
{
    std::uint64_t bits = 0;
    for (std::size_t at = 0; at < text.size(); at += 8)
        bits |= lanes::gather(wordLanes(lanes::upToEight(text.data() + at, text.size() - at)))
                << at;
    return bits;
}

std::string_view loweredWord(std::string_view word, char (&buffer)[kMostWordBytes])
{
    for (std::size_t at = 0; at < word.size(); at += 8) {
        const std::uint64_t bytes =
            lanes::lowered(lanes::upToEight(word.data() + at, word.size() - at));
        std::memcpy(buffer + at, &bytes, 8);
    }
    return {buffer, word.size()};
}

bool isPartOfWord(std::string_view text)
{
    return !text.empty() && text.size() <= kMostWordBytes / 2 &&
           std::all_of(text.begin(), text.end(), isWordByte);
}

std::vector<std::string> piecesOf(std::string_view text)
{
    // A piece of half a long word's piece lies in one of those that overlap by half.
    constexpr std::size_t kMost = kMostWordBytes / 2;
    std::vector<std::string> pieces;
    eachWord(text, [&](std::string_view word) { pieces.emplace_back(word.substr(0, kMost)); });
    std::sort(pieces.begin(), pieces.end(), [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
    return pieces;
}

void TextSegmentBuilder::List::add(std::uint32_t number)
{
    if (!bytes.empty() && number == last)
        return;
    putVarint(bytes, number - last);
    last = number;
}

void TextSegmentBuilder::add(Seq step, std::string_view text)
{
    if (text.empty())
        return;
    const auto number = static_cast<std::uint32_t>(m_lists.size());
    const auto [at, isNew] = m_texts.try_emplace(m_hash(text), number);
    if (isNew) {
        m_lists.emplace_back();
        m_textBytes += text.size();
        eachWord(text, [&](std::string_view word) {
            const std::uint32_t which = m_words.numberOf(word);
            if (which == m_lastSaid.size())
                m_lastSaid.push_back(0);
            if (m_lastSaid[which] != number + 1)
                m_said.push_back(which);
            m_lastSaid[which] = number + 1;
        });
        m_saidEnds.push_back(m_said.size());
    }
    m_lists[at->second].add(static_cast<std::uint32_t>(step - m_first));
}

std::string TextSegmentBuilder::encodeLists(const std::vector<List>& lists)
{
    std::string places;
    std::string bytes;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        if (i % kNoteEvery == 0)
            putFixed32(places, static_cast<std::uint32_t>(bytes.size()));
        putText(bytes, lists[i].bytes);
    }
    std::string out;
    putFixed32(out, static_cast<std::uint32_t>(lists.size()));
    return out + places + bytes;
}

std::array<std::string, kTextParts> TextSegmentBuilder::encode() const
{
    return {m_words.bytes(), encodeLists(textsOfWords()), encodeLists(m_lists)};
}

std::vector<TextSegmentBuilder::List> TextSegmentBuilder::textsOfWords() const
{
    std::vector<List> lists(m_words.count());
    std::size_t at = 0;
    for (std::uint32_t text = 0; text < m_saidEnds.size(); ++text)
        for (; at < m_saidEnds[text]; ++at)
            lists[m_said[at]].add(text);
    return lists;
}

RowMask TextSegment::saying(const std::vector<std::string>& pieces) const
{
    if (pieces.empty())
        return RowMask(m_steps, true);
    const std::string& words = m_load(kWordsPart);
    if (std::any_of(pieces.begin(), pieces.end(), [&words](const std::string& piece) {
            return memmem(words.data(), words.size(), piece.data(), piece.size()) == nullptr;
        }))
        return RowMask(m_steps);
    const std::string& wordTexts = m_load(kWordTextsPart);
    const std::string& textSteps = m_load(kTextStepsPart);
    const Lists steps(textSteps);
    RowMask texts(steps.count(), true);
    for (const std::string& piece : pieces) {
        const RowMask with = textsWith(words, wordTexts, steps.count(), piece);
        for (std::size_t i = 0; i < texts.words().size(); ++i)
            texts.words()[i] &= with.words()[i];
    }
    RowMask found(m_steps);
    texts.each([&](std::size_t text) {
        steps.each(static_cast<std::uint32_t>(text), [&](std::uint64_t step) {
            if (step < m_steps)
                found.set(step);
        });
    });
    return found;
}

RowMask TextSegment::textsWith(const std::string& words, const std::string& wordTexts,
                               std::size_t texts, const std::string& piece) const
{
    const Lists lists(wordTexts);
    RowMask found(texts);
    std::uint32_t word = 0;
    const char* counted = words.data();
    const char* const end = words.data() + words.size();
    for (const char* at = words.data(); at < end;) {
        at = static_cast<const char*>(
            memmem(at, static_cast<std::size_t>(end - at), piece.data(), piece.size()));
        if (at == nullptr)
            break;
        word += static_cast<std::uint32_t>(std::count(counted, at, '\0'));
        lists.each(word, [&](std::uint64_t text) {
            if (text < texts)
                found.set(text);
        });
        at = static_cast<const char*>(memchr(at, '\0', static_cast<std::size_t>(end - at)));
        if (at == nullptr)
            break;
        counted = at;
    }
    return found;
}

} // namespace penstock::store
