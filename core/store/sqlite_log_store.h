// SPDX-License-Identifier: GPL-3.0-or-later
// SqliteLogStore: LogStore over log.db. Owns the connection and the parts that do the work (commit_writer,
// identity_index, retention, forget) and keeps what health() tells under a mutex. Writer thread but for health().
#pragma once

#include "core/store/commit_writer.h"
#include "core/store/log_store.h"
#include "core/store/retention.h"
#include "core/store/writer_lock.h"

#include <mutex>

namespace penstock::store {

class SqliteLogStore final : public LogStore {
public:
    SqliteLogStore(StoreOptions options, std::unique_ptr<Database> database);
    ~SqliteLogStore() override;

    /// Reads back where the log ended.
    Status load(bool afterUncleanEnd);
    /// Held until the store is closed.
    void own(std::unique_ptr<WriterLock> lock) { m_lock = std::move(lock); }
    void reportDamage(const std::string& sentence);

    Result<CommitResult> append(std::vector<Contribution> contributions, Nanos now) override;
    bool housekeep(Nanos now, Nanos budget) override;
    StoreHealth health() const override;
    std::vector<MemoryPart> memory() const override;
    Result<std::unique_ptr<Forgetting>> beginForget(const ForgetRequest& request) override;
    Result<std::unique_ptr<Forgetting>> unfinishedForget() override;

private:
    Status checkSpace();
    Status dropLostEnd(const ChainEnd& end);
    Result<std::unique_ptr<Forgetting>> startForget(ForgetRule rule, bool resumed);
    void noteSuccess();
    void noteFailure(const Error& error);

    StoreOptions m_options;
    std::unique_ptr<WriterLock> m_lock;
    std::unique_ptr<Database> m_database;
    KeyedHash m_hash;
    Compressor m_compressor;
    PartStore m_parts;
    IdentityIndex m_identities;
    CommitWriter m_writer;
    Retention m_retention;
    std::weak_ptr<const ForgetRule> m_forgetting; ///< alive while a forget is under way
    bool m_walHoldsForgotten = false;
    bool m_repairRequested = false;

    mutable std::mutex m_healthMutex;
    StoreHealth m_health; ///< under m_healthMutex
};

} // namespace penstock::store
