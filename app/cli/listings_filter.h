// SPDX-License-Identifier: GPL-3.0-or-later
// The filter of one listing verb: read before anything is opened, so that a wrong one costs nothing, and then made ready
// for the rows of an archive. What is wrong goes to err with a caret under it; the verb then ends with 2. One thread.
#pragma once

#include "core/fields/row_paths.h"
#include "core/session/archive.h"

#include <iosfwd>

namespace penstock::cli {

class ListingFilter final {
public:
    ListingFilter(std::string text, FieldScope scope) : m_text(std::move(text)), m_scope(scope) {}

    bool parse(std::ostream& err);
    bool compile(const StepSearcher::World& world, std::ostream& err);
    template <class Reader> bool matches(const Reader& row) const
    {
        return m_matcher->matches(row);
    }
    const FilterPtr& filter() const { return m_filter; } ///< null: everything
    Nanos now() const { return m_now; }                  ///< what its ages are counted from
    /// What an empty table says: that nothing matches when there is a filter, else the sentence given.
    std::string emptySentence(const std::string& withoutFilter) const;

private:
    bool refuse(const FilterDiagnostic& diagnostic, std::ostream& err) const;

    const std::string m_text;
    const FieldScope m_scope;
    const Nanos m_now = SystemClock().now();
    FilterPtr m_filter;
    std::shared_ptr<const FilterMatcher> m_matcher;
};

/// Reads the filter, opens the archive and brings them together; exitCode says what went wrong when it gives null.
std::unique_ptr<Archive> openFiltered(const std::string& directory, ListingFilter& filter,
                                      std::ostream& err, int& exitCode);

/// Fields that a filter on these rows can name, for the help of the verb.
std::string fieldsHelp(const FieldScope& scope);

} // namespace penstock::cli
