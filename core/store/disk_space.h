// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes the file system tells. Pure questions, any thread; 0 for a file that is not there.
#pragma once

#include <cstdint>
#include <string>

namespace penstock::store {

/// Free for this user on the disk that holds the directory; the largest number if the system does not say.
std::uint64_t freeBytes(const std::string& directory);
std::uint64_t fileBytes(const std::string& path);

} // namespace penstock::store
