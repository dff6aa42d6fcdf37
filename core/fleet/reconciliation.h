// SPDX-License-Identifier: GPL-3.0-or-later
// Reconciliation: a billed total beside what was counted for the same period and scope, and what is known about why they
// may differ. Only what was measured is a reason; each has its number and says nothing about how much of the difference
// it makes, unless it is an amount itself. Pure, any thread. O(traces + hours).
#pragma once

#include "core/fleet/cost_breakdown.h"

#include <string>
#include <vector>

namespace penstock {

/// What count, tokens and amount are is said with each; the rest is 0.
enum class GapReason : std::uint8_t {
    noPrice,      ///< count calls of model `name` with input and output tokens have no price
    noPriceElse,  ///< the same of several further models
    estimated,    ///< amount is estimated, for the weightiest reason `doubt`
    cacheUnsure,  ///< cost would be amount more if cached tokens were not in the input
    cachedTokens, ///< input tokens read from a cache, output tokens written to one, priced as such
    lost,         ///< count items of `loss`, by hour of arrival, whoever sent them
    stillRunning, ///< count steps of traces of the period still run and count when they end
    missingSteps, ///< count parents that others name never came, in traces of the period
    beginsLater,  ///< nothing is known from before `at`, the period begins earlier
    endsEarlier,  ///< nothing arrived after `at`, the period goes on
    ledgerBegins, ///< losses by hour are known from `at` on only
};

struct GapFact {
    GapReason reason{};
    std::uint64_t count = 0;
    std::uint64_t silent = 0; ///< noPrice: so many of them said nothing about tokens
    std::uint64_t models = 0; ///< noPriceElse
    std::int64_t input = 0;
    std::int64_t output = 0;
    MicroUsd amount = 0;
    Nanos at = 0;
    LossKind loss{};
    int doubt = 0;    ///< chiefDoubt()
    std::string name; ///< untrusted; empty: nobody said
};

struct Reconciliation {
    CostSums counted;
    MicroUsd difference = 0; ///< billed minus counted
    std::vector<GapFact> facts;
};

/// `counted` is for the period and scope of the bill.
Reconciliation reconcile(const Bill& bill, const CostBreakdown& counted, const FleetState& state);

} // namespace penstock
