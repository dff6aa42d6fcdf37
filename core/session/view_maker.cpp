// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/view_maker.h"

#include "core/base/heap.h"
#include "core/base/thread_name.h"

#include <utility>

namespace penstock {

ViewMaker::ViewMaker(const char* thread, Post post, Make make)
    : m_post(std::move(post)), m_make(std::move(make)), m_thread([this, thread] { run(thread); })
{
}

ViewMaker::~ViewMaker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
        m_stop.request_stop();
    }
    m_changed.notify_all();
    m_thread.join();
}

bool ViewMaker::busy() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<bool>(m_job);
}

void ViewMaker::start(TraceIndex trace)
{
    {
        const std::lock_guard lock(m_mutex);
        PENSTOCK_ASSERT(!m_job);
        m_job = trace;
        m_stop = std::stop_source();
    }
    m_changed.notify_all();
}

void ViewMaker::cancel(TraceIndex trace)
{
    const std::lock_guard lock(m_mutex);
    if (m_job && (!trace || m_job == trace))
        m_stop.request_stop();
}

void ViewMaker::run(const char* thread)
{
    nameThisThread(thread);
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_closing || m_job; });
        if (m_closing)
            return;
        const Job job{m_job, m_stop.get_token(), m_post};
        lock.unlock();
        make(job);
        lock.lock();
        m_job = {};
        lock.unlock();
        m_post([](Fleet&) {}); // wakes the fold thread, which may have another one
        lock.lock();
    }
}

/// What was needed beside a huge view - its records, its facts - is as much as the view.
void ViewMaker::make(const Job& job)
{
    constexpr std::uint64_t kHuge = 250'000;
    if (m_make(job) > kHuge)
        giveBackHeap();
}

void ViewMaker::Job::show(std::function<void(Fleet&)> what) const
{
    post([stopped = stop, what = std::move(what)](Fleet& fleet) {
        if (!stopped.stop_requested())
            what(fleet);
    });
}

} // namespace penstock
