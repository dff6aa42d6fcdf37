// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/retention.h"

namespace penstock::store {
namespace {

constexpr std::size_t kPieceBytes = 1 << 20;
constexpr int kPieceCommits = 64;
constexpr int kVacuumPages = 256;

} // namespace

Retention::Retention(Database& database, Nanos age, std::uint64_t bytes)
    : m_database(database), m_age(age), m_bytes(bytes)
{
}

Result<bool> Retention::housekeep(Nanos now)
{
    if (m_age == 0 && m_bytes == 0)
        return false;
    Transaction transaction(m_database);
    if (!transaction.begun())
        return transaction.begun().error();
    Result<bool> more = deleteOldest(now);
    if (more && !*more)
        more = deletePacks();
    if (!more)
        return more;
    if (Status committed = transaction.commit(); !committed)
        return committed.error();
    if (*more)
        return true;
    // Gives pages at the end of the file back to the disk.
    if (m_database.queryInteger("PRAGMA freelist_count") < kVacuumPages)
        return false;
    if (Status freed =
            m_database.execute("PRAGMA incremental_vacuum(" + std::to_string(kVacuumPages) + ")");
        !freed)
        return freed.error();
    return true;
}

bool Retention::isOver(Nanos oldestArrival, Nanos now)
{
    if (m_age > 0 && oldestArrival < now - m_age)
        return true;
    if (m_bytes == 0)
        return false;
    const std::int64_t pages = m_database.queryInteger("PRAGMA page_count") -
                               m_database.queryInteger("PRAGMA freelist_count");
    const auto used =
        static_cast<std::uint64_t>(pages * m_database.queryInteger("PRAGMA page_size"));
    return used > m_bytes;
}

Result<bool> Retention::deleteOldest(Nanos now)
{
    Result<ChainEnd> anchor = readAnchor(m_database);
    if (!anchor)
        return anchor.error();
    const Seq newest = static_cast<Seq>(m_database.queryInteger("SELECT max(seq) FROM commits"));
    std::size_t bytes = 0;
    int commits = 0;
    bool more = false;
    Statement oldest = m_database.prepare(
        "SELECT seq, arrival, length(body) + length(packs) FROM commits ORDER BY seq LIMIT 1");
    for (; bytes < kPieceBytes && commits < kPieceCommits; ++commits) {
        oldest.reset();
        if (oldest.step() != Statement::Row::row)
            break;
        const Seq seq = static_cast<Seq>(oldest.integer(0));
        more = seq != newest && isOver(oldest.integer(1), now);
        if (!more)
            break;
        bytes += static_cast<std::size_t>(oldest.integer(2));
        oldest.reset();
        ChainEnd deleted;
        if (Status done = deleteCommit(*anchor, seq, deleted); !done)
            return done.error();
        *anchor = deleted;
    }
    oldest.reset();
    m_firstSeq = static_cast<Seq>(m_database.queryInteger("SELECT min(seq) FROM commits"));
    if (commits > 0)
        if (Status written = writeAnchor(m_database, *anchor); !written)
            return written.error();
    return more;
}

Status Retention::deleteCommit(const ChainEnd& anchor, Seq seq, ChainEnd& deleted)
{
    Statement query = m_database.prepare(
        "SELECT seq, last, number, arrival, hash, body, packs FROM commits WHERE seq=?1");
    query.bind(1, static_cast<std::int64_t>(seq));
    if (query.step() != Statement::Row::row)
        return query.error();
    deleted.header = {static_cast<std::uint64_t>(query.integer(2)), seq,
                      static_cast<Seq>(query.integer(1)), query.integer(3)};
    if (!toSha256(query.blob(4), deleted.hash))
        return Error{ErrorCode::damaged, "The oldest batch of the log is damaged.", "bad hash"};
    const std::string packs(query.blob(6));
    const Sha256 body = sha256(query.blob(5));
    query.reset();
    if (!packs.empty()) {
        Statement keep =
            m_database.prepare("INSERT INTO kept_packs VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        keep.bind(1, static_cast<std::int64_t>(seq))
            .bind(2, static_cast<std::int64_t>(deleted.header.last))
            .bind(3, static_cast<std::int64_t>(deleted.header.number))
            .bind(4, deleted.header.arrival)
            .bindBlob(5, viewOf(anchor.hash))
            .bindBlob(6, viewOf(deleted.hash))
            .bindBlob(7, viewOf(body))
            .bindBlob(8, packs);
        if (Status kept = keep.run(); !kept)
            return kept;
    }
    Statement remove = m_database.prepare("DELETE FROM commits WHERE seq=?1");
    return remove.bind(1, static_cast<std::int64_t>(seq)).run();
}

Result<bool> Retention::deletePacks()
{
    const std::int64_t floor =
        m_database.queryInteger("SELECT reuse_floor FROM commits ORDER BY seq LIMIT 1");
    Statement remove =
        m_database.prepare("DELETE FROM kept_packs WHERE seq IN (SELECT seq FROM kept_packs "
                           "WHERE seq<?1 ORDER BY seq LIMIT ?2)");
    if (Status removed = remove.bind(1, floor).bind(2, kPieceCommits).run(); !removed)
        return removed.error();
    const bool more = m_database.queryInteger("SELECT changes()") == kPieceCommits;
    // A tombstone's digest covers rewrites of commits that are gone too; they go when the tombstone itself does.
    Statement forget = m_database.prepare("DELETE FROM rewrites WHERE tombstone<?1");
    if (Status removed = forget.bind(1, static_cast<std::int64_t>(m_firstSeq)).run(); !removed)
        return removed.error();
    return more;
}

} // namespace penstock::store
