// SPDX-License-Identifier: GPL-3.0-or-later
// Words and numbers for the sentence of a finding. What agents named is put in quotes and made safe to show. Pure.
#pragma once

#include "core/model/finding.h"

#include <string>
#include <string_view>

namespace penstock {

/// In quotes, one line, hidden characters made visible; a phrase when empty.
std::string quoted(std::string_view name);
/// At most two decimals.
std::string numberText(double value);
ValueMention valueOf(std::string_view name, double value, double limit, Unit unit = Unit::count);

} // namespace penstock
