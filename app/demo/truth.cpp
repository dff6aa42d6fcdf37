// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/truth.h"

namespace penstock::demo {
namespace {

Json stepJson(const StepRef& step)
{
    return Json::object({{"trace", step.trace.hex()},
                         {"span", step.span.hex()},
                         {"deployment", serviceCard(step.service).name},
                         {"due_ns", step.due}});
}

} // namespace

std::string truthLine(std::uint64_t number, const Incident& incident, const Scene& scene,
                      Nanos sentAt)
{
    std::vector<Json> agents;
    for (const AgentId agent : incident.agents)
        agents.push_back(
            Json::object({{"name", agentCard(agent).name},
                          {"deployment", serviceCard(agentCard(agent).service).name}}));
    std::vector<Json> traces;
    for (const auto& root : scene.traces())
        traces.emplace_back(root->trace.hex());
    return Json::object({{"incident", "incident-" + std::to_string(number)},
                         {"kind", incidentName(incident.kind)},
                         {"start", formatUtc(incident.start)},
                         {"start_ns", incident.start},
                         {"step", stepJson(incident.knowable)},
                         {"step_sent_ns", sentAt},
                         {"cause", stepJson(incident.cause)},
                         {"agents", Json::array(agents)},
                         {"traces", Json::array(traces)},
                         {"expected_end_ns", incident.expectedEnd},
                         {"facts", Json::object(incident.facts)}})
        .text();
}

} // namespace penstock::demo
