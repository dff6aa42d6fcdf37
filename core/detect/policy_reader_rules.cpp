// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/policy_reader.h"

#include "core/detect/sentence.h"

#include <algorithm>
#include <cmath>

namespace penstock {
namespace {

constexpr std::size_t kMostRules = 10'000;
constexpr std::size_t kMostBudgets = 100; ///< each costs time at every model call
constexpr std::size_t kMostWarnings = 7;
constexpr std::size_t kMostKeyParts = 4;
constexpr double kMostDollars = 1e9;
constexpr double kMostTokens = 1e15;

} // namespace

bool PolicyReader::isRuleList(const PolicyNode& node)
{
    if (!is(node, Type::list, "a list"))
        return false;
    return node.items.size() <= kMostRules || wrong(node, "there are more than 10000 rules");
}

bool PolicyReader::tools(const PolicyNode& node)
{
    if (!isRuleList(node))
        return false;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const Inside inside(*this, node.items[i], i);
        ToolRule rule;
        if (!tool(node.items[i], rule))
            return false;
        for (const ToolRule& other : m_policy.detection.rules.tools)
            if (other.name == rule.name && other.service == rule.service)
                return wrong(node.items[i],
                             "the tool " + quoted(rule.name) + " is declared a second time");
        m_policy.detection.rules.tools.push_back(std::move(rule));
    }
    return true;
}

bool PolicyReader::tool(const PolicyNode& node, ToolRule& rule)
{
    if (!isObject(node, {"name", "service", "effect", "resource", "kind", "labels", "clearance"}))
        return false;
    for (const PolicyNode& item : node.items) {
        const Inside inside(*this, item);
        const bool ok = item.key == "name"       ? text(item, rule.name)
                        : item.key == "service"  ? text(item, rule.service)
                        : item.key == "effect"   ? effect(item, rule.effect)
                        : item.key == "resource" ? resource(item, rule.resource)
                        : item.key == "kind"     ? text(item, rule.kind)
                        : item.key == "labels"   ? texts(item, rule.labels)
                                                 : texts(item, rule.clearance);
        if (!ok)
            return false;
    }
    return !rule.name.empty() || wrong(node, "the key “name” is missing");
}

/// One argument, or several that name the resource together.
bool PolicyReader::resource(const PolicyNode& node, std::vector<std::string>& out)
{
    if (node.type == Type::text)
        return text(node, out.emplace_back());
    if (!is(node, Type::list, "the name of an argument, or a list of such names") ||
        !texts(node, out))
        return false;
    if (out.empty() || out.size() > kMostKeyParts)
        return wrong(node, "a resource is named by 1 to 4 arguments");
    return true;
}

bool PolicyReader::effect(const PolicyNode& node, ToolEffect& out)
{
    std::string said;
    if (!text(node, said))
        return false;
    for (const ToolEffect effect :
         {ToolEffect::read, ToolEffect::change, ToolEffect::final, ToolEffect::flag})
        if (said == toolEffectName(effect)) {
            out = effect;
            return true;
        }
    return wrong(node, quoted(said) + " is no effect; there are read, change, final, flag");
}

bool PolicyReader::effects(const PolicyNode& node, std::vector<ToolEffect>& out)
{
    if (!is(node, Type::list, "a list of effects"))
        return false;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const Inside inside(*this, node.items[i], i);
        ToolEffect one{};
        if (!effect(node.items[i], one))
            return false;
        if (std::find(out.begin(), out.end(), one) != out.end())
            return wrong(node.items[i], quoted(toolEffectName(one)) + " stands here a second time");
        out.push_back(one);
    }
    return true;
}

bool PolicyReader::agents(const PolicyNode& node)
{
    if (!isRuleList(node))
        return false;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const Inside inside(*this, node.items[i], i);
        AgentRule rule;
        if (!agent(node.items[i], rule))
            return false;
        for (const AgentRule& other : m_policy.detection.rules.agents)
            if (other.name == rule.name)
                return wrong(node.items[i],
                             "the agent " + quoted(rule.name) + " is declared a second time");
        m_policy.detection.rules.agents.push_back(std::move(rule));
    }
    return true;
}

