// SPDX-License-Identifier: GPL-3.0-or-later
// A reconciliation in sentences with numbers, translatable; and money as one column of a list. Pure functions; names pass
// text_safety here.
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include "core/fleet/reconciliation.h"

namespace penstock::ui {

QString gapSentence(const GapFact& fact);
/// How billed and counted stand to each other.
QString gapVerdict(MicroUsd billed, const Reconciliation& made);
QString moneyText(MicroUsd amount);
QString foreignText(const ForeignMoney& money); ///< `EUR 1,284.500000`
/// What of a sum is estimated, an amount with its reason each; they add up to it.
QStringList estimateTexts(const CostSums& sums);
/// With its sign: `+$1.20` is billed and not counted.
QString differenceText(MicroUsd difference);
QString costDimensionText(CostDimension dimension); ///< `Agents`
/// What is said where nobody is known; safe to show.
QString costLineText(const CostLine& line, CostDimension dimension, const FleetState& state);

} // namespace penstock::ui
