// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/fake_session.h"

#include "tests/ui/support/cascade_of.h"

#include <algorithm>

namespace penstock::testing {

FakeSession::FakeSession()
{
    m_building.names = m_names;
    m_status.recording = true;
    m_status.otlpGrpc = "127.0.0.1:4317";
    m_status.otlpHttp = "127.0.0.1:4318";
    m_status.now = kPictureTime;
    m_status.logBytes = 3'328'599'654;
    m_status.freeBytes = 212'600'000'000;
    m_status.dataDirectory = "/home/operator/.local/share/penstock";
    publish();
}

std::string_view FakeSession::keep(const std::string& text)
{
    m_names->push_back(text);
    return m_names->back();
}

AgentIndex FakeSession::addAgent(const std::string& name, const std::string& deployment,
                                 const std::string& framework, const std::string& model)
{
    AgentRow row;
    row.name = name;
    row.deployment = deployment;
    row.framework = framework;
    row.model = model;
    row.lastSeen = kPictureTime - kMinute;
    row.firstSeen = kPictureTime - kDay;
    return {m_building.agents.add(std::move(row))};
}

TraceIndex FakeSession::addTrace(const std::string& name, AgentIndex agent, Nanos start,
                                 Nanos duration, std::uint32_t steps)
{
    TraceRow row;
    const std::uint32_t number = m_building.traces.size() + 1;
    for (int i = 0; i < 4; ++i)
        row.id.bytes[static_cast<std::size_t>(12 + i)] =
            static_cast<std::uint8_t>(number >> (24 - 8 * i));
    row.id.bytes[0] = 0x7c;
    row.id.bytes[1] = 0x1e;
    row.name = keep(name);
    if (agent) {
        const AgentRow& a = m_building.agents[agent.value];
        row.agent = keep(a.name);
        row.deployment = keep(a.deployment);
    }
    row.start = start;
    row.end = start + duration;
    row.lastArrival = row.end;
    row.steps = steps;
    row.agents = 1;
    row.runs = 1;
    m_building.logTime = std::max(m_building.logTime, row.lastArrival);
    m_building.totals.traces += 1;
    m_building.totals.steps += steps;
    m_building.cascades.add({{number}, {number}, 1});
    return {m_building.traces.add(row)};
}

void FakeSession::setView(TraceView view)
{
    const std::uint32_t index = view.index.value;
    for (TraceNode& node : view.nodes) // as the fold says of a model call that nothing tells twice
        if (node.role == UsageRole::leaf && node.counts == 0)
            node.counts = kCallCounts | kTokensCount |
                          (node.cost.source == CostSource::none ? kHasNoPrice : kMoneyCounts);
    m_cascades[index] = cascadeOf(view, m_building);
    m_views[index] = std::make_shared<const TraceView>(std::move(view));
}

void FakeSession::setDetail(Seq seq, StepDetail detail)
{
    m_details[seq] = std::move(detail);
}

void FakeSession::publish()
{
    std::function<void()> wake;
    {
        const std::scoped_lock lock(m_mutex);
        ++m_building.seq;
        m_building.opened.clear();
        for (const std::uint32_t index : m_watched)
            if (const auto view = m_views.find(index); view != m_views.end())
                m_building.opened[index] = view->second;
        m_building.openedCascades.clear();
        for (const std::uint32_t index : m_watchedCascades)
            if (const auto view = m_cascades.find(index); view != m_cascades.end())
                m_building.openedCascades[index] = view->second;
        FleetState published = m_building; // share(): a later change() copies what this one shows
        published.agents = m_building.agents.share();
        published.delegations = m_building.delegations.share();
        published.traces = m_building.traces.share();
        published.cascades = m_building.cascades.share();
        published.runs = m_building.runs.share();
        published.losses = m_building.losses.share();
        published.lossMinutes = m_building.lossMinutes.share();
        published.models = m_building.models.share();
        published.minutes = m_building.minutes.share();
        published.hours = m_building.hours.share();
        m_published = std::make_shared<const FleetState>(std::move(published));
        if (!m_woken && m_wake) {
            m_woken = true;
            ++m_wakes;
            wake = m_wake;
        }
    }
    if (wake)
        wake();
}

std::vector<std::uint32_t> FakeSession::watched() const
{
    return {m_watched.begin(), m_watched.end()};
}

void FakeSession::setCascade(TraceIndex trace, std::shared_ptr<const CascadeView> view)
{
    m_cascades[trace.value] = std::move(view);
}

std::vector<std::uint32_t> FakeSession::watchedCascades() const
{
    return {m_watchedCascades.begin(), m_watchedCascades.end()};
}

std::shared_ptr<const FleetState> FakeSession::snapshot() const
{
    const std::scoped_lock lock(m_mutex);
    m_woken = false;
    return m_published;
}

void FakeSession::onChanged(std::function<void()> wake)
{
    const std::scoped_lock lock(m_mutex);
    m_wake = std::move(wake);
}

void FakeSession::watch(TraceIndex trace)
{
    m_watched.insert(trace.value);
    publish();
}

void FakeSession::unwatch(TraceIndex trace)
{
    m_watched.erase(trace.value);
}

void FakeSession::watchCascade(TraceIndex anyOfIts)
{
    m_watchedCascades.insert(anyOfIts.value);
    publish();
}

void FakeSession::unwatchCascade(TraceIndex anyOfIts)
{
    m_watchedCascades.erase(anyOfIts.value);
}

void FakeSession::stepDetail(Seq seq, std::function<void(Result<StepDetail>)> done)
{
    const auto found = m_details.find(seq);
    if (found == m_details.end())
        done(Error{ErrorCode::notFound, m_detailError, {}});
    else
        done(StepDetail(found->second));
}

StepPage FakeSession::find(const StepSearch& search) const
{
    const CompiledFilter filter = compileFilter(search.filter, search.now, nullptr);
    StepPage page;
    std::set<std::uint32_t> traces;
    for (const FoundStep& step : m_steps) {
        const bool wanted = !search.within || std::ranges::count(*search.within, step.at.trace) > 0;
        if (!wanted || (search.after && step.at >= *search.after) ||
            (filter.matcher && !filter.matcher->matches(step.fields)))
            continue;
        if (search.keep == StepSearch::Keep::oneOfEachTrace) {
            if (traces.insert(step.at.trace.value).second)
                page.steps.push_back(step);
            continue;
        }
        page.steps.push_back(step);
        if (search.keep == StepSearch::Keep::oneOfEachActor)
            continue; // as many as there are; telling one actor twice does no harm
        if (page.steps.size() == search.limit) {
            page.more = true;
            break;
        }
    }
    page.progress.looked = page.progress.all = m_steps.size();
    return page;
}

void FakeSession::searchSteps(StepSearch search, std::function<void(Result<StepPage>)> done)
{
    ++m_searches;
    auto answer = [this, search = std::move(search), done = std::move(done)] {
        if (search.cancel && search.cancel->load())
            done(Error{ErrorCode::cancelled, "The search was stopped.", {}});
        else
            done(find(search));
    };
    if (m_holdSearches)
        m_heldSearches.push_back(std::move(answer));
    else
        answer();
}

void FakeSession::answerSearches()
{
    for (const auto& answer : std::exchange(m_heldSearches, {}))
        answer();
}

/// A filter keeps what failed: enough to see that it is handed over.
void FakeSession::listExchanges(ExchangeQuery query, std::function<void(Result<Exchanges>)> done)
{
    m_exchangeQuery = query;
    Exchanges page;
    for (auto row = m_exchanges.rbegin(); row != m_exchanges.rend(); ++row) {
        const bool isOlder = !query.before || row->at() < *query.before;
        if (!isOlder || (row->back && !query.bothWays) ||
            (query.filter && row->status != StepStatus::error))
            continue;
        if (page.rows.size() == query.limit) {
            page.before = page.rows.back().at();
            break;
        }
        Exchange head = *row;
        head.isRead = false;
        head.request = head.answer = head.rationale = {};
        head.attempt = 1;
        page.rows.push_back(std::move(head));
    }
    std::reverse(page.rows.begin(), page.rows.end());
    done(std::move(page));
}

void FakeSession::readExchanges(ExchangeTextsQuery query,
                                std::function<void(Result<std::vector<Exchange>>)> done)
{
    std::vector<Exchange> read;
    for (const Exchange& wanted : query.wanted) {
        const auto at =
            std::lower_bound(m_exchanges.begin(), m_exchanges.end(), wanted.at(),
                             [](const Exchange& a, const StepCursor& b) { return a.at() < b; });
        if (at != m_exchanges.end() && at->at() == wanted.at())
            read.push_back(*at);
        else
            read.push_back(wanted);
        read.back().isRead = true;
        ++m_textsAsked;
    }
    done(std::move(read));
}

void FakeSession::actOnAlarms(AlarmAct act, std::function<void(Status)> done)
{
    m_acts.push_back(std::move(act));
    done(m_actAnswer);
}

void FakeSession::readCosts(CostQuery query, std::function<void(Result<CostAnswer>)> done)
{
    const std::shared_ptr<const FleetState> state = snapshot();
    CostCounter counter(query.from, query.to);
    for (const auto& [trace, view] : m_views)
        for (const TraceNode& node : view->nodes)
            counter.add({{trace},
                         node.start,
                         node.end,
                         node.counts,
                         node.usage,
                         node.cost,
                         unsureOfCache(node),
                         node.agent,
                         view->row.deployment,
                         node.model},
                        *state);
    m_costQueries.push_back(std::move(query));
    CostAnswer answer;
    answer.costs = counter.take(state->seq);
    done(std::move(answer));
}

void FakeSession::actOnBills(BillAct act, std::function<void(Status)> done)
{
    m_billActs.push_back(act);
    if (m_actAnswer && act.kind == BillAct::Kind::enter) {
        act.bill.number = m_building.bills.size() + 1;
        m_building.bills.add(act.bill);
    } else if (m_actAnswer) {
        m_building.bills.change(act.bill.number) = Bill{};
    }
    if (m_actAnswer)
        publish();
    done(m_actAnswer);
}

void FakeSession::sendTestSpan(std::function<void(Status)> done)
{
    ++m_testSpans;
    if (m_holdTestSpans)
        m_heldTestSpans.push_back(std::move(done));
    else
        done(Done{});
}

void FakeSession::answerTestSpans()
{
    for (const auto& done : std::exchange(m_heldTestSpans, {}))
        done(Done{});
}

} // namespace penstock::testing
