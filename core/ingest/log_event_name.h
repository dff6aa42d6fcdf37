// SPDX-License-Identifier: GPL-3.0-or-later
// The event name of a log record, wherever the SDK's age has put it (semconv.md 1.3). Pure, any thread.
#pragma once

#include "core/model/raw.h"

namespace penstock {

/// The field event_name, else the attribute event.name, else the body if it is a short text that names an event. Claude
/// Code sends `user_prompt` as attribute and `claude_code.user_prompt` as body: then the fuller name wins.
std::string_view logEventName(std::string_view field, Attributes attributes, const Value& body);

} // namespace penstock
