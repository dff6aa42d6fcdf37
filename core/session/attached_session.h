// SPDX-License-Identifier: GPL-3.0-or-later
// AttachedSession: a Session on a data directory that another process's engine owns (DESIGN.md 3). Tails the same log
// read-only, folds it with the same reducers from a private copy of the engine's checkpoint, and sends commands over the
// engine's owner-only socket. Closing it leaves the engine running.
#pragma once

#include "core/session/session.h"

#include <memory>
#include <string>

namespace penstock {

/// notFound: no engine answers there.
Result<std::unique_ptr<Session>> attachSession(const std::string& dataDirectory);

} // namespace penstock
