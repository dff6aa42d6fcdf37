// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/phrases.h"

#include "app/demo/phrase_table.h"
#include "core/base/result.h"

#include <algorithm>

namespace penstock::demo {
namespace {

const std::vector<std::string_view>& alternatives(std::string_view rule)
{
    const auto& table = phraseTable();
    const auto found = std::lower_bound(
        table.begin(), table.end(), rule,
        [](const PhraseRule& entry, std::string_view name) { return entry.name < name; });
    PENSTOCK_ASSERT(found != table.end() && found->name == rule);
    return found->alternatives;
}

} // namespace

std::string phrase(Rng& rng, std::string_view rule, const Slots& slots)
{
    const auto given = std::find_if(slots.begin(), slots.end(),
                                    [&](const auto& slot) { return slot.first == rule; });
    if (given != slots.end())
        return given->second;
    const std::string_view pattern = rng.pick(alternatives(rule));
    std::string out;
    std::size_t at = 0;
    while (at < pattern.size()) {
        const std::size_t open = pattern.find('{', at);
        out += pattern.substr(at, open - at);
        if (open == std::string_view::npos)
            break;
        const std::size_t close = pattern.find('}', open);
        PENSTOCK_ASSERT(close != std::string_view::npos);
        out += phrase(rng, pattern.substr(open + 1, close - open - 1), slots);
        at = close + 1;
    }
    return out;
}

} // namespace penstock::demo
