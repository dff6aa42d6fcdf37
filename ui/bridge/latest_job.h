// SPDX-License-Identifier: GPL-3.0-or-later
// LatestJob: "the newest request wins", written once. Runs a pure function in its own pool thread and hands its
// result back to the GUI thread; a result that a newer request has overtaken is dropped. Owned by whoever asks;
// GUI thread only. The destructor asks the running job to stop and waits for it.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <functional>
#include <stop_token>

namespace penstock::ui {

class LatestJob final : public QObject {
public:
    /// What the GUI thread does with the result; may be empty when the work was stopped.
    using Apply = std::function<void()>;
    using Work = std::function<Apply(std::stop_token)>;

    explicit LatestJob(QObject* parent = nullptr);
    ~LatestJob() override;

    void start(Work work);
    /// Drops whatever is queued or running.
    void cancel();
    bool busy() const { return m_busy; }

private:
    void finish(quint64 generation, const Apply& apply);

    QThreadPool m_pool;
    std::stop_source m_stop;
    quint64 m_generation = 0;
    bool m_busy = false;
};

} // namespace penstock::ui
