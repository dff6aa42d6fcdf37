// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/backtest.h"

#include "core/dialect/step_features.h"
#include "core/fleet/fleet.h"
#include "core/ingest/file_reader.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace penstock {
namespace {

std::string openKey(const Finding& finding)
{
    return finding.detector + ' ' + std::to_string(finding.key);
}

Nanos receivedAt(const Step& step)
{
    return std::max(step.start, step.end);
}

void applyAll(std::span<Backtest* const> backtests, const LogEntry& entry)
{
    for (Backtest* backtest : backtests)
        backtest->apply(entry);
}

bool lacksFeatures(const EntryBatch& batch)
{
    return std::any_of(batch.entries.begin(), batch.entries.end(), [](const LogEntry& entry) {
        return entry.step != nullptr && entry.step->features == nullptr;
    });
}

using Identity = std::tuple<std::string, std::uint64_t, Seq>;
Identity identityOf(const BacktestFinding& found)
{
    return {found.finding.detector, found.finding.key, found.finding.seq};
}

} // namespace

void Backtest::apply(const LogEntry& entry)
{
    const bool unmade = entry.step != nullptr && entry.step->features == nullptr;
    if (unmade) {
        m_arena.reset();
        m_detection.apply(entry, *stepFeatures(*entry.step, m_arena));
    } else {
        m_detection.apply(entry);
    }
    if (entry.step != nullptr) {
        ++m_steps;
        m_spent[entry.step->trace] += m_detection.lastSpend().money;
    }
    for (const Finding& finding : m_detection.takeChanges())
        take(finding);
}

void Backtest::take(const Finding& finding)
{
    const std::string key = openKey(finding);
    if (finding.change == FindingChange::raised) {
        m_open[key] = m_raised.size();
        m_raised.push_back({{finding, 0, 0}, m_spent[finding.trace]});
    } else if (finding.change == FindingChange::cleared) {
        const auto open = m_open.find(key);
        if (open != m_open.end())
            m_raised[open->second].found.clearedAt = finding.arrival;
    }
}

std::vector<BacktestFinding> Backtest::findings(Nanos from) const
{
    std::vector<BacktestFinding> findings;
    for (const Raised& raised : m_raised) {
        if (raised.found.finding.arrival < from)
            continue;
        findings.push_back(raised.found);
        const auto spent = m_spent.find(raised.found.finding.trace);
        if (spent != m_spent.end())
            findings.back().spentAfter = spent->second - raised.spentBefore;
    }
    return findings;
}

std::vector<ComparedFinding> compare(const Backtest& first, const Backtest& second, Nanos from)
{
    const std::vector<BacktestFinding> ones = first.findings(from);
    const std::vector<BacktestFinding> others = second.findings(from);
    std::set<Identity> inFirst;
    std::set<Identity> inSecond;
    for (const BacktestFinding& found : ones)
        inFirst.insert(identityOf(found));
    for (const BacktestFinding& found : others)
        inSecond.insert(identityOf(found));
    std::vector<ComparedFinding> compared;
    for (const BacktestFinding& found : ones)
        compared.push_back(
            {found, inSecond.contains(identityOf(found)) ? SaidBy::both : SaidBy::first});
    for (const BacktestFinding& found : others)
        if (!inFirst.contains(identityOf(found)))
            compared.push_back({found, SaidBy::second});
    return compared;
}

/// Reads long texts only where features must be made of them: in logs from before features were logged.
Status backtestLog(LogReader& log, Nanos to, std::span<Backtest* const> backtests,
                   const BacktestGoesOn& goesOn)
{
    Seq next = 1;
    bool whole = false;
    bool isCancelled = false;
    for (bool more = true; more;) {
        more = false;
        const auto take = [&](const EntryBatch& batch) {
            if (lacksFeatures(batch) != whole) {
                whole = !whole;
                more = true;
                return false;
            }
            for (const LogEntry& entry : batch.entries) {
                if (to != 0 && entry.arrival > to)
                    return false;
                applyAll(backtests, entry);
                next = entry.seq + 1;
            }
            isCancelled = goesOn && !goesOn(next - 1);
            return !isCancelled;
        };
        const LongValues texts = whole ? LongValues{} : LongValues::only(Fleet::keysItReads());
        if (Status read = log.read(next, take, nullptr, texts); !read)
            return read;
    }
    if (isCancelled)
        return Error{ErrorCode::cancelled, "The back-test was stopped.", {}};
    return Done{};
}

Status backtestFiles(const std::vector<std::string>& files, const Translator& translator,
                     std::span<Backtest* const> backtests)
{
    std::vector<std::shared_ptr<const StepBatch>> batches;
    for (const std::string& file : files) {
        const auto read = readTraceFile(file, DecodeLimits{}, [&](FileChunk chunk) {
            batches.push_back(
                translator.translate(std::move(chunk.batch), std::move(chunk.outcome), "file", {})
                    .batch);
            return true;
        });
        if (!read)
            return read.error();
    }
    std::vector<const Step*> steps;
    for (const auto& batch : batches)
        for (const Step& step : batch->steps)
            steps.push_back(&step);
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step* a, const Step* b) { return receivedAt(*a) < receivedAt(*b); });
    LogEntry entry;
    entry.source = "file";
    for (const Step* step : steps) {
        const Nanos at = receivedAt(*step);
        if (entry.seq > 0 && at >= entry.arrival + kSecond) {
            entry.kind = EntryKind::tick;
            entry.step = nullptr;
            entry.arrival = at;
            ++entry.seq;
            applyAll(backtests, entry);
        }
        entry.kind = EntryKind::step;
        entry.step = step;
        entry.arrival = std::max(entry.arrival, at);
        ++entry.seq;
        applyAll(backtests, entry);
    }
    return Done{};
}

} // namespace penstock
