// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/listings_filter.h"

#include "app/cli/cells.h"

#include <algorithm>
#include <ostream>

namespace penstock::cli {

bool ListingFilter::parse(std::ostream& err)
{
    ParsedFilter parsed = parseFilter(m_text, m_scope);
    if (parsed.verdict == FilterVerdict::invalid)
        return refuse(parsed.diagnostic, err);
    if (parsed.verdict == FilterVerdict::deprecated)
        err << "penstockctl: " << parsed.diagnostic.sentence << '\n';
    m_filter = std::move(parsed.filter);
    return true;
}

bool ListingFilter::compile(const StepSearcher::World& world, std::ostream& err)
{
    RowPaths paths(*m_scope.rows, world.state(),
                   [&world](TraceIndex trace) { return world.views({trace}).front(); });
    CompiledFilter compiled = compileFilter(m_filter, m_now, &paths);
    if (!compiled.matcher)
        return refuse(compiled.diagnostic, err);
    m_matcher = std::move(compiled.matcher);
    return true;
}

bool ListingFilter::refuse(const FilterDiagnostic& diagnostic, std::ostream& err) const
{
    err << "penstockctl: the filter does not read: " << diagnostic.sentence << '\n'
        << caretLines(m_text, diagnostic.range);
    return false;
}

std::string ListingFilter::emptySentence(const std::string& withoutFilter) const
{
    return m_filter ? "No " + std::string(rowKindPlural(*m_scope.rows)) + " match the filter."
                    : withoutFilter;
}

std::string fieldsHelp(const FieldScope& scope)
{
    std::string out = "Fields of the filter:\n";
    for (const FieldInfo& field : allFields())
        if (scope.has(field)) {
            std::string name = "  " + std::string(field.name);
            name.resize(std::max<std::size_t>(name.size(), 24), ' ');
            out.append(name).append(field.sentence).append("\n");
        }
    return out + "The language is described in penstockctl(1).";
}

std::unique_ptr<Archive> openFiltered(const std::string& directory, ListingFilter& filter,
                                      std::ostream& err, int& exitCode)
{
    exitCode = 2;
    if (!filter.parse(err))
        return nullptr;
    auto archive = openArchive(directory, err);
    if (archive && filter.compile(worldOf(*archive), err))
        return archive;
    exitCode = archive ? 2 : 3;
    return nullptr;
}

} // namespace penstock::cli
