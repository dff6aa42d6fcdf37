// SPDX-License-Identifier: GPL-3.0-or-later
// Chunker: cuts a long text where its content says so (gear hash), so that two texts that share a stretch – a
// conversation and the same conversation one turn later – share parts wherever the stretch begins.
// Pure and deterministic, any thread, about 1 GB/s. Changing the figures or the table only costs deduplication.
#pragma once

#include <cstddef>
#include <string_view>

namespace penstock::store {

inline constexpr std::size_t kChunkMin = 256;
inline constexpr std::size_t kChunkMax = 4096;

/// Size of the first part of text: kChunkMin … kChunkMax, or all of a shorter text. 0 for an empty text.
std::size_t firstChunk(std::string_view text);

} // namespace penstock::store
