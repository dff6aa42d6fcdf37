// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include <algorithm>
#include <cerrno>
#include <sqlite3.h>

namespace penstock::store {
namespace {

constexpr int kBusyMilliseconds = 10'000;

Error errorOf(sqlite3* database, int result)
{
    const std::string detail =
        std::string(sqlite3_errstr(result)) + ": " + (database ? sqlite3_errmsg(database) : "");
    const int osError = database ? sqlite3_system_errno(database) : 0;
    switch (result & 0xff) {
    case SQLITE_FULL:
        return {ErrorCode::full, "The disk is full.", detail};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorCode::damaged, "The database file is damaged.", detail};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::busy, "The database is busy; try again.", detail};
    case SQLITE_IOERR:
        if (osError == ENOSPC || osError == EDQUOT || osError == EFBIG)
            return {ErrorCode::full, "The disk is full.", detail};
        return {ErrorCode::io, "The disk reported an error.", detail};
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorCode::io,
                "The database file cannot be opened or written; check its permissions.", detail};
    default:
        return {ErrorCode::io, "The database refused an operation.", detail};
    }
}

} // namespace

Statement::Statement(sqlite3* database, std::string_view sql) : m_database(database)
{
    m_result = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                  SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

Statement::Statement(Statement&& other) noexcept
    : m_database(other.m_database),
      m_statement(std::exchange(other.m_statement, nullptr)),
      m_result(other.m_result)
{
}

Statement& Statement::operator=(Statement&& other) noexcept
{
    std::swap(m_database, other.m_database);
    std::swap(m_statement, other.m_statement);
    std::swap(m_result, other.m_result);
    return *this;
}

Statement& Statement::bind(int at, std::int64_t value)
{
    sqlite3_bind_int64(m_statement, at, value);
    return *this;
}

Statement& Statement::bindBlob(int at, std::string_view bytes)
{
    // An empty view may have a null pointer, which SQLite would bind as NULL.
    const char* data = bytes.empty() ? "" : bytes.data();
    sqlite3_bind_blob64(m_statement, at, data, bytes.size(), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bindText(int at, std::string_view text)
{
    const char* data = text.empty() ? "" : text.data();
    sqlite3_bind_text64(m_statement, at, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bindColumn(int at, const Statement& row, int column)
{
    sqlite3_bind_value(m_statement, at, sqlite3_column_value(row.m_statement, column));
    return *this;
}

Statement::Row Statement::step()
{
    if (m_statement == nullptr)
        return Row::failed;
    m_result = sqlite3_step(m_statement);
    if (m_result == SQLITE_ROW)
        return Row::row;
    return m_result == SQLITE_DONE ? Row::done : Row::failed;
}

void Statement::reset()
{
    if (m_statement != nullptr)
        sqlite3_reset(m_statement);
}

Status Statement::run()
{
    const Row row = step();
    if (row == Row::failed) {
        Error failure = error();
        reset();
        return failure;
    }
    reset();
    return Done{};
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

std::string_view Statement::blob(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    const int size = sqlite3_column_bytes(m_statement, column);
    return data == nullptr ? std::string_view()
                           : std::string_view(data, static_cast<std::size_t>(size));
}

Error Statement::error() const
{
    return errorOf(m_database, m_result);
}

std::size_t databaseMemory()
{
    return static_cast<std::size_t>(std::max<sqlite3_int64>(0, sqlite3_memory_used()));
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path, Mode mode)
{
    sqlite3* handle = nullptr;
    const int flags = (mode == Mode::readWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                               : SQLITE_OPEN_READONLY) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int result = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    if (result != SQLITE_OK) {
        Error failure = errorOf(handle, result);
        failure.detail = path + ": " + failure.detail;
        sqlite3_close_v2(handle);
        return failure;
    }
    sqlite3_busy_timeout(handle, kBusyMilliseconds);
    return std::unique_ptr<Database>(new Database(path, handle));
}

Database::Database(std::string path, sqlite3* handle) : m_path(std::move(path)), m_handle(handle)
{
    sqlite3_wal_hook(handle, &Database::walGrew, this);
}

int Database::walGrew(void* self, sqlite3*, const char*, int pages)
{
    auto* database = static_cast<Database*>(self);
    database->m_walPages = pages;
    database->checkpoint(kWalPagesMax);
    return SQLITE_OK;
}

void Database::checkpoint(int fromPages)
{
    if (m_walPages < fromPages)
        return;
    // What readers still use is copied another time; an error shows again at the next commit.
    sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    m_walPages = 0;
}

bool Database::truncateWal()
{
    sqlite3_busy_timeout(m_handle, 0); // a reader may take its time; the caller tries again
    const int result =
        sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(m_handle, kBusyMilliseconds);
    return result == SQLITE_OK;
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

Database::~Database()
{
    sqlite3_close_v2(m_handle);
}

Status Database::execute(const std::string& sql)
{
    const int result = sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK)
        return errorOf(m_handle, result);
    return Done{};
}

std::int64_t Database::queryInteger(std::string_view sql, std::int64_t fallback)
{
    Statement query = prepare(sql);
    return query.step() == Statement::Row::row ? query.integer(0) : fallback;
}

Error Database::error() const
{
    return errorOf(m_handle, sqlite3_extended_errcode(m_handle));
}

Transaction::Transaction(Database& database)
    : m_database(database),
      m_nested(database.inTransaction()),
      m_begun(m_nested ? Status(Done{}) : database.execute("BEGIN IMMEDIATE")),
      m_open(!m_nested && m_begun.ok())
{
}

Transaction::~Transaction()
{
    if (m_open)
        (void)m_database.execute(
            "ROLLBACK"); // SQLite may have rolled back already; then this is refused
}

Status Transaction::commit()
{
    if (m_nested)
        return Done{};
    Status status = m_database.execute("COMMIT");
    m_open = !status.ok();
    return status;
}

} // namespace penstock::store
