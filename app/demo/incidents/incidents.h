// SPDX-License-Identifier: GPL-3.0-or-later
// Incidents: what goes wrong on purpose, one function a kind. Each lays out its traces in the scene and returns the ground
// truth: who took part and the step by which a careful observer can know.
#pragma once

#include "app/demo/scene.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace penstock::demo {

enum class IncidentKind : std::uint8_t {
    pingPong,
    errorCascade,
    collision,
    doubleRefund,
    dataLeak,
    figureDrift,
    silentAgent,
};
inline constexpr std::size_t kIncidentKindCount = 7;

std::string_view incidentName(IncidentKind kind); ///< `ping_pong`
std::optional<IncidentKind> incidentByName(std::string_view name);

struct StepRef {
    TraceId trace;
    SpanId span;
    ServiceId service{};
    Nanos due = 0; ///< when its SDK lets go of it
};
StepRef refTo(const Act& act);

struct Incident {
    IncidentKind kind = IncidentKind::pingPong;
    Nanos start = 0;
    Nanos expectedEnd = 0;
    StepRef knowable; ///< by this step one can know
    StepRef cause;    ///< where it went wrong
    std::vector<AgentId> agents;
    std::vector<std::pair<std::string_view, Json>> facts;
};

/// Plays the kind from scene.now() on.
Incident playIncident(IncidentKind kind, Scene& scene);

Incident playPingPong(Scene& scene);
Incident playErrorCascade(Scene& scene);
Incident playCollision(Scene& scene);
Incident playDoubleRefund(Scene& scene);
Incident playDataLeak(Scene& scene);
Incident playFigureDrift(Scene& scene);
Incident playSilentAgent(Scene& scene);

} // namespace penstock::demo
