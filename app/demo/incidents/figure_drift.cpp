// SPDX-License-Identifier: GPL-3.0-or-later
// A figure changes while findings are passed on: summariser turns digits round, or takes another year, and what follows
// builds on it.
#include "app/demo/incidents/incidents.h"

#include "app/demo/playbooks/pieces.h"
#include "app/demo/playbooks/research.h"

#include <algorithm>

namespace penstock::demo {
namespace {

std::string& slot(Slots& slots, std::string_view name)
{
    return std::find_if(slots.begin(), slots.end(),
                        [&](const auto& entry) { return entry.first == name; })
        ->second;
}

std::string distort(Rng& rng, std::string_view figure, const std::string& value)
{
    if (figure == "year")
        return std::to_string(std::stoi(value) - static_cast<int>(rng.between(1, 3)));
    if (figure == "growth")
        return std::to_string(std::stoi(value) + static_cast<int>(rng.between(3, 24))) +
               value.substr(value.find('.'));
    return std::to_string(std::stoi(value) * rng.between(13, 29) / 10);
}

} // namespace

Incident playFigureDrift(Scene& scene)
{
    static const std::vector<std::string_view> kFigures{"revenue", "growth", "year"};
    Rng& rng = scene.rng();
    const Slots found = makeFindings(rng);
    Slots changed = found;
    const std::string_view figure = rng.pick(kFigures);
    slot(changed, figure) = distort(rng, figure, slot(changed, figure));
    const bool further = rng.chance(0.4);
    scene.identify(numbered(rng, "research-", 6), "u-" + numbered(rng, "", 4));
    const std::string question = phrase(rng, "research_ask", found);
    Incident incident;
    Act& root = scene.openWorkflow(nullptr, ServiceId::research, "Market research");
    const Desk lead = openDesk(scene, &root, AgentId::researchLead, question);
    scene.handOff(*lead.run, lead.talk, AgentId::webResearcher);
    scene.close(*lead.run);

    const Desk web = openDesk(scene, &root, AgentId::webResearcher, question);
    findSources(scene, *web.run, web.talk, found, static_cast<int>(rng.between(2, 5)));
    const std::string finding = phrase(rng, "research_finding", found);
    scene.say(*web.run, web.talk, finding);
    scene.handOff(*web.run, web.talk, AgentId::summariser);
    scene.close(*web.run, finding);

    const Desk summariser = openDesk(scene, &root, AgentId::summariser, finding);
    const std::string summary = phrase(rng, "research_summary", changed);
    Act& wrong = scene.say(*summariser.run, summariser.talk, summary);
    scene.handOff(*summariser.run, summariser.talk, AgentId::researchLead);
    scene.close(*summariser.run, summary);

    const std::string afterSummary = slot(changed, figure);
    if (further)
        slot(changed, figure) = distort(rng, figure, afterSummary);
    const Desk again = openDesk(scene, &root, AgentId::researchLead, summary);
    scene.conclude(*again.run, again.talk, phrase(rng, "research_answer", changed));
    scene.close(root);
    incident.cause = incident.knowable = refTo(wrong);
    incident.agents = {AgentId::webResearcher, AgentId::summariser, AgentId::researchLead};
    Slots original = found;
    incident.facts = {{"figure", figure},
                      {"source_value", slot(original, figure)},
                      {"summary_value", afterSummary},
                      {"answer_value", slot(changed, figure)}};
    return incident;
}

} // namespace penstock::demo
