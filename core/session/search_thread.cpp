// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/search_thread.h"

namespace penstock {
namespace {

constexpr std::size_t kMostWaiting = 64;

} // namespace

StepSearcher::World worldOf(Folder& folder)
{
    return {[&folder] { return folder.newest(); },
            [&folder](const std::vector<TraceIndex>& traces) {
                std::vector<std::shared_ptr<const TraceView>> views = folder.views(traces).traces;
                views.resize(traces.size()); // none when the fold has ended
                return views;
            }};
}

SearchThread::SearchThread(std::string directory, Folder& folder)
    : m_searcher(StepSearcher::create(std::move(directory), worldOf(folder))), m_queue(kMostWaiting)
{
    m_thread = std::thread([this] { run(); });
}

SearchThread::~SearchThread()
{
    close();
}

void SearchThread::close()
{
    stop();
    if (m_thread.joinable())
        m_thread.join();
}

void SearchThread::search(StepSearch search, std::function<void(Result<StepPage>)> done)
{
    if (!search.cancel)
        search.cancel = std::make_shared<std::atomic<bool>>(false);
    if (!m_queue.tryPush(Request{std::move(search), done}, 1))
        done(Error{ErrorCode::busy, "Too many searches wait already; try again.", {}});
}

void SearchThread::stop()
{
    m_queue.close();
    std::lock_guard lock(m_mutex);
    m_stopped = true;
    if (m_running)
        m_running->store(true);
}

void SearchThread::run()
{
    for (;;) {
        std::vector<Request> requests = m_queue.takeSome(1);
        if (requests.empty())
            return;
        Request& request = requests.front();
        {
            std::lock_guard lock(m_mutex);
            m_running = request.search.cancel;
            if (m_stopped)
                m_running->store(true);
        }
        request.done(m_searcher->search(request.search));
    }
}

} // namespace penstock
