// SPDX-License-Identifier: GPL-3.0-or-later
// SearchThread: runs searches for steps one after the other on its own thread, beside the fold, which it asks for traces
// that are not indexed. Callbacks come on that thread. A search that is asked for does not stop an older one: whoever
// asked sets its cancel flag.
#pragma once

#include "core/base/bounded_queue.h"
#include "core/session/folder.h"
#include "core/session/step_search.h"

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
    /// Stops the search that runs and answers those that wait with `cancelled`; at once.
    void stop();
    /// As stop(), and waits.
    void close();

private:
    struct Request {
        StepSearch search;
        std::function<void(Result<StepPage>)> done;
    };
    void run();

    const std::unique_ptr<StepSearcher> m_searcher;
    BoundedQueue<Request> m_queue;
    std::mutex m_mutex; ///< guards what follows
    std::shared_ptr<std::atomic<bool>> m_running;
    bool m_stopped = false;
    std::thread m_thread;
};

} // namespace penstock
