// SPDX-License-Identifier: GPL-3.0-or-later
// ByteSource: the bytes of a file, decompressed on the way (gzip and zstd told apart by their magic numbers, also
// several members or frames in a row). Memory is one block whatever the file's size. One thread. Errors are sentences
// that name the file and the position; what was delivered before an error is good.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>

namespace penstock {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    /// Appends some bytes to out; how many, 0 at the end.
    virtual Result<std::size_t> readSome(std::string& out) = 0;
    virtual std::uint64_t fileBytesRead() const = 0; ///< compressed bytes
    virtual std::uint64_t fileSize() const = 0;
};

Result<std::unique_ptr<ByteSource>> openByteSource(const std::string& path);

} // namespace penstock
