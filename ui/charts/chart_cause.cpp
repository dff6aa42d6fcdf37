// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_cause.h"

#include <QtCore/QCoreApplication>

#include <map>

#include "ui/charts/chart_reader.h"
#include "ui/charts/chart_text.h"
#include "ui/models/format.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

struct Most {
    RateKey key;
    double value = 0;
};

/// Of latency: whose slowest is slowest. Of running: who had most begin in it.
Most contributor(const FleetState& state, const ChartReader& reader, const RateSpan& one,
                 Measure measure)
{
    std::map<RateKey, RateSums> sums;
    std::map<RateKey, LatencyCounts> latencies;
    eachRate(state, one, [&](std::uint32_t, const RateKey& key, const RateSums& cell) {
        if (reader.wanted(key))
            add(sums[key], cell, 1);
    });
    if (measure == Measure::latency)
        eachLatency(state, one, [&](std::uint32_t, const RateSlot::Latency& latency) {
            if (reader.wanted(latency.key))
                latencies[latency.key].add(latency.bucket, latency.count);
        });
    Most most;
    for (const auto& [key, of] : sums) {
        double value = measure == Measure::running ? of.started : reader.value(measure, of);
        if (const auto at = latencies.find(key); at != latencies.end())
            value = static_cast<double>(at->second.percentile(90));
        if (value > most.value)
            most = {key, value};
    }
    return most;
}

double weight(const RunRow& run, Measure measure, Nanos now)
{
    switch (measure) {
    case Measure::spend:
        return static_cast<double>(run.cost);
    case Measure::tokens:
        return static_cast<double>(run.tokens);
    case Measure::actions:
        return run.steps;
    case Measure::errors:
        return run.errors;
    case Measure::latency:
    case Measure::running:
        break;
    }
    return static_cast<double>((run.end == 0 ? now : run.end) - run.start);
}

/// Index of the run of `agent` that overlaps the step and weighs most; 0 when there is none.
std::uint32_t heaviestRun(const FleetState& state, AgentIndex agent, const RateSpan& one,
                          Measure measure, Nanos now)
{
    std::uint32_t heaviest = 0;
    double most = 0;
    for (std::uint32_t i = 1; i <= state.runs.size(); ++i) {
        const RunRow& run = state.runs[i];
        if (run.agent != agent || run.start >= one.to() || (run.end != 0 && run.end < one.from))
            continue;
        if (const double here = weight(run, measure, now); here > most) {
            most = here;
            heaviest = i;
        }
    }
    return heaviest;
}

QString share(Measure measure, double value, double whole)
{
    const bool sum = measure != Measure::latency && measure != Measure::running;
    return sum && whole > 0 ? Words::tr(" (%1 %)").arg(qRound(100 * value / whole)) : QString();
}

QString wholeSentence(const ChartData& data, Measure measure, std::uint32_t step)
{
    const Chart& chart = data.of(measure);
    QString text = Words::tr("%1: %2 %3")
                       .arg(stepTimeText(data, step), measureTitle(measure, data.by).toLower(),
                            stepText(data, measure, step, chart.whole[step]));
    if (chart.band.known > 0 && chart.band.median > 0 && !std::isnan(chart.whole[step]))
        text +=
            Words::tr(", \u00D7%1 of normal").arg(chart.whole[step] / chart.band.median, 0, 'f', 1);
    return text + u'.';
}

} // namespace

ChartCause chartCause(const FleetState& state, const ChartQuestion& question, const ChartData& data,
                      Measure measure, std::uint32_t step)
{
    ChartQuestion asked = question;
    asked.by = data.by;
    const ChartReader reader(state, asked);
    const RateSpan one{data.startOf(step), data.span.step, 1};
    ChartCause cause{measure, step, wholeSentence(data, measure, step), {}, {}, {}};
    const Most most = contributor(state, reader, one, measure);
    if (most.value <= 0 || asked.only.isEdge()) {
        cause.sentence += u' ' + Words::tr("Nobody contributed anything that was counted.");
        return cause;
    }
    const double minutes = static_cast<double>(one.step) / static_cast<double>(kMinute);
    const bool rate = measure != Measure::latency && measure != Measure::running;
    const double value = rate ? most.value / minutes : most.value;
    if (most.key.subject == RateSubject::actor && most.key.a != 0 && most.key.a != kOtherRates)
        cause.agent = {most.key.a};
    const QString name =
        cause.agent ? safeLine(state.agents[most.key.a].name) : reader.groupOf(most.key).name;
    const QString amount =
        measureText(measure, value) + share(measure, value, data.of(measure).whole[step]);
    cause.sentence += u' ' + (measure == Measure::latency   ? Words::tr("Slowest: %1, %2.")
                              : measure == Measure::running ? Words::tr("Most began: %1, %2.")
                                                            : Words::tr("Most of it: %1, %2."))
                                 .arg(name, amount);
    const std::uint32_t run =
        cause.agent ? heaviestRun(state, cause.agent, one, measure, data.now) : 0;
    if (run != 0) {
        cause.trace = state.runs[run].trace;
        cause.run = state.runs[run].span;
    }
    return cause;
}

} // namespace penstock::ui
