// SPDX-License-Identifier: GPL-3.0-or-later
// Text safety (invariant 6): everything an agent says is untrusted. visibleText() makes control, bidi and
// zero-width characters visible as `U+202E` chips' text, repairs invalid UTF-8 and bounds the size. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace penstock {

enum class LineBreaks { keep, show };

struct VisibleText {
    std::string text;         ///< valid UTF-8 without any hidden character
    std::size_t hidden = 0;   ///< how many characters were made visible
    std::size_t invalid = 0;  ///< how many bytes were not UTF-8 (shown as U+FFFD)
    std::size_t cutBytes = 0; ///< bytes left out at the end because of maxBytes
};

/// Hidden characters become `‹U+202E›`. Tab stays a tab; line feeds stay if lineBreaks is keep, else `↵`.
VisibleText visibleText(std::string_view untrusted, std::size_t maxBytes, LineBreaks lineBreaks);
/// One line for lists: as above, white space folded, at most maxBytes, "…" appended when cut.
std::string visibleLine(std::string_view untrusted, std::size_t maxBytes = 200);
/// JSON text in which hidden characters stand as \u escapes: the same value, but harmless on a terminal.
std::string escapeHidden(std::string_view json);
/// True when the bytes are valid UTF-8 (no surrogates, no overlong forms).
bool isUtf8(std::string_view bytes);
/// Replaces what is not UTF-8 by U+FFFD.
std::string repairUtf8(std::string_view bytes);

} // namespace penstock
