// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/latest_job.h"

#include <QtCore/QThread>

#include "core/base/result.h"

namespace penstock::ui {

LatestJob::LatestJob(QObject* parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

LatestJob::~LatestJob()
{
    cancel();
    m_pool.waitForDone();
}

void LatestJob::start(Work work)
{
    cancel();
    m_stop = std::stop_source();
    m_busy = true;
    // The pool is waited for in the destructor, so `this` outlives the job.
    m_pool.start(
        [this, work = std::move(work), token = m_stop.get_token(), generation = m_generation] {
            if (token.stop_requested())
                return;
            Apply apply = work(token);
            QMetaObject::invokeMethod(
                this, [this, generation, apply = std::move(apply)] { finish(generation, apply); },
                Qt::QueuedConnection);
        });
}

void LatestJob::cancel()
{
    m_stop.request_stop();
    m_pool.clear();
    ++m_generation;
    m_busy = false;
}

void LatestJob::finish(quint64 generation, const Apply& apply)
{
    PENSTOCK_ASSERT(QThread::currentThread() == thread());
    if (generation != m_generation)
        return;
    m_busy = false;
    if (apply)
        apply();
}

} // namespace penstock::ui
