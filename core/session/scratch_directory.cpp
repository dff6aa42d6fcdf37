// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/scratch_directory.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace penstock {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPrefix = "penstock-attach-";
constexpr const char* kLockName = "/owner.lock";

/// A file that is locked before it has its name: nobody finds it unlocked while its owner lives.
int lockInside(const std::string& directory)
{
    const std::string unnamed = directory + "/owner.new";
    const int file = ::open(unnamed.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return -1;
    if (flock(file, LOCK_EX | LOCK_NB) == 0 &&
        rename(unnamed.c_str(), (directory + kLockName).c_str()) == 0)
        return file;
    ::close(file);
    return -1;
}

bool isOurs(const std::string& directory)
{
    struct stat info {};
    return lstat(directory.c_str(), &info) == 0 && S_ISDIR(info.st_mode) &&
           info.st_uid == geteuid();
}

void removeIfAbandoned(const std::string& directory)
{
    if (!isOurs(directory))
        return;
    // One that is just being made has no lock yet and is left alone.
    const int file = ::open((directory + kLockName).c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0)
        return;
    std::error_code ignored;
    if (flock(file, LOCK_EX | LOCK_NB) == 0)
        fs::remove_all(directory, ignored);
    ::close(file);
}

void removeAbandoned(const fs::path& parent)
{
    std::error_code failure;
    for (fs::directory_iterator at(parent, failure), end; !failure && at != end;
         at.increment(failure))
        if (at->path().filename().string().starts_with(kPrefix))
            removeIfAbandoned(at->path().string());
}

} // namespace

ScratchDirectory::ScratchDirectory(const std::string& parent)
{
    std::error_code failure;
    const fs::path below = parent.empty() ? fs::temp_directory_path(failure) : fs::path(parent);
    if (failure)
        return;
    removeAbandoned(below);
    std::string pattern = (below / (std::string(kPrefix) + "XXXXXX")).string();
    if (mkdtemp(pattern.data()) == nullptr)
        return;
    m_lock = lockInside(pattern);
    if (m_lock >= 0)
        m_path = pattern;
    else
        fs::remove_all(pattern, failure);
}

ScratchDirectory::~ScratchDirectory()
{
    if (m_lock < 0)
        return;
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
    ::close(m_lock);
}

} // namespace penstock
