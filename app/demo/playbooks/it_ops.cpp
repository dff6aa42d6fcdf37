// SPDX-License-Identifier: GPL-3.0-or-later
// IT operations: alerts, most of them nothing; some become incidents with delegated checks and a restart. A slow log
// analysis now and then takes two minutes and is asked after, and answers. The platform team's coding agent.
#include "app/demo/playbooks/pieces.h"
#include "app/demo/playbooks/playbooks.h"

namespace penstock::demo {
namespace {

Json metric(const std::string& service, std::string_view name, double value)
{
    return Json::object({{"service", service},
                         {"environment", "production"},
                         {"metric", name},
                         {"value", value},
                         {"window", "15m"}});
}

void analyseLogs(Scene& scene, const Desk& commander, const std::string& service,
                 const Slots& slots)
{
    Rng& rng = scene.rng();
    Act& tool = askAgent(scene, commander, AgentId::logAnalyst,
                         "Earliest error in " + service + " that explains the alert");
    const Desk analyst = openDesk(scene, &tool, AgentId::logAnalyst,
                                  "Earliest error in " + service + " that explains the alert.");
    scene.useTool(*analyst.run, analyst.talk, "logs.search",
                  Json::object({{"service", service}, {"window", "30m"}}),
                  Json::object({{"matches", rng.between(20, 900)},
                                {"first", formatUtc(scene.now() - 14 * kMinute)}}));
    if (rng.chance(0.15)) {
        const Nanos asked = scene.now();
        scene.moveTo(asked + 45 * kSecond);
        askStatus(scene, commander, numbered(rng, "task-", 6), AgentId::logAnalyst, 4);
        scene.moveTo(asked + 90 * kSecond);
    }
    const std::string view = phrase(rng, "log_view", slots);
    scene.conclude(*analyst.run, analyst.talk, view);
    scene.closeTool(tool, commander.talk, Json::object({{"answer", view}}));
}

void restart(Scene& scene, const Desk& commander, const std::string& service)
{
    Act& tool = askAgent(scene, commander, AgentId::deployAgent,
                         "Restart one instance of " + service + " in production");
    const Desk deploy = openDesk(scene, &tool, AgentId::deployAgent,
                                 "Restart one instance of " + service + " in production.");
    const Json target = Json::object({{"service", service}});
    scene.useTool(*deploy.run, deploy.talk, "deploy.status", target,
                  Json::object({{"release", "2026.11.3"}, {"healthy", 11}, {"instances", 12}}));
    scene.useTool(*deploy.run, deploy.talk, "deploy.restart", target,
                  Json::object({{"restarted", 1}}));
    scene.useTool(*deploy.run, deploy.talk, "deploy.status", target,
                  Json::object({{"release", "2026.11.3"}, {"healthy", 12}, {"instances", 12}}));
    scene.conclude(*deploy.run, deploy.talk,
                   "One instance of " + service + " restarted, all 12 healthy.");
    scene.closeTool(tool, commander.talk, Json::object({{"answer", "restarted, healthy"}}));
}

} // namespace

void playAlert(Scene& scene)
{
    Rng& rng = scene.rng();
    const std::string service = phrase(rng, "service");
    const double value = static_cast<double>(rng.between(21, 88)) / 10;
    const Slots slots{{"service", service},
                      {"value", realText(value) + " % errors"},
                      {"normal", "0.5 %"},
                      {"count", std::to_string(rng.between(20, 900))}};
    scene.identify(numbered(rng, "alert-", 6), {});
    const std::string alert = phrase(rng, "alert_text", slots);
    const Desk triage = openDesk(scene, nullptr, AgentId::alertTriage, alert);
    scene.useTool(*triage.run, triage.talk, "metrics.query",
                  Json::object({{"service", service}, {"window", "15m"}}),
                  metric(service, "error_rate_percent", value));
    if (rng.chance(0.55)) {
        scene.conclude(*triage.run, triage.talk, phrase(rng, "triage_quiet", slots));
        return;
    }
    const std::string view = phrase(rng, "triage_view", slots);
    Act& tool = askAgent(scene, triage, AgentId::incidentCommander, view);
    const Desk commander = openDesk(scene, &tool, AgentId::incidentCommander, view);
    scene.useTool(
        *commander.run, commander.talk, "deploy.status", Json::object({{"service", service}}),
        Json::object({{"release", "2026.11.3"}, {"deployed", dateText(scene.now() - 2 * kDay)}}));
    analyseLogs(scene, commander, service, slots);
    restart(scene, commander, service);
    const std::string closing = phrase(rng, "commander_close", slots);
    scene.conclude(*commander.run, commander.talk, closing);
    scene.closeTool(tool, triage.talk, Json::object({{"answer", closing}}));
    scene.conclude(*triage.run, triage.talk, closing);
}

void playCodingTurn(Scene& scene)
{
    Rng& rng = scene.rng();
    const Slots slots{{"service", phrase(rng, "service")},
                      {"file", phrase(rng, "code_file")},
                      {"count", std::to_string(rng.between(12, 240))}};
    scene.identify(Rng(rng.next()).traceId().hex(), "u-" + numbered(rng, "", 5));
    const std::string request = phrase(rng, "code_ask", slots);
    const Desk coder = openDesk(scene, nullptr, AgentId::codingAgent, request);
    const std::string file = phrase(rng, "file", slots);
    scene.useTool(*coder.run, coder.talk, "Grep",
                  Json::object({{"pattern", "retry|pool"}, {"path", "."}}),
                  Json("12 matches in 4 files"));
    for (auto edits = rng.between(1, 4); edits > 0; --edits) {
        scene.useTool(*coder.run, coder.talk, "Read", Json::object({{"file_path", file}}),
                      Json("(" + std::to_string(rng.between(40, 400)) + " lines)"));
        scene.useTool(*coder.run, coder.talk, "Edit",
                      Json::object({{"file_path", file}, {"replace_all", false}}),
                      Json("The file has been updated."));
        if (rng.chance(0.3))
            scene.failTool(*coder.run, coder.talk, "Bash", Json::object({{"command", "make test"}}),
                           {"exit_code", "1 test failed"});
    }
    scene.useTool(*coder.run, coder.talk, "Bash", Json::object({{"command", "make test"}}),
                  Json("all tests passed"));
    scene.conclude(*coder.run, coder.talk, phrase(rng, "code_view", slots));
}

} // namespace penstock::demo
