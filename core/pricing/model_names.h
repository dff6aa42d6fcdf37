// SPDX-License-Identifier: GPL-3.0-or-later
// Model names as vendors, clouds and routers write them → the name of the price list (semconv.md 9.12). The caller
// keeps the raw name; these are only tried for the look-up. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace penstock {

/// Names to look up, from the most to the least specific: lower case as sent, then without routers' and regions'
/// prefixes, then without Bedrock and Vertex suffixes, then without the date.
std::vector<std::string> modelNameCandidates(std::string_view model);

} // namespace penstock
