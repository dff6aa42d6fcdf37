// SPDX-License-Identifier: GPL-3.0-or-later
// What a call was about, as the policy says which of its arguments name it. Two calls are about one thing when its kind and
// all its names are equal; what it is called is not known here, only whether it is the same. Pure, any thread.
#pragma once

#include "core/detect/rules.h"
#include "core/model/step.h"

namespace penstock {

bool isToolCall(const Step& step);
std::string_view toolOf(const Step& step);
/// A request that carries a call from one process to another is nobody's own: the call is.
bool saysWhose(const Step& step);
/// 0: the policy does not say, or the call does not.
std::uint64_t resourceOf(const ToolRule& rule, std::span<const ArgumentPrint> arguments);
/// For sentences: the kind, or else the argument that names it.
std::string_view resourceKind(const ToolRule& rule);

} // namespace penstock
