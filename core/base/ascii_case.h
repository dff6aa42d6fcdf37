// SPDX-License-Identifier: GPL-3.0-or-later
// Comparing words whatever the case of their ASCII letters; every other byte counts as it is. Pure, any thread.
#pragma once

#include <string_view>

namespace penstock {

/// Whether two texts are equal but for the case of ASCII letters.
bool equalsIgnoringCase(std::string_view a, std::string_view b);
/// Whether `text` contains `part`, ASCII letters of either case being equal; every text contains an empty one.
bool containsIgnoringCase(std::string_view text, std::string_view part);

} // namespace penstock
