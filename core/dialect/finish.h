// SPDX-License-Identifier: GPL-3.0-or-later
// The rules that hold for every dialect: times, status and errors, delegation hints, mandate, names, flags
// (semconv.md 4.8, 8, 10). Called by normalize() in the order below. Pure functions on a Draft.
#pragma once

#include "core/dialect/draft.h"

namespace penstock {

/// Start and end, repaired when impossible (kTimeSuspect); the raw span keeps what was sent.
void startTimes(Draft& draft);
/// Log records: event time, parent = the span the record was emitted in; the id comes later.
void startLogStep(Draft& draft);
/// Everything else, after the dialects.
void finishStep(Draft& draft);

} // namespace penstock
