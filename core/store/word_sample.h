// SPDX-License-Identifier: GPL-3.0-or-later
// How samples of words lie in the log: hashes are as good as random, so nothing but counting their bits makes them small.
// Ascending numbers as their differences, Rice-coded with the width that suits the mean (Golomb 1966, Rice 1979), bits from
// the lowest up. A difference of random hashes is distributed so that this is within a few hundredths of a bit of the least
// possible. Any bytes can be read; what cannot have been written makes the reader fail. Pure.
#pragma once

#include "core/base/arena.h"
#include "core/base/encoding.h"
#include "core/model/features.h"

namespace penstock::store {

/// The three samples of a text.
void putWordSamples(std::string& out, const TextFeatures& features);
void readWordSamples(ByteReader& in, Arena& arena, TextFeatures& features);

} // namespace penstock::store
