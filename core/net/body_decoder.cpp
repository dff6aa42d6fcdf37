// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/body_decoder.h"

#include "core/net/addresses.h"

#include <algorithm>
#include <cstdint>
#include <new>

#include <libdeflate.h>
#include <zstd.h>
#include <zstd_errors.h>

namespace penstock {
namespace {

struct DeflateFree {
    void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};
struct ZstdFree {
    void operator()(ZSTD_DCtx* d) const { ZSTD_freeDCtx(d); }
};

struct Produced {
    BodyFault fault = BodyFault::none; ///< tooLarge here means "more than the capacity"
    std::size_t bytes = 0;
};

/// Every member of a gzip stream (or the one zlib stream) up to the end of the input.
Produced inflateAll(libdeflate_decompressor* tool, ContentCoding coding, std::string_view in,
                    char* out, std::size_t capacity)
{
    const auto decompress = coding == ContentCoding::gzip ? libdeflate_gzip_decompress_ex
                                                          : libdeflate_zlib_decompress_ex;
    Produced produced;
    while (!in.empty()) {
        std::size_t used = 0;
        std::size_t made = 0;
        const auto result = decompress(tool, in.data(), in.size(), out + produced.bytes,
                                       capacity - produced.bytes, &used, &made);
        if (result == LIBDEFLATE_INSUFFICIENT_SPACE)
            return {BodyFault::tooLarge, 0};
        if (result != LIBDEFLATE_SUCCESS || used == 0)
            return {BodyFault::damaged, 0};
        produced.bytes += made;
        in.remove_prefix(used);
        if (coding != ContentCoding::gzip && !in.empty())
            return {BodyFault::damaged, 0};
    }
    return produced;
}

Produced unzstd(ZSTD_DCtx* tool, std::string_view in, char* out, std::size_t capacity)
{
    const std::size_t made = ZSTD_decompressDCtx(tool, out, capacity, in.data(), in.size());
    if (!ZSTD_isError(made))
        return {BodyFault::none, made};
    const bool small = ZSTD_getErrorCode(made) == ZSTD_error_dstSize_tooSmall;
    return {small ? BodyFault::tooLarge : BodyFault::damaged, 0};
}

/// What the input says, or usually comes to. Only a first guess: the truth is found by decompressing.
std::size_t expectedSize(ContentCoding coding, std::string_view in)
{
    constexpr std::size_t kUsualRatio = 12;
    constexpr std::size_t kHighestDeflateRatio = 1032;
    if (coding == ContentCoding::gzip && in.size() >= 18) {
        std::uint32_t size = 0;
        for (int i = 3; i >= 0; --i)
            size = size << 8 |
                   static_cast<std::uint8_t>(in[in.size() - 4 + static_cast<std::size_t>(i)]);
        return std::min<std::size_t>(size, in.size() * kHighestDeflateRatio);
    }
    if (coding == ContentCoding::zstd) {
        const auto size = ZSTD_getFrameContentSize(in.data(), in.size());
        if (size != ZSTD_CONTENTSIZE_UNKNOWN && size != ZSTD_CONTENTSIZE_ERROR)
            return size;
    }
    return in.size() * kUsualRatio;
}

} // namespace

struct BodyDecoder::Tools {
    std::unique_ptr<libdeflate_decompressor, DeflateFree> deflate{libdeflate_alloc_decompressor()};
    std::unique_ptr<ZSTD_DCtx, ZstdFree> zstd{ZSTD_createDCtx()};
};

std::optional<ContentCoding> contentCodingFromHeader(std::string_view value)
{
    const std::string name = lowerCase(trimmed(value));
    if (name.empty() || name == "identity")
        return ContentCoding::identity;
    if (name == "gzip" || name == "x-gzip")
        return ContentCoding::gzip;
    if (name == "deflate")
        return ContentCoding::deflate;
    if (name == "zstd")
        return ContentCoding::zstd;
    return std::nullopt;
}

BodyDecoder& BodyDecoder::ofThisThread()
{
    thread_local BodyDecoder decoder;
    return decoder;
}

BodyDecoder::BodyDecoder() : m_tools(std::make_unique<Tools>())
{
    if (!m_tools->deflate || !m_tools->zstd)
        throw std::bad_alloc();
}

BodyDecoder::~BodyDecoder() = default;

BodyFault BodyDecoder::decode(ContentCoding coding, std::string_view in, std::size_t maxBytes,
                              InflightLease& lease, std::string& out)
{
    if (coding == ContentCoding::identity) {
        if (in.size() > maxBytes)
            return BodyFault::tooLarge;
        if (!lease.resize(in.size()))
            return BodyFault::noRoom;
        out.assign(in);
        return BodyFault::none;
    }
    // One extra byte lets an output of exactly the expected size end without a second attempt.
    const std::size_t guess = std::min(expectedSize(coding, in) + 1, maxBytes);
    BodyFault fault = attempt(coding, in, guess, lease, out);
    if (fault == BodyFault::tooLarge && guess < maxBytes)
        fault = attempt(coding, in, maxBytes, lease, out);
    if (fault != BodyFault::none) {
        lease.release();
        out = std::string();
    }
    return fault;
}

BodyFault BodyDecoder::attempt(ContentCoding coding, std::string_view in, std::size_t capacity,
                               InflightLease& lease, std::string& out)
{
    out = std::string(); // never two buffers at once
    if (!lease.resize(capacity))
        return BodyFault::noRoom;
    out.resize(capacity);
    const Produced produced =
        coding == ContentCoding::zstd
            ? unzstd(m_tools->zstd.get(), in, out.data(), capacity)
            : inflateAll(m_tools->deflate.get(), coding, in, out.data(), capacity);
    if (produced.fault != BodyFault::none)
        return produced.fault;
    out.resize(produced.bytes);
    if (produced.bytes < capacity / 2)
        out.shrink_to_fit();
    lease.resize(produced.bytes);
    return BodyFault::none;
}

} // namespace penstock
