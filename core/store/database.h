// SPDX-License-Identifier: GPL-3.0-or-later
// Database and Statement: thin owners of a SQLite connection and a prepared statement, so that the rest of store/ writes
// SQL and nothing else. One thread at a time. Nothing throws: a statement that cannot be prepared fails when stepped,
// and every failure becomes an Error whose code tells full, damaged, busy and other I/O apart.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace penstock::store {

class Statement final {
public:
    enum class Row { row, done, failed };

    Statement() = default;
    Statement(sqlite3* database, std::string_view sql);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;

    /// Parameters count from 1. Texts and blobs must stay alive until reset().
    Statement& bind(int at, std::int64_t value);
    Statement& bindBlob(int at, std::string_view bytes);
    Statement& bindText(int at, std::string_view text);
    /// A copy of what another statement's row holds.
    Statement& bindColumn(int at, const Statement& row, int column);
    Row step();
    /// Makes the statement ready for the next use and ends its hold on the database.
    void reset();
    /// Steps once and resets; for statements without rows.
    Status run();

    std::int64_t integer(int column) const;
    std::string_view blob(int column) const; ///< valid until the next step or reset
    Error error() const;

private:
    sqlite3* m_database = nullptr;
    sqlite3_stmt* m_statement = nullptr;
    int m_result = 0;
};

/// Of all connections of this process: pages they keep and what they work with.
std::size_t databaseMemory();

class Database final {
public:
    enum class Mode { readWrite, readOnly };

    static Result<std::unique_ptr<Database>> open(const std::string& path, Mode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    Status execute(const std::string& sql);
    Statement prepare(std::string_view sql) { return Statement(m_handle, sql); }
    /// First column of the first row; fallback when there is none.
    std::int64_t queryInteger(std::string_view sql, std::int64_t fallback = 0);
    Error error() const;
    const std::string& path() const { return m_path; }

    /// Copies the write-ahead log into the file, when it has grown to this many pages; commits do so by themselves only
    /// from kWalPagesMax on, because it takes long then.
    void checkpoint(int fromPages);
    /// Copies all of it and empties the log file; false while a reader still needs it.
    bool truncateWal();
    bool inTransaction() const;
    static constexpr int kWalPagesMax = 16'384;

private:
    Database(std::string path, sqlite3* handle);
    static int walGrew(void* self, sqlite3* handle, const char* name, int pages);

    std::string m_path;
    sqlite3* m_handle;
    int m_walPages = 0; ///< as told by the last commit
};

/// BEGIN IMMEDIATE … COMMIT; rolled back when it goes out of scope uncommitted. Inside another one it does nothing: the
/// outer one decides.
class Transaction final {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    const Status& begun() const { return m_begun; }
    Status commit();

private:
    Database& m_database;
    bool m_nested;
    Status m_begun;
    bool m_open;
};

} // namespace penstock::store
