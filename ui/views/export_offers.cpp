// SPDX-License-Identifier: GPL-3.0-or-later
// What each room offers to write into a file: the same for all of them, so it stands together.
#include <QtCore/QDateTime>

#include "ui/charts/chart_board.h"
#include "ui/charts/chart_text.h"
#include "ui/graph/fleet_canvas.h"
#include "ui/models/format.h"
#include "ui/models/gap_text.h"
#include "ui/timeline/waterfall_canvas.h"
#include "ui/views/agents_view.h"
#include "ui/views/alarms_view.h"
#include "ui/views/cascade_page.h"
#include "ui/views/chart_feed.h"
#include "ui/views/charts_view.h"
#include "ui/views/costs_view.h"
#include "ui/views/fleet_toolbar.h"
#include "ui/views/fleet_view.h"
#include "ui/views/losses_view.h"
#include "ui/views/traces_view.h"
#include "ui/widgets/data_table.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

std::vector<Seq> stepsOf(const TraceView& trace, std::size_t from, std::size_t to)
{
    std::vector<Seq> steps;
    for (std::size_t i = from; i < to; ++i)
        if (trace.nodes[i].seq != 0)
            steps.push_back(trace.nodes[i].seq);
    return steps;
}

/// The trace that is open, and below it the step that is selected.
std::vector<ExportOffer::Steps> selectedSteps(const ViewContext& context)
{
    const auto opened = context.bridge.openedTrace(context.state.trace());
    if (opened == nullptr)
        return {};
    const TraceView& trace = *opened;
    std::vector<ExportOffer::Steps> choices;
    const auto add = [&](const QString& text, std::vector<Seq> steps) {
        if (!steps.empty())
            choices.push_back({text.arg(countText(steps.size())), std::move(steps)});
    };
    add(TracesView::tr("Trace #%1: %2 steps").arg(trace.index.value),
        stepsOf(trace, 0, trace.nodes.size()));
    for (std::size_t i = 0; i < trace.nodes.size(); ++i) {
        if (trace.nodes[i].span != context.state.step() || trace.nodes[i].span.isZero())
            continue;
        std::size_t end = i + 1; // in tree order what is below comes right after
        while (end < trace.nodes.size() && trace.nodes[end].depth > trace.nodes[i].depth)
            ++end;
        add(TracesView::tr("The selected step and all below it: %1 steps"), stepsOf(trace, i, end));
        break;
    }
    return choices;
}

QString leftOutByFilter(const ViewContext& context)
{
    const FilterOutcome& outcome = context.state.filterOutcome();
    if (context.state.filter().isEmpty() || outcome.known <= outcome.shown)
        return {};
    return TracesView::tr("The filter leaves out %1 %2.")
        .arg(countText(outcome.known - outcome.shown), outcome.rows);
}

QVariant figure(double value)
{
    return std::isnan(value) ? QVariant() : QVariant(value);
}

