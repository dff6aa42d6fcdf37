// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/index_file.h"

#include "core/base/hash.h"
#include "core/store/step_segment.h"

#include <filesystem>
#include <fstream>

#include <sys/stat.h>

namespace penstock::store {

IndexFile::IndexFile(std::unique_ptr<Database> database)
    : m_database(std::move(database)),
      m_column(m_database->prepare("SELECT data FROM columns WHERE id=?1")),
      m_textPart(m_database->prepare("SELECT data FROM text_parts WHERE id=?1"))
{
}

namespace {

constexpr int kIndexVersion = 3;
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

/// Tells one run of the system from the next; never 0.
std::int64_t runOfTheSystem()
{
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string id;
    std::getline(file, id);
    return static_cast<std::int64_t>(plainHash64(id) | 1);
}

/// The run of the system in which the file was written without syncing; 0 = all of it is on disk.
constexpr std::string_view kUnsyncedIn = "unsynced_in";

bool isCurrent(IndexFile& file)
{
    const std::int64_t unsyncedIn = file.number(kUnsyncedIn);
    return file.database().queryInteger("PRAGMA user_version") == kIndexVersion &&
           file.number("schema") == static_cast<std::int64_t>(stepSchemaDigest()) &&
           (unsyncedIn == 0 || unsyncedIn == runOfTheSystem());
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
            "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "PRAGMA secure_delete=ON; PRAGMA journal_size_limit=16777216; PRAGMA "
            "cache_size=-4096;");
        std::unique_ptr<IndexFile> file(new IndexFile(std::move(database.value())));
        if (ready && isCurrent(*file)) {
            if (Status begun = file->beginUnsynced(); !begun)
                return begun.error();
            return file;
        }
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
        file.reset(new IndexFile(std::move(file->m_database)));
        if (Status begun = file->beginUnsynced(); !begun)
            return begun.error();
        return file;
    }
    return Error{ErrorCode::io, "The index of the log cannot be made.", path};
}

Result<std::unique_ptr<IndexFile>> IndexFile::openForReading(const std::string& directory)
{
    const std::uint64_t identity = identityOf(indexPath(directory));
    Result<std::unique_ptr<Database>> database =
        Database::open(indexPath(directory), Database::Mode::readOnly);
    if (!database)
        return Error{ErrorCode::notFound, "Nothing is indexed yet.", database.error().detail};
    std::unique_ptr<IndexFile> file(new IndexFile(std::move(database.value())));
    file->m_path = indexPath(directory);
    file->m_identity = identity;
    if (!isCurrent(*file))
        return Error{ErrorCode::notFound, "The index is of another version.", directory};
    return file;
}

std::uint64_t IndexFile::identityOf(const std::string& path)
{
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0)
        return 0;
    return plainHash64(std::to_string(facts.st_dev) + ' ' + std::to_string(facts.st_ino)) | 1;
}

bool IndexFile::wasReplaced() const
{
    return identityOf(m_path) != m_identity;
}

IndexFile::~IndexFile()
{
    if (m_unsynced)
        sync();
}

/// The mark is on disk before anything is written that may not be.
Status IndexFile::beginUnsynced()
{
    if (Status marked = setNumber(kUnsyncedIn, runOfTheSystem()); !marked)
        return marked;
    m_unsynced = true;
    return m_database->execute("PRAGMA synchronous=OFF");
}

/// The mark goes once everything is on disk. When a reader is in the way it stays, which costs an index only if the system
/// goes down before the next start.
void IndexFile::sync()
{
    if (!m_database->execute("PRAGMA synchronous=FULL") ||
        !setNumber(kUnsyncedIn, runOfTheSystem()) || !m_database->truncateWal())
        return;
    (void)setNumber(kUnsyncedIn, 0);
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

/// What somebody asked to forget goes from the disk now.
Status IndexFile::wipe(const std::function<Status()>& remove)
{
    if (Status synced = m_database->execute("PRAGMA synchronous=FULL"); !synced)
        return synced;
    Transaction transaction(*m_database);
    if (!transaction.begun())
        return transaction.begun();
    if (Status removed = remove(); !removed)
        return removed;
    if (Status committed = transaction.commit(); !committed)
        return committed;
    m_walHoldsCleared = true;
    settle();
    return Done{};
}

Status IndexFile::clear()
{
    const std::string schema = std::to_string(static_cast<std::int64_t>(stepSchemaDigest()));
    return wipe([&] {
        return m_database->execute(
            "DELETE FROM segments; DELETE FROM columns; DELETE FROM texts; DELETE FROM text_parts;"
            "DELETE FROM numbers WHERE key<>'" +
            std::string(kUnsyncedIn) +
            "'; "
            "INSERT INTO numbers VALUES('schema', " +
            schema + ");");
    });
}

Status IndexFile::beginForget()
{
    return wipe([this] {
        Status marked = setNumber(kForgetting, 1);
        return marked ? m_database->execute("DELETE FROM segments; DELETE FROM columns; "
                                            "DELETE FROM numbers WHERE key='through'")
                      : marked;
    });
}

Status IndexFile::endForget(const std::function<Status()>& remove)
{
    return wipe([&] {
        Status removed = remove();
        return removed ? setNumber(kForgetting, 0) : removed;
    });
}

void IndexFile::blob(IndexBlob table, std::int64_t id, std::string& into)
{
    Statement& query = table == IndexBlob::column ? m_column : m_textPart;
    query.bind(1, id);
    into.clear();
    if (query.step() == Statement::Row::row)
        into.assign(query.blob(0));
    query.reset();
}

void IndexFile::settle()
{
    if (!m_walHoldsCleared) {
        m_database->checkpoint(kCheckpointPages);
        return;
    }
    m_walHoldsCleared = !m_database->truncateWal();
    if (!m_walHoldsCleared && m_unsynced)
        (void)m_database->execute("PRAGMA synchronous=OFF");
}

} // namespace penstock::store
