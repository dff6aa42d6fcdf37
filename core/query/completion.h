// SPDX-License-Identifier: GPL-3.0-or-later
// completeFilter(): what can stand at the cursor of a filter line – fields, operators, words, units, and values that live
// rows have – best first. Pure, any thread; cost: the text up to the cursor, the schema, and what the source returns.
// Candidates may hold texts of agents: inserted text is quoted and escaped, shown text must be plain.
#pragma once

#include "core/query/parser.h"

namespace penstock {

enum class CandidateKind : std::uint8_t { field, comparison, value, keyword, path };

struct FilterCandidate {
    std::string insert; ///< what to put in place of Completion::replace
    CandidateKind kind = CandidateKind::field;
    std::string description; ///< a sentence or a count, for the second column
};

/// Values that rows have now, and bookmarks or agents for paths. Implementations bound what they return.
class LiveValues {
public:
    virtual ~LiveValues() = default;
    struct LiveValue {
        std::string value;
        std::uint64_t rows = 0; ///< how many rows have it; 0 = not counted
    };
    virtual std::vector<LiveValue> valuesOf(FieldId field, std::string_view part,
                                            std::size_t limit) = 0;
};

struct Completion {
    TextRange replace; ///< the word under the cursor
    std::vector<FilterCandidate> candidates;
};

inline constexpr std::size_t kCompletionLimit = 40;

Completion completeFilter(std::string_view text, std::size_t cursor, const FieldScope& scope,
                          LiveValues* live = nullptr);

} // namespace penstock