/// A row a step; of latency nanoseconds. What was refused is empty where the ledger does not know.
TableText figuresOf(const ChartData& data)
{
    TableText table;
    table.keys = QStringList{u"start"_s};
    table.titles = QStringList{ChartsView::tr("Start")};
    std::vector<const std::vector<double>*> columns;
    const auto add = [&](const QString& measure, const QString& part, const auto& values) {
        table.titles << measure + u", "_s + part;
        table.keys << measure.toLower() + u'.' + part;
        columns.push_back(&values);
    };
    for (std::size_t m = 0; m < kMeasures; ++m) {
        const auto measure = static_cast<Measure>(m);
        const Chart& chart = data.of(measure);
        const QString name = measureTitle(measure, data.by) + u' ' + measureUnit(measure, data);
        if (measure != Measure::latency || data.by != Breakdown::total)
            add(name, ChartsView::tr("all"), chart.whole);
        for (const ChartLine& line : chart.lines)
            if (chart.lines.size() > 1)
                add(name, line.name, line.values);
    }
    table.titles << ChartsView::tr("Refused on arrival")
                 << ChartsView::tr("Told to come again on arrival");
    table.keys << u"losses.refused"_s << u"losses.told_to_retry"_s;
    for (std::uint32_t step = 0; step < data.span.count; ++step) {
        QVariantList row{QDateTime::fromMSecsSinceEpoch(data.startOf(step) / kMillisecond, Qt::UTC)
                             .toString(Qt::ISODate)};
        for (const std::vector<double>* column : columns)
            row << figure((*column)[step]);
        const StepLosses& losses = data.losses[step];
        for (const std::uint64_t lost : {losses.refused, losses.toldToRetry})
            row << (losses.known || lost > 0 ? QVariant(qulonglong{lost}) : QVariant());
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// Every line in the order shown, and the one that adds them up; money in dollars, unknown is not zero.
TableText figuresOf(const CostTable& costs, const FleetState& state)
{
    TableText table;
    table.keys = QStringList{u"name"_s,           u"cascade_id"_s,        u"cost_usd"_s,
                             u"reported_usd"_s,   u"computed_usd"_s,      u"estimated_usd"_s,
                             u"unpriced_calls"_s, u"unpriced_input"_s,    u"unpriced_output"_s,
                             u"calls"_s,          u"input_tokens"_s,      u"cache_read_tokens"_s,
                             u"output_tokens"_s,  u"cache_write_tokens"_s};
    table.titles = QStringList{CostsView::tr("Name"),
                               CostsView::tr("Cascade"),
                               CostsView::tr("Total, USD"),
                               CostsView::tr("Reported, USD"),
                               CostsView::tr("Computed, USD"),
                               CostsView::tr("Estimated, USD"),
                               CostsView::tr("Calls without price"),
                               CostsView::tr("Their input"),
                               CostsView::tr("Their output"),
                               CostsView::tr("Calls"),
                               CostsView::tr("Input"),
                               CostsView::tr("Read from cache"),
                               CostsView::tr("Output"),
                               CostsView::tr("Written to cache")};
    const auto add = [&table](const QString& name, const QString& cascade, const CostSums& sums) {
        const bool known = sums.cost.total() != 0 || sums.cost.unpricedCalls == 0;
        const auto money = [known](MicroUsd amount) {
            return known ? QVariant(static_cast<double>(amount) / 1e6) : QVariant();
        };
        QVariantList row{name, cascade.isEmpty() ? QVariant() : QVariant(cascade)};
        row << money(sums.cost.total()) << money(sums.cost.reported) << money(sums.cost.computed)
            << money(sums.cost.estimated);
        for (const std::int64_t n :
             {sums.cost.unpricedCalls, sums.unpriced.input, sums.unpriced.output, sums.usage.calls,
              sums.usage.input, sums.usage.inputCacheRead, sums.usage.output,
              sums.usage.inputCacheWrite})
            row << QVariant(qlonglong{n});
        table.rows.push_back(std::move(row));
    };
    for (int row = 0; row < costs.rowCount(); ++row) {
        const CostLine& line = costs.lineAt(row);
        add(costLineText(line, costs.by(), state),
            line.root ? QString::fromStdString(line.name) : QString(), line.sums);
    }
    add(costs.totalText(CostTable::kName), {}, costs.costs()->total);
    return table;
}

} // namespace

ExportOffer TracesView::exportOffer() const
{
    ExportOffer offer;
    offer.name = m_list == List::traces ? u"traces"_s : u"runs"_s;
    offer.leftOut = leftOutByFilter(m_context);
    offer.picture = this;
    offer.table = &table();
    offer.steps = selectedSteps(m_context);
    return offer;
}

ExportOffer FleetView::exportOffer() const
{
    ExportOffer offer;
    offer.name = u"fleet"_s;
    offer.leftOut = leftOutByFilter(m_context);
    if (tableShown()) {
        offer.picture = m_tables;
        offer.table = &m_tables->agentTable();
    } else {
        offer.picture = m_canvas;
        offer.leftOut = tr("%1 are in the picture. ").arg(m_toolbar->countText()) + offer.leftOut;
    }
    return offer;
}

ExportOffer LossesView::exportOffer() const
{
    ExportOffer offer;
    offer.name = u"losses"_s;
    offer.picture = this;
    offer.table = &table();
    return offer;
}

ExportOffer CostsView::exportOffer() const
{
    ExportOffer offer;
    offer.name = u"costs"_s;
    offer.leftOut = leftOutByFilter(m_context);
    offer.picture = this;
    offer.figures = figuresOf(*m_table, *m_context.bridge.snapshot());
    return offer;
}

ExportOffer AlarmsView::exportOffer() const
{
    ExportOffer offer;
    offer.name = u"alarms"_s;
    offer.picture = this;
    offer.table = &table();
    offer.leftOut = leftOutByFilter(m_context);
    return offer;
}

ExportOffer CascadePage::exportOffer() const
{
    ExportOffer offer;
    offer.name = u"cascade"_s;
    offer.picture = this;
    offer.leftOut = tr("Only the lines on the screen are in a picture.");
    const Shape& shape = m_waterfall->shape();
    if (!shape)
        return offer;
    const auto add = [&](const QString& text, std::uint32_t first, std::uint32_t last) {
        std::vector<Seq> steps;
        for (std::uint32_t n = first; n < last; ++n)
            if (const Seq seq = shape->view->node(n).seq; seq != 0)
                steps.push_back(seq);
        if (!steps.empty())
            offer.steps.push_back({text.arg(countText(steps.size())), std::move(steps)});
    };
    add(tr("The cascade: %1 steps"), 1, shape->size() + 1);
    if (const std::uint32_t step = m_waterfall->selected(); step != 0)
        add(tr("The selected step and all below it: %1 steps"), step,
            step + shape->view->node(step).size);
    return offer;
}

ExportOffer ChartsView::exportOffer() const
{
    ExportOffer offer;
    offer.name = u"charts"_s;
    offer.picture = m_board;
    if (const std::shared_ptr<const ChartData>& newest = m_feed->data()) {
        offer.figures = figuresOf(*newest);
        offer.leftOut = newest->remark;
    }
    return offer;
}

} // namespace penstock::ui
