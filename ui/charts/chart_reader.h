// SPDX-License-Identifier: GPL-3.0-or-later
// ChartReader: which cells of a snapshot a chart question is about, to whom they belong and what they count for.
// A value for one question on one snapshot, which it refers to; any one thread. O(1) a cell.
#pragma once

#include <unordered_map>

#include "ui/charts/chart_data.h"

namespace penstock::ui {

class ChartReader final {
public:
    ChartReader(const FleetState& state, const ChartQuestion& question);

    /// Cells that the charts add up: of agents, or of models when split by model. Tools' own cells are not among them:
    /// their calls are their callers' actions.
    bool wanted(const RateKey& key) const;
    ChartGroup groupOf(const RateKey& key) const;
    /// What a cell counts for, but for latency and running.
    double value(Measure measure, const RateSums& sums) const;
    std::int64_t openNow(const RateKey& key) const;
    std::int64_t openNow() const;
    /// Nobody counts this measure for what is asked about: why, else empty.
    QString unknown(Measure measure) const;
    const QString& remark() const { return m_remark; }
    std::uint32_t agentsKnown() const { return m_known; }
    std::uint32_t agentsShown() const { return m_shown; } ///< that the filter keeps
    /// What is asked about was not there before.
    Nanos firstSeen() const;

private:
    bool fits(AgentIndex agent) const;
    void readFilter();
    bool callee() const;

    const FleetState& m_state;
    const ChartQuestion& m_question;
    std::vector<char> m_fits; ///< by AgentIndex; empty: all
    QString m_remark;
    std::uint32_t m_known = 0;
    std::uint32_t m_shown = 0;
};

} // namespace penstock::ui
