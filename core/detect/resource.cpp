// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/resource.h"

#include "core/base/hash.h"

#include <algorithm>

namespace penstock {

bool isToolCall(const Step& step)
{
    return step.kind == StepKind::toolCall || step.kind == StepKind::mcpRequest;
}

std::string_view toolOf(const Step& step)
{
    return step.toolName.empty() ? step.name : step.toolName;
}

bool saysWhose(const Step& step)
{
    return !step.agentName.empty() || (step.kind == StepKind::toolCall && !step.service.empty());
}

std::uint64_t resourceOf(const ToolRule& rule, std::span<const ArgumentPrint> arguments)
{
    if (rule.resource.empty() || arguments.empty())
        return 0;
    std::uint64_t key = plainHash64(rule.kind);
    for (const std::string& name : rule.resource) {
        const auto given =
            std::find_if(arguments.begin(), arguments.end(),
                         [print = argumentName(name)](const auto& a) { return a.name == print; });
        if (given == arguments.end())
            return 0;
        if (rule.kind.empty())
            key = key * 31 ^ plainHash64(name);
        key = (key ^ given->value) * 0x9E3779B97F4A7C15ull;
    }
    return key | 1;
}

std::string_view resourceKind(const ToolRule& rule)
{
    return rule.kind.empty() && !rule.resource.empty() ? std::string_view(rule.resource.back())
                                                       : std::string_view(rule.kind);
}

} // namespace penstock
