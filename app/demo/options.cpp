// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/options.h"

#include <charconv>

namespace penstock::demo {

Result<Nanos> parseSpan(const std::string& text)
{
    double number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, problem] = std::from_chars(text.data(), end, number);
    const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
    const Nanos scale = unit.empty() || unit == "s" ? kSecond
                        : unit == "m"               ? kMinute
                        : unit == "h"               ? kHour
                        : unit == "d"               ? kDay
                                                    : 0;
    if (problem != std::errc() || scale == 0 || number < 0 || number > 1e6)
        return Error{
            ErrorCode::invalid, "'" + text + "' is not a duration; write 90s, 15m, 2h or 1d.", {}};
    return static_cast<Nanos>(number * static_cast<double>(scale));
}

Result<ChosenIncident> parseIncident(const std::string& text)
{
    const std::size_t at = text.find('@');
    const std::optional<IncidentKind> kind = incidentByName(std::string_view(text).substr(0, at));
    if (!kind) {
        std::string names;
        for (std::size_t i = 0; i < kIncidentKindCount; ++i)
            names += (i == 0 ? "" : ", ") + std::string(incidentName(static_cast<IncidentKind>(i)));
        return Error{ErrorCode::invalid,
                     "There is no incident '" + text.substr(0, at) + "'; there are " + names + ".",
                     {}};
    }
    if (at == std::string::npos)
        return ChosenIncident{*kind, 2 * kMinute};
    const Result<Nanos> after = parseSpan(text.substr(at + 1));
    if (!after)
        return after.error();
    return ChosenIncident{*kind, *after};
}

} // namespace penstock::demo
