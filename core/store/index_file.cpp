// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/index_file.h"

#include "core/store/step_segment.h"

#include <filesystem>

namespace penstock::store {

IndexFile::IndexFile(std::unique_ptr<Database> database)
    : m_database(std::move(database)),
      m_column(m_database->prepare("SELECT data FROM columns WHERE id=?1")),
      m_textPart(m_database->prepare("SELECT data FROM text_parts WHERE id=?1"))
{
}

namespace {

constexpr int kIndexVersion = 1;
constexpr int kCheckpointPages = 512; ///< of the WAL, 8 MiB
constexpr const char* kSchema = R"(
CREATE TABLE numbers(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE segments(id INTEGER PRIMARY KEY AUTOINCREMENT, rows INTEGER NOT NULL, oldest INTEGER NOT NULL,
                      newest INTEGER NOT NULL, last INTEGER NOT NULL, bare INTEGER NOT NULL,
                      dropped INTEGER NOT NULL, slots BLOB NOT NULL);
CREATE TABLE columns(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE texts(id INTEGER PRIMARY KEY AUTOINCREMENT, first INTEGER NOT NULL, last INTEGER NOT NULL,
                   closed INTEGER NOT NULL);
CREATE TABLE text_parts(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
)";

std::string indexPath(const std::string& directory)
{
    return directory + "/index.db";
}

bool isCurrent(IndexFile& file)
{
    return file.database().queryInteger("PRAGMA user_version") == kIndexVersion &&
           file.number("schema") == static_cast<std::int64_t>(stepSchemaDigest());
}

} // namespace

void IndexFile::destroy(const std::string& directory)
{
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(indexPath(directory) + suffix, ignored);
}

Result<std::unique_ptr<IndexFile>> IndexFile::openForWriting(const std::string& directory)
{
    const std::string path = indexPath(directory);
    for (const bool anew : {false, true}) {
        if (anew)
            destroy(directory);
        Result<std::unique_ptr<Database>> database =
            Database::open(path, Database::Mode::readWrite);
        if (!database)
            return database.error();
        const Status ready = (*database)->execute(
            "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA secure_delete=ON; PRAGMA journal_size_limit=16777216; PRAGMA "
            "cache_size=-4096;");
        std::unique_ptr<IndexFile> file(new IndexFile(std::move(database.value())));
        if (ready && isCurrent(*file))
            return file;
        if (!anew)
            continue;
        if (!ready)
            return ready.error();
        if (Status made = file->database().execute(
                kSchema + ("PRAGMA user_version=" + std::to_string(kIndexVersion)));
            !made)
            return made.error();
        if (Status set = file->setNumber("schema", static_cast<std::int64_t>(stepSchemaDigest()));
            !set)
            return set.error();
        // Statements made before there were tables are of no use.
        return std::unique_ptr<IndexFile>(new IndexFile(std::move(file->m_database)));
    }
    return Error{ErrorCode::io, "The index of the log cannot be made.", path};
}

Result<std::unique_ptr<IndexFile>> IndexFile::openForReading(const std::string& directory)
{
    Result<std::unique_ptr<Database>> database =
        Database::open(indexPath(directory), Database::Mode::readOnly);
    if (!database)
        return Error{ErrorCode::notFound, "Nothing is indexed yet.", database.error().detail};
    std::unique_ptr<IndexFile> file(new IndexFile(std::move(database.value())));
    if (!isCurrent(*file))
        return Error{ErrorCode::notFound, "The index is of another version.", directory};
    return file;
}

std::int64_t IndexFile::number(std::string_view key)
{
    Statement query = m_database->prepare("SELECT value FROM numbers WHERE key=?1");
    query.bindText(1, key);
    return query.step() == Statement::Row::row ? query.integer(0) : 0;
}

Status IndexFile::setNumber(std::string_view key, std::int64_t value)
{
    Statement write = m_database->prepare("INSERT OR REPLACE INTO numbers VALUES(?1, ?2)");
    return write.bindText(1, key).bind(2, value).run();
}

std::uint64_t IndexFile::usedBytes()
{
    const std::int64_t pages = m_database->queryInteger("PRAGMA page_count") -
                               m_database->queryInteger("PRAGMA freelist_count");
    return static_cast<std::uint64_t>(pages * m_database->queryInteger("PRAGMA page_size"));
}

Status IndexFile::clear()
{
    Transaction transaction(*m_database);
    if (!transaction.begun())
        return transaction.begun();
    const std::string schema = std::to_string(static_cast<std::int64_t>(stepSchemaDigest()));
    if (Status cleared = m_database->execute(
            "DELETE FROM segments; DELETE FROM columns; DELETE FROM texts; DELETE FROM text_parts;"
            "DELETE FROM numbers; INSERT INTO numbers VALUES('schema', " +
            schema + ");");
        !cleared)
        return cleared;
    if (Status committed = transaction.commit(); !committed)
        return committed;
    m_walHoldsCleared = true;
    settle();
    return Done{};
}

std::string IndexFile::blob(IndexBlob table, std::int64_t id)
{
    Statement& query = table == IndexBlob::column ? m_column : m_textPart;
    query.bind(1, id);
    std::string bytes;
    if (query.step() == Statement::Row::row)
        bytes = query.blob(0);
    query.reset();
    return bytes;
}

void IndexFile::settle()
{
    if (m_walHoldsCleared)
        m_walHoldsCleared = !m_database->truncateWal();
    else
        m_database->checkpoint(kCheckpointPages);
}

} // namespace penstock::store
