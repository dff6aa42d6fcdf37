// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cells.h"

#include "app/cli/large_heap.h"

#include <nlohmann/json.hpp>

#include <ostream>

namespace penstock::cli {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> namesOfBits(std::uint32_t bits, int count, std::string_view (*name)(int))
{
    std::vector<std::string> names;
    for (int i = 0; i < count; ++i)
        if ((bits >> i & 1u) != 0)
            names.emplace_back(name(i));
    return names;
}

} // namespace

std::unique_ptr<Archive> openArchive(const std::string& directory, std::ostream& err,
                                     Archive::Alarms alarms)
{
    growHeapInLargePages();
    auto archive = Archive::open(directory, alarms);
    if (!archive) {
        err << "penstockctl: " << archive.error().sentence << '\n';
        return nullptr;
    }
    for (const std::string& sentence : (*archive)->damage())
        err << "penstockctl: " << sentence << '\n';
    return std::move(*archive);
}

Json textOrNull(std::string_view text)
{
    return text.empty() ? Json(nullptr) : Json(std::string(text));
}
Json timeOrNull(Nanos t)
{
    return t == 0 ? Json(nullptr) : Json(t);
}
Json countOrNull(std::int64_t n)
{
    return n < 0 ? Json(nullptr) : Json(n);
}

Json costOrNull(const CostTotals& cost)
{
    return cost.total() == 0 && cost.unpricedCalls > 0 ? Json(nullptr) : Json(cost.total());
}

std::vector<std::string> evidenceNames(std::uint32_t bits)
{
    return namesOfBits(bits, kEvidenceCount,
                       [](int i) { return evidenceName(static_cast<Evidence>(i)); });
}

std::vector<std::string> dialectNames(DialectSet bits)
{
    return namesOfBits(bits, 24, [](int i) { return dialectName(static_cast<Dialect>(i)); });
}

} // namespace penstock::cli
