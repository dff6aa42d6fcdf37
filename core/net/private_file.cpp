// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/private_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace penstock {
namespace {

class Descriptor final {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    int get() const { return m_fd; }
    bool valid() const { return m_fd >= 0; }

private:
    const int m_fd;
};

Error systemError(const std::string& doing, const std::string& path)
{
    const int code = errno;
    const char* reason = std::strerror(code);
    return {code == ENOSPC   ? ErrorCode::full
            : code == ENOENT ? ErrorCode::notFound
                             : ErrorCode::io,
            "Cannot " + doing + " " + path + ": " + reason + ".", reason};
}

bool writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool syncDirectoryOf(const std::string& path)
{
    std::string directory = std::filesystem::path(path).parent_path().string();
    if (directory.empty())
        directory = ".";
    const Descriptor fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return fd.valid() && ::fsync(fd.get()) == 0;
}

} // namespace

Status replacePrivateFile(const std::string& path, std::string_view content)
{
    const std::string temporary = path + ".new";
    ::unlink(
        temporary
            .c_str()); // left by a crash, perhaps; O_EXCL below refuses links planted by others
    {
        const Descriptor fd(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (!fd.valid())
            return systemError("write", temporary);
        if (!writeAll(fd.get(), content) || ::fsync(fd.get()) != 0) {
            Error error = systemError("write", temporary);
            ::unlink(temporary.c_str());
            return error;
        }
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0)
        return systemError("replace", path);
    if (!syncDirectoryOf(path))
        return systemError("sync the directory of", path);
    return Done{};
}

Result<std::string> readPrivateFile(const std::string& path)
{
    const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat info {};
    if (!fd.valid() || ::fstat(fd.get(), &info) != 0)
        return systemError("read", path);
    if ((info.st_mode & 022) != 0 || (info.st_uid != ::geteuid() && info.st_uid != 0))
        return Error{ErrorCode::denied,
                     path +
                         " could have been changed by another user: check it, then `chmod 600` it.",
                     {}};
    std::string content(static_cast<std::size_t>(info.st_size), '\0');
    std::size_t have = 0;
    while (have < content.size()) {
        const ssize_t got = ::read(fd.get(), content.data() + have, content.size() - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return systemError("read", path);
        if (got == 0)
            break;
        have += static_cast<std::size_t>(got);
    }
    content.resize(have);
    return content;
}

Result<FileLock> FileLock::take(const std::string& path, Patience patience)
{
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return systemError("open", path);
    FileLock lock(fd);
    const int how = LOCK_EX | (patience == Patience::dontWait ? LOCK_NB : 0);
    while (::flock(fd, how) != 0) {
        if (errno == EWOULDBLOCK)
            return Error{ErrorCode::busy, path + " is in use by another process.", {}};
        if (errno != EINTR)
            return systemError("lock", path);
    }
    return lock;
}

FileLock::~FileLock()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

} // namespace penstock
