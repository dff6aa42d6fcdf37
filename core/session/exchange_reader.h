// SPDX-License-Identifier: GPL-3.0-or-later
// ExchangeReader: what two actors said to each other, within traces and across them, a page at a time and newest pages
// first: the index finds the steps, the traces they lie in tell who asked. Texts are as the steps recorded them; where one
// was not recorded on the step itself, from which other step it was taken is told, and what nobody recorded stays empty.
// One thread; a page costs the traces it lies in, which are kept while they do not change. Errors: cancelled, or the log's.
#pragma once

#include "core/session/exchanges.h"
#include "core/session/trace_exchanges.h"
#include "core/store/log_store.h"

#include <unordered_map>

namespace penstock {

class ExchangeReader final {
public:
    ExchangeReader(std::string directory, StepSearcher::World world);
    ~ExchangeReader();
    /// A page, without texts.
    Result<Exchanges> list(const ExchangeQuery& query);
    /// The wanted ones with their texts.
    Result<std::vector<Exchange>> texts(const ExchangeTextsQuery& query);
    /// The newest `limit` with their texts: for listings and tests.
    Result<Exchanges> read(const ExchangeQuery& query);

private:
    using TracePtr = std::shared_ptr<const ExchangeTrace>;
    std::vector<TracePtr> traces(const std::vector<TraceIndex>& wanted);
    void keepOnly(const std::vector<TraceIndex>& wanted);
    const CrossTraceRequests& requestsInto(TraceIndex trace, Exchanges& out);
    std::size_t hashOfRequest(const Exchange& exchange) const;

    const std::string m_directory;
    const StepSearcher::World m_world;
    const std::unique_ptr<StepSearcher> m_searcher;
    std::unique_ptr<LogReader> m_log;
    std::unordered_map<std::uint32_t, TracePtr> m_traces; ///< as they were when last asked for
    std::size_t m_nodesKept = 0;
    struct OfCascade {
        bool tooLarge = false;
        CrossTraceRequests requests;
    };
    std::unordered_map<std::uint32_t, OfCascade> m_cascades; ///< by root; for one page
};

} // namespace penstock
