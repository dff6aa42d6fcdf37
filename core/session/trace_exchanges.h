// SPDX-License-Identifier: GPL-3.0-or-later
// What one trace, or the cascade it belongs to, tells of exchanges: which steps stand for one, who asked, and which steps
// hold its texts. Pure functions and immutable values, any thread.
#pragma once

#include "core/fleet/cascade_view.h"
#include "core/session/exchanges.h"
#include "core/session/logged_steps.h"

#include <map>
#include <unordered_map>

namespace penstock {

/// A trace with its steps by their ids.
struct ExchangeTrace {
    explicit ExchangeTrace(std::shared_ptr<const TraceView> made, Seq lastChange);
    const TraceNode& node(std::uint32_t n) const { return view->nodes[n - 1]; }
    std::uint32_t find(SpanId span) const;                        ///< 0: not here
    std::uint32_t runOf(std::uint32_t n) const;                   ///< the run at or above; 0 = none
    bool isBy(std::uint32_t n, const ExchangeActor& actor) const; ///< whose step it is
    /// By its deployment: who is called is of the deployment that calls.
    bool mayCall(std::uint32_t n, const ExchangeActor& actor) const;
    std::uint32_t
    callAbove(std::uint32_t n) const; ///< a tool call, handoff … right above; 0 = none

    std::shared_ptr<const TraceView> view;
    Seq changed = 0;
    std::unordered_map<std::uint64_t, std::uint32_t> nodes; ///< by span
};

/// Who in one trace asked whom in another, by cause and by link.
struct CrossTraceRequests {
    struct Asked {
        TraceIndex askerTrace;
        SpanId call; ///< the step that set it off
        ExchangeActor asker;
        Evidence best = Evidence::none;
        DelegationMode mode = DelegationMode::unknown;
        std::uint8_t confidence = 0;
    };
    std::map<std::pair<std::uint32_t, SpanId>, Asked> asked; ///< by trace and run
    std::map<std::pair<std::uint32_t, SpanId>, ExchangeActor>
        calls; ///< steps that set off a run elsewhere: who answered there
};

CrossTraceRequests crossTraceRequests(const CascadeView& view);

/// The exchanges that these steps of the trace stand for; without texts, in any order.
std::vector<Exchange> exchangesOf(const ExchangeTrace& trace, const std::vector<SpanId>& found,
                                  const ExchangeQuery& query, const CrossTraceRequests& across);

/// Steps that an exchange's texts may stand in; reading them together is cheap. `asker` may be null.
struct ExchangeSteps {
    std::uint32_t asked = 0;
    std::uint32_t call = 0;       ///< in the asker's trace
    std::uint32_t askerModel = 0; ///< likewise
    std::uint32_t firstModel = 0;
    std::uint32_t lastModel = 0;
};
ExchangeSteps stepsOf(const Exchange& exchange, const ExchangeActor& by, const ExchangeTrace& trace,
                      const ExchangeTrace* asker);
void fillTexts(Exchange& exchange, const ExchangeSteps& steps, const ExchangeTrace& trace,
               const ExchangeTrace* asker, LoggedSteps& log);

} // namespace penstock
