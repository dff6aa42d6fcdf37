// SPDX-License-Identifier: GPL-3.0-or-later
// EndSignals: SIGINT, SIGTERM and SIGHUP as something to wait for. Make it first thing in main(): it blocks them in this
// thread, and threads made later inherit that. SIGPIPE is ignored: a sender that hangs up is not the end.
#pragma once

#include <csignal>
#include <initializer_list>
#include <pthread.h>

namespace penstock::cli {

class EndSignals final {
public:
    EndSignals()
    {
        sigemptyset(&m_set);
        for (const int s : {SIGINT, SIGTERM, SIGHUP})
            sigaddset(&m_set, s);
        pthread_sigmask(SIG_BLOCK, &m_set, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }
    /// Waits for one of them; any one thread.
    void wait() const
    {
        int got = 0;
        sigwait(&m_set, &got);
    }

private:
    sigset_t m_set{};
};

} // namespace penstock::cli
