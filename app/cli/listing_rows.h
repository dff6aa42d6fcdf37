// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of each listing verb, from whatever world they are asked of: an archive's or a running engine's. Printing
// stops early when `out` takes no more. One thread.
#pragma once

#include "app/cli/listings.h"
#include "app/cli/listings_filter.h"

namespace penstock::cli {

/// What a listing reads. `state` stays the same for the whole listing.
struct ListingWorld {
    std::shared_ptr<const FleetState> state;
    StepSearcher::World steps;
    const std::string& dataDirectory;
};

void agentRows(const ListingWorld& world, const ListingFilter& filter,
               const ListingOptions& options, std::ostream& out);
void traceRows(const ListingWorld& world, const ListingFilter& filter,
               const ListingOptions& options, std::ostream& out);
void runRows(const ListingWorld& world, const ListingFilter& filter, const ListingOptions& options,
             std::ostream& out);
void delegationRows(const ListingWorld& world, const ListingFilter& filter,
                    const ListingOptions& options, std::ostream& out);
void lossRows(const ListingWorld& world, const ListingOptions& options, std::ostream& out);
void alarmRows(const ListingWorld& world, const ListingFilter& filter,
               const ListingOptions& options, std::ostream& out);
void cascadeRows(const ListingWorld& world, const ListingOptions& options, std::ostream& out);
/// An error of the search; what was found before it is printed.
Status stepRows(const ListingWorld& world, const ListingFilter& filter,
                const ListingOptions& options, std::ostream& out, std::ostream& err);

} // namespace penstock::cli
