// SPDX-License-Identifier: GPL-3.0-or-later
// Worker: does one job after the other, on a thread of its own. Bounded: a job too many is refused. take() from any
// thread; the destructor waits for what was taken.
#pragma once

#include "core/base/bounded_queue.h"

#include <functional>
#include <thread>

namespace penstock {

class Worker final {
public:
    explicit Worker(std::size_t mostWaiting) : m_jobs(mostWaiting)
    {
        m_thread = std::thread([this] {
            for (auto jobs = m_jobs.takeSome(1); !jobs.empty(); jobs = m_jobs.takeSome(1))
                jobs.front()();
        });
    }
    ~Worker()
    {
        m_jobs.close();
        m_thread.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    bool take(std::function<void()> job) { return m_jobs.tryPush(std::move(job), 1); }

private:
    BoundedQueue<std::function<void()>> m_jobs;
    std::thread m_thread;
};

} // namespace penstock
