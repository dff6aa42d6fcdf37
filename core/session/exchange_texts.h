// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of an exchange out of what one step was told and said. Pure functions, any thread.
#pragma once

#include "core/model/conversation.h"

namespace penstock {

/// What was asked of the step: arguments of a call, else the newest message that is not the step's own.
std::string requestText(const Conversation& said);
/// What the step gave back: the result of a call, else what it said.
std::string answerText(const Conversation& said);
std::string outputText(const Conversation& said); ///< what was said, without thoughts and calls
/// Thoughts that were captured; when there are none and `orText`, what was said beside calls.
std::string rationaleText(const Conversation& said, bool orText);

struct Forwarding {
    std::size_t received = 0; ///< bytes of what was told
    std::size_t forwarded =
        0; ///< bytes of it that stand in the request word by word, by line or sentence
};
Forwarding forwardedIn(const std::string& request, const Conversation& told);

} // namespace penstock
