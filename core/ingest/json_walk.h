// SPDX-License-Identifier: GPL-3.0-or-later
// JsonWalk: the messages of OTLP as they look in JSON, walked field by field in whatever order they come. Private to
// JsonDecoder, lives for one request. Errors are simdjson's and mean that the document is not JSON; a value of the
// wrong type spoils the item it is in, or the request when it is outside of every item.
#pragma once

#include "core/ingest/json_fields.h"
#include "core/ingest/json_text.h"
#include "core/ingest/raw_builder.h"

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

namespace penstock {

/// Memory that is worth keeping from request to request.
struct JsonScratch {
    std::vector<std::size_t> repairs; ///< offsets of U+FFFD put in by the UTF-8 repair, ascending
    AttributeList resource;
    std::string json; ///< structured value being written
};

class JsonWalk final {
public:
    JsonWalk(OtlpSignal signal, const char* body, RawBuilder& builder, JsonScratch& scratch);

    simdjson::error_code request(simdjson::ondemand::object& request);
    bool shapeIsRight() const { return !m_wrongType; }
    void finish();

private:
    using Code = simdjson::error_code;
    using JsonValue = simdjson::ondemand::value;

    Code resourceGroup(JsonValue value);
    Code scopeGroup(JsonValue value);
    Code resource(JsonValue value);
    Code scope(JsonValue value);
    Code item(JsonValue value);
    Code span(JsonValue value);
    Code status(JsonValue value);
    Code event(JsonValue value);
    Code link(JsonValue value);
    Code logRecord(JsonValue value);
    Code metric(JsonValue value);
    Code countPoints(JsonValue value);
    Code attributes(JsonValue value, AttributeList& into);
    Code attribute(JsonValue value, AttributeList& into);
    Code anyValue(JsonValue value, Value& into);
    Code scalarValue(std::string_view token, Value& into);
    Code appendAny(JsonValue value, int depth);
    Code appendArray(JsonValue value, int depth);
    Code appendKeyValues(JsonValue value, int depth);
    Code appendKeyValue(JsonValue value, int depth);

    template <class Append>
    Code appendList(JsonValue value, int depth, char open, char close, const Append& append);

    // Tokens of one type; any other type is noted as wrong and gives the zero value. null is absent, not wrong.
    std::string_view text(std::string_view token);
    Nanos time(std::string_view token);
    std::uint32_t count(std::string_view token);
    std::uint64_t unsignedNumber(std::string_view token);
    Value booleanValue(std::string_view token);
    Value integerValue(std::string_view token);
    Value realValue(std::string_view token);
    Value bytesValue(std::string_view token);
    void appendText(std::string_view token);
    void noteRepairs(const char* begin, const char* end);

    static bool isNull(std::string_view token) { return token.starts_with("null"); }

    template <class Id> void id(std::string_view token, Id& into, bool& bad)
    {
        const std::string_view sent = text(token);
        if (sent.empty())
            return;
        const auto parsed = Id::parse(sent);
        bad = bad || !parsed;
        into = parsed.value_or(Id{});
    }
    template <class Enum>
    Enum enumeration(std::string_view token, Enum (*byNumber)(std::uint64_t),
                     Enum (*byName)(std::string_view))
    {
        if (const auto number = unsignedToken(token))
            return byNumber(*number);
        return byName(text(token));
    }
    /// eachField, for a value that should be an object.
    template <class Field, std::size_t N, class Each>
    Code fields(JsonValue value, const std::array<FieldName<Field>, N>& names, const Each& each)
    {
        const std::string_view token = value.raw_json_token();
        if (!token.starts_with('{')) {
            m_wrongType = m_wrongType || !isNull(token);
            return simdjson::SUCCESS;
        }
        simdjson::ondemand::object object;
        SIMDJSON_TRY(value.get_object().get(object));
        return eachField(object, names, each);
    }
    /// eachElement, for a value that should be an array.
    template <class Each> Code elements(JsonValue value, const Each& each)
    {
        const std::string_view token = value.raw_json_token();
        if (!token.starts_with('[')) {
            m_wrongType = m_wrongType || !isNull(token);
            return simdjson::SUCCESS;
        }
        simdjson::ondemand::array array;
        SIMDJSON_TRY(value.get_array().get(array));
        return eachElement(array, each);
    }

    const OtlpSignal m_signal;
    const char* const m_body;
    RawBuilder& m_builder;
    JsonScratch& m_scratch;
    bool m_wrongType = false;
    std::size_t m_repairsInItems = 0;
};

} // namespace penstock
