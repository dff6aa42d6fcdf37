// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can ask of the demo fleet, and the small parsers of `penstockctl demo`'s options. Plain values.
#pragma once

#include "app/demo/incidents/incidents.h"
#include "core/base/result.h"

#include <string>
#include <vector>

namespace penstock::demo {

struct ChosenIncident {
    IncidentKind kind = IncidentKind::pingPong;
    Nanos after = 0; ///< since the start, virtual time
};

struct DemoOptions {
    std::uint64_t seed = 1;
    double speed = 1.0; ///< virtual seconds a second; 0 = as fast as the receiver takes it
    /// Virtual; no session starts later, what has begun is finished. 0 = for ever.
    Nanos forDuration = 0;
    /// Virtual time of the first session; 0 = chosen so that the run begins or ends now.
    Nanos startTime = 0;
    std::string endpoint = "http://127.0.0.1:4318";
    std::string token; ///< sent as bearer token; empty = none
    std::string
        caFile; ///< PEM, for https with a certificate of our own making; empty = the system's
    std::string fingerprint; ///< SHA-256 of the receiver's certificate, instead of any authority
    std::string truthFile;   ///< JSON lines; empty = none
    double incidentsPerHour = 6.0;         ///< virtual hours
    std::vector<ChosenIncident> incidents; ///< besides those
    bool quiet = false;                    ///< an ordinary day: no incident at all
    bool allJson = false; ///< OTLP/JSON from every deployment, not only from those that use it
};

/// `90s`, `15m`, `2h`, `1d`; a bare number is seconds.
Result<Nanos> parseSpan(const std::string& text);
/// `ping_pong@5m`; without `@` two minutes after the start.
Result<ChosenIncident> parseIncident(const std::string& text);

} // namespace penstock::demo
