// SPDX-License-Identifier: GPL-3.0-or-later
// What two actors said to each other, as plain values: each delegation or call from one to the other, with its request
// beside its answer. Texts are read for those that are looked at only. Who asked is the query's `from`, or, where `back`
// is set, its `to`.
#pragma once

#include "core/session/step_search.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

/// Which step told a text of an exchange.
enum class ToldBy : std::uint8_t {
    nobody,     ///< not recorded
    itself,     ///< the run or call that was asked
    call,       ///< the step above it that called it: a tool call, a handoff
    askerModel, ///< the asker's last model call before
    ownModel, ///< a model call of the one that was asked: the first for a request, the last for an answer
};

struct ExchangeText {
    std::string text; ///< untrusted
    ToldBy by = ToldBy::nobody;
    Seq seq = 0; ///< the step that told it
};

struct Exchange {
    TraceIndex trace;
    TraceId traceId;
    SpanId span;  ///< the run or call that was asked
    SpanId asker; ///< the run that asked; zero = it is only named
    TraceIndex
        askerTrace; ///< another one where the request crossed traces; 0 = the asker is only named
    SpanId call;    ///< the step that called it, in askerTrace; zero = none
    bool back = false; ///< the other of the two asked
    StepKind kind = StepKind::agentRun;
    StepStatus status = StepStatus::unset;
    Evidence best = Evidence::call; ///< how it is known that one asked the other
    DelegationMode mode = DelegationMode::unknown;
    Nanos asked = 0;
    Nanos answered = 0; ///< 0: not yet
    std::string error;
    Seq seq = 0; ///< of what was asked; 0: nothing was logged for it

    // What is known once its texts were read.
    bool isRead = false;
    ExchangeText request;
    ExchangeText answer;
    ExchangeText rationale;   ///< what the asker's model stated before it asked
    unsigned attempt = 1;     ///< counts the same request in the same trace
    std::size_t received = 0; ///< bytes that the asker's model had been told before
    std::size_t forwarded =
        0; ///< bytes of these that stand in the request word by word; a lower bound

    bool crossesTraces() const { return askerTrace && askerTrace != trace; }
    /// Also before the texts are read: then only what has not ended counts.
    bool unanswered() const { return answered == 0 || (isRead && answer.text.empty()); }
    StepCursor at() const { return {asked, trace, span}; }
};

/// One of the two. Actors of different deployments may have one name.
struct ExchangeActor {
    std::string name;
    std::optional<std::string> deployment = std::nullopt; ///< none: of any

    bool is(std::string_view other, std::string_view in) const
    {
        return name == other && (!deployment || *deployment == in);
    }
    bool operator==(const ExchangeActor&) const = default;
};

struct ExchangeQuery {
    ExchangeActor from;
    ExchangeActor to;
    bool bothWays = false;                     ///< also what `to` asked `from`
    FilterPtr filter;                          ///< of the step that was asked; null: all
    Nanos now = 0;                             ///< what ages in the filter are counted from
    std::optional<StepCursor> before;          ///< only older ones
    std::size_t limit = 200;                   ///< steps that may be exchanges, newest first
    std::shared_ptr<std::atomic<bool>> cancel; ///< may be null
};

struct Exchanges {
    std::vector<Exchange> rows;       ///< oldest first, without texts
    std::optional<StepCursor> before; ///< where older ones go on; none: these were all
    std::uint64_t notLookedInto =
        0; ///< cascades too large to be looked into for requests across traces
    FilterDiagnostic diagnostic; ///< why the filter cannot be asked here; then there are no rows
    bool more() const { return before.has_value(); }
};

/// Reads what was said in some exchanges of the two.
struct ExchangeTextsQuery {
    ExchangeActor from;
    ExchangeActor to;
    std::vector<Exchange> wanted;
    std::vector<Exchange> earlier; ///< of the same traces: what attempts are counted among
    std::shared_ptr<std::atomic<bool>> cancel; ///< may be null
};

std::string_view toldByPhrase(ToldBy by); ///< `the step itself`

} // namespace penstock
