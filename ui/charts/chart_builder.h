// SPDX-License-Identifier: GPL-3.0-or-later
// ChartBuilder: the work behind chartData(): a walk for the whole and for who takes part, one for the groups. Used once.
#pragma once

#include "ui/charts/chart_reader.h"

namespace penstock::ui {

class ChartBuilder final {
public:
    ChartBuilder(const FleetState& state, const ChartQuestion& question);
    ChartData build();

private:
    struct Part { ///< the whole, or one group, step by step
        std::vector<RateSums> sums;
        std::vector<LatencyCounts> latencies;
        std::int64_t openNow = 0;
        std::int64_t openedLater = 0; ///< began less ended after the span
    };
    static constexpr std::int32_t kNobody = -1;

    void placeSpans();
    void walkWhole();
    void readLosses();
    void pickGroups();
    std::vector<ChartGroup> candidates(std::vector<std::uint32_t>& candidateOf,
                                       std::vector<RateSums>& sums) const;
    void keepPlaces(std::vector<ChartGroup> best);
    void assignGroups();
    void walkGroups();
    Part* partOf(const RateKey& key);
    void countOpenModels();
    std::size_t slotOf(const RateKey& key) const;
    double score(const RateSums& sums) const;
    bool counted(std::uint32_t baseStep) const;
    std::vector<double> valuesOf(Measure measure, const Part& part, std::uint32_t lead) const;
    std::vector<double> openValues(const Part& part, std::uint32_t lead) const;
    std::vector<double> percentiles(const Part& part, std::uint32_t lead, int p) const;
    void fill(Measure measure);
    void fillRoles(Chart& chart) const;
    void fillUnpriced(Chart& chart) const;
    void judge(Chart& chart) const;

    const FleetState& m_state;
    ChartQuestion m_question;
    ChartReader m_reader;
    ChartData m_data;
    RateSpan m_base; ///< the span and what lies before it, for the normal bands
    std::uint32_t m_lead = 0;
    Part m_whole; ///< over m_base
    std::vector<bool> m_heard;
    Nanos m_oldest = 0;
    std::vector<RateSums> m_sumsOf;      ///< over the span, by number of agent or model
    std::vector<std::int32_t> m_groupOf; ///< likewise: number of the group
    RateSums m_all;
    std::vector<Part> m_parts; ///< over the span
};

/// Normal band, spikes and scale; `whole` loses its first `lead` steps.
void judgeChart(Chart& chart, const std::vector<double>& known, std::uint32_t lead);

} // namespace penstock::ui
