// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/json_decoder.h"

#include "core/base/text_safety.h"
#include "core/ingest/json_walk.h"

namespace penstock {
namespace {

using simdjson::error_code;
namespace ondemand = simdjson::ondemand;

// The parser keeps about six bytes of index a byte of JSON; beyond this a rare big body would hold on to too much.
constexpr std::size_t kKeepCapacity = 8 << 20;

// Where the repair of a body put its U+FFFD, as offsets into the repaired text.
std::vector<std::size_t> repairOffsets(std::string_view sent, std::string_view repaired)
{
    constexpr std::string_view kMark = "\uFFFD";
    std::vector<std::size_t> offsets;
    std::size_t at = 0;
    for (std::size_t i = 0; i < sent.size(); ++i) {
        if (repaired[at] == sent[i]) {
            ++at;
            continue;
        }
        offsets.push_back(at);
        at += kMark.size();
    }
    return offsets;
}

Error unreadable(error_code code, ondemand::document& document, const std::string& body)
{
    std::string detail = simdjson::error_message(code);
    const char* where = nullptr;
    if (document.current_location().get(where) == simdjson::SUCCESS && where >= body.data() &&
        where <= body.data() + body.size())
        detail += " Near byte " + std::to_string(where - body.data()) + ".";
    return {ErrorCode::invalid,
            "The body is not OTLP/JSON: it cannot be read as JSON of that shape.", detail};
}

// True when every token of the document has been read; anything behind it makes the body malformed.
bool atEnd(ondemand::document& document)
{
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

error_code walkDocument(ondemand::document& document, JsonWalk& walk)
{
    ondemand::json_type type;
    if (const error_code error = document.type().get(type))
        return error;
    if (type == ondemand::json_type::object) {
        ondemand::object request;
        if (const error_code error = document.get_object().get(request))
            return error;
        return walk.request(request);
    }
    ondemand::array requests;
    if (const error_code error = document.get_array().get(requests))
        return error;
    for (auto element : requests) {
        ondemand::object request;
        if (const error_code error = element.get_object().get(request))
            return error;
        if (const error_code error = walk.request(request))
            return error;
    }
    return simdjson::SUCCESS;
}

} // namespace

struct JsonDecoder::State {
    ondemand::parser parser;
    JsonScratch scratch;
};

JsonDecoder::JsonDecoder(RawBuilder& builder)
    : m_builder(builder), m_state(std::make_unique<State>())
{
}
JsonDecoder::~JsonDecoder() = default;

Status JsonDecoder::decode(OtlpSignal signal, std::string& body)
{
    const Status done = walk(signal, body);
    if (m_state->parser.capacity() > kKeepCapacity)
        m_state->parser = ondemand::parser();
    return done;
}

Status JsonDecoder::walk(OtlpSignal signal, std::string& body)
{
    m_state->scratch.repairs.clear();
    ondemand::document document;
    error_code error =
        m_state->parser.iterate(body.data(), body.size(), body.capacity()).get(document);
    if (error == simdjson::UTF8_ERROR) {
        std::string repaired = repairUtf8(body);
        m_state->scratch.repairs = repairOffsets(body, repaired);
        body = std::move(repaired);
        body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
        error = m_state->parser.iterate(body.data(), body.size(), body.capacity()).get(document);
    }
    if (error != simdjson::SUCCESS)
        return Error{ErrorCode::invalid, "The body is not JSON.", simdjson::error_message(error)};
    JsonWalk steps(signal, body.data(), m_builder, m_state->scratch);
    error = walkDocument(document, steps);
    if (error == simdjson::SUCCESS && !atEnd(document))
        error = simdjson::TRAILING_CONTENT;
    if (error == simdjson::SUCCESS && !steps.shapeIsRight())
        error = simdjson::INCORRECT_TYPE;
    if (error != simdjson::SUCCESS)
        return unreadable(error, document, body);
    steps.finish();
    return Done{};
}

} // namespace penstock
