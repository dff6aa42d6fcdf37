// SPDX-License-Identifier: GPL-3.0-or-later
// incident-commander delegates to an agent that starts and is never heard of again: its pending span stays, no real one
// comes. The commander asks after the task; its third question in vain is the step by which one can know.
#include "app/demo/incidents/incidents.h"

#include "app/demo/playbooks/pieces.h"

namespace penstock::demo {

Incident playSilentAgent(Scene& scene)
{
    constexpr std::int64_t kKnowableQuestion = 3;
    Rng& rng = scene.rng();
    const std::string service = phrase(rng, "service");
    const bool analyst = rng.chance(0.6);
    const AgentId worker = analyst ? AgentId::logAnalyst : AgentId::deployAgent;
    const auto interval = rng.between(55, 75);
    const auto questions = rng.between(3, 5);
    const std::string task = numbered(rng, "task-", 6);
    scene.identify(numbered(rng, "alert-", 6), {});
    const Desk commander = openDesk(scene, nullptr, AgentId::incidentCommander,
                                    "Errors in " + service + ". Find out why.");
    scene.useTool(*commander.run, commander.talk, "deploy.status",
                  Json::object({{"service", service}}), Json::object({{"release", "2026.11.3"}}));
    const std::string request =
        analyst ? "Earliest error in " + service : "Restart one instance of " + service;
    Act& tool = askAgent(scene, commander, worker, request);
    Act& silent = scene.openRun(&tool, worker, request);
    silent.silent = true;
    const Nanos delegated = silent.start;
    Incident incident;
    incident.cause = {silent.trace, silent.span, silent.service, silent.start};
    for (std::int64_t question = 1; question <= questions; ++question) {
        scene.moveTo(delegated + question * interval * kSecond);
        Act& status = askStatus(scene, commander, task, worker, question * interval - 2);
        if (question == kKnowableQuestion)
            incident.knowable = refTo(status);
    }
    const Failure gaveUp{"cancelled", "no answer from " + std::string(agentCard(worker).name) +
                                          ", task cancelled"};
    scene.closeTool(tool, commander.talk, Json::object({{"error", gaveUp.message}}), gaveUp);
    scene.conclude(*commander.run, commander.talk,
                   "The delegated task did not answer; a person has to look at " + service + ".");
    incident.agents = {AgentId::incidentCommander, worker};
    incident.facts = {{"task", task},
                      {"silent_run", silent.span.hex()},
                      {"delegated_at", formatUtc(delegated)},
                      {"questions", questions},
                      {"seconds_between", interval}};
    return incident;
}

} // namespace penstock::demo
