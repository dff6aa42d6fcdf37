// SPDX-License-Identifier: GPL-3.0-or-later
// `penstockctl backtest`: what a policy would have said about the log or about trace files, also beside another policy.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace penstock::cli {

struct BacktestOptions {
    std::string dataDirectory;
    bool json = false;
    std::string policy;  ///< empty: as the detectors are defined
    std::string against; ///< another policy to compare with
    std::string from;    ///< time or age; empty: from the beginning
    std::string to;
    std::vector<std::string> files; ///< empty: the log of the data directory
};
int backtest(const BacktestOptions& options, std::ostream& out, std::ostream& err);
/// `policy check`: 0 when every file is sound, 1 when one is not.
int checkPolicies(const std::vector<std::string>& files, bool json, std::ostream& out,
                  std::ostream& err);

} // namespace penstock::cli
