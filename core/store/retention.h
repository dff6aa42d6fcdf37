// SPDX-License-Identifier: GPL-3.0-or-later
// Retention: deletes the oldest commits by age or size, a few at a time. The hash of the newest deleted one becomes the
// anchor from which verification counts; packs that kept commits may refer to stay in kept_packs until the reuse floor
// has passed them. The newest commit is never deleted. Writer thread; pages are overwritten (secure_delete).
#pragma once

#include "core/store/chain.h"
#include "core/store/log_store.h"

namespace penstock::store {

class Retention final {
public:
    Retention(Database& database, Nanos age, std::uint64_t bytes);

    /// One small piece in one transaction; true when more is waiting.
    Result<bool> housekeep(Nanos now);
    Seq firstSeq() const { return m_firstSeq; }

private:
    bool isOver(Nanos oldestArrival, Nanos now);
    Result<bool> deleteOldest(Nanos now);
    Status deleteCommit(const ChainEnd& anchor, Seq seq, ChainEnd& deleted);
    Result<bool> deletePacks();

    Database& m_database;
    Nanos m_age;
    std::uint64_t m_bytes;
    Seq m_firstSeq = 0;
};

} // namespace penstock::store
