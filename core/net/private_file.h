// SPDX-License-Identifier: GPL-3.0-or-later
// PrivateFile: small secret-bearing files of the data directory (tokens, keys): mode 0600, replaced as a whole so that
// a crash leaves either the old or the new content. Any thread; one writer at a time (see FileLock). Blocking.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace penstock {

/// Writes a temporary file, syncs it, renames it over `path`, syncs the directory.
Status replacePrivateFile(const std::string& path, std::string_view content);
/// notFound when there is no such file; denied when others than its owner (us or root) could have changed it.
Result<std::string> readPrivateFile(const std::string& path);

/// Advisory lock between processes, held while alive.
class FileLock final {
public:
    enum class Patience { wait, dontWait };

    /// `busy` when somebody holds it and waiting was not asked for.
    static Result<FileLock> take(const std::string& path, Patience patience);
    FileLock(FileLock&& other) noexcept : m_fd(other.m_fd) { other.m_fd = -1; }
    FileLock& operator=(FileLock&&) = delete;
    ~FileLock();

private:
    explicit FileLock(int fd) : m_fd(fd) {}

    int m_fd;
};

} // namespace penstock
