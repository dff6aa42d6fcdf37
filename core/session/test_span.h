// SPDX-License-Identifier: GPL-3.0-or-later
// The test run of the empty state: one small agent run (agent, model call, tool call) posted over our own OTLP/HTTP
// listener exactly as an SDK would, so that "it works" means the whole way works. Runs on a thread of its own.
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <functional>
#include <string>

namespace penstock {

/// endpoint "127.0.0.1:4318"; tlsFingerprint pins our own certificate, empty = no TLS; token may be empty. done comes on
/// the helper thread.
void postTestRun(const std::string& endpoint, const std::string& tlsFingerprint,
                 const std::string& token, Nanos now, std::function<void(Status)> done);
/// The body that is sent: OTLP/JSON of one trace. Ids are drawn anew each time.
std::string testRunJson(Nanos now);

} // namespace penstock
