// SPDX-License-Identifier: GPL-3.0-or-later
// SnapshotTable, its second half: which rows are left out, and what happens when that changes.
#include "ui/models/snapshot_table.h"

#include <algorithm>
#include <iterator>

namespace penstock::ui {
namespace {

constexpr std::size_t kMaxSingleChanges = 64;
constexpr std::uint32_t kAtOnce = 20'000; ///< rows that a new filter reads without being noticed
constexpr qint64 kRuleRestMs = 2000;
constexpr qint64 kRuleRestFactor = 20;

/// Rows of `filter` up to number `last`.
auto upTo(const RowFilter& filter, std::uint32_t last)
{
    return std::upper_bound(filter.skipped().begin(), filter.skipped().end(), last);
}

using Found = std::shared_ptr<const std::vector<bool>>;

/// Rows by the steps of their trace or actor, when they cannot tell themselves.
void useFound(FilterRows& rule, RowKind kind, const Found& found)
{
    if (rule.applies() || rule.sentence.isEmpty() || !found)
        return;
    const auto has = [found](auto index) {
        return index.value < found->size() && (*found)[index.value];
    };
    if (kind == RowKind::trace)
        rule.matches = [has](const FleetState& state, std::uint32_t number) {
            return number <= state.traces.size() && has(TraceIndex{number});
        };
    else if (kind == RowKind::run)
        rule.matches = [has](const FleetState& state, std::uint32_t number) {
            return number <= state.runs.size() && state.runs[number].agent &&
                   has(state.runs[number].trace);
        };
    else if (kind == RowKind::agent)
        rule.matches = [has](const FleetState& state, std::uint32_t number) {
            return number <= state.agents.size() && has(AgentIndex{number});
        };
}

/// A filter that has no word for delegations keeps those between actors that it keeps, as the graph does.
FilterRows ruleOfEnds(FilterRows rule, FilterRows ends)
{
    if (rule.applies() || rule.sentence.isEmpty() || !ends.applies())
        return rule;
    rule.moves = ends.moves;
    rule.matches = [actor = std::move(ends.matches)](const FleetState& state,
                                                     std::uint32_t number) {
        if (number > state.delegations.size())
            return false;
        const DelegationRow& row = state.delegations[number];
        return actor(state, row.from.value) && actor(state, row.to.value);
    };
    return rule;
}

} // namespace

/// A filter with what it says about every row of `state`.
struct SnapshotTable::MadeRule {
    FilterRows rule;
    State state;
    std::uint32_t size = 0;
    RowFilter unmatched;

