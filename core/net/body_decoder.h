// SPDX-License-Identifier: GPL-3.0-or-later
// BodyDecoder: undoes Content-Encoding with the limit enforced while decompressing: no output buffer is ever larger
// than maxBytes, whatever the input claims (gzip bombs). Whole-buffer decompression (libdeflate, zstd) because it is
// two to three times faster than a stream and the body is in memory anyway. One thread; reuse it, it keeps its scratch.
#pragma once

#include "core/net/inflight_budget.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace penstock {

enum class ContentCoding { identity, gzip, deflate, zstd };

/// The value of a Content-Encoding header, any case; nothing for what we cannot undo (also stacked codings).
std::optional<ContentCoding> contentCodingFromHeader(std::string_view value);

enum class BodyFault {
    none,
    damaged,  ///< not valid in this coding, cut off, or followed by something else
    tooLarge, ///< more than maxBytes after decompression
    noRoom    ///< the lease cannot grow: other requests hold the memory
};

class BodyDecoder final {
public:
    static BodyDecoder& ofThisThread();

    BodyDecoder();
    ~BodyDecoder();
    BodyDecoder(const BodyDecoder&) = delete;
    BodyDecoder& operator=(const BodyDecoder&) = delete;

    /// Replaces `out`. The lease covers the output buffer; on a fault it is released and `out` is empty.
    BodyFault decode(ContentCoding coding, std::string_view in, std::size_t maxBytes,
                     InflightLease& lease, std::string& out);

private:
    struct Tools;

    BodyFault attempt(ContentCoding coding, std::string_view in, std::size_t capacity,
                      InflightLease& lease, std::string& out);

    std::unique_ptr<Tools> m_tools;
};

} // namespace penstock
