// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's options on a command line, declared once for `penstockctl serve` and `penstock`. CLI11 writes into the
// EngineOptions that is passed; check() completes what depends on several flags and answers with a sentence.
#pragma once

#include "core/session/engine_options.h"

#include <CLI/CLI.hpp>

#include <string>

namespace penstock::cli {

struct EngineFlags {
    EngineOptions options;
    std::string durability = "full";
    std::string keepFor;    ///< "90d"
    std::string keepBytes;  ///< "20GiB"
    std::string indexBytes; ///< "8GiB"
    std::string alarmLeast; ///< "high"

    void declare(CLI::App& app);
    Status check();
};

/// `--data-dir`, else $XDG_DATA_HOME/penstock, else ~/.local/share/penstock.
std::string defaultDataDirectory();
/// The options of every verb.
void addCommon(CLI::App& verb, std::string& dataDirectory, bool& json);
/// "30d", "12h", "45m", "10s" → ns. False for anything else.
bool parseDuration(const std::string& text, Nanos& out);
/// A time, a day (its beginning) or an age such as 7d, counted from now; an empty text leaves `out` as it is.
bool parseTimeOrAge(const std::string& text, Nanos& out);
/// "500MiB", "20GiB", "1000000" → bytes. False for anything else.
bool parseBytes(const std::string& text, std::uint64_t& out);

} // namespace penstock::cli
