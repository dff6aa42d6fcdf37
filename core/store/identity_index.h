// SPDX-License-Identifier: GPL-3.0-or-later
// IdentityIndex: has this step been seen, with these bytes or with others? The newest identities are in memory tables,
// older ones in immutable sorted runs in the database (identity_runs.h): nothing here slows down as the log grows.
// What is in memory only is also in recent_identities, a row a commit, and read back at start-up. Writer thread.
#pragma once

#include "core/store/database.h"
#include "core/store/identity_runs.h"
#include "core/store/identity_table.h"

#include <functional>
#include <memory>
#include <string>

namespace penstock::store {

enum class Seen { never, sameBytes, otherBytes, forgotten };

class IdentityIndex final {
public:
    static constexpr std::size_t kTableCapacity = 1 << 18;

    /// tableCapacity: identities in memory before they are written to a run.
    IdentityIndex(Database& database, Nanos horizon, std::size_t tableCapacity = kTableCapacity);
    ~IdentityIndex();

    /// Reads back what was in memory when the store was last open.
    Status load();

    void beginCommit() { m_added.clear(); }
    /// Whether the step was seen with these bytes. Also on a connection that only reads.
    bool holds(Identity identity);
    /// Remembers the identity unless it was seen with the same bytes or was forgotten.
    Seen classify(Identity identity);
    /// What classify(), markForgotten() and mark() remembered since beginCommit(), as stored in recent_identities.
    std::string addedBytes() const;
    /// Takes back what was added since beginCommit().
    void rollBack();
    /// The row of recent_identities with this seq is stored.
    void commitDone(Seq seq, Nanos arrival);
    /// From now on every version of this step counts as forgotten.
    void markForgotten(Identity identity);
    /// Notes under a key of the caller's that what happened before a time is forgotten; a later time widens it.
    void mark(std::uint64_t key, Nanos before);
    bool isMarked(std::uint64_t key, Nanos time);

    std::uint64_t count() const; ///< that are known
    std::size_t heapBytes() const;

    /// Under this key of `meta`: entries up to it may be without an identity, their run has expired.
    static constexpr std::string_view kExpiredKey = "identities_expired";

    /// One small piece of flushing, merging, expiring or sweeping, in one transaction; true when more is waiting.
    Result<bool> housekeep(Nanos now);

private:
    struct Flush;
    struct Merge;

    std::optional<std::uint64_t> find(std::uint64_t key);
    void add(Identity identity);
    void freeze();
    Status flushPiece();
    Result<bool> expire(Nanos now);
    Result<bool> piece(Nanos now);
    void beginAgain();
    bool beginMerge();
    Status mergePiece();
    Status finishMerge();
    Result<bool> deleteCovered();

    Database& m_database;
    Nanos m_horizon;
    std::size_t m_tableCapacity;
    IdentityRuns m_runs;
    std::unique_ptr<IdentityTable> m_active;
    std::unique_ptr<Flush> m_flush; ///< the table being written to a run
    std::unique_ptr<Merge> m_merge;
    std::function<void()>
        m_afterCommit; ///< what becomes true in memory once the piece is committed
    std::vector<Identity> m_added;
    Seq m_lastSeq = 0;
    Nanos m_lastArrival = 0;
    bool m_coveredRows = true; ///< recent_identities may hold rows that a run covers
};

} // namespace penstock::store
