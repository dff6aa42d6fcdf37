// SPDX-License-Identifier: GPL-3.0-or-later
// The options of `penstockctl demo` and its main loop: parses, ends on SIGINT and SIGTERM, exits as every verb does.
#pragma once

#include "app/demo/options.h"

#include <CLI/CLI.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace penstock::demo {

struct DemoFlags {
    DemoOptions options;
    std::string forText;
    std::string startText;
    std::string exportFile;
    std::vector<std::string> incidentTexts;

    void declare(CLI::App& app);
    /// 0 done or stopped, 2 usage, 3 could not.
    int run(std::ostream& log);

private:
    Status complete();
};

} // namespace penstock::demo
