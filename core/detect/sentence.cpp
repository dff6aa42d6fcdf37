// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/sentence.h"

#include "core/base/text_safety.h"

#include <cmath>
#include <cstdio>

namespace penstock {

std::string quoted(std::string_view name)
{
    return name.empty() ? "nothing with a name" : "“" + visibleLine(name, 80) + "”";
}

std::string numberText(double value)
{
    char text[64];
    const bool whole = value == std::floor(value) && std::fabs(value) < 1e15;
    std::snprintf(text, sizeof text, whole ? "%.0f" : "%.2f", value);
    return text;
}

ValueMention valueOf(std::string_view name, double value, double limit, Unit unit)
{
    return {std::string(name), value, limit, unit};
}

} // namespace penstock
