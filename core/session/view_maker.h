// SPDX-License-Identifier: GPL-3.0-or-later
// ViewMaker: a thread that makes views of what is watched, one at a time, out of what the fold thread hands over in small
// portions: the fold never waits for it. Owned by Folder. start() and cancel() come from the fold thread; a job that was
// cancelled shows nothing. What it made it hands to the fold thread, which shows it.
#pragma once

#include "core/fleet/fleet.h"

#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace penstock {

class ViewMaker final {
public:
    /// Has something done on the fold thread, which may take a while; false when that thread takes nothing more.
    using Post = std::function<bool(std::function<void(Fleet&)>)>;

    struct Job {
        TraceIndex trace;
        std::stop_token stop;
        const Post& post;

        /// Nothing when it was stopped meanwhile: what is handed over then belongs to a world that may be gone.
        template <class Value> std::optional<Value> ask(std::function<Value(Fleet&)> what) const;
        /// Done on the fold thread, unless it was stopped before.
        void show(std::function<void(Fleet&)> what) const;
    };
    /// Makes a view, on the thread of its own. Returns of how many steps.
    using Make = std::function<std::uint64_t(const Job&)>;

    ViewMaker(const char* thread, Post post, Make make);
    ~ViewMaker(); ///< the fold thread must have ended, or still do what it is asked

    bool busy() const;
    /// One that is busy must not be started.
    void start(TraceIndex trace);
    /// If that is what it works on; zero: whatever it works on.
    void cancel(TraceIndex trace);

private:
    void run(const char* thread);
    void make(const Job& job);

    const Post m_post;
    const Make m_make;
    mutable std::mutex m_mutex; ///< guards everything below
    std::condition_variable m_changed;
    TraceIndex m_job; ///< zero = nothing to do
    std::stop_source m_stop;
    bool m_closing = false;
    std::thread m_thread; ///< last: it uses everything above
};

template <class Value>
std::optional<Value> ViewMaker::Job::ask(std::function<Value(Fleet&)> what) const
{
    auto promise = std::make_shared<std::promise<std::optional<Value>>>();
    std::future<std::optional<Value>> answer = promise->get_future();
    const bool posted = post([promise, stopped = stop, what = std::move(what)](Fleet& fleet) {
        promise->set_value(stopped.stop_requested() ? std::nullopt
                                                    : std::optional<Value>(what(fleet)));
    });
    return posted ? answer.get() : std::nullopt;
}

} // namespace penstock
