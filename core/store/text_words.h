// SPDX-License-Identifier: GPL-3.0-or-later
// How texts are cut into words for the text index, and a text that is looked for into pieces of words: whoever contains the
// text has, for each piece, a word that contains it. ASCII letters count in either case. Pure functions.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace penstock::store {

/// Words of more bytes are cut into pieces of this size that overlap by half.
inline constexpr std::size_t kMostWordBytes = 64;

bool isWordByte(char byte);

/// Of up to 64 bytes: a bit for each, set for those of words.
std::uint64_t wordBytes(std::string_view text);
/// The word in lower case, in `buffer`.
std::string_view loweredWord(std::string_view word, char (&buffer)[kMostWordBytes]);

/// Calls visit with each word in lower case; the view is valid during the call.
template <class Visit> void eachWord(std::string_view text, const Visit& visit)
{
    char buffer[kMostWordBytes];
    const auto visitPieces = [&](std::string_view word) {
        for (; word.size() > kMostWordBytes; word.remove_prefix(kMostWordBytes / 2))
            visit(loweredWord(word.substr(0, kMostWordBytes), buffer));
        visit(loweredWord(word, buffer));
    };
    std::size_t begin = 0;
    std::uint64_t inWord = 0;                               ///< the byte before was one of a word
    for (std::size_t at = 0; at <= text.size(); at += 64) { // behind its end no word goes on
        const std::uint64_t bytes = wordBytes(text.substr(at, 64));
        for (std::uint64_t edges = bytes ^ (bytes << 1 | inWord); edges != 0; edges &= edges - 1) {
            const auto edge = static_cast<std::size_t>(std::countr_zero(edges));
            if ((bytes >> edge & 1) != 0)
                begin = at + edge;
            else
                visitPieces(text.substr(begin, at + edge - begin));
        }
        inWord = bytes >> 63;
    }
}

/// The text has bytes of words only and is short enough: who has a word that contains it contains it, and the other way.
bool isPartOfWord(std::string_view text);
/// Longest first; none when the text has no byte of a word: then every text may contain it.
std::vector<std::string> piecesOf(std::string_view text);

} // namespace penstock::store
