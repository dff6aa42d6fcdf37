// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/session_bridge.h"

#include <QtCore/QThread>

#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>

#include "core/base/user_name.h"

namespace penstock::ui {
namespace {

constexpr int kPullEveryMs = 67;
constexpr int kStatusEveryMs = 500;

using Cancel = std::shared_ptr<std::atomic<bool>>;

std::shared_ptr<const FleetState> withoutOpened(const FleetState& state)
{
    auto bare = std::make_shared<FleetState>(state);
    bare->opened.clear();
    bare->openedCascades.clear();
    return bare;
}

} // namespace

// Callbacks of the core hold this, not the bridge: they may come after the bridge is gone.
struct SessionBridge::Door {
    std::mutex mutex;
    SessionBridge* bridge = nullptr;
    std::atomic<bool> wakePending = false;

    /// Hands an answer over to the GUI thread, where it is dropped when nobody waits for it any more.
    template <class Answer>
    static std::function<void(Result<Answer>)> answerTo(const std::shared_ptr<Door>& door,
                                                        const Cancel& cancel,
                                                        std::function<void(Result<Answer>&)> done)
    {
        return [door, cancel, done = std::move(done)](Result<Answer> answer) {
            auto held = std::make_shared<Result<Answer>>(std::move(answer));
            door->post([cancel, held, done](SessionBridge&) {
                if (!cancel->load())
                    done(*held);
            });
        };
    }
    /// Likewise what came of an act: a sentence, empty when it is in the log.
    static std::function<void(Status)> sentenceTo(const std::shared_ptr<Door>& door,
                                                  std::function<void(const QString&)> done)
    {
        return [door, done = std::move(done)](const Status& answer) {
            const QString sentence =
                answer ? QString() : QString::fromStdString(answer.error().sentence);
            door->post([done, sentence](SessionBridge&) { done(sentence); });
        };
    }
    void post(std::function<void(SessionBridge&)> call)
    {
        const std::scoped_lock lock(mutex);
        if (!bridge)
            return;
        QMetaObject::invokeMethod(
            bridge, [to = bridge, call = std::move(call)] { call(*to); }, Qt::QueuedConnection);
    }
};

SessionBridge::SessionBridge(std::shared_ptr<Session> session, QObject* parent)
    : QObject(parent),
      m_session(std::move(session)),
      m_door(std::make_shared<Door>()),
      m_snapshot(withoutOpened(*m_session->snapshot())),
      m_status(m_session->status())
{
    m_door->bridge = this;
    m_pullLater.setSingleShot(true);
    connect(&m_pullLater, &QTimer::timeout, this, &SessionBridge::pull);
    connect(&m_statusTimer, &QTimer::timeout, this, &SessionBridge::refreshStatus);
    m_statusTimer.start(kStatusEveryMs);
    m_sincePull.start();
    m_session->onChanged([door = m_door] {
        if (!door->wakePending.exchange(true))
            door->post([](SessionBridge& bridge) { bridge.wake(); });
    });
    // What was published between the first snapshot() and onChanged() would otherwise wait for the next change.
    m_pullLater.start(0);
}

SessionBridge::~SessionBridge()
{
    m_session->onChanged([] {});
    const std::scoped_lock lock(m_door->mutex);
    m_door->bridge = nullptr;
}

void SessionBridge::wake()
{
    PENSTOCK_ASSERT(QThread::currentThread() == thread());
    const auto wait =
        static_cast<int>(std::clamp<qint64>(kPullEveryMs - m_sincePull.elapsed(), 0, kPullEveryMs));
    if (!m_pullLater.isActive())
        m_pullLater.start(wait);
}

void SessionBridge::pull()
{
    m_door->wakePending = false;
    m_sincePull.restart();
    const std::shared_ptr<const FleetState> newest = m_session->snapshot();
    if (newest == m_pulled.lock())
        return;
    m_pulled = newest;
    m_snapshot = withoutOpened(*newest);
    takeOpened(*newest);
    emit snapshotChanged();
}

void SessionBridge::takeOpened(const FleetState& state)
{
    const auto trace = state.opened.find(m_watched.value);
    m_openedTrace = trace == state.opened.end() ? nullptr : trace->second;
    const auto cascade = state.openedCascades.find(m_watchedCascade.value);
    m_openedCascade = cascade == state.openedCascades.end() ? nullptr : cascade->second;
}

std::shared_ptr<const TraceView> SessionBridge::openedTrace(TraceIndex trace) const
{
    return trace == m_watched ? m_openedTrace : nullptr;
}

std::shared_ptr<const CascadeView> SessionBridge::openedCascade(TraceIndex anyOfIts) const
{
    return anyOfIts == m_watchedCascade ? m_openedCascade : nullptr;
}

void SessionBridge::refreshStatus()
{
    m_status = m_session->status();
    emit statusChanged();
}

void SessionBridge::watch(TraceIndex trace)
{
    if (trace == m_watched)
        return;
    if (m_watched)
        m_session->unwatch(m_watched);
    m_watched = trace;
    if (m_watched)
        m_session->watch(m_watched);
    takeOpened(*m_session->snapshot());
}

void SessionBridge::watchCascade(TraceIndex anyOfIts)
{
    if (anyOfIts == m_watchedCascade)
        return;
    if (m_watchedCascade)
        m_session->unwatchCascade(m_watchedCascade);
    m_watchedCascade = anyOfIts;
    if (m_watchedCascade)
        m_session->watchCascade(m_watchedCascade);
    takeOpened(*m_session->snapshot());
}

void SessionBridge::requestDetail(Seq seq)
{
    const quint64 generation = ++m_detailGeneration;
    m_session->stepDetail(seq, [door = m_door, generation, seq](Result<StepDetail> detail) {
        auto held = std::make_shared<Result<StepDetail>>(std::move(detail));
        door->post(
            [held, generation, seq](SessionBridge& b) { b.takeDetail(generation, seq, *held); });
    });
}

void SessionBridge::takeDetail(quint64 generation, Seq seq, Result<StepDetail>& detail)
{
    PENSTOCK_ASSERT(QThread::currentThread() == thread());
    if (generation != m_detailGeneration)
        return;
    if (detail)
        emit detailReady(std::make_shared<const StepDetail>(std::move(*detail)));
    else
        emit detailFailed(seq, QString::fromStdString(detail.error().sentence));
}

void SessionBridge::searchSteps(StepSearch search, std::function<void(Result<StepPage>&)> done)
{
    if (!search.cancel)
        search.cancel = std::make_shared<std::atomic<bool>>(false);
    if (search.onProgress)
        search.onProgress = [door = m_door, cancel = search.cancel,
                             tell = search.onProgress](const StepSearchProgress& progress) {
            door->post([cancel, tell, progress](SessionBridge&) {
                if (!cancel->load())
                    tell(progress);
            });
        };
    const Cancel cancel = search.cancel;
    m_session->searchSteps(std::move(search), Door::answerTo(m_door, cancel, std::move(done)));
}

void SessionBridge::readCosts(CostQuery query, std::function<void(Result<CostAnswer>&)> done)
{
    if (!query.cancel)
        query.cancel = std::make_shared<std::atomic<bool>>(false);
    const Cancel cancel = query.cancel;
    m_session->readCosts(std::move(query), Door::answerTo(m_door, cancel, std::move(done)));
}

void SessionBridge::listExchanges(ExchangeQuery query, std::function<void(Result<Exchanges>&)> done)
{
    if (!query.cancel)
        query.cancel = std::make_shared<std::atomic<bool>>(false);
    const Cancel cancel = query.cancel;
    m_session->listExchanges(std::move(query), Door::answerTo(m_door, cancel, std::move(done)));
}

void SessionBridge::readExchanges(ExchangeTextsQuery query,
                                  std::function<void(Result<std::vector<Exchange>>&)> done)
{
    if (!query.cancel)
        query.cancel = std::make_shared<std::atomic<bool>>(false);
    const Cancel cancel = query.cancel;
    m_session->readExchanges(std::move(query), Door::answerTo(m_door, cancel, std::move(done)));
}

void SessionBridge::sendTestSpan()
{
    m_session->sendTestSpan([door = m_door](Status answer) {
        const bool accepted = answer.ok();
        const QString sentence =
            accepted ? QString() : QString::fromStdString(answer.error().sentence);
        door->post(
            [accepted, sentence](SessionBridge& b) { emit b.testSpanSent(accepted, sentence); });
    });
}

void SessionBridge::actOnAlarms(AlarmAct act, std::function<void(const QString& sentence)> done)
{
    act.by = userName();
    m_session->actOnAlarms(std::move(act), Door::sentenceTo(m_door, std::move(done)));
}

void SessionBridge::actOnBills(BillAct act, std::function<void(const QString& sentence)> done)
{
    act.bill.by = userName();
    m_session->actOnBills(std::move(act), Door::sentenceTo(m_door, std::move(done)));
}

} // namespace penstock::ui
