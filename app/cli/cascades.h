// SPDX-License-Identifier: GPL-3.0-or-later
// `penstockctl cascade ID`: what one root decision set off, across traces. Reads the data directory through an Archive.
// Exit codes as DESIGN.md 6: 0 ok, 2 no such cascade, 3 could not.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

namespace penstock::cli {

struct CascadeOptions {
    std::string dataDirectory;
    bool json = false;
    bool everything = false; ///< a line for every step
    std::uint64_t limit = 0; ///< lines of steps; 0 = all
    std::string id;          ///< of any trace of the cascade: hex, the first digits suffice
};

int showCascade(const CascadeOptions& options, std::ostream& out, std::ostream& err);

} // namespace penstock::cli
