// SPDX-License-Identifier: GPL-3.0-or-later
// Which runs of five bytes the words of a text segment have, as bits that a hash picks (Bloom 1970, one hash): a piece of a
// word that is nowhere in the segment is told so, nearly always, by looking at some of its bits instead of going through its
// words. A piece that is there is never denied, unless bits were damaged. Takes up to 256 KiB, mostly about as much as half
// of the words, more where there are few. Pure functions; anything can be read.
#pragma once

#include <string>
#include <string_view>

namespace penstock::store {

/// Of words in lower case, each with a zero byte behind it.
std::string wordGrams(std::string_view words);
/// False: no word has this piece in it. Of less than five bytes nobody knows.
bool mayHold(std::string_view grams, std::string_view piece);

} // namespace penstock::store
