// SPDX-License-Identifier: GPL-3.0-or-later
// Folds drawings and finds things in what the fleet publishes.
#pragma once

#include "core/fleet/fleet.h"
#include "tests/support/step_builder.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace penstock::test {

class Folded final {
public:
    explicit Folded(std::string_view drawing = {}, const FleetOptions& options = {})
        : m_fleet(Fleet::create(options, nullptr))
    {
        add(drawing);
    }
    Folded& add(std::string_view drawing, Nanos arrival = kDrawingStart)
    {
        const auto steps = drawSteps(drawing);
        m_fleet->apply(entriesOf(steps, m_fleet->seq() + 1, {}, arrival));
        return *this;
    }
    Fleet& fleet() { return *m_fleet; }
    std::shared_ptr<const FleetState> state() { return m_fleet->publish(); }
    std::shared_ptr<const TraceView> view(std::uint32_t trace = 1)
    {
        return m_fleet->view({trace});
    }
    FleetTotals totals() { return state()->totals; }

    AgentRow agent(std::string_view name)
    {
        const auto s = state();
        for (std::uint32_t i = 1; i <= s->agents.size(); ++i)
            if (s->agents[i].name == name && (s->agents[i].runs != 0 || s->agents[i].steps != 0))
                return s->agents[i];
        return {};
    }
    /// count 0 when there is none.
    DelegationRow edge(std::string_view from, std::string_view to)
    {
        const auto s = state();
        for (std::uint32_t i = 1; i <= s->delegations.size(); ++i) {
            const DelegationRow& row = s->delegations[i];
            if (row.count != 0 && s->agents[row.from.value].name == from &&
                s->agents[row.to.value].name == to)
                return row;
        }
        return {};
    }
    /// `1 agent_run planner\n  2 llm_call gpt` … : ids, kinds and names, indented by depth.
    std::string outline(std::uint32_t trace = 1)
    {
        std::string text;
        m_view = view(trace);
        for (const TraceNode& node : m_view->nodes) {
            text.append(std::size_t{node.depth} * 2, ' ')
                .append(std::to_string(node.span.value))
                .append(" ");
            text.append(node.missing ? "missing" : stepKindName(node.kind));
            if (!node.name.empty())
                text.append(" ").append(node.name);
            if (node.synthetic)
                text.append(" (synthetic)");
            text.append("\n");
        }
        return text;
    }
    const TraceNode& node(std::uint64_t span, std::uint32_t trace = 1)
    {
        m_view = view(trace);
        for (const TraceNode& node : m_view->nodes)
            if (node.span.value == span)
                return node;
        static const TraceNode kNone;
        return kNone;
    }

private:
    std::unique_ptr<Fleet> m_fleet;
    std::shared_ptr<const TraceView> m_view;
};

} // namespace penstock::test
