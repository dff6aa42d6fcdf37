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
#include <mutex>
#include <string>
#include <thread>

namespace penstock {

class IndexWork;

class Indexer final {
public:
    Indexer(std::string directory, Folder& folder, const IndexOptions& options);
    ~Indexer();

    IndexStatus status() const;
    /// Empties the index for good and waits; it stays empty until resume(). For what is to be forgotten.
    void clearAndPause();
    void resume();
    /// Lets the thread end with what it is doing; at once.
    void stop();
    /// As stop(), and waits. The folder must still be there, or have ended.
    void close();

private:
    enum class Turn { stop, clear, work };
    void run();
    Turn waitForTurn(std::chrono::steady_clock::duration rest);
    Status open();
    Status clear();
    void report(const Error& problem);

    const std::string m_directory;
    Folder& m_folder;
    const IndexOptions m_options;
    std::unique_ptr<IndexWork> m_work; ///< the thread's
    std::atomic<bool> m_stopping{false};
    mutable std::mutex m_mutex; ///< guards what follows but m_thread
    std::condition_variable m_changed;
    IndexStatus m_status;
    bool m_paused = false;
    bool m_cleared = false; ///< since it was paused
    std::thread m_thread;
};

} // namespace penstock
