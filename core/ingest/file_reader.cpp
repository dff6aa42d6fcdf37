// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/file_reader.h"

#include "core/ingest/byte_source.h"
#include "core/ingest/chunk_maker.h"
#include "core/ingest/file_sniffer.h"
#include "core/ingest/json_splitter.h"

#include <protozero/exception.hpp>
#include <protozero/varint.hpp>

#include <optional>
#include <utility>

namespace penstock {
namespace {

constexpr std::size_t kHead = 1 << 20; // enough to tell the format
constexpr std::size_t kLargestDocument = std::size_t(1)
                                         << 30; // one JSON document or protobuf message
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::string atByte(std::uint64_t position)
{
    return "byte " + std::to_string(position);
}

Error tooLarge(std::uint64_t position)
{
    return {ErrorCode::unsupported,
            "The document that starts at " + atByte(position) +
                " is larger than 1 GiB; split the file, or write one JSON document a line.",
            {}};
}

// One file being read: source → pieces → ChunkMaker.
class FileRun final {
public:
    FileRun(ByteSource& source, ChunkMaker& maker) : m_source(source), m_maker(maker) {}

    Status run()
    {
        if (Status done = fillHead(); !done)
            return done;
        if (m_head.starts_with(kByteOrderMark))
            m_head.erase(0, kByteOrderMark.size());
        switch (sniffForm(m_head)) {
        case FileForm::json:
            return readJson();
        case FileForm::protobufRequest:
            return readProtobuf(false);
        case FileForm::protobufDelimited:
            return readProtobuf(true);
        case FileForm::unknown:
            break;
        }
        if (m_head.find_first_not_of(" \t\r\n") == std::string::npos)
            return Error{ErrorCode::invalid, "The file is empty.", {}};
        return Error{ErrorCode::unsupported,
                     "The file is none of the formats that can be read: OTLP as JSON, JSON lines "
                     "or protobuf, a "
                     "Langfuse trace export, Jaeger JSON; plain, gzip or zstd.",
                     {}};
    }

private:
    Status fillHead()
    {
        while (m_head.size() < kHead) {
            const auto got = readSome(m_head);
            if (!got)
                return m_head.empty() ? Status(got.error())
                                      : Status(Done{}); // told when the head is used up
            if (*got == 0)
                break;
        }
        return Done{};
    }
    // An error of the source is final: a decompressor is not asked again after one.
    Result<std::size_t> readSome(std::string& out)
    {
        if (m_sourceError)
            return *m_sourceError;
        auto got = m_source.readSome(out);
        if (!got)
            m_sourceError = got.error();
        return got;
    }
    Status readJson();
    Status takeJson(JsonSplitter& splitter, bool lines);
    Status endOfJson(JsonSplitter& splitter, bool lines);
    Status readProtobuf(bool delimited);
    Result<bool> takeMessage(std::string_view buffer, bool delimited);
    Error damaged(const std::string& why) const
    {
        return {ErrorCode::damaged,
                "The file is damaged at " + atByte(m_position) + ": " + why + ".",
                {}};
    }

    ByteSource& m_source;
    ChunkMaker& m_maker;
    std::string m_head;
    std::optional<Error> m_sourceError;
    std::uint64_t m_position = 0; ///< of the protobuf message being read
    std::size_t m_used = 0;       ///< of the protobuf buffer, by messages taken
};

Status FileRun::readJson()
{
    const bool lines = looksLikeJsonLines(m_head);
    JsonSplitter splitter(lines ? JsonSplitter::Mode::lines : JsonSplitter::Mode::documents);
    splitter.feed(m_head);
    m_head = {};
    std::string block;
    for (;;) {
        if (Status done = takeJson(splitter, lines); !done)
            return done;
        if (splitter.pending() > kLargestDocument)
            return tooLarge(splitter.position());
        block.clear();
        const auto got = readSome(block);
        if (!got)
            return got.error();
        if (*got == 0)
            return endOfJson(splitter, lines);
        splitter.feed(block);
    }
}

Status FileRun::takeJson(JsonSplitter& splitter, bool lines)
{
    while (auto piece = splitter.next())
        if (Status done = m_maker.addJson(std::move(*piece), lines); !done)
            return done;
    return Done{};
}

Status FileRun::endOfJson(JsonSplitter& splitter, bool lines)
{
    auto rest = splitter.rest();
    if (!rest)
        return Done{};
    if (lines)
        return m_maker.addJson(std::move(*rest), lines);
    return Error{ErrorCode::damaged,
                 "The file ends at " + atByte(rest->position + rest->text.size()) +
                     " in the middle of the JSON document that starts at " +
                     atByte(rest->position) + ".",
                 {}};
}

Status FileRun::readProtobuf(bool delimited)
{
    std::string buffer = std::exchange(m_head, {});
    for (;;) {
        const auto taken = takeMessage(std::string_view(buffer).substr(m_used), delimited);
        if (!taken)
            return taken.error();
        if (*taken)
            continue;
        buffer.erase(0, std::exchange(m_used, 0));
        if (buffer.size() > kLargestDocument)
            return tooLarge(m_position);
        const auto got = readSome(buffer);
        if (!got)
            return got.error();
        if (*got > 0)
            continue;
        if (buffer.empty())
            return Done{};
        return damaged("the file ends in the middle of the message that starts there");
    }
}

// Takes one message off the front of the buffer and decodes it; false when more bytes are needed. A file that holds one
// plain request is taken apart by resource group, each of which is a request of its own, so memory stays bounded.
Result<bool> FileRun::takeMessage(std::string_view buffer, bool delimited)
{
    if (buffer.empty())
        return false;
    try {
        const char* at = buffer.data();
        const char* const end = at + buffer.size();
        if (!delimited && *at++ != 0x0a)
            return damaged("no resource group starts there");
        const std::uint64_t length = protozero::decode_varint(&at, end);
        if (length > kLargestDocument)
            return tooLarge(m_position);
        if (static_cast<std::uint64_t>(end - at) < length)
            return false;
        const std::size_t header = static_cast<std::size_t>(at - buffer.data());
        const std::string_view message =
            delimited ? buffer.substr(header, length) : buffer.substr(0, header + length);
        const Status done = m_maker.addProtobuf(std::string(message), m_position);
        m_position += header + length;
        m_used += header + length;
        return done ? Result<bool>(true) : Result<bool>(done.error());
    } catch (const protozero::end_of_buffer_exception&) {
        return false;
    } catch (const protozero::exception& broken) {
        return damaged(broken.what());
    }
}

} // namespace

Result<FileSummary> readTraceFile(const std::string& path, const DecodeLimits& limits,
                                  const std::function<bool(FileChunk)>& chunk)
{
    auto source = openByteSource(path);
    if (!source)
        return source.error();
    ChunkMaker maker(**source, limits, chunk);
    Status done = FileRun(**source, maker).run();
    if (done) {
        done = maker.flush();
    } else if (maker.delivered() && done.error().code != ErrorCode::cancelled) {
        // What was read before the damage counts; the damage is told and counted as one rejected item.
        maker.noteRejected(done.error().sentence);
        done = maker.flush();
    }
    if (!done)
        return done.error();
    return maker.summary();
}

} // namespace penstock
