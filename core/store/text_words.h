// SPDX-License-Identifier: GPL-3.0-or-later
// How texts are cut into words for the text index, and a text that is looked for into pieces of words: whoever contains the
// text has, for each piece, a word that contains it. ASCII letters count in either case. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace penstock::store {

/// Words of more bytes are cut into pieces of this size that overlap by half.
inline constexpr std::size_t kMostWordBytes = 64;

bool isWordByte(char byte);
char lowered(char byte);

/// Calls visit with each word in lower case; the view is valid during the call.
template <class Visit> void eachWord(std::string_view text, const Visit& visit)
{
    char word[kMostWordBytes];
    std::size_t size = 0;
    for (const char byte : text) {
        if (isWordByte(byte)) {
            if (size == kMostWordBytes) {
                visit(std::string_view(word, size));
                size = kMostWordBytes / 2;
                std::copy(word + size, word + kMostWordBytes, word);
            }
            word[size++] = lowered(byte);
        } else if (size > 0) {
            visit(std::string_view(word, size));
            size = 0;
        }
    }
    if (size > 0)
        visit(std::string_view(word, size));
}

/// The text has bytes of words only and is short enough: who has a word that contains it contains it, and the other way.
bool isPartOfWord(std::string_view text);
/// Longest first; none when the text has no byte of a word: then every text may contain it.
std::vector<std::string> piecesOf(std::string_view text);

} // namespace penstock::store
