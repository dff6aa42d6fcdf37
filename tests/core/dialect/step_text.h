// SPDX-License-Identifier: GPL-3.0-or-later
// Text of normalised steps and conversations for golden tests: one line a group of fields, only what was said. Pure.
#pragma once

#include "core/model/conversation.h"
#include "core/model/step.h"

#include <string>

namespace penstock::test {

std::string stepText(const Step& step);
std::string conversationText(const Conversation& conversation);

} // namespace penstock::test