bool PolicyReader::agent(const PolicyNode& node, AgentRule& rule)
{
    if (!isObject(node, {"name", "clearance", "tools", "effects", "through", "out"}))
        return false;
    for (const PolicyNode& item : node.items) {
        const Inside inside(*this, item);
        const bool ok = item.key == "name"        ? text(item, rule.name)
                        : item.key == "clearance" ? texts(item, rule.clearance)
                        : item.key == "tools"     ? texts(item, rule.tools.emplace())
                        : item.key == "effects"   ? effects(item, rule.effects.emplace())
                        : item.key == "through"   ? texts(item, rule.through)
                                                  : is(item, Type::boolean, "true or false");
        if (!ok)
            return false;
        rule.out = rule.out || (item.key == "out" && item.boolean);
    }
    return !rule.name.empty() || wrong(node, "the key “name” is missing");
}

bool PolicyReader::budgets(const PolicyNode& node)
{
    if (!isRuleList(node))
        return false;
    if (node.items.size() > kMostBudgets)
        return wrong(node, "there are more than 100 budgets");
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const Inside inside(*this, node.items[i], i);
        BudgetRule rule;
        if (!budget(node.items[i], rule))
            return false;
        for (const BudgetRule& other : m_policy.detection.rules.budgets)
            if (other.name == rule.name)
                return wrong(node.items[i],
                             "the budget " + quoted(rule.name) + " is declared a second time");
        m_policy.detection.rules.budgets.push_back(std::move(rule));
    }
    return true;
}

bool PolicyReader::budget(const PolicyNode& node, BudgetRule& rule)
{
    if (!isObject(node, {"name", "per", "window", "dollars", "tokens", "warn_at"}))
        return false;
    for (const PolicyNode& item : node.items) {
        const Inside inside(*this, item);
        if (!budgetMember(item, rule))
            return false;
    }
    return isWhole(node, rule);
}

bool PolicyReader::budgetMember(const PolicyNode& node, BudgetRule& rule)
{
    if (node.key == "name")
        return text(node, rule.name);
    if (node.key == "per")
        return scope(node, rule.scope);
    if (node.key == "window")
        return duration(node, rule.window);
    if (node.key == "warn_at")
        return warnings(node, rule.warnAt);
    double value = 0;
    const bool money = node.key == "dollars";
    if (!number(node, money ? 0.000001 : 1, money ? kMostDollars : kMostTokens, value))
        return false;
    if (money)
        rule.money = static_cast<MicroUsd>(std::llround(value * 1e6));
    else
        rule.tokens = static_cast<std::int64_t>(value);
    return true;
}

bool PolicyReader::scope(const PolicyNode& node, BudgetScope& out)
{
    std::string said;
    if (!text(node, said))
        return false;
    for (const BudgetScope scope : {BudgetScope::run, BudgetScope::session, BudgetScope::agent,
                                    BudgetScope::deployment, BudgetScope::user, BudgetScope::fleet})
        if (said == budgetScopeName(scope)) {
            out = scope;
            return true;
        }
    return wrong(node, quoted(said) + " is nothing a budget can be for; there are run, session, "
                                      "agent, deployment, user, fleet");
}

bool PolicyReader::warnings(const PolicyNode& node, std::vector<double>& out)
{
    if (!is(node, Type::list, "a list of shares"))
        return false;
    if (node.items.size() > kMostWarnings)
        return wrong(node, "there are more than 7 shares");
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const Inside inside(*this, node.items[i], i);
        double share = 0;
        if (!number(node.items[i], 0.01, 0.99, share))
            return false;
        if (!out.empty() && share <= out.back())
            return wrong(node.items[i], "the shares must grow from one to the next");
        out.push_back(share);
    }
    return true;
}

bool PolicyReader::isWhole(const PolicyNode& node, const BudgetRule& rule)
{
    if (rule.name.empty())
        return wrong(node, "the key “name” is missing");
    if (!rule.money && !rule.tokens)
        return wrong(node, "a budget needs “dollars” or “tokens”");
    const bool ends = rule.scope == BudgetScope::run || rule.scope == BudgetScope::session;
    if (rule.window == 0 && !ends)
        return wrong(node, "a budget per " + std::string(budgetScopeName(rule.scope)) +
                               " needs a “window”, such as 1 d");
    return true;
}

} // namespace penstock
