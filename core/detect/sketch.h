// SPDX-License-Identifier: GPL-3.0-or-later
// Comparing samples (model/features.h): how alike two texts are, and what one has that others have not. Samples are the k
// smallest hashes, so only hashes below both ends can be compared; what lies beyond is not known. Pure, any thread.
#pragma once

#include "core/model/features.h"

#include <algorithm>

namespace penstock {

using WordSpan = std::span<const WordHash>;

/// Estimated share of the words of either that both have, 0 … 1 (Jaccard). Two empty samples are not alike: nothing is known.
inline double likeness(WordSpan a, WordSpan b, std::size_t most = kWordSample)
{
    std::size_t both = 0;
    std::size_t either = 0;
    std::size_t i = 0;
    std::size_t j = 0;
    while (either < most && (i < a.size() || j < b.size())) {
        ++either;
        if (j == b.size() || (i < a.size() && a[i] < b[j])) {
            ++i;
        } else if (i == a.size() || b[j] < a[i]) {
            ++j;
        } else {
            ++both;
            ++i;
            ++j;
        }
    }
    return either == 0 ? 0.0 : static_cast<double>(both) / static_cast<double>(either);
}

inline bool holds(WordSpan sample, WordHash word)
{
    return std::binary_search(sample.begin(), sample.end(), word);
}

/// Every word of `part` is in `whole`.
inline bool isPartOf(WordSpan part, WordSpan whole)
{
    return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

} // namespace penstock
