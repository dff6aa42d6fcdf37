// SPDX-License-Identifier: GPL-3.0-or-later
// A reconciliation in English sentences with numbers, for terminals. Pure; names of agents and models are made visible.
#pragma once

#include "core/fleet/reconciliation.h"

#include <string>
#include <string_view>

namespace penstock::cli {

std::string_view gapReasonName(GapReason reason); ///< `no_price`, for JSON
std::string sentenceOf(const GapFact& fact);
/// How billed and counted stand to each other.
std::string verdictOf(MicroUsd billed, const Reconciliation& made);

} // namespace penstock::cli
