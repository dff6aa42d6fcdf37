// SPDX-License-Identifier: GPL-3.0-or-later
// StepFeatures: what detectors look at of what a step was asked and what it answered – small, comparable, without the
// texts. Made once when a step is decoded (dialect/step_features), logged with it, and so the same live, after a restart
// and in a back-test. Samples are bottom-k sketches: the k smallest hashes of the different words, ascending. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace penstock {

using WordHash = std::uint32_t; ///< kWordBits wide. How a word becomes one is saved in the log.
inline constexpr int kWordBits = 13; ///< every bit costs disk: see store/word_sample
inline constexpr int kFingerprintBits = 48;
inline constexpr std::size_t kWordSample = 24;
inline constexpr std::size_t kNameSample = 16;
inline constexpr std::size_t kFigureSample = 8;

struct TextFeatures {
    std::uint64_t fingerprint =
        0; ///< of the canonical form: equal for what says the same; 0 = no text
    std::span<const WordHash> words;
    std::span<const WordHash>
        names; ///< words that stand for one thing: capitalised inside a sentence
    std::span<const WordHash> figures; ///< numbers, dates and everything else with a digit

    bool empty() const { return fingerprint == 0; }
};

struct StepFeatures {
    TextFeatures asked; ///< arguments of a call; the last message that a run or a model was given
    TextFeatures answered; ///< result of a call, what a run or a model said

    bool empty() const { return asked.empty() && answered.empty(); }
};

/// Of every step that is known to say nothing; a null pointer means that nobody has looked yet.
inline constexpr StepFeatures kNoFeatures{};

} // namespace penstock
