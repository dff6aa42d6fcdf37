// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does at a terminal, done by the engine that owns the data directory: the running one is asked, or one of
// our own does it for this moment, without listening and with the policy that holds. One thread; blocks.
#pragma once

#include "core/session/engine.h"

#include <functional>
#include <string>

namespace penstock::cli {

Status actThere(const std::string& dataDirectory, const std::function<Status(Engine&)>& ourselves,
                const std::function<Status()>& askRunning);

} // namespace penstock::cli
