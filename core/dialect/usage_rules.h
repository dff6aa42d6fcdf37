// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens, cost and durations of one step: reading them from the slots and bringing them to inclusive totals with
// declared subsets (semconv.md 3.2, 4.5, 9.8, 9.9). Pure functions on a Draft.
#pragma once

#include "core/dialect/draft.h"

namespace penstock {

/// Usage, cost, time to first token and streaming as the tables found them.
void applyUsage(Draft& draft);
/// After the dialects had their say: cache and reasoning semantics.
void finishUsage(Draft& draft);
/// `{"input":12,"input_cached_tokens":3}` or Python's `{'cache_read': 3}` → sum of the values of one of the keys; the
/// first key that is there wins. kNotSaid if none is.
std::int64_t tokensIn(std::string_view map, std::span<const std::string_view> keys);
/// Same for an amount of USD; false if no key is there.
bool dollarsIn(std::string_view map, std::span<const std::string_view> keys, double& dollars);
/// Drops what was read so far, for records whose figures are not a call's usage.
void clearUsage(Draft& draft);

} // namespace penstock
