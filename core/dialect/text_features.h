// SPDX-License-Identifier: GPL-3.0-or-later
// One text → TextFeatures: fingerprint of its canonical form, samples of its words, names and figures. JSON is compared
// by what it means (order of members, white space and the way a number is written do not count), other text by its words
// and the space between them. Pure, any thread. What it gives is saved in the log: a change needs a new segment format.
#pragma once

#include "core/base/arena.h"
#include "core/model/features.h"

#include <string_view>

namespace penstock {

/// Of longer texts words are sampled up to here; the fingerprint covers all of them.
inline constexpr std::size_t kSampledBytes = 8 * 1024;

/// Never 0 unless the text is blank.
std::uint64_t canonicalFingerprint(std::string_view text);
/// Spans lie in the arena.
TextFeatures textFeatures(std::string_view text, Arena& arena);
/// Of what a call was given: `prints` gets its arguments, where the text is JSON.
TextFeatures argumentFeatures(std::string_view text, Arena& arena,
                              std::span<const ArgumentPrint>& prints);

} // namespace penstock
