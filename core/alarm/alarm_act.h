// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmAct as text: what the log keeps and the control socket carries. JSON with stable keys; what is not said is left out.
// Pure, any thread. Errors: a sentence.
#pragma once

#include "core/base/result.h"
#include "core/model/alarm.h"

namespace penstock {

std::string toText(const AlarmAct& act);
/// invalid: no act, an unknown kind, or somebody or something that must be said is missing.
Result<AlarmAct> alarmActOf(std::string_view text);
/// What is missing in an act whatever the alarms are; done: nothing.
Status isComplete(const AlarmAct& act);

} // namespace penstock
