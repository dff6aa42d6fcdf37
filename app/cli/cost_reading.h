// SPDX-License-Identifier: GPL-3.0-or-later
// What `costs` and its verbs about bills have in common: the period that somebody asks for, and counting it in the files of
// a data directory. Errors are said on the stream that is given; one thread.
#pragma once

#include "app/cli/costs.h"
#include "core/session/archive.h"
#include "core/session/costs.h"

#include <iosfwd>
#include <optional>

namespace penstock::cli {

/// Says why on err; the exit code.
int failed(const Error& error, std::ostream& err);
int misused(const char* sentence, std::ostream& err);

bool readPeriod(const CostOptions& options, CostQuery& query, std::ostream& err);
/// exitCode says what went wrong when it gives nothing.
std::optional<CostBreakdown> costsOf(Archive& archive, const CostQuery& query,
                                     const std::string& filterText, std::ostream& err,
                                     int& exitCode);

} // namespace penstock::cli
