// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/otlp_enums.h"

#include <algorithm>
#include <array>

namespace penstock {
namespace {

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool sameLetters(std::string_view name, std::string_view upperCase)
{
    return name.size() == upperCase.size() &&
           std::equal(name.begin(), name.end(), upperCase.begin(),
                      [](char a, char b) { return upper(a) == b; });
}

bool dropPrefix(std::string_view& name, std::string_view prefix)
{
    if (name.size() < prefix.size() || !sameLetters(name.substr(0, prefix.size()), prefix))
        return false;
    name.remove_prefix(prefix.size());
    return true;
}

template <std::size_t N>
std::uint8_t position(std::string_view name, const std::array<std::string_view, N>& names)
{
    for (std::size_t i = 0; i < N; ++i)
        if (sameLetters(name, names[i]))
            return static_cast<std::uint8_t>(i);
    return 0;
}

} // namespace

SpanKind spanKind(std::string_view name)
{
    static constexpr std::array<std::string_view, 6> kNames = {
        "UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"};
    dropPrefix(name, "SPAN_KIND_");
    return static_cast<SpanKind>(position(name, kNames));
}

std::uint8_t statusCode(std::string_view name)
{
    static constexpr std::array<std::string_view, 3> kNames = {"UNSET", "OK", "ERROR"};
    dropPrefix(name, "STATUS_CODE_");
    return position(name, kNames);
}

std::uint8_t severityNumber(std::string_view name)
{
    static constexpr std::array<std::string_view, 6> kNames = {"TRACE", "DEBUG", "INFO",
                                                               "WARN",  "ERROR", "FATAL"};
    dropPrefix(name, "SEVERITY_NUMBER_");
    for (std::size_t level = 0; level < kNames.size(); ++level) {
        std::string_view rest = name;
        if (!dropPrefix(rest, kNames[level]))
            continue;
        const bool numbered = rest.size() == 1 && rest[0] >= '2' && rest[0] <= '4';
        const int step = numbered ? rest[0] - '1' : 0;
        return rest.empty() || numbered || sameLetters(rest, "ING")
                   ? static_cast<std::uint8_t>(level * 4 + 1 + static_cast<std::size_t>(step))
                   : 0;
    }
    return 0;
}

} // namespace penstock
