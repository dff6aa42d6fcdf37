// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/bare_limit.h"

#include "core/store/database.h"

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <random>
#include <thread>
#include <unistd.h>

namespace penstock {
namespace {

using store::Database;

using SteadyClock = std::chrono::steady_clock;

double millisecondsSince(SteadyClock::time_point t)
{
    return std::chrono::duration<double, std::milli>(SteadyClock::now() - t).count();
}

Status fill(Database& database, const std::string& text, int rows, int rowBytes, int batch,
            double paceRows, std::vector<double>& commitMs)
{
    const auto started = SteadyClock::now();
    auto begunAt = started;
    store::Statement insert = database.prepare("INSERT INTO step(body) VALUES(?)");
    std::mt19937_64 random(1);
    for (int i = 0; i < rows; ++i) {
        if (i % batch == 0 && paceRows > 0)
            std::this_thread::sleep_until(started +
                                          std::chrono::duration_cast<SteadyClock::duration>(
                                              std::chrono::duration<double>(i / paceRows)));
        if (i % batch == 0)
            begunAt = SteadyClock::now();
        if (i % batch == 0)
            if (Status begun = database.execute("BEGIN"); !begun)
                return begun;
        const std::size_t from = random() % (text.size() - static_cast<std::size_t>(rowBytes));
        insert.bindBlob(1, std::string_view(text).substr(from, static_cast<std::size_t>(rowBytes)));
        if (Status inserted = insert.run(); !inserted)
            return inserted;
        if (i % batch == batch - 1 || i == rows - 1) {
            if (Status committed = database.execute("COMMIT"); !committed)
                return committed;
            commitMs.push_back(millisecondsSince(begunAt));
        }
    }
    return Done{};
}

/// Pays now for the removal of what was measured: the file system would do it within whatever is measured next.
void settleDisk(const std::string& path)
{
    const std::string directory = std::filesystem::path(path).parent_path().string();
    const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    ::syncfs(fd);
    ::close(fd);
}

} // namespace

double BareLimit::commitPercentile(double p) const
{
    if (commitMs.empty())
        return 0;
    return commitMs[static_cast<std::size_t>(p * static_cast<double>(commitMs.size() - 1))];
}

Result<BareLimit> measureBareLimit(const std::string& directory, const std::string& text, int rows,
                                   int rowBytes, int batch, double paceRows)
{
    const std::string path = directory + "/bare.db";
    BareLimit limit;
    {
        auto database = Database::open(path, Database::Mode::readWrite);
        if (!database)
            return database.error();
        const Status made =
            (*database)->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                                 "PRAGMA wal_autocheckpoint=16384;"
                                 "CREATE TABLE step(id INTEGER PRIMARY KEY, body BLOB)");
        if (!made)
            return made.error();
        const auto started = SteadyClock::now();
        if (Status filled = fill(**database, text, rows, rowBytes, batch, paceRows, limit.commitMs);
            !filled)
            return filled.error();
        limit.seconds = std::chrono::duration<double>(SteadyClock::now() - started).count();
        std::sort(limit.commitMs.begin(), limit.commitMs.end());
    }
    limit.rowsPerSecond = rows / limit.seconds;
    for (const char* suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(path + suffix);
    settleDisk(path);
    return limit;
}

} // namespace penstock
