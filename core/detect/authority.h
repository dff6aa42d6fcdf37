// SPDX-License-Identifier: GPL-3.0-or-later
// AgentLimits: what the policy allows an agent – tools, effects, clearance – and through whom it may obtain more. Rules may be
// many and agents are few: looked up once. Refers to the rules, which outlive it. One owner, fold thread.
#pragma once

#include "core/detect/rules.h"

#include <unordered_map>

namespace penstock {

class AgentLimits final {
public:
    explicit AgentLimits(const Rules& rules);

    /// Whether anybody is limited in anything.
    bool any() const { return m_tools || m_refusedEffects != 0 || m_clearance; }
    /// Whether using this tool can be more than somebody may.
    bool mayConcern(const ToolRule& tool) const
    {
        return m_tools || !tool.clearance.empty() ||
               (m_refusedEffects >> static_cast<unsigned>(tool.effect) & 1) != 0;
    }

    /// Why this agent may not use this tool (Seen::toolNumber), as half a sentence; empty: it may.
    std::string refusal(std::uint64_t agent, std::string_view name, std::uint32_t tool,
                        std::string_view toolName) const;
    /// Whether the policy says anything about it.
    bool isDeclared(std::uint64_t agent, std::string_view name) const
    {
        return ruleOf(agent, name) != nullptr;
    }
    /// Whether `name` is meant to have done by `other` what it may not do itself.
    bool mayAskFor(std::uint64_t agent, std::string_view name, std::string_view other) const;

private:
    const AgentRule* ruleOf(std::uint64_t agent, std::string_view name) const;

    const Rules& m_rules;
    bool m_tools = false;          ///< somebody may use some tools only
    unsigned m_refusedEffects = 0; ///< a bit each: somebody may not use such tools
    bool m_clearance = false;
    mutable std::unordered_map<std::uint64_t, const AgentRule*> m_known; ///< follows from the rules
};

} // namespace penstock
