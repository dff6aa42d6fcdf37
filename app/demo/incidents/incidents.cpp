// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/incidents/incidents.h"

#include <array>

namespace penstock::demo {
namespace {

struct Entry {
    std::string_view name;
    Incident (*play)(Scene&);
};

constexpr std::array<Entry, kIncidentKindCount> kIncidents{{
    {"ping_pong", playPingPong},
    {"error_cascade", playErrorCascade},
    {"collision", playCollision},
    {"double_refund", playDoubleRefund},
    {"data_leak", playDataLeak},
    {"figure_drift", playFigureDrift},
    {"silent_agent", playSilentAgent},
}};

} // namespace

std::string_view incidentName(IncidentKind kind)
{
    return kIncidents[static_cast<std::size_t>(kind)].name;
}

std::optional<IncidentKind> incidentByName(std::string_view name)
{
    for (std::size_t i = 0; i < kIncidents.size(); ++i)
        if (kIncidents[i].name == name)
            return static_cast<IncidentKind>(i);
    return std::nullopt;
}

StepRef refTo(const Act& act)
{
    return {act.trace, act.span, act.service, act.end};
}

Incident playIncident(IncidentKind kind, Scene& scene)
{
    const Nanos start = scene.now();
    scene.setFlakiness(0.0);
    Incident incident = kIncidents[static_cast<std::size_t>(kind)].play(scene);
    incident.kind = kind;
    incident.start = start;
    incident.expectedEnd = scene.now();
    return incident;
}

} // namespace penstock::demo
