// SPDX-License-Identifier: GPL-3.0-or-later
// `penstockctl exchanges FROM TO`: what two actors said to each other, across traces, in order of time. Reads the data
// directory through an Archive. Exit codes as DESIGN.md 6: 0 ok, 2 nobody has one of the names, 3 could not.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

namespace penstock::cli {

struct ExchangeOptions {
    std::string dataDirectory;
    std::string from;
    std::string to;
    std::optional<std::string> fromDeployment; ///< none: of any
    std::optional<std::string> toDeployment;
    bool json = false;
    std::uint64_t limit = 200; ///< newest kept; 0 = all
};

int listExchanges(const ExchangeOptions& options, std::ostream& out, std::ostream& err);

} // namespace penstock::cli
