// SPDX-License-Identifier: GPL-3.0-or-later
// SessionBridge: the desktop's only hold on the core. The session wakes it from a core thread; at most one queued
// call is in flight, and the newest snapshot is pulled on the GUI thread at most 15 times a second. Owned by the main
// window. Commands go straight through; answers come back as signals on the GUI thread.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>

#include "core/session/session.h"

namespace penstock::ui {

class SessionBridge final : public QObject {
    Q_OBJECT
public:
    explicit SessionBridge(std::shared_ptr<Session> session, QObject* parent = nullptr);
    ~SessionBridge() override;

    /// Newest pulled picture of the world; never null. Without what is watched: a view that is paused keeps its picture,
    /// and must not keep a huge trace with it that nobody looks at any more.
    std::shared_ptr<const FleetState> snapshot() const { return m_snapshot; }
    /// What is watched, as of the newest pull; null while it is being put together, and for any other.
    std::shared_ptr<const TraceView> openedTrace(TraceIndex trace) const;
    std::shared_ptr<const CascadeView> openedCascade(TraceIndex anyOfIts) const;
    const EngineStatus& status() const { return m_status; }
    /// At most one trace is watched; 0 watches none.
    void watch(TraceIndex trace);
    /// At most one cascade, told by any of its traces.
    void watchCascade(TraceIndex anyOfIts);
    /// The newest request wins; answered by detailReady or detailFailed.
    void requestDetail(Seq seq);
    void sendTestSpan();
    /// What this person does about alarms, under the name they work under. `done` comes on the GUI thread; its sentence is
    /// empty when the act is in the log.
    void actOnAlarms(AlarmAct act, std::function<void(const QString& sentence)> done);
    /// Enters a bill or takes one back, likewise.
    void actOnBills(BillAct act, std::function<void(const QString& sentence)> done);
    /// `done`, and the search's onProgress, come on the GUI thread; not at all once the query's cancel flag is set.
    void searchSteps(StepSearch search, std::function<void(Result<StepPage>&)> done);
    void readCosts(CostQuery query, std::function<void(Result<CostAnswer>&)> done);
    void listExchanges(ExchangeQuery query, std::function<void(Result<Exchanges>&)> done);
    void readExchanges(ExchangeTextsQuery query,
                       std::function<void(Result<std::vector<Exchange>>&)> done);

signals:
    void snapshotChanged();
    void statusChanged();
    void detailReady(std::shared_ptr<const penstock::StepDetail> detail);
    void detailFailed(quint64 seq, const QString& sentence);
    void testSpanSent(bool accepted, const QString& sentence);

private:
    struct Door; // what core threads may touch

    void wake();
    void pull();
    void takeOpened(const FleetState& state);
    void refreshStatus();
    void takeDetail(quint64 generation, Seq seq, Result<StepDetail>& detail);

    std::shared_ptr<Session> m_session;
    std::shared_ptr<Door> m_door;
    std::shared_ptr<const FleetState> m_snapshot;
    std::weak_ptr<const FleetState> m_pulled; ///< what m_snapshot was made of
    std::shared_ptr<const TraceView> m_openedTrace;
    std::shared_ptr<const CascadeView> m_openedCascade;
    EngineStatus m_status;
    QElapsedTimer m_sincePull;
    QTimer m_pullLater;
    QTimer m_statusTimer;
    TraceIndex m_watched;
    TraceIndex m_watchedCascade;
    quint64 m_detailGeneration = 0;
};

} // namespace penstock::ui
