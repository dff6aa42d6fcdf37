// SPDX-License-Identifier: GPL-3.0-or-later
// The listing verbs of penstockctl. A running engine answers what fits one answer, from what it has in memory; else the
// data directory is read through an Archive, with or without an engine running. Both print the same rows.
// Exit codes as DESIGN.md 6: 0 ok, 2 the filter is wrong, 3 could not.
#pragma once

#include "core/session/engine_commands.h"

#include <iosfwd>
#include <string>

namespace penstock::cli {

enum class ListingVerb { agents, traces, runs, steps, delegations, losses, cascades, alarms };

struct ListingOptions {
    std::string dataDirectory;
    bool json = false;
    std::string filter;      ///< an expression of the filter language; empty = all; not for losses
    std::string trace;       ///< hex id; empty = all
    std::string agent;       ///< exact name; empty = all
    std::uint64_t limit = 0; ///< rows that match, newest kept; 0 = all
    bool everything =
        false; ///< agents: also tools, remote agents …; cascades: also of one trace; alarms: history
};

int list(ListingVerb verb, const ListingOptions& options, std::ostream& out, std::ostream& err);

/// For CommandServer: what list() asks a running engine. `busy` while the engine cannot answer soon, `tooLarge` when the
/// rows do not fit one answer; the asker reads the files then.
Result<ListingText> answerListing(const std::string& request, Engine& engine);

} // namespace penstock::cli
