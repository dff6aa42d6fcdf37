// SPDX-License-Identifier: GPL-3.0-or-later
// Random drawings that hold everything the fold must bear: missing parents, cycles, revisions, provisional versions,
// events, synthetic runs, hints, links and responses across traces, repeated lines. Equal seeds give equal worlds.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace penstock::test {

class RandomWorld final {
public:
    explicit RandomWorld(unsigned seed) : m_random(seed), m_asides(seed + 1) {}

    /// One line a version; lines in a plausible order.
    std::string drawing(int traces, int stepsEach)
    {
        std::string text;
        for (int trace = 1; trace <= traces; ++trace)
            for (int span = 1; span <= stepsEach; ++span)
                text += versions(trace, span, traces, stepsEach);
        return text;
    }
    std::vector<std::size_t> shuffled(std::size_t count, unsigned seed)
    {
        std::vector<std::size_t> order(count);
        for (std::size_t i = 0; i < count; ++i)
            order[i] = i;
        std::mt19937 random(seed);
        for (std::size_t i = count; i > 1; --i)
            std::swap(order[i - 1], order[random() % i]);
        for (std::size_t i = count / 10; i > 0; --i) // and some arrive twice
            order.push_back(order[random() % count]);
        return order;
    }

private:
    int below(int n) { return static_cast<int>(m_random() % static_cast<unsigned>(n)); }
    bool oneIn(int n) { return below(n) == 0; }
    std::string id(int n) { return "#" + std::to_string(n); }

    std::string line(int trace, int span, int traces, int steps)
    {
        static const char* kKinds[] = {"agent_run",   "agent_run", "llm_call", "llm_call",
                                       "tool_call",   "workflow",  "handoff",  "mcp_request",
                                       "a2a_request", "memory",    "embedding"};
        static const char* kEvidence[] = {"explicit_handoff", "handoff_tool", "graph_parent",
                                          "command_goto", "agent_parent"};
        const int start = below(50);
        std::string text = std::string(kKinds[below(11)]) + " name" + std::to_string(below(4)) +
                           " " + id(span) + " @svc" + std::to_string(below(2)) +
                           " trace=" + std::to_string(trace) + " [" + std::to_string(start) + "-" +
                           std::to_string(start + below(40)) + "]";
        if (!oneIn(5))
            text +=
                " parent=" + id(oneIn(8) ? 1000 + below(3) : 1 + below(oneIn(6) ? steps : span));
        if (oneIn(2))
            text += " in=" + std::to_string(below(100)) + " out=" + std::to_string(below(10));
        if (oneIn(3))
            text += " cached=" + std::to_string(below(60)) + " scope=lib" +
                    std::to_string(below(2)) + (oneIn(3) ? " semantics=exclusive" : "") +
                    " if_apart=" + std::to_string(below(50)) +
                    (oneIn(4) ? " total=" + std::to_string(below(110)) : "");
        if (oneIn(8))
            text += " mcp=sess-" + std::to_string(below(2)) + "/" + std::to_string(below(3));
        if (oneIn(3))
            text += " cost=" + std::to_string(below(900)) +
                    (oneIn(2) ? " cost_source=computed" : "") +
                    (m_asides() % 4 == 0 ? " doubts=" + std::to_string(m_asides() % 64) : "");
        if (oneIn(4))
            text +=
                " response=response-" + std::to_string(below(6)) + (oneIn(2) ? " log_event" : "");
        if (oneIn(4))
            text += std::string(" hint=") + kEvidence[below(5)] +
                    ":pass_control:" + (oneIn(2) ? "" : "name" + std::to_string(below(5))) + ":" +
                    (oneIn(3) ? "" : "name" + std::to_string(below(6)));
        if (oneIn(6))
            text += " link=" + std::to_string(1 + below(traces)) + "/" + id(1 + below(steps));
        if (oneIn(8))
            text += " run=" + id(500 + below(2)) + ":" + (oneIn(2) ? "0" : id(1 + below(steps))) +
                    ":sub";
        if (oneIn(5))
            text += " call=call-id-" + std::to_string(below(5));
        if (oneIn(6))
            text += " session=s" + std::to_string(below(3)) + " user=u" + std::to_string(below(2));
        if (oneIn(6))
            text += " status=error error=bad";
        if (oneIn(10))
            text += " summary";
        if (oneIn(9))
            text += " agent_id=stable" + std::to_string(below(2));
        if (oneIn(4))
            text += " target=peer" + std::to_string(below(2));
        if (oneIn(3))
            text += " dialect=openinference";
        if (m_asides() % 5 == 0)
            text += " mandate=user" + std::to_string(m_asides() % 2) + "/scope" +
                    std::to_string(m_asides() % 7) + "/";
        return text;
    }
    std::string versions(int trace, int span, int traces, int steps)
    {
        std::string text;
        if (oneIn(4))
            text += line(trace, span, traces, steps) + " provisional\n";
        if (oneIn(5))
            text += line(trace, span, traces, steps) + " merges\n";
        if (oneIn(9))
            text += line(trace, span, traces, steps) + " merges\n";
        if (!oneIn(10))
            text += line(trace, span, traces, steps) + "\n";
        if (oneIn(6))
            text += line(trace, span, traces, steps) + " attributes=3\n";
        return text;
    }

    std::mt19937 m_random;
    std::mt19937 m_asides; ///< what came later: the rest of a world stays as its seed made it
};

} // namespace penstock::test
