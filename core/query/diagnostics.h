// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences about what is wrong with a filter: what was expected, and what was probably meant. Internal to query/.
#pragma once

#include "core/query/parser.h"

namespace penstock {

/// Something of the grammar was expected at `at` and was not there. `field` is the one before, if there is one.
FilterDiagnostic missingPart(FilterProblem problem, std::string_view text, std::size_t at,
                             const FieldInfo* field);
FilterDiagnostic unknownField(std::string_view text, TextRange range, const FieldScope& scope);
FilterDiagnostic fieldNotHere(const FieldInfo& field, TextRange range, const FieldScope& scope);
FilterDiagnostic operatorNotForType(const FieldInfo& field, std::string_view op, TextRange range);
FilterDiagnostic deprecatedSpelling(std::string_view written, std::string_view better,
                                    TextRange range);

/// Whether a field of this type can be compared so; `in` counts as equal.
bool operatorFits(FieldType type, CompareOp op);
std::string operatorsOf(FieldType type); ///< `=, !=, ~ or in`

} // namespace penstock
