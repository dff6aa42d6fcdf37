// SPDX-License-Identifier: GPL-3.0-or-later
// Declares `costs` and the verbs below it on the program's command line. What is given must outlive the parsing.
#pragma once

#include "app/cli/costs.h"

namespace CLI {
class App;
}

namespace penstock::cli {

struct CostVerbs {
    CostOptions options;
    BillOptions bill;
};
void addCosts(CLI::App& app, CostVerbs& verbs, int& exitCode);

} // namespace penstock::cli
