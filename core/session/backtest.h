// SPDX-License-Identifier: GPL-3.0-or-later
// Backtest: what detectors with these settings would have said about a log or about trace files – the detectors of the live
// fold, over the same entries in the same order, so it says what they would have said. Executes nothing, writes nothing.
// Holds what was found and a sum a trace. One thread.
#pragma once

#include "core/detect/detection.h"
#include "core/session/policy_desk.h"
#include "core/session/translator.h"
#include "core/store/log_store.h"

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace penstock {

class Backtest final {
public:
    explicit Backtest(const DetectionSettings& settings) : m_detection(settings) {}

    /// In seq order. Features that the log does not have are made from the step's texts.
    void apply(const LogEntry& entry);

    /// In the order in which they were raised, from `from` on.
    std::vector<BacktestFinding> findings(Nanos from) const;
    std::uint64_t steps() const { return m_steps; }
    /// Traces and findings that did not fit: 0 unless very much goes on at once.
    std::uint64_t leftOut() const
    {
        return m_detection.tracesGivenUp() + m_detection.findingsLeftOut();
    }

private:
    struct Raised {
        BacktestFinding found;
        MicroUsd spentBefore = 0;
    };

    void take(const Finding& finding);

    Detection m_detection;
    std::vector<Raised> m_raised;
    std::unordered_map<std::string, std::size_t> m_open; ///< detector and key → in m_raised
    std::unordered_map<TraceId, MicroUsd> m_spent;
    std::uint64_t m_steps = 0;
    Arena m_arena;
};

/// Whether to go on, asked after each batch with its newest entry; nothing = always.
using BacktestGoesOn = std::function<bool(Seq seq)>;

/// Those of the first, then those that only the second has; each in the order in which they were raised.
std::vector<ComparedFinding> compare(const Backtest& first, const Backtest& second, Nanos from);

/// All of them see the same entries, up to those that arrived at `to` (0 = all). `cancelled` when told not to go on.
Status backtestLog(LogReader& log, Nanos to, std::span<Backtest* const> backtests,
                   const BacktestGoesOn& goesOn = nullptr);
/// Files as they would have been received live: each step when it ended, time passing in between.
Status backtestFiles(const std::vector<std::string>& files, const Translator& translator,
                     std::span<Backtest* const> backtests);

} // namespace penstock
