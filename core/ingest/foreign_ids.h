// SPDX-License-Identifier: GPL-3.0-or-later
// Ids of exports that are not OTLP → our trace and span ids. Hex of the right length is taken as it is; anything else
// (UUIDs, cuids) is hashed, so that the same id gives the same step whichever file it comes from. Pure, any thread.
#pragma once

#include "core/base/ids.h"

#include <string_view>

namespace penstock {

/// `hashed` is set when the id had to be hashed, so that the caller can keep the original. Zero for an empty text.
TraceId foreignTraceId(std::string_view text, bool& hashed);
SpanId foreignSpanId(std::string_view text, bool& hashed);

} // namespace penstock
