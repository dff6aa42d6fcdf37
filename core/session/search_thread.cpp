// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/search_thread.h"

#include "core/base/thread_name.h"

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
            },
            [&folder](TraceIndex trace) { return folder.cascade(trace); }};
}

SearchThread::SearchThread(std::string directory, Folder& folder)
    : m_searcher(StepSearcher::create(directory, worldOf(folder))),
      m_exchanges(std::make_unique<ExchangeReader>(directory, worldOf(folder))),
      m_queue(kMostWaiting)
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

template <class Query, class Answer, class Ask>
void SearchThread::offer(Query query, std::function<void(Result<Answer>)> done, Ask ask)
{
    if (!query.cancel)
        query.cancel = std::make_shared<std::atomic<bool>>(false);
    Request request;
    request.cancel = query.cancel;
    request.answer = [query = std::move(query), done, ask] { done(ask(query)); };
    if (!m_queue.tryPush(std::move(request), 1))
        done(Error{ErrorCode::busy, "Too many searches wait already; try again.", {}});
}

void SearchThread::search(StepSearch search, std::function<void(Result<StepPage>)> done)
{
    offer(std::move(search), std::move(done),
          [this](const StepSearch& asked) { return m_searcher->search(asked); });
}

void SearchThread::list(ExchangeQuery query, std::function<void(Result<Exchanges>)> done)
{
    offer(std::move(query), std::move(done),
          [this](const ExchangeQuery& asked) { return m_exchanges->list(asked); });
}

void SearchThread::read(ExchangeTextsQuery query,
                        std::function<void(Result<std::vector<Exchange>>)> done)
{
    offer(std::move(query), std::move(done),
          [this](const ExchangeTextsQuery& asked) { return m_exchanges->texts(asked); });
}

void SearchThread::readCosts(CostQuery query, std::function<void(Result<CostAnswer>)> done)
{
    offer(std::move(query), std::move(done),
          [this](const CostQuery& asked) { return penstock::readCosts(*m_searcher, asked); });
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
    nameThisThread("search");
    m_searcher->prepare();
    for (;;) {
        std::vector<Request> requests = m_queue.takeSome(1);
        if (requests.empty())
            return;
        {
            std::lock_guard lock(m_mutex);
            m_running = requests.front().cancel;
            if (m_stopped)
                m_running->store(true);
        }
        requests.front().answer();
    }
}

} // namespace penstock
