// SPDX-License-Identifier: GPL-3.0-or-later
// StepFeatures: what detectors look at of what a step was asked and what it answered – small, comparable, without the
// texts. Made once when a step is decoded (dialect/step_features), logged with it, and so the same live, after a restart
// and in a back-test. Samples are bottom-k sketches: the k smallest hashes of the different words, ascending. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace penstock {

using WordHash = std::uint32_t; ///< kWordBits wide. How a word becomes one is saved in the log.
inline constexpr int kWordBits = 13; ///< every bit costs disk: see store/word_sample
/// Of a figure's hash: what can stand in place of what – short and long numbers, broken ones (8.91, 7:30), all else (dates).
inline constexpr WordHash kFigureShape = 3;
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

/// One argument of a call – a text or a number – without saying what it was: equal for what is written alike.
struct ArgumentPrint {
    std::uint16_t name;  ///< argumentName()
    std::uint64_t value; ///< argumentValue()
    bool operator==(const ArgumentPrint&) const = default;
};
inline constexpr int kArgumentBits = 40; ///< with the name 7 bytes on disk
inline constexpr std::size_t kMostArguments = 16;
std::uint16_t argumentName(std::string_view name);
std::uint64_t argumentValue(std::string_view text); ///< kArgumentBits wide, never 0

struct StepFeatures {
    TextFeatures asked; ///< arguments of a call; the last message that a run or a model was given
    TextFeatures answered; ///< result of a call, what a run or a model said
    std::span<const ArgumentPrint>
        arguments; ///< of a call: as they stand, and behind them those one level deeper

    bool empty() const { return asked.empty() && answered.empty(); }
};

/// Of every step that is known to say nothing; a null pointer means that nobody has looked yet.
inline constexpr StepFeatures kNoFeatures{};

} // namespace penstock
