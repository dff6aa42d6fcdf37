// SPDX-License-Identifier: GPL-3.0-or-later
// Ground truth of planted incidents, one JSON object a line. Pure.
#pragma once

#include "app/demo/incidents/incidents.h"

#include <string>

namespace penstock::demo {

/// number: running number within the stream; sentAt: when the request with the knowable step is due.
std::string truthLine(std::uint64_t number, const Incident& incident, const Scene& scene,
                      Nanos sentAt);

} // namespace penstock::demo
