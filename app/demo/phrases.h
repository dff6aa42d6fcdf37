// SPDX-License-Identifier: GPL-3.0-or-later
// Phrases: a small grammar that makes the demo's people and agents talk. `{slot}` is replaced by what the caller gives,
// else by another rule of the grammar. Same Rng state, same text. Pure.
#pragma once

#include "app/demo/rng.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace penstock::demo {

using Slots = std::vector<std::pair<std::string_view, std::string>>;

/// Asserts that the grammar has the rule and every slot it names.
std::string phrase(Rng& rng, std::string_view rule, const Slots& slots = {});

} // namespace penstock::demo
