// SPDX-License-Identifier: GPL-3.0-or-later
// Policy: what one file says about detectors, tools, agents and budgets. Written by people, as JSON with comments; what it
// does not say is as the definitions say. Immutable after parsing, any thread. A file with anything wrong in it is
// refused as a whole, with a sentence that names the file, the line, the key and what is wrong.
#pragma once

#include "core/base/money.h"
#include "core/base/result.h"
#include "core/detect/detection.h"

#include <optional>
#include <string>
#include <vector>

namespace penstock {

/// What a tool does to the world. Undeclared is its own answer, never taken for harmless.
enum class ToolEffect : std::uint8_t {
    undeclared, ///< nobody said
    read,       ///< changes nothing
    change,     ///< changes something that can be changed back
    final,      ///< cannot be taken back: money, mail, deletion
};
std::string_view toolEffectName(ToolEffect effect);

struct ToolRule {
    std::string name;    ///< exact, or with a `*` at the end
    std::string service; ///< empty: whichever
    ToolEffect effect = ToolEffect::undeclared;
    std::string resource;            ///< the argument that names what is changed; empty: not said
    std::vector<std::string> labels; ///< of the data that it gives out
    std::vector<std::string> clearance; ///< that an agent needs to use it
};

struct AgentRule {
    std::string name; ///< exact, or with a `*` at the end
    std::vector<std::string> clearance;
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

struct Policy {
    DetectionSettings detection = DetectionSettings::byDefinition();
    std::vector<ToolRule> tools;
    std::vector<AgentRule> agents;
    std::vector<BudgetRule> budgets;

    /// `name` is what the sentence calls the file.
    static Result<Policy> parse(std::string_view text, std::string_view name);
    /// The first rule that fits; a rule without anything declared when none does.
    const ToolRule& tool(std::string_view toolName, std::string_view service) const;
    const AgentRule* agent(std::string_view agentName) const;
};

/// The policy that holds. A text that is wrong changes nothing.
class PolicyInForce final {
public:
    /// Begins with what the definitions say.
    const Policy& policy() const { return m_policy; }
    /// Whether it is now another one.
    Status replace(std::string_view text, std::string_view name);

private:
    Policy m_policy;
};

} // namespace penstock
