// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/disk_space.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

namespace penstock::store {

std::uint64_t freeBytes(const std::string& directory)
{
    struct statvfs info = {};
    if (statvfs(directory.c_str(), &info) != 0)
        return UINT64_MAX;
    return static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize;
}

std::uint64_t fileBytes(const std::string& path)
{
    struct stat info = {};
    return stat(path.c_str(), &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
}

} // namespace penstock::store
