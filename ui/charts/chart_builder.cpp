// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_builder.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <numeric>

#include "ui/models/format.h"

namespace penstock::ui {
namespace {

constexpr Nanos kMinuteBaseline = 3 * kHour;
constexpr Nanos kHourBaseline = 28 * kDay;
constexpr std::uint32_t kMostLead = 1000;

/// From `from` to the end of time.
RateSpan spanFrom(Nanos from, Nanos step)
{
    const Nanos count = (std::numeric_limits<Nanos>::max() / 2 - from) / step;
    return {from, step, static_cast<std::uint32_t>(std::min<Nanos>(count, UINT32_MAX))};
}

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

} // namespace

ChartBuilder::ChartBuilder(const FleetState& state, const ChartQuestion& question)
    : m_state(state), m_question(question), m_reader(state, m_question)
{
    m_data.now = question.now;
    m_data.remark = m_reader.remark();
    m_data.agentsKnown = m_reader.agentsKnown();
    m_data.agentsShown = m_reader.agentsShown();
    // Of one agent or edge nothing finer is kept.
    m_data.by = question.only.from ? Breakdown::total : question.by;
    m_question.by = m_data.by;
}

ChartData ChartBuilder::build()
{
    placeSpans();
    walkWhole();
    readLosses();
    if (m_data.by != Breakdown::total) {
        pickGroups();
        assignGroups();
        walkGroups();
    }
    for (std::size_t i = 0; i < kMeasures; ++i)
        fill(static_cast<Measure>(i));
    return std::move(m_data);
}

/// While following, whole steps up to the one that is now: so the picture moves once a step, not with every look.
void ChartBuilder::placeSpans()
{
    RateSpan& span = m_data.span;
    span = chartSpan(m_state, m_question.range, m_question.most);
    m_data.shown = m_question.range;
    if (m_question.following) {
        const Nanos count = (m_question.range.length() + span.step - 1) / span.step;
        span.from = span.to() - count * span.step;
        span.count = static_cast<std::uint32_t>(count);
        m_data.shown = {span.from, span.to()};
    }
    const Nanos wanted = m_data.byHour() ? kHourBaseline : kMinuteBaseline;
    const Nanos before = std::max<Nanos>(0, wanted - span.step * span.count);
    m_lead = std::min(kMostLead, static_cast<std::uint32_t>(before / span.step));
    m_base = {span.from - m_lead * span.step, span.step, m_lead + span.count};
    m_data.baseline = m_base.step * m_base.count;
    m_oldest = std::max(oldestRate(m_data.byHour() ? m_state.hours : m_state.minutes),
                        m_reader.firstSeen() - m_reader.firstSeen() % span.step);
}

std::size_t ChartBuilder::slotOf(const RateKey& key) const
{
    return std::min<std::size_t>(key.a, m_sumsOf.size() - 1);
}

void ChartBuilder::walkWhole()
{
    m_whole.sums.resize(m_base.count);
    m_whole.latencies.resize(m_base.count);
    m_heard.assign(m_base.count, false);
    m_sumsOf.resize(std::max(m_state.agents.size(), m_state.models.size()) + std::size_t{2});
    eachRate(m_state, m_base, [this](std::uint32_t step, const RateKey& key, const RateSums& sums) {
        m_heard[step] = m_heard[step] || !sums.empty();
        if (!m_reader.wanted(key))
            return;
        add(m_whole.sums[step], sums, 1);
        if (step >= m_lead && m_data.by != Breakdown::total)
            add(m_sumsOf[slotOf(key)], sums, 1);
    });
    eachLatency(m_state, m_base, [this](std::uint32_t step, const RateSlot::Latency& latency) {
        if (m_reader.wanted(latency.key))
            m_whole.latencies[step].add(latency.bucket, latency.count);
    });
    m_whole.openNow = m_reader.openNow();
    for (std::uint32_t step = m_lead; step < m_base.count; ++step)
        add(m_all, m_whole.sums[step], 1);
    const RateSpan later = spanFrom(m_data.span.to(), m_base.step);
    eachRate(m_state, later, [this](std::uint32_t, const RateKey& key, const RateSums& sums) {
        if (m_reader.wanted(key))
            m_whole.openedLater += sums.started - sums.ended;
    });
}

/// Of everybody: who was refused has not said what it is about.
void ChartBuilder::readLosses()
{
    m_data.losses.assign(m_data.span.count, {});
    for (std::uint32_t step = 0; step < m_data.span.count; ++step)
        m_data.losses[step].known = m_state.lossesSince != 0 &&
                                    m_data.startOf(step) >= m_state.lossesSince &&
                                    m_data.startOf(step) <= m_data.now;
    for (std::uint32_t i = 1; i <= m_state.lossMinutes.size(); ++i) {
        const LossMinute& minute = m_state.lossMinutes[i];
        const std::uint32_t step = m_data.stepAt(minute.start);
        if (step == m_data.span.count)
            continue;
        m_data.losses[step].refused += minute.refused;
        m_data.losses[step].toldToRetry += minute.toldToRetry;
    }
}

double ChartBuilder::score(const RateSums& sums) const
{
    double score = 0;
    for (const Measure m : {Measure::spend, Measure::tokens, Measure::actions, Measure::errors})
        if (const double all = m_reader.value(m, m_all); all > 0)
            score += m_reader.value(m, sums) / all;
    return m_all.started > 0 ? score + static_cast<double>(sums.started) / m_all.started : score;
}

std::vector<ChartGroup> ChartBuilder::candidates(std::vector<std::uint32_t>& candidateOf,
                                                 std::vector<RateSums>& sums) const
{
    const RateSubject subject =
        m_data.by == Breakdown::model ? RateSubject::model : RateSubject::actor;
    std::unordered_map<std::string, std::uint32_t> numbers;
    std::vector<ChartGroup> groups;
    candidateOf.assign(m_sumsOf.size(), UINT32_MAX);
    for (std::size_t slot = 0; slot + 1 < m_sumsOf.size(); ++slot) {
        const RateKey of{subject, static_cast<std::uint32_t>(slot), 0};
        if (m_sumsOf[slot].empty() && (m_reader.openNow(of) == 0 || !m_reader.wanted(of)))
            continue;
        ChartGroup group = m_reader.groupOf(of);
        const std::string key = group.agent ? std::to_string(slot) : '.' + group.key;
        const auto [at, isNew] =
            numbers.try_emplace(slot == 0 ? std::string() : key, groups.size());
        if (isNew) {
            groups.push_back(std::move(group));
            sums.emplace_back();
        }
        candidateOf[slot] = at->second;
        add(sums[at->second], m_sumsOf[slot], 1);
    }
    return groups;
}

void ChartBuilder::pickGroups()
{
    std::vector<std::uint32_t> candidateOf;
    std::vector<RateSums> sums;
    const std::vector<ChartGroup> all = candidates(candidateOf, sums);
    std::vector<std::uint32_t> order(all.size());
    std::iota(order.begin(), order.end(), 0u);
    std::vector<double> scores;
    for (const RateSums& of : sums)
        scores.push_back(score(of));
    std::ranges::stable_sort(order, [&](auto a, auto b) { return scores[a] > scores[b]; });
    const bool more = !m_sumsOf.back().empty(); // beyond the limit of single minutes
    const std::size_t fit = all.size() > kMostGroups + 1 || more ? kMostGroups : all.size();
    std::vector<ChartGroup> best;
    for (std::size_t i = 0; i < std::min(fit, order.size()); ++i)
        best.push_back(all[order[i]]);
    const auto rest = static_cast<std::uint32_t>(all.size() - best.size() + (more ? 1 : 0));
    keepPlaces(std::move(best));
    if (rest > 0) {
        ChartGroup others;
        others.folded = rest;
        others.name = more ? Words::tr("others") : Words::tr("%1 others").arg(rest);
        m_data.groups.push_back(others);
    }
}

/// Who was shown before keeps the place; new ones take what is free, the best first.
void ChartBuilder::keepPlaces(std::vector<ChartGroup> best)
{
    std::vector<ChartGroup>& groups = m_data.groups;
    groups.assign(best.size(), {});
    std::vector<bool> taken(best.size(), false);
    std::vector<ChartGroup> fresh;
    for (ChartGroup& group : best) {
        const auto before = std::ranges::find_if(
            m_question.before, [&](const ChartGroup& was) { return was.sameAs(group); });
        const auto place = static_cast<std::size_t>(before - m_question.before.begin());
        if (place < groups.size() && !taken[place]) {
            taken[place] = true;
            groups[place] = std::move(group);
        } else {
            fresh.push_back(std::move(group));
        }
    }
    auto next = fresh.begin();
    for (std::size_t place = 0; place < groups.size(); ++place)
        if (!taken[place])
            groups[place] = std::move(*next++);
}

void ChartBuilder::assignGroups()
{
    const RateSubject subject =
        m_data.by == Breakdown::model ? RateSubject::model : RateSubject::actor;
    const std::vector<ChartGroup>& groups = m_data.groups;
    const bool rest = !groups.empty() && groups.back().folded > 0;
    m_groupOf.assign(m_sumsOf.size(),
                     rest ? static_cast<std::int32_t>(groups.size()) - 1 : kNobody);
    for (std::size_t slot = 0; slot + 1 < m_sumsOf.size(); ++slot) {
        const RateKey key{subject, static_cast<std::uint32_t>(slot), 0};
        const bool known = subject == RateSubject::actor
                               ? slot <= m_state.agents.size()
                               : slot > 0 && slot <= m_state.models.size();
        if (!known || !m_reader.wanted(key))
            continue;
        const ChartGroup group = m_reader.groupOf(key);
        const auto found = std::ranges::find_if(
            groups, [&](const ChartGroup& g) { return g.sameAs(group) && g.name == group.name; });
        if (found != groups.end())
            m_groupOf[slot] = static_cast<std::int32_t>(found - groups.begin());
    }
}

ChartBuilder::Part* ChartBuilder::partOf(const RateKey& key)
{
    const std::int32_t group = m_reader.wanted(key) ? m_groupOf[slotOf(key)] : kNobody;
    return group == kNobody ? nullptr : &m_parts[static_cast<std::size_t>(group)];
}

void ChartBuilder::walkGroups()
{
    const RateSpan& span = m_data.span;
    m_parts.resize(m_data.groups.size());
    if (m_parts.empty())
        return;
    for (Part& part : m_parts) {
        part.sums.resize(span.count);
        part.latencies.resize(span.count);
    }
    const RateSpan wide = spanFrom(span.from, span.step);
    eachRate(m_state, wide, [&](std::uint32_t step, const RateKey& key, const RateSums& sums) {
        Part* part = partOf(key);
        if (part != nullptr && step < span.count)
            add(part->sums[step], sums, 1);
        else if (part != nullptr)
            part->openedLater += sums.started - sums.ended;
    });
    eachLatency(m_state, span, [&](std::uint32_t step, const RateSlot::Latency& latency) {
        if (Part* part = partOf(latency.key))
            part->latencies[step].add(latency.bucket, latency.count);
    });
    if (m_data.by == Breakdown::model) {
        countOpenModels();
        return;
    }
    for (std::uint32_t i = 1; i <= m_state.agents.size(); ++i)
        if (Part* part = partOf({RateSubject::actor, i, 0}))
            part->openNow += m_reader.openNow({RateSubject::actor, i, 0});
}

/// Nobody keeps how many calls of a model are open: what began and did not end in all the hours there are.
void ChartBuilder::countOpenModels()
{
    m_whole.openNow = 0;
    for (std::uint32_t i = 1; i <= m_state.hours.size(); ++i)
        for (const RateSlot::Cell& cell : m_state.hours[i].cells)
            if (Part* part = partOf(cell.key)) {
                part->openNow += cell.sums.started - cell.sums.ended;
                m_whole.openNow += cell.sums.started - cell.sums.ended;
            }
}

bool ChartBuilder::counted(std::uint32_t baseStep) const
{
    return m_heard[baseStep] && m_base.from + m_base.step * baseStep >= m_oldest;
}

std::vector<double> ChartBuilder::valuesOf(Measure measure, const Part& part,
                                           std::uint32_t lead) const
{
    const double minutes = static_cast<double>(m_base.step) / static_cast<double>(kMinute);
    std::vector<double> values(part.sums.size(), kNotCounted);
    for (std::uint32_t i = 0; i < values.size(); ++i)
        if (counted(lead + i))
            values[i] = m_reader.value(measure, part.sums[i]) / minutes;
    return values;
}

std::vector<double> ChartBuilder::openValues(const Part& part, std::uint32_t lead) const
{
    std::vector<double> values(part.sums.size(), kNotCounted);
    std::int64_t open = part.openNow - part.openedLater;
    for (std::size_t i = values.size(); i-- > 0;) {
        const Nanos start = m_base.from + m_base.step * (static_cast<Nanos>(i) + lead);
        if (start <= m_data.now && start >= m_oldest)
            values[i] = static_cast<double>(std::max<std::int64_t>(0, open));
        open -= part.sums[i].started - part.sums[i].ended;
    }
    return values;
}

std::vector<double> ChartBuilder::percentiles(const Part& part, std::uint32_t lead, int p) const
{
    std::vector<double> values(part.latencies.size(), kNotCounted);
    for (std::uint32_t i = 0; i < values.size(); ++i)
        if (const Nanos value = part.latencies[i].percentile(p); value > 0 && counted(lead + i))
            values[i] = static_cast<double>(value);
    return values;
}

void ChartBuilder::fillRoles(Chart& chart) const
{
    const double minutes = static_cast<double>(m_base.step) / static_cast<double>(kMinute);
    chart.lines = {{Words::tr("input, cached"), -1, {}},
                   {Words::tr("input, new"), -1, {}},
                   {Words::tr("output"), -1, {}}};
    for (std::uint32_t i = m_lead; i < m_base.count; ++i) {
        const RateSums& sums = m_whole.sums[i];
        const bool known = counted(i);
        const std::int64_t cached = std::min(sums.cached, sums.input);
        const std::int64_t parts[] = {cached, sums.input - cached, sums.output};
        for (std::size_t role = 0; role < 3; ++role)
            chart.lines[role].values.push_back(known ? static_cast<double>(parts[role]) / minutes
                                                     : kNotCounted);
    }
}

void ChartBuilder::fillUnpriced(Chart& chart) const
{
    for (std::uint32_t i = m_lead; i < m_base.count; ++i)
        chart.atLeast.push_back(m_whole.sums[i].unpriced > 0);
    if (m_all.unpriced > 0)
        chart.unknown = m_all.unpriced == 1
                            ? Words::tr("1 call unpriced: at least this")
                            : Words::tr("%1 calls unpriced: at least this")
                                  .arg(countText(static_cast<std::uint64_t>(m_all.unpriced)));
}

void ChartBuilder::judge(Chart& chart) const
{
    std::vector<double> known;
    for (std::uint32_t i = 0; i < m_base.count; ++i)
        if (!std::isnan(chart.whole[i]) && m_base.from + m_base.step * (i + 1) <= m_data.now)
            known.push_back(chart.whole[i]);
    judgeChart(chart, known, m_lead);
}

void ChartBuilder::fill(Measure measure)
{
    Chart& chart = m_data.charts[static_cast<std::size_t>(measure)];
    if (const QString why = m_reader.unknown(measure); !why.isEmpty()) {
        chart.unknown = why;
        chart.whole.assign(m_data.span.count, kNotCounted);
        return;
    }
    const bool latency = measure == Measure::latency;
    const auto values = [&](const Part& part, std::uint32_t lead) {
        return latency                       ? percentiles(part, lead, 90)
               : measure == Measure::running ? openValues(part, lead)
                                             : valuesOf(measure, part, lead);
    };
    chart.whole = values(m_whole, 0);
    const auto shown = [this](std::vector<double> all) {
        return std::vector<double>(all.begin() + m_lead, all.end());
    };
    for (std::size_t g = 0; g < m_parts.size(); ++g)
        chart.lines.push_back(
            {m_data.groups[g].name, static_cast<int>(g), values(m_parts[g], m_lead)});
    if (m_data.by == Breakdown::total && latency)
        for (const int p : {50, 90, 99})
            chart.lines.push_back({Words::tr("p%1").arg(p), -1, shown(percentiles(m_whole, 0, p))});
    else if (m_data.by == Breakdown::total && measure == Measure::tokens)
        fillRoles(chart);
    else if (m_data.by == Breakdown::total)
        chart.lines.push_back({Words::tr("all"), -1, shown(chart.whole)});
    if (measure == Measure::spend)
        fillUnpriced(chart);
    judge(chart);
}

} // namespace penstock::ui
