// SPDX-License-Identifier: GPL-3.0-or-later
// Rules: what people declared about tools, agents and budgets (policy.h reads them from a file). A name is exact, or has a
// `*` at the end; the first rule that fits counts. Plain values, immutable once in use, any thread.
#pragma once

#include "core/base/money.h"
#include "core/base/time.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

/// What a tool does to the world. Undeclared is its own answer, never taken for harmless.
enum class ToolEffect : std::uint8_t {
    undeclared, ///< nobody said
    read,       ///< changes nothing
    change,     ///< changes something that can be changed back
    final,      ///< cannot be taken back: money, mail, deletion
    flag,       ///< says that a resource is to be left alone: a hold, a lock, a warning
};
std::string_view toolEffectName(ToolEffect effect);

struct ToolRule {
    std::string name;
    std::string service; ///< empty: whichever
    ToolEffect effect = ToolEffect::undeclared;
    std::vector<std::string>
        resource;     ///< arguments that together name what is changed; none: not said
    std::string kind; ///< of the resource; empty: as its arguments are called
    std::vector<std::string> labels;    ///< of the data that it gives out
    std::vector<std::string> clearance; ///< that an agent needs to use it
};

struct AgentRule {
    std::string name;
    std::vector<std::string> clearance;
    std::optional<std::vector<std::string>> tools;  ///< that it may use; not said: any
    std::optional<std::vector<ToolEffect>> effects; ///< of tools that it may use; not said: any
    std::vector<std::string> through; ///< agents that may do for it what it may not do itself
    bool out = false;                 ///< nothing is to be given to it any more
};

enum class BudgetScope : std::uint8_t { run, session, agent, deployment, user, fleet };
std::string_view budgetScopeName(BudgetScope scope);

struct BudgetRule {
    std::string name;
    BudgetScope scope = BudgetScope::fleet;
    Nanos window = 0; ///< rolling; 0 = all of it (run and session only)
    std::optional<MicroUsd> money;
    std::optional<std::int64_t> tokens;
    std::vector<double> warnAt; ///< shares of the limit, ascending
};

/// How alarms are handled.
struct AlarmRules {
    static constexpr std::uint32_t kMostChatter = 16;
    std::uint32_t chatterTimes = 5;     ///< raised so often …
    Nanos chatterWindow = 10 * kMinute; ///< … within this: held back until it was quiet as long
    std::set<std::string, std::less<>> latching; ///< detectors whose alarms want a reset
};

/// Parts of the rules; a detector says which it reads.
enum RulePart : std::uint8_t { kNoRules = 0, kToolRules = 1, kAgentRules = 2, kBudgetRules = 4 };

inline const ToolRule kUndeclaredTool;

/// Whether a pattern of a rule – exact, or with a `*` at the end – means this name.
bool nameFits(std::string_view pattern, std::string_view name);

struct Rules {
    std::vector<ToolRule> tools;
    std::vector<AgentRule> agents;
    std::vector<BudgetRule> budgets;

    /// kUndeclaredTool when none fits.
    const ToolRule& tool(std::string_view toolName, std::string_view service) const;
    const AgentRule* agent(std::string_view agentName) const;
    /// These parts as bytes: for telling whether two are the same.
    void putInto(std::string& out, unsigned parts) const;
};

} // namespace penstock
