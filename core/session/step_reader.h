// SPDX-License-Identifier: GPL-3.0-or-later
// StepReader: reads single steps for the inspector on its own thread with its own log reader, so that looking at one
// step never waits for, or delays, the writer, the fold or the screen. Callbacks come on that thread.
#pragma once

#include "core/base/bounded_queue.h"
#include "core/session/session.h"
#include "core/store/log_store.h"

#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace penstock {

class StepReader final {
public:
    explicit StepReader(std::string directory);
    ~StepReader();

    void read(Seq seq, std::function<void(Result<StepDetail>)> done);
    void close(); ///< answers nothing that is still waiting; idempotent

private:
    struct Request {
        Seq seq = 0;
        std::function<void(Result<StepDetail>)> done;
    };

    void run();
    Result<StepDetail> detail(Seq seq);

    const std::string m_directory;
    std::unique_ptr<LogReader> m_log; ///< opened by the thread at the first request
    BoundedQueue<Request> m_queue;
    std::thread m_thread;
};

/// Everything raw of a step as rows for a table; bounded texts, untrusted.
std::vector<StepDetail::RawRow> rawRows(const Step& step);

} // namespace penstock
