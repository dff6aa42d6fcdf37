// SPDX-License-Identifier: GPL-3.0-or-later
// ChunkMaker: pieces of a file → decoded chunks of a useful size, handed to the reader's caller, and the summary. Each
// piece is told apart by its content, so a file may mix traces and logs. A piece that cannot be read is counted as one
// rejected item with a sentence; the next one is tried. Private to the file reader; one thread.
#pragma once

#include "core/ingest/byte_source.h"
#include "core/ingest/file_reader.h"
#include "core/ingest/file_sniffer.h"
#include "core/ingest/json_document.h"
#include "core/ingest/json_splitter.h"
#include "core/ingest/raw_builder.h"

namespace penstock {

class ChunkMaker final {
public:
    ChunkMaker(const ByteSource& source, const DecodeLimits& limits,
               const std::function<bool(FileChunk)>& chunk);

    Status addJson(JsonPiece piece, bool lines);
    Status addProtobuf(std::string message, std::uint64_t position);
    void noteRejected(const std::string& sentence);
    /// Hands over what is collected.
    Status flush();

    bool delivered() const { return m_summary.spans > 0 || !m_batch->spans.empty(); }
    const FileSummary& summary() const { return m_summary; }

private:
    using ForeignReader = bool (*)(simdjson::dom::element, RawBuilder&);

    Status addOtlp(OtlpSignal signal, OtlpEncoding encoding, std::string bytes,
                   const std::string& where);
    Status addForeign(std::string text, ForeignReader read, const std::string& where);
    Status take(DecodeOutcome outcome, std::size_t bytes);
    void noteFormat(std::string_view format);

    const ByteSource& m_source;
    const std::function<bool(FileChunk)>& m_chunk;
    OtlpDecoder m_decoder;
    RawBuilder m_foreign;
    std::shared_ptr<RawBatch> m_batch = std::make_shared<RawBatch>();
    DecodeOutcome m_outcome;
    std::size_t m_bytes = 0; ///< decoded into m_batch
    FileSummary m_summary;
};

} // namespace penstock
