// SPDX-License-Identifier: GPL-3.0-or-later
// Market research: research-lead hands over to web-researcher, it to summariser, it to fact-checker, it back to the lead.
// Figures travel along unchanged.
#include "app/demo/playbooks/research.h"

#include "app/demo/playbooks/pieces.h"
#include "app/demo/playbooks/playbooks.h"

namespace penstock::demo {

Slots makeFindings(Rng& rng)
{
    return {
        {"market", phrase(rng, "market")},
        {"source", phrase(rng, "source")},
        {"revenue", std::to_string(rng.between(120, 4800))},
        {"year", std::to_string(rng.between(2023, 2025))},
        {"growth", std::to_string(rng.between(2, 19)) + "." + std::to_string(rng.between(1, 9))},
        {"vendors", std::to_string(rng.between(4, 31))}};
}

void findSources(Scene& scene, Act& run, const TalkPtr& talk, const Slots& slots, int pages)
{
    Rng& rng = scene.rng();
    const std::string market = phrase(rng, "market", slots);
    scene.useTool(
        run, talk, "web.search", Json::object({{"query", market + " revenue growth"}}),
        Json::array({Json::object(
            {{"title", market}, {"url", "https://stats.example/" + numbered(rng, "r", 5)}})}));
    for (int page = 0; page < pages; ++page)
        scene.useTool(run, talk, "web.fetch",
                      Json::object({{"url", "https://stats.example/" + numbered(rng, "r", 5)}}),
                      Json::object({{"text", phrase(rng, "research_finding", slots)}}));
}

namespace {

// The same figure in other clothes: 4800 million becomes 4,800 million. Not a drift.
Slots withSeparators(Slots slots)
{
    for (auto& [name, value] : slots)
        if (name == "revenue" && value.size() > 3)
            value.insert(value.size() - 3, ",");
    return slots;
}

} // namespace

void playResearch(Scene& scene)
{
    Rng& rng = scene.rng();
    const Slots slots = makeFindings(rng);
    scene.identify(numbered(rng, "research-", 6), "u-" + numbered(rng, "", 4));
    const std::string question = phrase(rng, "research_ask", slots);
    Act& root = scene.openWorkflow(nullptr, ServiceId::research, "Market research");

    const Desk lead = openDesk(scene, &root, AgentId::researchLead, question);
    scene.handOff(*lead.run, lead.talk, AgentId::webResearcher);
    scene.close(*lead.run);

    const Desk web = openDesk(scene, &root, AgentId::webResearcher, question);
    findSources(scene, *web.run, web.talk, slots, static_cast<int>(rng.between(2, 6)));
    const std::string finding = phrase(rng, "research_finding", slots);
    scene.say(*web.run, web.talk, finding);
    scene.handOff(*web.run, web.talk, AgentId::summariser);
    scene.close(*web.run, finding);

    const Desk summariser = openDesk(scene, &root, AgentId::summariser, finding);
    const std::string summary = phrase(rng, "research_summary", slots);
    scene.useTool(*summariser.run, summariser.talk, "notes.save", Json::object({{"text", summary}}),
                  Json::object({{"saved", true}}));
    scene.say(*summariser.run, summariser.talk, summary);
    const bool check = rng.chance(0.5);
    scene.handOff(*summariser.run, summariser.talk,
                  check ? AgentId::factChecker : AgentId::researchLead);
    scene.close(*summariser.run, summary);

    if (check) {
        const Desk checker = openDesk(scene, &root, AgentId::factChecker, summary);
        findSources(scene, *checker.run, checker.talk, slots, 1);
        scene.say(*checker.run, checker.talk, phrase(rng, "check_view", slots));
        scene.handOff(*checker.run, checker.talk, AgentId::researchLead);
        scene.close(*checker.run);
    }
    const Desk again = openDesk(scene, &root, AgentId::researchLead, summary);
    scene.conclude(*again.run, again.talk,
                   phrase(rng, "research_answer", rng.chance(0.3) ? withSeparators(slots) : slots));
    scene.close(root);
}

} // namespace penstock::demo
