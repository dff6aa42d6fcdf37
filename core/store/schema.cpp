// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/schema.h"

#include "core/base/encoding.h"
#include "core/base/hash.h"
#include "core/store/compressor.h"

namespace penstock::store {
namespace {

// Blobs come last in a row, so that the columns before them are read without touching overflow pages.
constexpr const char* kVersion1 = R"(
CREATE TABLE meta(key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE dictionaries(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE commits(seq INTEGER PRIMARY KEY, last INTEGER NOT NULL, number INTEGER NOT NULL,
                     arrival INTEGER NOT NULL, reuse_floor INTEGER NOT NULL, hash BLOB NOT NULL,
                     body BLOB NOT NULL, packs BLOB NOT NULL);
CREATE TABLE kept_packs(seq INTEGER PRIMARY KEY, last INTEGER NOT NULL, number INTEGER NOT NULL,
                        arrival INTEGER NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL,
                        body_hash BLOB NOT NULL, packs BLOB NOT NULL);
CREATE TABLE recent_identities(seq INTEGER PRIMARY KEY, arrival INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE identity_runs(id INTEGER PRIMARY KEY, tier INTEGER NOT NULL, identities INTEGER NOT NULL,
                           newest INTEGER NOT NULL, covered INTEGER NOT NULL, fences BLOB NOT NULL,
                           filter BLOB NOT NULL);
CREATE TABLE identity_blocks(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE rewrites(seq INTEGER NOT NULL, tombstone INTEGER NOT NULL, hashes BLOB NOT NULL,
                      PRIMARY KEY(seq, tombstone)) WITHOUT ROWID;
CREATE TABLE quarantine(seq INTEGER PRIMARY KEY, last INTEGER NOT NULL, number INTEGER NOT NULL,
                        arrival INTEGER NOT NULL, hash BLOB NOT NULL, reason TEXT NOT NULL,
                        body BLOB NOT NULL, packs BLOB NOT NULL);
)";

Status createVersion1(Database& database)
{
    if (Status made = database.execute(kVersion1); !made)
        return made;
    return writeMeta(database, "hash_secret", randomBytes(KeyedHash::kSecretSize));
}

Error olderVersion()
{
    return {ErrorCode::unsupported,
            "This data directory was written by a development version of Penstock whose log this "
            "version does not read; use another directory, and import what it was made from.",
            "log.db has schema version 2, of which there were several kinds"};
}

/// Version 2 was of development versions: what they logged as features is not told apart by any number.
bool isOfDevelopment(Database& database, std::int64_t version)
{
    return version == 2 && database.queryInteger("SELECT count(*) FROM "
                                                 "(SELECT 1 FROM commits LIMIT 1)") > 0;
}

/// From here on segments of newer formats may follow, which a program that knows only the version before would call
/// damaged.
Status allowNewSegments(Database&)
{
    return Done{};
}

using Migration = Status (*)(Database&);
/// Entry n brings version n to n + 1, in the transaction that also sets the version.
constexpr Migration kMigrations[] = {createVersion1, allowNewSegments, allowNewSegments,
                                     allowNewSegments};
static_assert(std::size(kMigrations) == kSchemaVersion);

Error newerVersion(std::int64_t version)
{
    return {ErrorCode::unsupported,
            "This data directory was written by a newer Penstock; use that version or another "
            "directory.",
            "log.db has schema version " + std::to_string(version) + ", this program reads up to " +
                std::to_string(kSchemaVersion)};
}

} // namespace

std::string logPath(const std::string& directory)
{
    return directory + "/log.db";
}

Status configureWriter(Database& database, bool syncCommits)
{
    // auto_vacuum comes first: it only takes effect before the first table is made.
    Status status = database.execute("PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL;"
                                     "PRAGMA secure_delete=ON;"
                                     "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-8192;"
                                     "PRAGMA temp_store=MEMORY;");
    if (!status)
        return status;
    return database.execute(syncCommits ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
}

Status migrate(Database& database)
{
    const std::int64_t version = database.queryInteger("PRAGMA user_version");
    if (version > kSchemaVersion)
        return newerVersion(version);
    if (isOfDevelopment(database, version))
        return olderVersion();
    for (std::int64_t from = version; from < kSchemaVersion; ++from) {
        Transaction transaction(database);
        if (!transaction.begun())
            return transaction.begun();
        if (Status done = kMigrations[from](database); !done)
            return done;
        if (Status set = database.execute("PRAGMA user_version=" + std::to_string(from + 1)); !set)
            return set;
        if (Status committed = transaction.commit(); !committed)
            return committed;
    }
    return Done{};
}

Status checkReadable(Database& database)
{
    Statement query = database.prepare("PRAGMA user_version");
    if (query.step() != Statement::Row::row)
        return query.error();
    const std::int64_t version = query.integer(0);
    if (version > kSchemaVersion)
        return newerVersion(version);
    if (isOfDevelopment(database, version))
        return olderVersion();
    if (version == 0)
        return Error{ErrorCode::notFound, "There is no log in this data directory yet.",
                     database.path()};
    return Done{};
}

std::string readMeta(Database& database, std::string_view key)
{
    Statement query = database.prepare("SELECT value FROM meta WHERE key=?1");
    query.bindText(1, key);
    return query.step() == Statement::Row::row ? std::string(query.blob(0)) : std::string();
}

Status writeMeta(Database& database, std::string_view key, std::string_view value)
{
    Statement write = database.prepare("INSERT OR REPLACE INTO meta VALUES(?1, ?2)");
    return write.bindText(1, key).bindBlob(2, value).run();
}

} // namespace penstock::store
