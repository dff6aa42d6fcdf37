// SPDX-License-Identifier: GPL-3.0-or-later
// Indexer: keeps index.db up with the log, on a thread of its own that gives way to all others: what arrives is stored and
// folded first, and indexed when there is time. A trace is indexed when it has been quiet for a moment, or has waited
// long; after a restart it goes on where it was. Only in the process that owns the log. Problems are told by status().
#pragma once

#include "core/session/engine_options.h"
#include "core/session/folder.h"
#include "core/session/session.h"
#include "core/store/log_store.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace penstock {

class IndexWork;

class Indexer final {
public:
    Indexer(std::string directory, Folder& folder, const IndexOptions& options);
    ~Indexer();

    IndexStatus status() const;
    /// The rows of steps go for good, and nothing is indexed until endForget(): the fold is going to number its traces anew.
    /// The words of texts stay until that finds out which commits were written again; what was said in those goes for good
    /// then and is indexed anew. Unless that can be known - else, and after a crash in between, the whole index goes. Both wait.
    void beginForget(bool canBeKnown);
    void endForget(bool done);
    /// Lets the thread end with what it is doing; at once.
    void stop();
    /// As stop(), and waits. The folder must still be there, or have ended.
    void close();

private:
    enum class Turn { stop, job, work };
    using Job = std::function<Status()>;
    void run();
    Turn waitForTurn(std::chrono::steady_clock::duration rest);
    Status open();
    Status clear();
    Status dropRewritten();
    void pauseFor(Job job);
    Status doJob();
    void report(const Error& problem);

    const std::string m_directory;
    Folder& m_folder;
    const IndexOptions m_options;
    std::unique_ptr<IndexWork> m_work; ///< the thread's
    std::atomic<bool> m_stopping{false};
    mutable std::mutex m_mutex; ///< guards what follows down to m_job
    std::condition_variable m_changed;
    IndexStatus m_status;
    bool m_paused = false;
    Job m_job;                              ///< to be done while it is paused
    std::unique_ptr<LogReader> m_forgetLog; ///< between begin and end; null: nobody knows what goes
    Seq m_forgetAfter = 0;                  ///< likewise: what came before is not its doing
    std::thread m_thread;
};

} // namespace penstock
