// SPDX-License-Identifier: GPL-3.0-or-later
// alert-triage reads the value of a canary as that of production; incident-commander believes it, deploy-agent rolls a
// healthy service back to a release that does not know the newest schema, and what depends on it fails one by one.
#include "app/demo/incidents/incidents.h"

#include "app/demo/playbooks/pieces.h"

#include <algorithm>

namespace penstock::demo {
namespace {

struct Damage {
    std::string service;
    std::string release;
    Failure failure;
};

Desk misread(Scene& scene, const Damage& damage, double value, Incident& incident)
{
    const Desk triage = openDesk(scene, nullptr, AgentId::alertTriage,
                                 "error rate of " + damage.service + "-canary above 2 % for 3 min");
    scene.useTool(*triage.run, triage.talk, "metrics.query",
                  Json::object({{"service", damage.service + "-canary"}, {"window", "15m"}}),
                  Json::object({{"service", damage.service + "-canary"},
                                {"environment", "canary"},
                                {"traffic_share_percent", 1},
                                {"metric", "error_rate_percent"},
                                {"value", value}}));
    Act& claim = scene.say(*triage.run, triage.talk,
                           damage.service + " in production fails: " + realText(value) +
                               " % errors for all users. Roll back now.");
    incident.cause = refTo(claim);
    return triage;
}

void rollBack(Scene& scene, const Desk& commander, const Damage& damage,
              std::vector<const Act*>& errors)
{
    const Json target = Json::object({{"service", damage.service}, {"release", damage.release}});
    Act& tool = askAgent(scene, commander, AgentId::deployAgent,
                         "Roll " + damage.service + " back to " + damage.release);
    const Desk deploy =
        openDesk(scene, &tool, AgentId::deployAgent,
                 "Roll " + damage.service + " back to " + damage.release + " in production.");
    scene.useTool(*deploy.run, deploy.talk, "deploy.rollback", target,
                  Json::object({{"release", damage.release}, {"state", "done"}}));
    for (auto tries = scene.rng().between(2, 4); tries > 0; --tries) {
        errors.push_back(&scene.failTool(*deploy.run, deploy.talk, "deploy.status",
                                         Json::object({{"service", damage.service}}),
                                         damage.failure));
        scene.passBetween(1.0, 4.0);
    }
    scene.say(*deploy.run, deploy.talk,
              "Rollback done, but health checks fail: " + damage.failure.message);
    scene.close(*deploy.run, {}, {"health_check_failed", damage.failure.message});
    errors.push_back(deploy.run);
    scene.closeTool(tool, commander.talk, Json::object({{"error", damage.failure.message}}),
                    {"health_check_failed", damage.failure.message});
    errors.push_back(&tool);
}

void searchInVain(Scene& scene, const Desk& commander, const Damage& damage,
                  std::vector<const Act*>& errors)
{
    Act& tool =
        askAgent(scene, commander, AgentId::logAnalyst, "Why does " + damage.service + " fail?");
    const Desk analyst =
        openDesk(scene, &tool, AgentId::logAnalyst, "Why does " + damage.service + " fail?");
    errors.push_back(&scene.failTool(*analyst.run, analyst.talk, "logs.search",
                                     Json::object({{"service", damage.service}, {"window", "5m"}}),
                                     damage.failure));
    const std::string view =
        damage.failure.message + " since the rollback to " + damage.release + ".";
    scene.conclude(*analyst.run, analyst.talk, view);
    scene.closeTool(tool, commander.talk, Json::object({{"answer", view}}));
}

// Customers notice: order lookups of the support deployment fail while the wrong release is live.
void failSupport(Scene& scene, const Damage& damage)
{
    Rng& rng = scene.rng();
    const Case c = makeCase(scene);
    scene.identify(c.session, c.user);
    const TalkPtr talk = scene.newTalk(AgentId::supportTriage);
    Act& turn = openTurn(scene, talk, phrase(rng, "ask_shipment", slotsOf(c)));
    Act& tool =
        askAgent(scene, {&turn, talk}, AgentId::orderLookup, "Shipment status of order " + c.order);
    const Desk lookup =
        openDesk(scene, &tool, AgentId::orderLookup, phrase(rng, "delegate_lookup", slotsOf(c)));
    scene.failTool(*lookup.run, lookup.talk, "orders.get", Json::object({{"order_id", c.order}}),
                   damage.failure);
    scene.failTool(*lookup.run, lookup.talk, "orders.get", Json::object({{"order_id", c.order}}),
                   damage.failure);
    scene.close(*lookup.run, {}, {"dependency_failed", damage.failure.message});
    scene.closeTool(tool, talk, Json::object({{"error", damage.failure.message}}),
                    {"dependency_failed", damage.failure.message});
    scene.conclude(
        turn, talk,
        "I cannot reach the order system at the moment. Please try again in a few minutes.");
}

} // namespace

Incident playErrorCascade(Scene& scene)
{
    constexpr std::size_t kKnowableError = 3;
    Rng& rng = scene.rng();
    const Damage damage{phrase(rng, "service"),
                        "2026." + std::to_string(rng.between(8, 10)) + "." +
                            std::to_string(rng.between(1, 9)),
                        {"500", "schema version 41 is newer than this release knows (38)"}};
    const double value = static_cast<double>(rng.between(180, 620)) / 10;
    const auto victims = rng.between(3, 9);
    Incident incident;
    std::vector<const Act*> errors;
    scene.identify(numbered(rng, "alert-", 6), {});
    const Desk triage = misread(scene, damage, value, incident);
    Act& tool = askAgent(scene, triage, AgentId::incidentCommander, "Roll back " + damage.service);
    const Desk commander = openDesk(scene, &tool, AgentId::incidentCommander,
                                    damage.service + " in production fails. Roll back.");
    rollBack(scene, commander, damage, errors);
    const Nanos broken = scene.now();
    searchInVain(scene, commander, damage, errors);
    scene.useTool(*commander.run, commander.talk, "page.oncall",
                  Json::object({{"query", damage.service + " down after rollback"}}),
                  Json::object({{"paged", true}}));
    scene.close(*commander.run, {}, {"unresolved", damage.failure.message});
    scene.closeTool(tool, triage.talk, Json::object({{"error", "unresolved"}}),
                    {"unresolved", damage.failure.message});
    scene.close(*triage.run, {}, {"unresolved", damage.failure.message});
    Nanos end = scene.now();
    for (std::int64_t i = 0; i < victims; ++i) {
        scene.moveTo(broken + rng.between(1, 90) * kSecond);
        failSupport(scene, damage);
        end = std::max(end, scene.now());
    }
    scene.moveTo(end);
    incident.knowable = refTo(*errors[kKnowableError - 1]);
    incident.agents = {AgentId::alertTriage, AgentId::incidentCommander, AgentId::deployAgent,
                       AgentId::logAnalyst, AgentId::orderLookup};
    incident.facts = {
        {"service", damage.service},       {"misread_value", value},
        {"misread_environment", "canary"}, {"rolled_back_to", damage.release},
        {"failed_sessions", victims},      {"knowable_error", static_cast<int>(kKnowableError)}};
    return incident;
}

} // namespace penstock::demo
