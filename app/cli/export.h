// SPDX-License-Identifier: GPL-3.0-or-later
// The verb `export`: steps as OTLP JSON lines, to standard output or into a file that appears whole or not at all.
// Exit codes as DESIGN.md 6: 0 ok, 1 some steps are no longer in the log, 2 usage, 3 could not.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace penstock::cli {

struct ExportOptions {
    std::string dataDirectory;
    bool json = false;
    std::string filter;              ///< on steps; empty = all
    std::vector<std::string> traces; ///< hex ids or their beginnings; empty = all
    std::string file;                ///< empty or "-": standard output
};

int exportSteps(const ExportOptions& options, std::ostream& out, std::ostream& err);

} // namespace penstock::cli
