// SPDX-License-Identifier: GPL-3.0-or-later
// PolicyReader: PolicyNode → Policy, checking every key, type, value and name; the first thing that is wrong ends it. Used
// once by Policy::parse(). One owner.
#pragma once

#include "core/detect/policy.h"
#include "core/detect/policy_tree.h"

#include <initializer_list>

namespace penstock {

class PolicyReader final {
public:
    explicit PolicyReader(std::string_view fileName) : m_name(fileName) {}

    Result<Policy> read(const PolicyNode& root);

private:
    using Type = PolicyNode::Type;

    /// The path of a node while its members are read.
    class Inside final {
    public:
        Inside(PolicyReader& reader, const PolicyNode& node, std::size_t index = 0);
        ~Inside() { m_reader.m_path.resize(m_before); }
        Inside(const Inside&) = delete;
        Inside& operator=(const Inside&) = delete;

    private:
        PolicyReader& m_reader;
        const std::size_t m_before;
    };

    bool isObject(const PolicyNode& node, std::initializer_list<std::string_view> keys);
    bool is(const PolicyNode& node, Type type, std::string_view wanted);
    bool number(const PolicyNode& node, double least, double most, double& out);
    bool text(const PolicyNode& node, std::string& out);
    bool texts(const PolicyNode& node, std::vector<std::string>& out);
    bool duration(const PolicyNode& node, Nanos& out);
    bool priority(const PolicyNode& node, Priority& out);

    bool version(const PolicyNode& root);
    bool watch(const PolicyNode& node);
    bool alarms(const PolicyNode& node);
    bool detectors(const PolicyNode& node);
    bool detector(const PolicyNode& node, const DetectorDef& def, DetectorSetting& setting);
    bool latch(const PolicyNode& node, const DetectorDef& def);
    bool tools(const PolicyNode& node);
    bool tool(const PolicyNode& node, ToolRule& rule);
    bool resource(const PolicyNode& node, std::vector<std::string>& out);
    bool effect(const PolicyNode& node, ToolEffect& out);
    bool effects(const PolicyNode& node, std::vector<ToolEffect>& out);
    bool agents(const PolicyNode& node);
    bool agent(const PolicyNode& node, AgentRule& rule);
    bool isRuleList(const PolicyNode& node);
    bool budgets(const PolicyNode& node);
    bool budget(const PolicyNode& node, BudgetRule& rule);
    bool budgetMember(const PolicyNode& node, BudgetRule& rule);
    bool scope(const PolicyNode& node, BudgetScope& out);
    bool warnings(const PolicyNode& node, std::vector<double>& out);
    bool isWhole(const PolicyNode& node, const BudgetRule& rule);

    bool wrong(const PolicyNode& node, std::string problem);

    const std::string m_name;
    std::string m_path;
    Error m_error;
    Policy m_policy;
};

} // namespace penstock
