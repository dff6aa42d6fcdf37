// SPDX-License-Identifier: GPL-3.0-or-later
// SearchThread: runs searches for steps and exchanges one after the other on its own thread, beside the fold, which it
// asks for traces that are not indexed. Callbacks come on that thread. What is asked for does not stop what was asked for
// before: whoever asked sets its cancel flag.
#pragma once

#include "core/base/bounded_queue.h"
#include "core/session/costs.h"
#include "core/session/exchange_reader.h"
#include "core/session/folder.h"

#include <mutex>
#include <thread>

namespace penstock {

/// What the fold holds, as searches see it; must not outlive the folder.
StepSearcher::World worldOf(Folder& folder);

class SearchThread final {
public:
    /// The folder must outlive it, or have ended.
    SearchThread(std::string directory, Folder& folder);
    ~SearchThread();

    void search(StepSearch search, std::function<void(Result<StepPage>)> done);
    void list(ExchangeQuery query, std::function<void(Result<Exchanges>)> done);
    void read(ExchangeTextsQuery query, std::function<void(Result<std::vector<Exchange>>)> done);
    void readCosts(CostQuery query, std::function<void(Result<CostAnswer>)> done);
    /// Stops the search that runs and answers those that wait with `cancelled`; at once.
    void stop();
    /// As stop(), and waits.
    void close();

private:
    using Cancel = std::shared_ptr<std::atomic<bool>>;
    struct Request {
        Cancel cancel;
        std::function<void()> answer;
    };
    template <class Query, class Answer, class Ask>
    void offer(Query query, std::function<void(Result<Answer>)> done, Ask ask);
    void run();

    const std::unique_ptr<StepSearcher> m_searcher;
    const std::unique_ptr<ExchangeReader> m_exchanges;
    BoundedQueue<Request> m_queue;
    std::mutex m_mutex; ///< guards what follows
    Cancel m_running;
    bool m_stopped = false;
    std::thread m_thread;
};

} // namespace penstock
