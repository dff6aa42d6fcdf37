// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/salvage.h"

#include "core/store/chain.h"
#include "core/store/commit_reader.h"
#include "core/store/schema.h"
#include "core/store/step_digest.h"

#include <filesystem>
#include <fstream>

namespace penstock::store {
namespace {

std::string repairPath(const std::string& directory)
{
    return directory + "/log.db.repair";
}

class Salvager final {
public:
    Salvager(Database& from, Database& to)
        : m_to(to), m_reader(from), m_hash(readMeta(to, "hash_secret")), m_digester(m_hash)
    {
    }

    Result<std::string> run()
    {
        if (Status copied = copyCommits(); !copied)
            return copied.error();
        return std::to_string(m_recovered) + " batches of it could be read and were taken over, " +
               std::to_string(m_setAside) + " were set aside" +
               (m_gaps > 0 ? ", and in " + std::to_string(m_gaps) + " places entries are missing"
                           : "") +
               ".";
    }

private:
    Status copyCommits()
    {
        Transaction transaction(m_to);
        Result<ChainEnd> anchor = readAnchor(m_to);
        Seq expected = anchor ? anchor->header.last + 1 : 1;
        for (Seq at = expected;;) {
            Result<std::optional<CommitRow>> row = m_reader.nextReadable(at);
            if (!row || !*row)
                break; // beyond the last readable batch
            const CommitHeader& header = (*row)->header;
            m_gaps += header.first != expected;
            if (Status copied = copyCommit(**row); !copied)
                return copied;
            expected = at = std::max(header.last, at) + 1;
        }
        return transaction.commit();
    }
    Status copyCommit(const CommitRow& row)
    {
        Result<std::shared_ptr<EntryBatch>> batch = m_reader.decode(row);
        if (!batch)
            return setAside(row, batch.error().detail);
        Statement insert =
            m_to.prepare("INSERT INTO commits VALUES(?1, ?2, ?3, ?4, 0, ?5, ?6, ?7)");
        bindHeader(insert, row);
        insert.bindBlob(5, row.hash).bindBlob(6, row.body).bindBlob(7, row.packs);
        ++m_recovered;
        if (Status inserted = insert.run(); !inserted)
            return inserted;
        return copyIdentities(row.header, **batch);
    }
    Status setAside(const CommitRow& row, const std::string& reason)
    {
        Statement insert = m_to.prepare(
            "INSERT OR REPLACE INTO quarantine VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        bindHeader(insert, row);
        insert.bindBlob(5, row.hash)
            .bindText(6, reason)
            .bindBlob(7, row.body)
            .bindBlob(8, row.packs);
        ++m_setAside;
        return insert.run();
    }
    static void bindHeader(Statement& insert, const CommitRow& row)
    {
        insert.bind(1, static_cast<std::int64_t>(row.header.first))
            .bind(2, static_cast<std::int64_t>(row.header.last))
            .bind(3, static_cast<std::int64_t>(row.header.number))
            .bind(4, row.header.arrival);
    }
    Status copyIdentities(const CommitHeader& header, const EntryBatch& batch)
    {
        std::vector<Identity> identities;
        m_digester.forgetScopes();
        for (const LogEntry& entry : batch.entries)
            if (entry.kind == EntryKind::step && !(entry.step->flags & kRevision))
                identities.push_back(m_digester.identify(*entry.step));
        const std::string_view bytes(reinterpret_cast<const char*>(identities.data()),
                                     identities.size() * sizeof(Identity));
        Statement insert = m_to.prepare("INSERT INTO recent_identities VALUES(?1, ?2, ?3)");
        insert.bind(1, static_cast<std::int64_t>(header.first))
            .bind(2, header.arrival)
            .bindBlob(3, bytes);
        return insert.run();
    }

    Database& m_to;
    CommitReader m_reader;
    KeyedHash m_hash;
    StepDigester m_digester;
    int m_recovered = 0;
    int m_setAside = 0;
    int m_gaps = 0;
};

/// What can be read of a small table, row by row until the damage.
void copyTable(Database& from, Database& to, const std::string& table, int columns)
{
    std::string insert = "INSERT OR REPLACE INTO " + table + " VALUES(?1";
    for (int i = 2; i <= columns; ++i)
        insert += ", ?" + std::to_string(i);
    Statement read = from.prepare("SELECT * FROM " + table);
    Statement write = to.prepare(insert + ")");
    while (read.step() == Statement::Row::row) {
        for (int i = 0; i < columns; ++i)
            write.bindColumn(i + 1, read, i);
        if (!write.run())
            return;
    }
}

} // namespace

Result<std::string> moveAside(const std::string& directory)
{
    const std::string path = logPath(directory);
    std::string target;
    for (int n = 1; target.empty() || std::filesystem::exists(target); ++n)
        target = path + ".damaged-" + std::to_string(n);
    std::error_code failure;
    std::filesystem::rename(path, target, failure);
    if (failure)
        return Error{ErrorCode::io, "The damaged log " + path + " cannot be moved aside.",
                     failure.message()};
    for (const char* suffix : {"-wal", "-shm"})
        std::filesystem::rename(path + suffix, target + suffix, failure); // may not be there
    return target;
}

Result<std::string> salvage(const std::string& directory, const std::string& damagedPath)
{
    Result<std::unique_ptr<Database>> from = Database::open(damagedPath, Database::Mode::readWrite);
    if (!from)
        return from.error();
    // Otherwise a file that is shorter than its header says is refused as a whole.
    (void)(*from)->execute("PRAGMA writable_schema=ON");
    if ((*from)->queryInteger("SELECT count(*) FROM sqlite_master WHERE name='commits'") == 0)
        return Error{ErrorCode::damaged, "Nothing of it could be read.", ""};
    Result<std::unique_ptr<Database>> to =
        Database::open(logPath(directory), Database::Mode::readWrite);
    if (!to)
        return to.error();
    copyTable(**from, **to, "meta", 2);
    copyTable(**from, **to, "dictionaries", 2);
    copyTable(**from, **to, "kept_packs", 8);
    copyTable(**from, **to, "rewrites", 3);
    copyTable(**from, **to, "quarantine", 8);
    return Salvager(**from, **to).run();
}

void requestRepair(const std::string& directory)
{
    std::ofstream(repairPath(directory)) << "damaged\n";
}

bool takeRepairRequest(const std::string& directory)
{
    std::error_code ignored;
    return std::filesystem::remove(repairPath(directory), ignored);
}

} // namespace penstock::store
