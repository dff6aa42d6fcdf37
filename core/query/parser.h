// SPDX-License-Identifier: GPL-3.0-or-later
// parseFilter(): text of the filter language → verdict, tree, problem with its position, and tokens for highlighting.
// Pure, any thread; never throws; time and memory are linear in the text, which is bounded (kMaxFilterBytes).
// Sentences and suggestions repeat the text they speak of: show them as plain text.
#pragma once

#include "core/query/filter.h"

namespace penstock {

enum class FilterVerdict : std::uint8_t {
    empty,
    valid,
    invalid,
    deprecated, ///< valid, but part of it is spelled in an old or foreign way
};

enum class FilterProblem : std::uint8_t {
    none,
    tooLong,
    notUtf8,
    tooDeep,
    expectedCondition, ///< the beginning of a condition
    expectedOperator,  ///< after a field
    expectedValue,
    expectedList,       ///< ( after in
    expectedListEnd,    ///< , or ) in a list
    expectedClose,      ///< ) of a group
    expectedField,      ///< after exists
    expectedIn,         ///< after `field not`
    expectedConnective, ///< and, or, or the end
    unexpectedClose,
    unknownField,
    fieldNotHere, ///< the schema has it, these rows do not
    pathNotHere,
    operatorNotForType,
    noRegularExpressions,
    badValue,
    unterminatedQuote,
    badEscape,
    deprecatedSpelling,
    unknownAnchor, ///< a path begins at something that is not there (compileFilter)
    noTextSearch,  ///< these rows cannot be searched for texts (compileFilter)
};

struct FilterDiagnostic {
    FilterProblem problem = FilterProblem::none;
    TextRange range;        ///< bytes of the text; empty at its end when something is missing
    std::string sentence;   ///< for a person
    std::string suggestion; ///< what to put in the place of range; empty = none
};

enum class FilterTokenKind : std::uint8_t {
    keyword,
    field,
    comparison,
    value,
    quoted,
    bracket,
    comma,
    unknown
};

struct FilterToken {
    FilterTokenKind kind = FilterTokenKind::unknown;
    TextRange range;
};

struct ParsedFilter {
    FilterVerdict verdict = FilterVerdict::empty;
    FilterPtr filter;                ///< null when empty (everything) or invalid
    FilterDiagnostic diagnostic;     ///< why it is invalid or deprecated
    std::vector<FilterToken> tokens; ///< of the whole text, also when it is invalid
};

ParsedFilter parseFilter(std::string_view text, const FieldScope& scope = {});
/// Only the tokens; never fails, they cover everything but blanks.
std::vector<FilterToken> filterTokens(std::string_view text);

/// The text and a line with ^ under what the diagnostic speaks of, for a terminal.
std::string caretLines(std::string_view text, TextRange range);

} // namespace penstock
