// SPDX-License-Identifier: GPL-3.0-or-later
// The listing verbs of penstockctl: agents, traces, runs, steps, delegations, losses. Each reads the data directory
// through an Archive (an engine may be running or not) and prints the rows that its filter matches.
// Exit codes as DESIGN.md 6: 0 ok, 2 the filter is wrong, 3 could not.
#pragma once

#include <iosfwd>
#include <string>

namespace penstock::cli {

struct ListingOptions {
    std::string dataDirectory;
    bool json = false;
    std::string filter;      ///< an expression of the filter language; empty = all; not for losses
    std::string trace;       ///< hex id; empty = all
    std::string agent;       ///< exact name; empty = all
    std::uint64_t limit = 0; ///< rows that match, newest kept; 0 = all
    bool everything = false; ///< agents: also tools, remote agents, memories
};

int listAgents(const ListingOptions& options, std::ostream& out, std::ostream& err);
int listTraces(const ListingOptions& options, std::ostream& out, std::ostream& err);
int listRuns(const ListingOptions& options, std::ostream& out, std::ostream& err);
int listSteps(const ListingOptions& options, std::ostream& out, std::ostream& err);
int listDelegations(const ListingOptions& options, std::ostream& out, std::ostream& err);
int listLosses(const ListingOptions& options, std::ostream& out, std::ostream& err);

} // namespace penstock::cli
