// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/cascade_maker.h"

#include "core/base/heap.h"
#include "core/base/thread_name.h"
#include "core/fleet/cascade_assembler.h"

#include <future>
#include <utility>

namespace penstock {

CascadeMaker::CascadeMaker(Post post, Show show)
    : m_post(std::move(post)), m_show(std::move(show)), m_thread([this] { run(); })
{
}

CascadeMaker::~CascadeMaker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
        m_stop.request_stop();
    }
    m_changed.notify_all();
    m_thread.join();
}

bool CascadeMaker::busy() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<bool>(m_job);
}

void CascadeMaker::start(TraceIndex anyOfIts)
{
    {
        const std::lock_guard lock(m_mutex);
        PENSTOCK_ASSERT(!m_job);
        m_job = anyOfIts;
        m_stop = std::stop_source();
    }
    m_changed.notify_all();
}

void CascadeMaker::cancel(TraceIndex anyOfIts)
{
    const std::lock_guard lock(m_mutex);
    if (m_job && (!anyOfIts || m_job == anyOfIts))
        m_stop.request_stop();
}

void CascadeMaker::run()
{
    nameThisThread("cascades");
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_closing || m_job; });
        if (m_closing)
            return;
        const TraceIndex job = m_job;
        const std::stop_token stop = m_stop.get_token();
        lock.unlock();
        make(job, stop);
        lock.lock();
        m_job = {};
        lock.unlock();
        m_post([](Fleet&) {}); // wakes the fold thread, which may have another one
        lock.lock();
    }
}

/// Nothing when it was stopped meanwhile: what is handed over then belongs to a world that may be gone.
template <class Value>
std::optional<Value> CascadeMaker::ask(const std::stop_token& stop,
                                       std::function<Value(Fleet&)> what)
{
    auto promise = std::make_shared<std::promise<std::optional<Value>>>();
    std::future<std::optional<Value>> answer = promise->get_future();
    const bool posted = m_post([promise, stop, what = std::move(what)](Fleet& fleet) {
        promise->set_value(stop.stop_requested() ? std::nullopt
                                                 : std::optional<Value>(what(fleet)));
    });
    return posted ? answer.get() : std::nullopt;
}

/// What was needed beside a huge view - its records, its facts - is as much as the view.
void CascadeMaker::make(TraceIndex anyOfIts, const std::stop_token& stop)
{
    constexpr std::uint64_t kHuge = 250'000;
    if (makeView(anyOfIts, stop) > kHuge)
        giveBackHeap();
}

/// How many steps there were to make it of.
std::uint64_t CascadeMaker::makeView(TraceIndex anyOfIts, const std::stop_token& stop)
{
    std::optional<std::optional<CascadePlan>> plan = ask<std::optional<CascadePlan>>(
        stop, [anyOfIts](Fleet& fleet) { return fleet.planCascade(anyOfIts); });
    if (!plan || !*plan)
        return 0;
    CascadeAssembler assembler(std::move(**plan), stop);
    assembler.showStructure = [&](std::shared_ptr<const CascadeView> structure) {
        show(anyOfIts, std::move(structure), stop);
    };
    while (!assembler.wanted().empty() && !assembler.stopped()) {
        std::optional<CascadeParts> parts = ask<CascadeParts>(
            stop, [&](Fleet& fleet) { return fleet.handOver(assembler.wanted()); });
        if (!parts)
            return assembler.steps();
        assembler.take(std::move(*parts));
    }
    if (std::shared_ptr<const CascadeView> view = assembler.finish(); view != nullptr)
        show(anyOfIts, std::move(view), stop);
    return assembler.steps();
}

void CascadeMaker::show(TraceIndex anyOfIts, std::shared_ptr<const CascadeView> view,
                        const std::stop_token& stop)
{
    m_post([this, anyOfIts, view = std::move(view), stop](Fleet&) {
        if (!stop.stop_requested())
            m_show(anyOfIts, view);
    });
}

} // namespace penstock