    void make(RowKind kind, const QString& text, Nanos at, const Found& found,
              const std::function<void(FilterRows&)>& adapt)
    {
        rule = filterRows(kind, text, state, at);
        useFound(rule, kind, found);
        if (kind == RowKind::delegation && !rule.applies()) {
            FilterRows ends = filterRows(RowKind::agent, text, state, at);
            useFound(ends, RowKind::agent, found);
            rule = ruleOfEnds(std::move(rule), std::move(ends));
        }
        if (adapt && rule.applies())
            adapt(rule);
    }
    void readAll(const std::stop_token& stop)
    {
        if (rule.applies())
            unmatched = unmatched.updated(size, 0,
                                          {[&](std::uint32_t number) {
                                               return !stop.stop_requested() &&
                                                      !rule.matches(*state, number);
                                           },
                                           [](std::uint32_t) { return false; }});
    }
};

void SnapshotTable::LeftOut::join()
{
    if (unlisted.skipped().empty() || unmatched.skipped().empty())
        all = unlisted.skipped().empty() ? unmatched : unlisted;
    else
        all = RowFilter::either(unlisted, unmatched);
}

SnapshotTable::LeftOut SnapshotTable::leftOutOf(const FleetState& state, std::uint32_t size) const
{
    LeftOut next;
    const auto same = [&](std::uint32_t number) { return sameRow(*m_shown, state, number); };
    if (filtered())
        next.unlisted = m_leftOut.unlisted.updated(
            size, m_size, {[&](std::uint32_t number) { return !lists(state, number); }, same});
    if (m_rule.applies())
        next.unmatched = m_leftOut.unmatched.updated(
            size, m_size,
            {[&](std::uint32_t number) { return !m_rule.matches(state, number); }, same});
    next.join();
    return next;
}

// Rows already read that are now left out, or listed again. Rows behind them are for appendRows().
void SnapshotTable::takeLeftOut(LeftOut next)
{
    const RowFilter& before = m_leftOut.all;
    std::vector<std::uint32_t> changed;
    std::set_symmetric_difference(before.skipped().begin(), upTo(before, m_size),
                                  next.all.skipped().begin(), upTo(next.all, m_size),
                                  std::back_inserter(changed));
    if (!changed.empty())
        m_job.cancel(); // its order knows the rows by their old places
    if (changed.size() > kMaxSingleChanges)
        rebuild(next.all);
    else
        for (const std::uint32_t number : changed)
            next.all.skips(number) ? skipRow(number) : listRow(number);
    m_leftOut = std::move(next);
}

// Too much changed to tell it row by row. The order stays; rows that come back wait at the end for the next sorting.
void SnapshotTable::rebuild(const RowFilter& next)
{
    beginResetModel();
    if (!natural())
        m_order = orderWithout(next);
    m_leftOut.all = next;
    m_count = next.listed(m_size);
    endResetModel();
}

RowOrder SnapshotTable::orderWithout(const RowFilter& next) const
{
    const std::uint32_t count = next.listed(m_size);
    RowOrder order;
    order.numbers.reserve(count);
    std::vector<bool> placed(count + 1);
    for (const std::uint32_t place : m_order.numbers)
        if (const std::uint32_t now = next.placeOf(m_leftOut.all.numberAt(place));
            now != 0 && now <= count) {
            order.numbers.push_back(now);
            placed[now] = true;
        }
    for (std::uint32_t place = 1; place <= count; ++place)
        if (!placed[place])
            order.numbers.push_back(place);
    order.rows.resize(count);
    order.renumber();
    return order;
}

void SnapshotTable::skipRow(std::uint32_t number)
{
    const int row = rowOf(number);
    const std::uint32_t place = m_leftOut.all.placeOf(number);
    beginRemoveRows({}, row, row);
    if (!natural()) {
        m_order.numbers.erase(m_order.numbers.begin() + row);
        for (std::uint32_t& other : m_order.numbers)
            other -= other > place;
        m_order.renumber();
    }
    m_leftOut.all.skip(number);
    --m_count;
    endRemoveRows();
}

void SnapshotTable::listRow(std::uint32_t number)
{
    const std::uint32_t place = m_leftOut.all.placeWhenListed(number);
    const std::uint32_t row = !natural() ? m_count : m_descending ? m_count + 1 - place : place - 1;
    beginInsertRows({}, static_cast<int>(row), static_cast<int>(row));
    if (!natural()) {
        for (std::uint32_t& other : m_order.numbers)
            other += other >= place;
        m_order.numbers.push_back(place);
        m_order.renumber();
    }
    m_leftOut.all.list(number);
    ++m_count;
    endInsertRows();
}

void SnapshotTable::relist()
{
    LeftOut next;
    next.unmatched = m_leftOut.unmatched;
    next.unlisted =
        next.unlisted.updated(m_size, 0,
                              {[&](std::uint32_t number) { return !lists(*m_shown, number); },
                               [](std::uint32_t) { return false; }});
    next.join();
    takeLeftOut(std::move(next));
    valuesChanged();
    if (!natural() && !m_job.busy() && !m_sortLater.isActive())
        startSorting();
}

Nanos SnapshotTable::now() const
{
    return m_clock ? std::max(m_clock(), m_shown->logTime) : m_shown->logTime;
}

std::uint32_t SnapshotTable::known() const
{
    return m_leftOut.unlisted.listed(m_size);
}

void SnapshotTable::setFilter(const QString& text)
{
    if (text == m_filterText)
        return;
    m_filterText = text;
    startRule();
}

void SnapshotTable::setFound(const QString& filter, std::shared_ptr<const std::vector<bool>> found)
{
    m_foundFor = filter;
    m_found = std::move(found);
    if (filter == m_filterText)
        startRule();
}

void SnapshotTable::startRule()
{
    m_ruleLater.stop();
    m_ruleTime.start();
    const std::optional<RowKind> kind = rowKind();
    const Found found = m_foundFor == m_filterText ? m_found : nullptr;
    auto made = std::make_shared<MadeRule>();
    made->state = m_shown;
    made->size = m_size;
    if (m_filterText.isEmpty() || !kind || m_size <= kAtOnce) {
        m_ruleJob.cancel();
        if (kind)
            made->make(*kind, m_filterText, now(), found, ruleAdapter());
        else if (!m_filterText.isEmpty())
            made->rule.sentence = tr("The filter is not applied here: it has no word for this.");
        made->readAll({});
        takeRule(*made);
        return;
    }
    m_ruleJob.start([this, made, kind, found, text = m_filterText, at = now(),
                     adapt = ruleAdapter()](std::stop_token stop) -> LatestJob::Apply {
        made->make(*kind, text, at, found, adapt);
        made->readAll(stop);
        return [this, made] { takeRule(*made); };
    });
    emit filterTaken();
}

// Since it was made some rows may have changed or come.
void SnapshotTable::takeRule(const MadeRule& made)
{
    m_rule = made.rule;
    m_bySteps = m_rule.applies() && !m_rule.sentence.isEmpty();
    LeftOut next;
    next.unlisted = m_leftOut.unlisted;
    if (m_rule.applies())
        next.unmatched = made.unmatched.updated(
            m_size, std::min(made.size, m_size),
            {[&](std::uint32_t number) { return !m_rule.matches(*m_shown, number); },
             [&](std::uint32_t number) {
                 return made.state == m_shown || sameRow(*made.state, *m_shown, number);
             }});
    next.join();
    takeLeftOut(std::move(next));
    if (m_rule.moves && !m_frozen)
        m_ruleLater.start(
            static_cast<int>(std::max(kRuleRestMs, kRuleRestFactor * m_ruleTime.elapsed())));
    if (!natural() && !m_job.busy() && !m_sortLater.isActive())
        startSorting();
    emit filterTaken();
}

} // namespace penstock::ui
