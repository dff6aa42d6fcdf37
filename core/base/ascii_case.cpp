// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ascii_case.h"

#include <algorithm>

namespace penstock {
namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [](char x, char y) { return lower(x) == lower(y); });
}

bool containsIgnoringCase(std::string_view text, std::string_view part)
{
    if (part.empty())
        return true;
    if (part.size() > text.size())
        return false;
    const char first = lower(part[0]);
    const char* const last = text.data() + (text.size() - part.size());
    for (const char* at = text.data(); at <= last; ++at)
        if (lower(*at) == first && equalsIgnoringCase({at, part.size()}, part))
            return true;
    return false;
}

} // namespace penstock
