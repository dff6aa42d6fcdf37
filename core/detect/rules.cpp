// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/rules.h"

#include "core/base/encoding.h"

#include <bit>

namespace penstock {

bool nameFits(std::string_view pattern, std::string_view name)
{
    return pattern.ends_with('*') ? name.starts_with(pattern.substr(0, pattern.size() - 1))
                                  : name == pattern;
}

std::string_view toolEffectName(ToolEffect effect)
{
    static constexpr std::string_view kNames[] = {"undeclared", "read", "change", "final", "flag"};
    return kNames[static_cast<std::size_t>(effect)];
}

std::string_view budgetScopeName(BudgetScope scope)
{
    static constexpr std::string_view kNames[] = {"run",        "session", "agent",
                                                  "deployment", "user",    "fleet"};
    return kNames[static_cast<std::size_t>(scope)];
}

const ToolRule& Rules::tool(std::string_view toolName, std::string_view service) const
{
    for (const ToolRule& rule : tools)
        if (nameFits(rule.name, toolName) && (rule.service.empty() || rule.service == service))
            return rule;
    return kUndeclaredTool;
}

const AgentRule* Rules::agent(std::string_view agentName) const
{
    for (const AgentRule& rule : agents)
        if (nameFits(rule.name, agentName))
            return &rule;
    return nullptr;
}

namespace {

void putTexts(std::string& out, const std::vector<std::string>& texts)
{
    putVarint(out, texts.size());
    for (const std::string& text : texts)
        putText(out, text);
}

void putTools(std::string& out, const std::vector<ToolRule>& tools)
{
    putVarint(out, tools.size());
    for (const ToolRule& rule : tools) {
        putText(out, rule.name);
        putText(out, rule.service);
        out.push_back(static_cast<char>(rule.effect));
        putTexts(out, rule.resource);
        putText(out, rule.kind);
        putTexts(out, rule.labels);
        putTexts(out, rule.clearance);
    }
}

void putAgents(std::string& out, const std::vector<AgentRule>& agents)
{
    putVarint(out, agents.size());
    for (const AgentRule& rule : agents) {
        putText(out, rule.name);
        putTexts(out, rule.clearance);
        out.push_back(rule.tools ? 1 : 0);
        putTexts(out, rule.tools.value_or(std::vector<std::string>{}));
        out.push_back(rule.effects ? 1 : 0);
        for (const ToolEffect effect : rule.effects.value_or(std::vector<ToolEffect>{}))
            out.push_back(static_cast<char>(effect));
        putTexts(out, rule.through);
        out.push_back(rule.out ? 1 : 0);
    }
}

void putBudgets(std::string& out, const std::vector<BudgetRule>& budgets)
{
    putVarint(out, budgets.size());
    for (const BudgetRule& rule : budgets) {
        putText(out, rule.name);
        out.push_back(static_cast<char>(rule.scope));
        putSigned(out, rule.window);
        putSigned(out, rule.money.value_or(-1));
        putSigned(out, rule.tokens.value_or(-1));
        putVarint(out, rule.warnAt.size());
        for (const double share : rule.warnAt)
            putFixed64(out, std::bit_cast<std::uint64_t>(share));
    }
}

} // namespace

void Rules::putInto(std::string& out, unsigned parts) const
{
    if ((parts & kToolRules) != 0)
        putTools(out, tools);
    if ((parts & kAgentRules) != 0)
        putAgents(out, agents);
    if ((parts & kBudgetRules) != 0)
        putBudgets(out, budgets);
}

} // namespace penstock
