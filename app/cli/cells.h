// SPDX-License-Identifier: GPL-3.0-or-later
// Cells: what the listing verbs have in common – opening the archive, and model values as JSON where unknown is null and
// never zero. Pure but for openArchive; one thread.
#pragma once

#include "core/session/archive.h"

#include <nlohmann/json_fwd.hpp>

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace penstock::cli {

/// Opens the archive, or says on err why not and gives null. What is damaged in it is told too.
std::unique_ptr<Archive> openArchive(const std::string& directory, std::ostream& err,
                                     Archive::Alarms alarms = Archive::Alarms::no);

nlohmann::ordered_json textOrNull(std::string_view text);
nlohmann::ordered_json timeOrNull(Nanos t);
/// For counts where kNotSaid is unknown.
nlohmann::ordered_json countOrNull(std::int64_t n);
/// Nothing priced although there were calls: unknown.
nlohmann::ordered_json costOrNull(const CostTotals& cost);
std::vector<std::string> evidenceNames(std::uint32_t bits);
std::vector<std::string> dialectNames(DialectSet bits);

} // namespace penstock::cli
