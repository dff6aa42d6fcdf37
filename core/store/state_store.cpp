// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/state_store.h"

#include "core/store/database.h"
#include "core/store/disk_space.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <unordered_map>
#include <vector>

namespace penstock {
namespace {

using namespace store; // NOLINT: a source file

constexpr int kStateVersion = 2;
constexpr int kCheckpointPages = 2048; ///< of the WAL, 8 MiB
constexpr const char* kSchema = R"(
CREATE TABLE IF NOT EXISTS checkpoint(id INTEGER PRIMARY KEY CHECK(id=1), seq INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS tables(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS state(place INTEGER PRIMARY KEY, value BLOB NOT NULL);
PRAGMA user_version=2;
)";
constexpr int kKeyBits = 53;
constexpr std::int64_t kMostKinds = 1 << (62 - kKeyBits);

/// Kind and key in one rowid. Not a key of two columns: comparing those makes SQLite read every large value that its
/// search passes, whole (a third of the time to open a checkpoint).
std::int64_t placeOf(std::int64_t kind, std::uint64_t key)
{
    PENSTOCK_ASSERT(key >> kKeyBits == 0 && kind < kMostKinds);
    return kind << kKeyBits | static_cast<std::int64_t>(key);
}

std::string statePath(const std::string& directory)
{
    return directory + "/state.db";
}

/// Puts since the last commit (writer) or since the beginning (read-only). A removed key has no value.
class Overlay final {
public:
    using Table = std::unordered_map<std::uint64_t, std::pair<bool, std::string>>;

    const std::pair<bool, std::string>* find(std::string_view table, std::uint64_t key) const
    {
        const auto found = m_tables.find(table);
        if (found == m_tables.end())
            return nullptr;
        const auto entry = found->second.find(key);
        return entry == found->second.end() ? nullptr : &entry->second;
    }
    void set(std::string_view table, std::uint64_t key, bool present, std::string_view value)
    {
        auto found = m_tables.find(table);
        if (found == m_tables.end())
            found = m_tables.emplace(std::string(table), Table{}).first;
        found->second[key] = {present, std::string(value)};
    }
    const std::map<std::string, Table, std::less<>>& tables() const { return m_tables; }
    void clear() { m_tables.clear(); }

private:
    std::map<std::string, Table, std::less<>> m_tables;
};

/// What both modes read from; absent for a read-only store without a checkpoint.
class CheckpointFile final {
public:
    explicit CheckpointFile(std::unique_ptr<Database> database)
        : m_database(std::move(database)),
          m_get(m_database->prepare("SELECT value FROM state WHERE place=?1"))
    {
    }

    Database& database() { return *m_database; }
    Seq seq()
    {
        return static_cast<Seq>(m_database->queryInteger("SELECT seq FROM checkpoint WHERE id=1"));
    }
    std::string get(std::string_view table, std::uint64_t key)
    {
        const std::int64_t kind = kindOf(table);
        if (kind == 0)
            return {};
        m_get.bind(1, placeOf(kind, key));
        std::string value;
        if (m_get.step() == Statement::Row::row)
            value = m_get.blob(0);
        m_get.reset();
        return value;
    }
    /// Number of a table, 0 when it has none yet.
    std::int64_t kindOf(std::string_view table)
    {
        if (const auto known = m_kinds.find(table); known != m_kinds.end())
            return known->second;
        Statement query = m_database->prepare("SELECT id FROM tables WHERE name=?1");
        query.bindText(1, table);
        if (query.step() != Statement::Row::row)
            return 0;
        return m_kinds[std::string(table)] = query.integer(0);
    }
    Result<std::int64_t> makeKind(std::string_view table)
    {
        if (const std::int64_t known = kindOf(table); known != 0)
            return known;
        Statement insert = m_database->prepare("INSERT INTO tables(name) VALUES(?1)");
        if (Status made = insert.bindText(1, table).run(); !made)
            return made.error();
        return kindOf(table);
    }
    void forgetKinds() { m_kinds.clear(); }

private:
    std::unique_ptr<Database> m_database;
    Statement m_get;
    std::map<std::string, std::int64_t, std::less<>> m_kinds;
};

/// A connection of its own: what the writer commits meanwhile is seen by the next get().
class CommittedState final : public KeyedReader {
public:
    explicit CommittedState(std::unique_ptr<Database> database) : m_file(std::move(database)) {}
    std::string get(std::string_view table, std::uint64_t key) override
    {
        return m_file.get(table, key);
    }

private:
    CheckpointFile m_file;
};

class WriterState final : public StateStore {
public:
    WriterState(std::string directory, std::unique_ptr<Database> database)
        : m_directory(std::move(directory)),
          m_file(std::move(database)),
          m_put(m_file.database().prepare("INSERT OR REPLACE INTO state VALUES(?1, ?2)")),
          m_remove(m_file.database().prepare("DELETE FROM state WHERE place=?1")),
          m_setSeq(m_file.database().prepare("INSERT OR REPLACE INTO checkpoint VALUES(1, ?1)"))
    {
    }

    Seq checkpointSeq() override { return m_cleared ? 0 : m_file.seq(); }
    std::string get(std::string_view table, std::uint64_t key) override
    {
        if (const auto* fresh = m_fresh.find(table, key))
            return fresh->first ? fresh->second : std::string();
        return m_cleared ? std::string() : m_file.get(table, key);
    }
    void put(std::string_view table, std::uint64_t key, std::string_view value) override
    {
        m_fresh.set(table, key, true, value);
    }
    void remove(std::string_view table, std::uint64_t key) override
    {
        m_fresh.set(table, key, false, {});
    }
    Status commit(Seq seq) override;
    std::unique_ptr<KeyedReader> reader() override
    {
        auto database = Database::open(statePath(m_directory), Database::Mode::readOnly);
        if (!database)
            return nullptr;
        return std::make_unique<CommittedState>(std::move(*database));
    }
    void clear() override
    {
        m_fresh.clear();
        m_cleared = true;
    }
    std::uint64_t bytesOnDisk() const override
    {
        const std::string path = statePath(m_directory);
        return fileBytes(path) + fileBytes(path + "-wal");
    }

private:
    Status writeTable(std::string_view name, const Overlay::Table& table);

    std::string m_directory;
    CheckpointFile m_file;
    Statement m_put;
    Statement m_remove;
    Statement m_setSeq;
    Overlay m_fresh;
    bool m_cleared = false; ///< since the last commit; what the file holds does not count
    bool m_walHoldsCleared = false;
};

Status WriterState::commit(Seq seq)
{
    Transaction transaction(m_file.database());
    if (!transaction.begun())
        return transaction.begun();
    if (m_cleared)
        if (Status cleared =
                m_file.database().execute("DELETE FROM state; DELETE FROM checkpoint;");
            !cleared)
            return cleared;
    for (const auto& [name, table] : m_fresh.tables())
        if (Status written = writeTable(name, table); !written) {
            m_file.forgetKinds(); // a number made in this transaction is rolled back with it
            return written;
        }
    if (Status set = m_setSeq.bind(1, static_cast<std::int64_t>(seq)).run(); !set)
        return set;
    if (Status committed = transaction.commit(); !committed) {
        m_file.forgetKinds();
        return committed;
    }
    m_file.database().checkpoint(kCheckpointPages);
    // What was cleared may be what somebody asked to forget: its old pages go from both files, once no reader needs them.
    if (m_cleared || m_walHoldsCleared)
        m_walHoldsCleared = !m_file.database().truncateWal();
    m_fresh.clear();
    m_cleared = false;
    return Done{};
}

Status WriterState::writeTable(std::string_view name, const Overlay::Table& table)
{
    Result<std::int64_t> kind = m_file.makeKind(name);
    if (!kind)
        return kind.error();
    // In key order: neighbours share pages.
    std::vector<std::uint64_t> keys;
    keys.reserve(table.size());
    for (const auto& [key, value] : table)
        keys.push_back(key);
    std::sort(keys.begin(), keys.end());
    for (const std::uint64_t key : keys) {
        const auto& [present, value] = table.at(key);
        Statement& write = present ? m_put : m_remove;
        write.bind(1, placeOf(*kind, key));
        if (present)
            write.bindBlob(2, value);
        if (Status written = write.run(); !written)
            return written;
    }
    return Done{};
}

class ReaderState final : public StateStore {
public:
    ReaderState(std::string directory, std::unique_ptr<Database> database)
        : m_directory(std::move(directory))
    {
        if (database)
            m_file = std::make_unique<CheckpointFile>(std::move(database));
        m_seq = m_file ? m_file->seq() : 0;
    }

    Seq checkpointSeq() override { return m_seq; }
    std::string get(std::string_view table, std::uint64_t key) override
    {
        if (const auto* fresh = m_fresh.find(table, key))
            return fresh->first ? fresh->second : std::string();
        return m_file ? m_file->get(table, key) : std::string();
    }
    void put(std::string_view table, std::uint64_t key, std::string_view value) override
    {
        m_fresh.set(table, key, true, value);
    }
    void remove(std::string_view table, std::uint64_t key) override
    {
        m_fresh.set(table, key, false, {});
    }
    Status commit(Seq seq) override
    {
        m_seq = seq;
        return Done{};
    }
    void clear() override
    {
        m_fresh.clear();
        m_file.reset();
        m_seq = 0;
    }
    std::uint64_t bytesOnDisk() const override { return fileBytes(statePath(m_directory)); }

private:
    std::string m_directory;
    std::unique_ptr<CheckpointFile> m_file;
    Overlay m_fresh;
    Seq m_seq = 0;
};

Result<std::unique_ptr<Database>> openForWriting(const std::string& path)
{
    Result<std::unique_ptr<Database>> database = Database::open(path, Database::Mode::readWrite);
    if (!database)
        return database;
    // NORMAL: a checkpoint that a power cut takes is folded again from the log, which is synced.
    Status ready =
        (*database)->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                             "PRAGMA secure_delete=ON;"
                             "PRAGMA journal_size_limit=16777216; PRAGMA cache_size=-4096;");
    if (!ready)
        return ready.error();
    const std::int64_t version = (*database)->queryInteger("PRAGMA user_version");
    if (version != 0 && version != kStateVersion)
        return Error{ErrorCode::damaged, "The checkpoint is of another version.", path};
    if (Status made = (*database)->execute(kSchema); !made)
        return made.error();
    return database;
}

void removeFile(const std::string& path)
{
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(path + suffix, ignored);
}

} // namespace

Result<std::unique_ptr<StateStore>> StateStore::open(const std::string& directory,
                                                     StateAccess access)
{
    const std::string path = statePath(directory);
    if (access == StateAccess::writer) {
        Result<std::unique_ptr<Database>> database = openForWriting(path);
        if (!database && database.error().code == ErrorCode::damaged) {
            removeFile(path);
            database = openForWriting(path);
        }
        if (!database)
            return database.error();
        return std::unique_ptr<StateStore>(new WriterState(directory, std::move(database.value())));
    }
    std::unique_ptr<Database> readable;
    Result<std::unique_ptr<Database>> database = Database::open(path, Database::Mode::readOnly);
    // The first query begins the read transaction that holds until the store is closed.
    if (database && (*database)->execute("BEGIN") &&
        (*database)->queryInteger("PRAGMA user_version") == kStateVersion &&
        (*database)->queryInteger("SELECT count(*) FROM checkpoint") == 1)
        readable = std::move(database.value());
    return std::unique_ptr<StateStore>(new ReaderState(directory, std::move(readable)));
}

} // namespace penstock
