// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/byte_source.h"

#include <sys/stat.h>
#include <zlib.h>
#include <zstd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

namespace penstock {
namespace {

constexpr std::size_t kBlock = 256 * 1024;

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using FileHandle = std::unique_ptr<std::FILE, CloseFile>;

class PlainSource : public ByteSource {
public:
    PlainSource(FileHandle file, std::string path, std::uint64_t size)
        : m_file(std::move(file)), m_path(std::move(path)), m_size(size)
    {
    }
    Result<std::size_t> readSome(std::string& out) override
    {
        const std::size_t before = out.size();
        out.resize(before + kBlock);
        auto got = readBlock(out.data() + before, kBlock);
        out.resize(before + (got ? *got : 0));
        return got;
    }
    std::uint64_t fileBytesRead() const final { return m_read; }
    std::uint64_t fileSize() const final { return m_size; }

protected:
    Result<std::size_t> readBlock(char* into, std::size_t size)
    {
        const std::size_t got = std::fread(into, 1, size, m_file.get());
        m_read += got;
        if (got == 0 && std::ferror(m_file.get()) != 0)
            return Error{ErrorCode::io, "The file " + m_path + " could not be read to its end.",
                         std::strerror(errno)};
        return got;
    }
    Error damaged(const char* form, const char* why) const
    {
        return {ErrorCode::damaged,
                "The file " + m_path + " is damaged: its " + form +
                    " data ends or breaks at byte " + std::to_string(m_read) + ".",
                why};
    }

private:
    FileHandle m_file;
    std::string m_path;
    std::uint64_t m_size;
    std::uint64_t m_read = 0;
};

class GzipSource final : public PlainSource {
public:
    using PlainSource::PlainSource;
    ~GzipSource() override { inflateEnd(&m_stream); }

    bool start()
    {
        m_input.resize(kBlock);
        return inflateInit2(&m_stream, 15 + 16) == Z_OK; // 16: a gzip header is expected
    }
    Result<std::size_t> readSome(std::string& out) override
    {
        const std::size_t before = out.size();
        out.resize(before + kBlock);
        m_stream.next_out = reinterpret_cast<Bytef*>(out.data() + before);
        m_stream.avail_out = kBlock;
        Status done = Done{};
        while (m_stream.avail_out == kBlock && !m_finished && done)
            done = step();
        out.resize(before + kBlock - m_stream.avail_out);
        if (!done)
            return done.error();
        return out.size() - before;
    }

private:
    Status step()
    {
        if (m_stream.avail_in == 0) {
            const auto got = readBlock(m_input.data(), m_input.size());
            if (!got)
                return got.error();
            m_stream.next_in = reinterpret_cast<Bytef*>(m_input.data());
            m_stream.avail_in = static_cast<uInt>(*got);
            if (*got == 0) {
                m_finished = true;
                return m_insideMember ? Status(damaged("gzip", "the file ends inside"))
                                      : Status(Done{});
            }
        }
        if (!m_insideMember && inflateReset(&m_stream) != Z_OK)
            return damaged("gzip", "reset failed");
        m_insideMember = true;
        const int code = inflate(&m_stream, Z_NO_FLUSH);
        if (code == Z_STREAM_END)
            m_insideMember = false;
        else if (code != Z_OK && code != Z_BUF_ERROR)
            return damaged("gzip", m_stream.msg != nullptr ? m_stream.msg : "inflate failed");
        return Done{};
    }

    z_stream m_stream{};
    std::string m_input;
    bool m_insideMember = false;
    bool m_finished = false;
};

struct FreeZstd {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};

class ZstdSource final : public PlainSource {
public:
    using PlainSource::PlainSource;

    bool start()
    {
        m_buffer.resize(kBlock);
        m_stream.reset(ZSTD_createDStream());
        return m_stream != nullptr && ZSTD_isError(ZSTD_initDStream(m_stream.get())) == 0;
    }
    Result<std::size_t> readSome(std::string& out) override
    {
        const std::size_t before = out.size();
        out.resize(before + kBlock);
        ZSTD_outBuffer into{out.data() + before, kBlock, 0};
        Status done = Done{};
        while (into.pos == 0 && !m_finished && done)
            done = step(into);
        out.resize(before + into.pos);
        if (!done)
            return done.error();
        return out.size() - before;
    }

private:
    Status step(ZSTD_outBuffer& into)
    {
        if (m_input.pos == m_input.size) {
            const auto got = readBlock(m_buffer.data(), m_buffer.size());
            if (!got)
                return got.error();
            m_input = {m_buffer.data(), *got, 0};
            if (*got == 0 && !m_flushing) {
                m_finished = true;
                return m_insideFrame ? Status(damaged("zstd", "the file ends inside"))
                                     : Status(Done{});
            }
        }
        const std::size_t code = ZSTD_decompressStream(m_stream.get(), &into, &m_input);
        if (ZSTD_isError(code) != 0)
            return damaged("zstd", ZSTD_getErrorName(code));
        m_insideFrame = code != 0;
        m_flushing = into.pos == into.size;
        return Done{};
    }

    std::unique_ptr<ZSTD_DStream, FreeZstd> m_stream;
    std::string m_buffer;
    ZSTD_inBuffer m_input{nullptr, 0, 0};
    bool m_insideFrame = false;
    bool m_flushing = false; ///< the decoder may hold more than fitted
    bool m_finished = false;
};

template <class Source>
Result<std::unique_ptr<ByteSource>> started(FileHandle file, const std::string& path,
                                            std::uint64_t size)
{
    auto source = std::make_unique<Source>(std::move(file), path, size);
    if (!source->start())
        return Error{ErrorCode::io, "The decompressor could not be started; memory may be short.",
                     path};
    return std::unique_ptr<ByteSource>(std::move(source));
}

} // namespace

Result<std::unique_ptr<ByteSource>> openByteSource(const std::string& path)
{
    FileHandle file(std::fopen(path.c_str(), "rb"));
    struct stat about {};
    if (!file || fstat(fileno(file.get()), &about) != 0) {
        const bool missing = errno == ENOENT;
        return Error{missing ? ErrorCode::notFound : ErrorCode::io,
                     missing ? "There is no file " + path + "."
                             : "The file " + path + " cannot be opened.",
                     std::strerror(errno)};
    }
    if (S_ISDIR(about.st_mode))
        return Error{ErrorCode::invalid, path + " is a folder; name the files in it.", {}};
    std::array<char, 4> magic{};
    const std::size_t got = std::fread(magic.data(), 1, magic.size(), file.get());
    std::rewind(file.get());
    const std::string_view head(magic.data(), got);
    const auto size = static_cast<std::uint64_t>(about.st_size);
    if (head.starts_with("\x1f\x8b"))
        return started<GzipSource>(std::move(file), path, size);
    if (head == "\x28\xb5\x2f\xfd")
        return started<ZstdSource>(std::move(file), path, size);
    return std::unique_ptr<ByteSource>(std::make_unique<PlainSource>(std::move(file), path, size));
}

} // namespace penstock
