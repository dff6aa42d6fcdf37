// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/policy.h"

#include "core/detect/policy_reader.h"

#include <utility>

namespace penstock {
namespace {

bool fits(std::string_view pattern, std::string_view name)
{
    return pattern.ends_with('*') ? name.starts_with(pattern.substr(0, pattern.size() - 1))
                                  : name == pattern;
}

} // namespace

std::string_view toolEffectName(ToolEffect effect)
{
    static constexpr std::string_view kNames[] = {"undeclared", "read", "change", "final"};
    return kNames[static_cast<std::size_t>(effect)];
}

std::string_view budgetScopeName(BudgetScope scope)
{
    static constexpr std::string_view kNames[] = {"run",        "session", "agent",
                                                  "deployment", "user",    "fleet"};
    return kNames[static_cast<std::size_t>(scope)];
}

Result<Policy> Policy::parse(std::string_view text, std::string_view name)
{
    Result<PolicyNode> tree = parsePolicyTree(text, name);
    if (!tree)
        return tree.error();
    return PolicyReader(name).read(*tree);
}

const ToolRule& Policy::tool(std::string_view toolName, std::string_view service) const
{
    static const ToolRule kUndeclared;
    for (const ToolRule& rule : tools)
        if (fits(rule.name, toolName) && (rule.service.empty() || rule.service == service))
            return rule;
    return kUndeclared;
}

const AgentRule* Policy::agent(std::string_view agentName) const
{
    for (const AgentRule& rule : agents)
        if (fits(rule.name, agentName))
            return &rule;
    return nullptr;
}

Status PolicyInForce::replace(std::string_view text, std::string_view name)
{
    Result<Policy> parsed = Policy::parse(text, name);
    if (!parsed)
        return parsed.error();
    m_policy = std::move(*parsed);
    return Done{};
}

} // namespace penstock
