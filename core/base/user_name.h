// SPDX-License-Identifier: GPL-3.0-or-later
// The name under which this program runs, as the system knows it: who did something, in the log. Not thread-safe.
#pragma once

#include <string>

namespace penstock {

/// `uid 1000` where the system has no name.
std::string userName();

} // namespace penstock
