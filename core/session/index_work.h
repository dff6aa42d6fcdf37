// SPDX-License-Identifier: GPL-3.0-or-later
// IndexWork: what the Indexer's thread does in one turn – finds traces whose rows are old, takes them from the fold and
// what only the log knows from the log, and writes whole traces to the index. One thread.
#pragma once

#include "core/session/indexer.h"
#include "core/session/logged_parts.h"
#include "core/store/step_index.h"
#include "core/store/text_index.h"

#include <atomic>
#include <chrono>
#include <map>
#include <span>

namespace penstock {

class IndexWork final {
public:
    static Result<std::unique_ptr<IndexWork>> open(const std::string& directory, Folder& folder,
                                                   const IndexOptions& options,
                                                   const std::atomic<bool>& stopping);

    /// True when more is waiting.
    Result<bool> turn();
    /// Empties the index for good.
    Status clear();
    /// Rows are numbered by a fold that is about to start over: they go for good. Texts stay, but what is rewritten.
    Status beginForget();
    Status endForget(const std::vector<SeqRange>& rewritten);
    IndexStatus status();

private:
    using Clock = std::chrono::steady_clock;
    /// A trace whose rows are old.
    struct Waiting {
        Seq since = 0; ///< the index has everything of it up to here
        Clock::time_point found;
    };

    IndexWork(std::unique_ptr<store::IndexFile> file, std::unique_ptr<LogReader> log,
              Folder& folder, const IndexOptions& options, const std::atomic<bool>& stopping);
    Status prepare();
    bool fits(const FleetState& state) const;
    std::vector<TraceIndex> dueTraces(const FleetState& state);
    bool isDue(const FleetState& state, const TraceRow& row, const Waiting& waiting) const;
    Status indexTraces(const FleetState& state, const std::vector<TraceIndex>& traces);
    Folder::Views viewsOf(const FleetState& state, const std::vector<TraceIndex>& traces);
    Status readParts(const std::vector<TraceIndex>& traces, const Folder::Views& views);
    Status writeTrace(const TraceView& view, Seq seen);
    Status writeRows(const TraceView& view, std::span<const TraceNode* const> nodes);
    Status indexTexts(Seq through);
    Seq throughNow(const FleetState& state);
    Status tidy();

    std::unique_ptr<store::IndexFile> m_file;
    std::unique_ptr<LogReader> m_log;
    Folder& m_folder;
    const std::atomic<bool>& m_stopping;
    StepIndex m_steps;
    TextIndex m_texts;
    Status m_textsKept = Done{}; ///< the first failure of a turn
    Clock::time_point m_textsFlushed;
    LoggedParts m_parts;
    std::map<std::uint32_t, Waiting> m_waiting; ///< by TraceIndex
    std::uint64_t m_waitingSteps = 0;
    std::uint64_t m_generation = 0;
    Seq m_swept = 0;           ///< every trace was looked at as of this entry
    bool m_stoodStill = false; ///< nothing arrived since the turn before
};

} // namespace penstock
