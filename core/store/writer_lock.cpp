// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/writer_lock.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace penstock::store {
namespace {

std::string readAll(int file)
{
    char buffer[64];
    const ssize_t n = pread(file, buffer, sizeof buffer, 0);
    std::string text(buffer, n > 0 ? static_cast<std::size_t>(n) : 0);
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    return text;
}

} // namespace

Result<std::unique_ptr<WriterLock>> WriterLock::take(const std::string& directory)
{
    const std::string path = directory + "/writer.lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return Error{ErrorCode::io, "The data directory " + directory + " cannot be written.",
                     path + ": " + std::strerror(errno)};
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        const std::string pid = readAll(file);
        ::close(file);
        return Error{ErrorCode::locked,
                     "Another Penstock (process " + (pid.empty() ? "unknown" : pid) +
                         ") records into " + directory +
                         "; close it or use another data directory.",
                     path};
    }
    const bool unclean = !readAll(file).empty();
    const std::string pid = std::to_string(getpid()) + "\n";
    const bool written = ftruncate(file, 0) == 0 && pwrite(file, pid.data(), pid.size(), 0) ==
                                                        static_cast<ssize_t>(pid.size());
    if (!written && errno != ENOSPC) {
        const int osError = errno;
        ::close(file);
        return Error{ErrorCode::io, "The data directory " + directory + " cannot be written.",
                     path + ": " + std::strerror(osError)};
    }
    return std::unique_ptr<WriterLock>(new WriterLock(file, unclean));
}

WriterLock::~WriterLock()
{
    // A file that cannot be emptied only makes the next start mention an unclean end.
    [[maybe_unused]] const int ignored = ftruncate(m_file, 0);
    ::close(m_file);
}

} // namespace penstock::store
