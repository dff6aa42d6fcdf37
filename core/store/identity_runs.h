// SPDX-License-Identifier: GPL-3.0-or-later
// IdentityRuns: older identities as immutable sorted runs in the database: blocks of one page each, found through the
// first keys of all blocks and a filter, both in memory (2.03 bytes an identity). Runs are written and merged piece by
// piece; a run counts once its row in identity_runs is there, so a killed process leaves only blocks to sweep up.
// Writer thread. A look-up that the filter lets through reads one page.
#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/store/database.h"
#include "core/store/identity_filter.h"
#include "core/store/step_digest.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace penstock::store {

struct IdentityRun {
    std::int64_t id = 0;
    int tier = 0;
    std::uint64_t identities = 0;
    Nanos newest = 0; ///< arrival of the newest identity
    Seq covered = 0;  ///< recent_identities up to this seq are in this run or an older one
    std::vector<std::uint64_t> fences; ///< first key of each block
    IdentityFilter filter{0};
};

/// Writes one run in key order.
class RunBuilder final {
public:
    RunBuilder(Database& database, std::int64_t id, std::size_t expected);

    Status add(std::span<const Identity> sorted);
    /// Writes the last block and the run's row.
    Result<std::unique_ptr<IdentityRun>> finish(int tier, Nanos newest, Seq covered);

private:
    Status writeBlock(std::size_t from);

    Database* m_database;
    Statement m_insert;
    std::unique_ptr<IdentityRun> m_run;
    std::vector<Identity> m_pending;
};

class IdentityRuns final {
public:
    explicit IdentityRuns(Database& database);

    /// Reads the runs' rows and sweeps up blocks without one.
    Status load();
    std::optional<std::uint64_t> find(std::uint64_t key);
    const std::vector<std::unique_ptr<IdentityRun>>& runs() const { return m_runs; }
    std::int64_t takeRunId() { return m_nextId++; }
    void adopt(std::unique_ptr<IdentityRun> run) { m_runs.push_back(std::move(run)); }
    /// Blocks of one run in order; empty behind the last.
    Result<std::vector<Identity>> readBlock(const IdentityRun& run, std::size_t block);
    /// Deletes the run's row; to be followed by forget() once that is committed.
    Status deleteRow(std::int64_t id);
    /// The run no longer counts; its blocks are deleted by sweep().
    void forget(std::int64_t id);
    /// Deletes some blocks of dropped runs; true when more are left.
    Result<bool> sweep(int blocks);
    Seq covered() const;

private:
    Status findOrphans();

    Database& m_database;
    Statement m_select;
    std::vector<std::unique_ptr<IdentityRun>> m_runs;
    std::vector<std::int64_t> m_dropped;
    std::int64_t m_nextId = 1;
};

} // namespace penstock::store
