// SPDX-License-Identifier: GPL-3.0-or-later
// PolicyWatch: looks at the policy file once a second and hands over what it says when that is new and sound. One that is
// wrong is not handed over; status() says where it is wrong. Never folds anything: what holds is what the log says.
// Own thread from the beginning to stop(). A file that is not there says nothing, unless it was asked for by name.
#pragma once

#include "core/base/result.h"
#include "core/session/session.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace penstock {

class PolicyWatch final {
public:
    /// On the watch's thread, the first time before the constructor returns. False: to be offered again a second later.
    using Changed = std::function<bool(const std::string& text)>;

    PolicyWatch(std::string file, bool mustExist, Changed changed);
    ~PolicyWatch();

    PolicyStatus status() const;
    /// Looks at once; any thread.
    void look();
    void stop();

private:
    void run();
    Result<std::string> read() const;

    const std::string m_file;
    const bool m_mustExist;
    const Changed m_changed;
    std::mutex m_lookMutex; ///< one look at a time; guards m_given, m_text
    std::string m_text;     ///< handed over last
    bool m_given = false;
    mutable std::mutex m_mutex; ///< guards m_problem, m_stopping
    std::string m_problem;
    bool m_stopping = false;
    std::condition_variable m_wake;
    std::thread m_thread;
};

} // namespace penstock
