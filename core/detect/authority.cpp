// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/authority.h"

#include "core/detect/sentence.h"

#include <algorithm>

namespace penstock {
namespace {

constexpr std::size_t kMostRemembered = 8192;
constexpr unsigned kToolEffects = static_cast<unsigned>(ToolEffect::flag) + 1;

template <class List, class Item> bool holds(const List& list, const Item& item)
{
    return std::find(list.begin(), list.end(), item) != list.end();
}

bool anyFits(const std::vector<std::string>& patterns, std::string_view name)
{
    return std::any_of(patterns.begin(), patterns.end(),
                       [name](const std::string& pattern) { return nameFits(pattern, name); });
}

} // namespace

AgentLimits::AgentLimits(const Rules& rules) : m_rules(rules)
{
    for (const AgentRule& rule : rules.agents) {
        m_tools = m_tools || rule.tools.has_value();
        for (unsigned effect = 0; rule.effects && effect < kToolEffects; ++effect)
            if (!holds(*rule.effects, static_cast<ToolEffect>(effect)))
                m_refusedEffects |= 1u << effect;
    }
    for (const ToolRule& rule : rules.tools)
        m_clearance = m_clearance || !rule.clearance.empty();
}

const AgentRule* AgentLimits::ruleOf(std::uint64_t agent, std::string_view name) const
{
    const auto known = m_known.find(agent);
    if (known != m_known.end())
        return known->second;
    if (m_known.size() >= kMostRemembered)
        m_known.clear();
    return m_known.emplace(agent, m_rules.agent(name)).first->second;
}

std::string AgentLimits::refusal(std::uint64_t agent, std::string_view name, std::uint32_t tool,
                                 std::string_view toolName) const
{
    const AgentRule* rule = ruleOf(agent, name);
    const ToolRule& used = tool == 0 ? kUndeclaredTool : m_rules.tools[tool - 1];
    for (const std::string& label : used.clearance)
        if (rule == nullptr || !holds(rule->clearance, label))
            return "it has no clearance for " + quoted(label);
    if (rule != nullptr && rule->tools && !anyFits(*rule->tools, toolName))
        return "it is not among its tools";
    if (rule != nullptr && rule->effects && !holds(*rule->effects, used.effect))
        return used.effect == ToolEffect::undeclared
                   ? "nobody declared what that tool does"
                   : "its effect is " + quoted(toolEffectName(used.effect)) +
                         ", which is not among those allowed";
    return {};
}

bool AgentLimits::mayAskFor(std::uint64_t agent, std::string_view name,
                            std::string_view other) const
{
    const AgentRule* rule = ruleOf(agent, name);
    return rule != nullptr && anyFits(rule->through, other);
}

} // namespace penstock
