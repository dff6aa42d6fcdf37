// SPDX-License-Identifier: GPL-3.0-or-later
// ExchangeReader: what two actors said to each other, across traces, in order of time: each delegation or call from one to
// the other with its request beside its answer. Texts are as the steps recorded them; where one was not recorded on the
// step itself, from which other step it was taken is told, and what nobody recorded stays empty. One thread; the cost
// is what the traces hold that have both. Errors: cancelled, or the log's.
#pragma once

#include "core/session/step_search.h"
#include "core/store/log_store.h"

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
    StepKind kind = StepKind::agentRun;
    StepStatus status = StepStatus::unset;
    Evidence best = Evidence::call; ///< how it is known that one asked the other
    DelegationMode mode = DelegationMode::unknown;
    Nanos asked = 0;
    Nanos answered = 0; ///< 0: not yet
    ExchangeText request;
    ExchangeText answer;
    ExchangeText rationale;   ///< what the asker's model stated before it asked
    unsigned attempt = 1;     ///< counts the same request in the same trace
    std::size_t received = 0; ///< bytes that the asker's model had been told before
    std::size_t forwarded =
        0; ///< bytes of these that stand in the request word by word; a lower bound
    std::string error;
    bool unanswered() const { return answered == 0 || answer.text.empty(); }
};

struct ExchangeQuery {
    std::string from;
    std::string to;
    std::size_t limit = 200; ///< newest kept
    Nanos since = INT64_MIN; ///< asked within
    Nanos until = INT64_MAX;
    std::shared_ptr<std::atomic<bool>> cancel; ///< may be null
};

struct Exchanges {
    std::vector<Exchange> rows; ///< oldest first
    bool more = false;          ///< there are older ones
};

class ExchangeReader final {
public:
    ExchangeReader(std::string directory, StepSearcher::World world);
    ~ExchangeReader();
    Result<Exchanges> read(const ExchangeQuery& query);

private:
    Result<std::vector<TraceIndex>> tracesWithBoth(const ExchangeQuery& query);

    const std::string m_directory;
    const StepSearcher::World m_world;
    const std::unique_ptr<StepSearcher> m_searcher;
    std::unique_ptr<LogReader> m_log;
};

std::string_view toldByPhrase(ToldBy by); ///< `the step itself`

} // namespace penstock
