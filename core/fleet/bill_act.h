// SPDX-License-Identifier: GPL-3.0-or-later
// BillAct as text: what the log keeps and the control socket carries. JSON with stable keys; what is not said is left
// out. Pure, any thread. Errors: a sentence.
#pragma once

#include "core/base/result.h"
#include "core/model/bill.h"

#include <string_view>

namespace penstock {

std::string toText(const BillAct& act);
/// invalid: no act, or something that must be said is missing.
Result<BillAct> billActOf(std::string_view text);
/// What is missing or wrong in an act whatever bills there are; done: nothing.
Status isComplete(const BillAct& act);

} // namespace penstock
