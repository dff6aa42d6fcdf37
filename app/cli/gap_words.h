// SPDX-License-Identifier: GPL-3.0-or-later
// A reconciliation in English sentences with numbers, for terminals. Pure; names of agents and models are made visible.
#pragma once

#include "core/fleet/reconciliation.h"

#include <string>
#include <string_view>

namespace penstock::cli {

std::string_view gapReasonName(GapReason reason); ///< `no_price`, for JSON
std::string sentenceOf(const GapFact& fact);
std::string doubtWords(int doubt); ///< why a cost is estimated: half a sentence of chiefDoubt()
/// A line for each reason why some of it is estimated.
std::string estimateLines(const CostSums& sums);
/// How billed and counted stand to each other.
std::string verdictOf(const Bill& bill, const Reconciliation& made);

} // namespace penstock::cli
