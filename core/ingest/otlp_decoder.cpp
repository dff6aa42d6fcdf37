// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/otlp_decoder.h"

#include "core/ingest/json_decoder.h"
#include "core/ingest/protobuf_decoder.h"
#include "core/ingest/raw_builder.h"

#include <simdjson.h>

namespace penstock {

struct OtlpDecoder::Scratch {
    explicit Scratch(const DecodeLimits& limits) : builder(limits), protobuf(builder), json(builder)
    {
    }

    RawBuilder builder;
    ProtobufDecoder protobuf;
    JsonDecoder json;
};

OtlpDecoder::OtlpDecoder(DecodeLimits limits) : m_scratch(std::make_unique<Scratch>(limits)) {}
OtlpDecoder::~OtlpDecoder() = default;

Result<DecodeOutcome> OtlpDecoder::decode(OtlpSignal signal, OtlpEncoding encoding,
                                          std::string bytes, RawBatch& batch)
{
    // Room for simdjson's padding. Short protobuf bodies leave the string object too, so that views survive its moves;
    // long ones are not copied for nothing.
    if (encoding == OtlpEncoding::json || bytes.size() < simdjson::SIMDJSON_PADDING)
        bytes.reserve(bytes.size() + simdjson::SIMDJSON_PADDING);
    batch.buffers.push_back(std::move(bytes));
    std::string& body = batch.buffers.back();
    RawBuilder& builder = m_scratch->builder;
    builder.begin(batch, body.size());
    const Status done = encoding == OtlpEncoding::protobuf
                            ? m_scratch->protobuf.decode(signal, body)
                            : m_scratch->json.decode(signal, body);
    if (!done) {
        builder.abandon();
        return done.error();
    }
    return builder.finish();
}

} // namespace penstock
