// SPDX-License-Identifier: GPL-3.0-or-later
// FakeSession: a scripted Session for tests of the desktop and for the preview program. The test builds a world,
// publishes it and decides when detail arrives. Snapshots share structure as the real ones do. Thread-safe where
// Session is; the building functions belong to the test's thread.
#pragma once

#include "core/session/session.h"

#include <deque>
#include <map>
#include <mutex>
#include <set>

namespace penstock::testing {

class FakeSession final : public Session {
public:
    FakeSession();

    // The script.
    AgentIndex addAgent(const std::string& name, const std::string& deployment,
                        const std::string& framework, const std::string& model);
    TraceIndex addTrace(const std::string& name, AgentIndex agent, Nanos start, Nanos duration,
                        std::uint32_t steps);
    TraceRow& trace(TraceIndex index) { return m_building.traces.change(index.value); }
    FleetState& building() { return m_building; }
    std::string_view keep(const std::string& text);
    /// Also makes the cascade of this trace alone, unless one was set.
    void setView(TraceView view);
    void setCascade(TraceIndex trace, std::shared_ptr<const CascadeView> view);
    void setDetail(Seq seq, StepDetail detail);
    /// Detail asked for without a script fails with this sentence.
    void setDetailError(const std::string& sentence) { m_detailError = sentence; }
    /// What anybody said to anybody, oldest first, with texts; listed by pages and without them.
    void setExchanges(std::vector<Exchange> exchanges) { m_exchanges = std::move(exchanges); }
    /// What a search may find, newest first. Texts and paths are not looked at: they keep everything.
    void setSteps(std::vector<FoundStep> steps) { m_steps = std::move(steps); }
    /// From now on a search is answered only by answerSearches().
    void holdSearches(bool hold = true) { m_holdSearches = hold; }
    void answerSearches();
    int searches() const { return m_searches; }
    const ExchangeQuery& lastExchangeQuery() const { return m_exchangeQuery; }
    int textsAsked() const { return m_textsAsked; } ///< exchanges whose texts were asked for
    EngineStatus& statusToShow() { return m_status; }
    /// Makes what was built the newest snapshot and wakes the desktop, once.
    void publish();
    int wakes() const { return m_wakes; }
    /// What somebody did about alarms; answered as setActAnswer() says, at first that it is done.
    const std::vector<AlarmAct>& acts() const { return m_acts; }
    const std::vector<BillAct>& billActs() const { return m_billActs; }
    const std::vector<CostQuery>& costQueries() const { return m_costQueries; }
    void setActAnswer(Status answer) { m_actAnswer = std::move(answer); }
    int testSpans() const { return m_testSpans; }
    /// From now on a test span is answered only by answerTestSpans().
    void holdTestSpans() { m_holdTestSpans = true; }
    void answerTestSpans();
    std::vector<std::uint32_t> watched() const;
    std::vector<std::uint32_t> watchedCascades() const;

    // Session.
    std::shared_ptr<const FleetState> snapshot() const override;
    EngineStatus status() const override { return m_status; }
    void onChanged(std::function<void()> wake) override;
    void watch(TraceIndex trace) override;
    void unwatch(TraceIndex trace) override;
    void watchCascade(TraceIndex anyOfIts) override;
    void unwatchCascade(TraceIndex anyOfIts) override;
    void stepDetail(Seq seq, std::function<void(Result<StepDetail>)> done) override;
    void searchSteps(StepSearch search, std::function<void(Result<StepPage>)> done) override;
    void listExchanges(ExchangeQuery query, std::function<void(Result<Exchanges>)> done) override;
    void readExchanges(ExchangeTextsQuery query,
                       std::function<void(Result<std::vector<Exchange>>)> done) override;
    void actOnAlarms(AlarmAct act, std::function<void(Status)> done) override;
    /// Taken apart from the views that were set; without filter.
    void readCosts(CostQuery query, std::function<void(Result<CostAnswer>)> done) override;
    /// Enters it as the fold does, when setActAnswer() lets it.
    void actOnBills(BillAct act, std::function<void(Status)> done) override;
    void sendTestSpan(std::function<void(Status)> done) override;
    void close() override {}

private:
    mutable std::mutex m_mutex;
    std::function<void()> m_wake;
    mutable bool m_woken = false;
    std::shared_ptr<std::deque<std::string>> m_names = std::make_shared<std::deque<std::string>>();
    FleetState m_building;
    std::shared_ptr<const FleetState> m_published = std::make_shared<FleetState>();
    std::map<std::uint32_t, std::shared_ptr<const TraceView>> m_views;
    std::map<std::uint32_t, std::shared_ptr<const CascadeView>> m_cascades;
    std::set<std::uint32_t> m_watched;
    std::set<std::uint32_t> m_watchedCascades;
    std::map<Seq, StepDetail> m_details;
    StepPage find(const StepSearch& search) const;
    std::vector<FoundStep> m_steps;
    bool m_holdSearches = false;
    int m_searches = 0;
    std::vector<std::function<void()>> m_heldSearches;
    std::vector<Exchange> m_exchanges;
    ExchangeQuery m_exchangeQuery;
    int m_textsAsked = 0;
    std::string m_detailError = "The log has no such step.";
    EngineStatus m_status;
    int m_wakes = 0;
    int m_testSpans = 0;
    std::vector<AlarmAct> m_acts;
    std::vector<BillAct> m_billActs;
    std::vector<CostQuery> m_costQueries;
    Status m_actAnswer = Done{};
    bool m_holdTestSpans = false;
    std::vector<std::function<void(Status)>> m_heldTestSpans;
};

/// 2026-11-20 14:32:07.418 UTC: the moment of the design pictures.
inline constexpr Nanos kPictureTime = 1795185127418ll * kMillisecond;

} // namespace penstock::testing
