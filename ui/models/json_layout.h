// SPDX-License-Identifier: GPL-3.0-or-later
// JSON for the eye: lays JSON text out on lines and splits the top level of an object, without parsing values – key
// order, number digits and escapes stay exactly as sent (a DOM would sort keys and round numbers). Pure; untrusted
// input; anything that is not balanced JSON gives nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace penstock::ui {

/// Two spaces a level. Nothing when the text is not an object or array.
std::optional<std::string> layOutJson(std::string_view text);
/// Key (without quotes, escapes kept) and value text of each member. Nothing when the text is not an object.
std::optional<std::vector<std::pair<std::string, std::string>>>
membersOfJson(std::string_view text);

} // namespace penstock::ui
