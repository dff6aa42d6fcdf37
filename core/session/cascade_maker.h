// SPDX-License-Identifier: GPL-3.0-or-later
// CascadeMaker: a thread that puts watched cascades together, one at a time, out of what the fold thread hands over in
// small portions: the fold never waits for it. Owned by Folder. start() and cancel() come from the fold thread; a job that
// was cancelled ends within some ten ms and shows nothing. What it made it hands to the fold thread, which shows it.
#pragma once

#include "core/fleet/fleet.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace penstock {

class CascadeMaker final {
public:
    /// Has something done on the fold thread, which may take a while; false when that thread takes nothing more.
    using Post = std::function<bool(std::function<void(Fleet&)>)>;

    /// Called on the fold thread.
    using Show = std::function<void(TraceIndex, std::shared_ptr<const CascadeView>)>;

    CascadeMaker(Post post, Show show);
    ~CascadeMaker(); ///< the fold thread must have ended, or still do what it is asked

    bool busy() const;
    /// One that is busy must not be started.
    void start(TraceIndex anyOfIts);
    /// If that is what it works on; zero: whatever it works on.
    void cancel(TraceIndex anyOfIts);

private:
    void run();
    void make(TraceIndex anyOfIts, const std::stop_token& stop);
    std::uint64_t makeView(TraceIndex anyOfIts, const std::stop_token& stop);
    void show(TraceIndex anyOfIts, std::shared_ptr<const CascadeView> view,
              const std::stop_token& stop);
    template <class Value>
    std::optional<Value> ask(const std::stop_token& stop, std::function<Value(Fleet&)> what);

    const Post m_post;
    const Show m_show;
    mutable std::mutex m_mutex; ///< guards everything below
    std::condition_variable m_changed;
    TraceIndex m_job; ///< zero = nothing to do
    std::stop_source m_stop;
    bool m_closing = false;
    std::thread m_thread; ///< last: it uses everything above
};

} // namespace penstock
