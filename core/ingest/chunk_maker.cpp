// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/chunk_maker.h"

#include "core/ingest/jaeger_reader.h"
#include "core/ingest/langfuse_reader.h"

namespace penstock {
namespace {

// A chunk is one slice of the writer: large enough to be efficient, small enough to show progress.
constexpr std::size_t kChunkBytes = 4 << 20;
constexpr std::size_t kChunkSpans = 4096;

} // namespace

ChunkMaker::ChunkMaker(const ByteSource& source, const DecodeLimits& limits,
                       const std::function<bool(FileChunk)>& chunk)
    : m_source(source), m_chunk(chunk), m_decoder(limits), m_foreign(limits)
{
}

Status ChunkMaker::addJson(JsonPiece piece, bool lines)
{
    const std::string where = lines ? "line " + std::to_string(piece.line)
                                    : "the document at byte " + std::to_string(piece.position);
    const char* const otlp = lines ? "otlp-json-lines" : "otlp-json";
    switch (sniffDocument(piece.text)) {
    case DocumentForm::otlpTraces:
        noteFormat(otlp);
        return addOtlp(OtlpSignal::traces, OtlpEncoding::json, std::move(piece.text), where);
    case DocumentForm::otlpLogs:
        noteFormat(otlp);
        return addOtlp(OtlpSignal::logs, OtlpEncoding::json, std::move(piece.text), where);
    case DocumentForm::otlpMetrics:
        noteFormat(otlp);
        return addOtlp(OtlpSignal::metrics, OtlpEncoding::json, std::move(piece.text), where);
    case DocumentForm::langfuse:
        noteFormat("langfuse");
        return addForeign(std::move(piece.text), readLangfuse, where);
    case DocumentForm::jaeger:
        noteFormat("jaeger");
        return addForeign(std::move(piece.text), readJaeger, where);
    case DocumentForm::unknown:
        break;
    }
    if (piece.text.find_first_not_of("{}[] \t\r\n") == std::string::npos)
        return Done{}; // an empty envelope
    noteRejected("In this file " + where + " is neither OTLP nor a Langfuse or Jaeger export.");
    return Done{};
}

Status ChunkMaker::addProtobuf(std::string message, std::uint64_t position)
{
    noteFormat("otlp-protobuf");
    const OtlpSignal signal = sniffSignal(message);
    return addOtlp(signal, OtlpEncoding::protobuf, std::move(message),
                   "the message at byte " + std::to_string(position));
}

Status ChunkMaker::addOtlp(OtlpSignal signal, OtlpEncoding encoding, std::string bytes,
                           const std::string& where)
{
    const std::size_t size = bytes.size();
    auto outcome = m_decoder.decode(signal, encoding, std::move(bytes), *m_batch);
    if (!outcome) {
        noteRejected("In this file " + where + " cannot be read: " + outcome.error().sentence +
                     " " + outcome.error().detail);
        return Done{};
    }
    return take(std::move(*outcome), size);
}

Status ChunkMaker::addForeign(std::string text, ForeignReader read, const std::string& where)
{
    JsonDocument document;
    const auto root = document.parse(text);
    if (!root) {
        noteRejected("In this file " + where + " cannot be read: " + root.error().sentence + " " +
                     root.error().detail);
        return Done{};
    }
    m_foreign.begin(*m_batch, text.size());
    const bool known = read(*root, m_foreign);
    if (document.repaired())
        m_foreign.noteRepair();
    DecodeOutcome outcome = m_foreign.finish();
    if (!known)
        noteRejected("In this file " + where + " is not a trace.");
    return take(std::move(outcome), text.size());
}

Status ChunkMaker::take(DecodeOutcome outcome, std::size_t bytes)
{
    m_outcome.losses.add(outcome.losses);
    m_outcome.rejected += outcome.rejected;
    if (m_outcome.firstProblem.empty())
        m_outcome.firstProblem = std::move(outcome.firstProblem);
    if (m_outcome.service.empty())
        m_outcome.service = std::move(outcome.service);
    m_bytes += bytes;
    return m_bytes >= kChunkBytes || m_batch->spans.size() >= kChunkSpans ? flush()
                                                                          : Status(Done{});
}

Status ChunkMaker::flush()
{
    if (m_batch->spans.empty() && !m_outcome.losses.any())
        return Done{};
    m_summary.spans += m_batch->spans.size();
    m_summary.rejected += m_outcome.rejected;
    if (m_summary.firstProblem.empty())
        m_summary.firstProblem = m_outcome.firstProblem;
    FileChunk chunk{std::exchange(m_batch, std::make_shared<RawBatch>()),
                    std::exchange(m_outcome, {}), m_source.fileBytesRead(), m_source.fileSize()};
    m_bytes = 0;
    if (!m_chunk(std::move(chunk)))
        return Error{ErrorCode::cancelled, "Reading was stopped.", {}};
    return Done{};
}

void ChunkMaker::noteRejected(const std::string& sentence)
{
    m_outcome.losses.add(LossKind::received);
    m_outcome.losses.add(LossKind::rejectedMalformed);
    ++m_outcome.rejected;
    if (m_outcome.firstProblem.empty())
        m_outcome.firstProblem = sentence;
}

void ChunkMaker::noteFormat(std::string_view format)
{
    if (m_summary.format.empty())
        m_summary.format = format;
}

} // namespace penstock
