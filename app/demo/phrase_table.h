// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the phrase grammar, sorted by name.
#pragma once

#include <string_view>
#include <vector>

namespace penstock::demo {

struct PhraseRule {
    std::string_view name;
    std::vector<std::string_view> alternatives;
};

const std::vector<PhraseRule>& phraseTable();

} // namespace penstock::demo
