// SPDX-License-Identifier: GPL-3.0-or-later
// LogStore::open: directory, lock, file, schema; a damaged file is moved aside and a fresh one begun
// with what can be read of it.
#include "core/store/log_store.h"

#include "core/store/salvage.h"
#include "core/store/schema.h"
#include "core/store/sqlite_log_store.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <sys/stat.h>
#include <unistd.h>

namespace penstock {
namespace {

using namespace store; // NOLINT: a source file

std::string octal(unsigned mode)
{
    std::string digits;
    for (int shift = 6; shift >= 0; shift -= 3)
        digits += static_cast<char>('0' + (mode >> shift & 7));
    return digits;
}

/// One that is there already is somebody's own decision: it is used as it is or refused, never changed behind their back.
Status checkDirectory(const std::string& directory)
{
    struct stat info {};
    if (stat(directory.c_str(), &info) != 0)
        return Error{ErrorCode::io, "The data directory " + directory + " cannot be read.",
                     std::strerror(errno)};
    if (!S_ISDIR(info.st_mode))
        return Error{ErrorCode::invalid,
                     directory + " is not a directory; choose another data directory.",
                     {}};
    if (info.st_uid != geteuid() && geteuid() != 0)
        return Error{
            ErrorCode::denied, "The data directory " + directory + " belongs to another user.", {}};
    if ((info.st_mode & 0077) != 0)
        return Error{ErrorCode::denied,
                     "Other users can look into the data directory " + directory + " (mode " +
                         octal(info.st_mode & 0777) +
                         "), and what agents say is recorded there. Run: chmod 700 '" + directory +
                         "' – or choose another directory.",
                     {}};
    return Done{};
}

Status makeDirectory(const std::string& directory)
{
    std::error_code failure;
    std::filesystem::path path = std::filesystem::absolute(directory, failure).lexically_normal();
    if (!path.has_filename())
        path = path.parent_path(); // it ended with a slash
    std::filesystem::create_directories(path.parent_path(), failure);
    if (mkdir(path.c_str(), 0700) == 0)
        return Done{};
    if (errno == EEXIST)
        return checkDirectory(directory);
    return Error{ErrorCode::io, "The data directory " + directory + " cannot be made.",
                 std::strerror(errno)};
}

Result<std::unique_ptr<Database>> openDatabase(const StoreOptions& options)
{
    Result<std::unique_ptr<Database>> database =
        Database::open(logPath(options.directory), Database::Mode::readWrite);
    if (!database)
        return database;
    const bool sync = options.durability == Durability::full;
    if (Status configured = configureWriter(**database, sync); !configured)
        return configured.error();
    if (Status migrated = migrate(**database); !migrated)
        return migrated.error();
    return database;
}

/// Moves a damaged log.db aside and begins a new one with what can be read; says so in `damage`.
Result<std::unique_ptr<Database>> replaceDamaged(const StoreOptions& options, std::string& damage)
{
    Result<std::string> aside = moveAside(options.directory);
    if (!aside)
        return aside.error();
    Result<std::unique_ptr<Database>> database = openDatabase(options);
    if (!database)
        return database;
    Result<std::string> saved = salvage(options.directory, *aside);
    damage = "The log was damaged and was moved to " + *aside + "; " +
             (saved ? *saved : "nothing of it could be read, so a new one was begun.");
    return database;
}

Result<std::unique_ptr<SqliteLogStore>> loadStore(const StoreOptions& options,
                                                  std::unique_ptr<WriterLock>& lock,
                                                  Result<std::unique_ptr<Database>> database)
{
    if (!database)
        return database.error();
    auto log = std::make_unique<SqliteLogStore>(options, std::move(database.value()));
    if (Status loaded = log->load(lock->afterUncleanEnd()); !loaded)
        return loaded.error();
    log->own(std::move(lock));
    return log;
}

/// Starts on the writer thread, then lets look() and write() take turns.
Result<LogStore::Forgotten>
finishForget(const OnWriter& onWriter, const std::function<Nanos()>& now,
             const std::function<Result<std::unique_ptr<LogStore::Forgetting>>(LogStore&)>& start)
{
    const Error ended{
        ErrorCode::cancelled,
        "The engine is closing; what is not deleted yet is deleted at its next start.",
        {}};
    Result<std::unique_ptr<LogStore::Forgetting>> job = ended;
    if (!onWriter([&](LogStore& log) { job = start(log); }))
        return ended;
    if (!job)
        return job.error();
    if (!*job)
        return LogStore::Forgotten{};
    for (;;) {
        if (Status looked = (*job)->look(); !looked)
            return looked.error();
        Result<std::optional<LogStore::Forgotten>> written = ended;
        if (!onWriter([&](LogStore&) { written = (*job)->write(now()); }))
            return ended;
        if (!written)
            return written.error();
        if (*written)
            return **written;
    }
}

} // namespace

Result<LogStore::Forgotten> forgetBeside(const OnWriter& onWriter,
                                         const std::optional<LogStore::ForgetRequest>& request,
                                         const std::function<Nanos()>& now)
{
    const auto interrupted =
        finishForget(onWriter, now, [](LogStore& log) { return log.unfinishedForget(); });
    if (!interrupted || !request)
        return interrupted;
    return finishForget(onWriter, now, [&](LogStore& log) { return log.beginForget(*request); });
}

Result<LogStore::Forgotten> LogStore::forget(const ForgetRequest& request, Nanos now)
{
    const OnWriter here = [this](const std::function<void(LogStore&)>& work) {
        work(*this);
        return true;
    };
    return forgetBeside(here, request, [now] { return now; });
}

Result<std::unique_ptr<LogStore>> LogStore::open(const StoreOptions& options)
{
    if (Status made = makeDirectory(options.directory); !made)
        return made.error();
    Result<std::unique_ptr<WriterLock>> lock = WriterLock::take(options.directory);
    if (!lock)
        return lock.error();
    using Opened = Result<std::unique_ptr<SqliteLogStore>>;
    const bool repair = takeRepairRequest(options.directory);
    Opened log = repair ? Opened(Error{ErrorCode::damaged, "", ""})
                        : loadStore(options, *lock, openDatabase(options));
    std::string damage;
    if (!log && log.error().code == ErrorCode::damaged)
        log = loadStore(options, *lock, replaceDamaged(options, damage));
    if (!log)
        return log.error();
    if (!damage.empty())
        (*log)->reportDamage(damage);
    return std::unique_ptr<LogStore>(std::move(log.value()));
}

} // namespace penstock
