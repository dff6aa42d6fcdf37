// SPDX-License-Identifier: GPL-3.0-or-later
// The values of JsonWalk: tokens, attributes, AnyValue.
#include "core/ingest/json_walk.h"

#include "core/base/encoding.h"
#include "core/ingest/any_value_text.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace penstock {
namespace {

using simdjson::SUCCESS;

enum class KeyValueField { key, value };
enum class AnyField { text, boolean, integer, real, array, keyValues, bytes };
enum class ListField { values };

constexpr std::array<FieldName<KeyValueField>, 2> kKeyValueFields = {{
    {"key", "", KeyValueField::key},
    {"value", "", KeyValueField::value},
}};
constexpr std::array<FieldName<AnyField>, 7> kAnyFields = {{
    {"stringValue", "string_value", AnyField::text},
    {"intValue", "int_value", AnyField::integer},
    {"doubleValue", "double_value", AnyField::real},
    {"boolValue", "bool_value", AnyField::boolean},
    {"arrayValue", "array_value", AnyField::array},
    {"kvlistValue", "kvlist_value", AnyField::keyValues},
    {"bytesValue", "bytes_value", AnyField::bytes},
}};
constexpr std::array<FieldName<ListField>, 1> kListFields = {{
    {"values", "", ListField::values},
}};

} // namespace

std::string_view JsonWalk::text(std::string_view token)
{
    const auto content = quotedContent(token);
    if (!content) {
        m_wrongType = m_wrongType || !isNull(token);
        return {};
    }
    const JsonText unescaped = unescapeJson(*content, m_builder.arena());
    m_wrongType = m_wrongType || unescaped.malformed;
    if (unescaped.repaired)
        m_builder.noteRepair();
    return unescaped.text;
}

std::uint64_t JsonWalk::unsignedNumber(std::string_view token)
{
    const auto number = unsignedToken(token);
    m_wrongType = m_wrongType || (!number && !isNull(token));
    return number.value_or(0);
}

Nanos JsonWalk::time(std::string_view token)
{
    constexpr auto kLast = static_cast<std::uint64_t>(std::numeric_limits<Nanos>::max());
    return static_cast<Nanos>(std::min(unsignedNumber(token), kLast));
}

std::uint32_t JsonWalk::count(std::string_view token)
{
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
    return static_cast<std::uint32_t>(std::min(unsignedNumber(token), kMost));
}

JsonWalk::Code JsonWalk::attributes(JsonValue value, AttributeList& into)
{
    return elements(value, [&](JsonValue one) { return attribute(one, into); });
}

JsonWalk::Code JsonWalk::attribute(JsonValue value, AttributeList& into)
{
    if (!m_builder.hasRoom(into)) {
        ++into.cut;
        return SUCCESS;
    }
    std::string_view key;
    Value content;
    SIMDJSON_TRY(fields(value, kKeyValueFields, [&](KeyValueField field, JsonValue part) {
        if (field == KeyValueField::value)
            return anyValue(part, content);
        key = text(part.raw_json_token());
        return SUCCESS;
    }));
    m_builder.add(into, key, content);
    return SUCCESS;
}

JsonWalk::Code JsonWalk::anyValue(JsonValue value, Value& into)
{
    const std::string_view start = value.raw_json_token();
    if (!start.starts_with('{'))
        return scalarValue(start, into);
    return fields(value, kAnyFields, [&](AnyField field, JsonValue part) {
        const std::string_view token = part.raw_json_token();
        if (isNull(token))
            return SUCCESS;
        switch (field) {
        case AnyField::text:
            into = Value::ofString(text(token));
            break;
        case AnyField::boolean:
            into = booleanValue(token);
            break;
        case AnyField::integer:
            into = integerValue(token);
            break;
        case AnyField::real:
            into = realValue(token);
            break;
        case AnyField::bytes:
            into = bytesValue(token);
            break;
        case AnyField::array:
        case AnyField::keyValues:
            m_scratch.json.clear();
            SIMDJSON_TRY(field == AnyField::array ? appendArray(part, 1)
                                                  : appendKeyValues(part, 1));
            into = Value::ofJson(m_builder.arena().copy(m_scratch.json));
            break;
        }
        return SUCCESS;
    });
}

// Hand-made files put a plain string, number or boolean where an AnyValue belongs; there is only one way to read it.
JsonWalk::Code JsonWalk::scalarValue(std::string_view token, Value& into)
{
    if (token.starts_with('"'))
        into = Value::ofString(text(token));
    else if (token.starts_with('t') || token.starts_with('f'))
        into = booleanValue(token);
    else if (!isNull(token))
        into = token.find_first_of(".eE") == std::string_view::npos ? integerValue(token)
                                                                    : realValue(token);
    return SUCCESS;
}

Value JsonWalk::booleanValue(std::string_view token)
{
    const auto boolean = booleanToken(token);
    m_wrongType = m_wrongType || !boolean;
    return Value::ofBool(boolean.value_or(false));
}

Value JsonWalk::integerValue(std::string_view token)
{
    const auto integer = integerToken(token);
    m_wrongType = m_wrongType || !integer;
    return Value::ofInteger(integer.value_or(0));
}

Value JsonWalk::realValue(std::string_view token)
{
    const auto real = realToken(token);
    m_wrongType = m_wrongType || !real;
    return Value::ofReal(real.value_or(0));
}

Value JsonWalk::bytesValue(std::string_view token)
{
    std::string raw;
    if (!decodeBase64(text(token), raw))
        m_wrongType = true;
    return Value::ofBytes(m_builder.arena().copy(raw));
}

void JsonWalk::appendText(std::string_view token)
{
    const auto content = quotedContent(token);
    // Without escapes the content is already what appendJsonString would write.
    if (content && content->find('\\') == std::string_view::npos) {
        m_scratch.json += '"';
        m_scratch.json += *content;
        m_scratch.json += '"';
        return;
    }
    appendJsonString(m_scratch.json, text(token));
}

// Of a oneof that is set more than once the last one counts, as in protobuf.
JsonWalk::Code JsonWalk::appendAny(JsonValue value, int depth)
{
    std::string& json = m_scratch.json;
    const std::size_t begin = json.size();
    SIMDJSON_TRY(fields(value, kAnyFields, [&](AnyField field, JsonValue part) {
        const std::string_view token = part.raw_json_token();
        if (isNull(token))
            return SUCCESS;
        json.resize(begin);
        switch (field) {
        case AnyField::text:
            appendText(token);
            break;
        case AnyField::boolean:
            json += booleanValue(token).boolean() ? "true" : "false";
            break;
        case AnyField::integer:
            appendJsonInteger(json, integerValue(token).integer());
            break;
        case AnyField::real:
            appendJsonReal(json, realValue(token).real());
            break;
        case AnyField::bytes:
            appendJsonBytes(json, bytesValue(token).text());
            break;
        case AnyField::array:
            return appendArray(part, depth);
        case AnyField::keyValues:
            return appendKeyValues(part, depth);
        }
        return SUCCESS;
    }));
    if (json.size() == begin)
        json += "null";
    return SUCCESS;
}

JsonWalk::Code JsonWalk::appendArray(JsonValue value, int depth)
{
    return appendList(value, depth, '[', ']',
                      [this, depth](JsonValue one) { return appendAny(one, depth + 1); });
}

JsonWalk::Code JsonWalk::appendKeyValues(JsonValue value, int depth)
{
    return appendList(value, depth, '{', '}',
                      [this, depth](JsonValue one) { return appendKeyValue(one, depth + 1); });
}

template <class Append>
JsonWalk::Code JsonWalk::appendList(JsonValue value, int depth, char open, char close,
                                    const Append& append)
{
    std::string& json = m_scratch.json;
    if (depth > m_builder.limits().maxDepth) {
        m_builder.noteCut();
        json += "null";
        return SUCCESS;
    }
    json += open;
    bool first = true;
    SIMDJSON_TRY(fields(value, kListFields, [&](ListField, JsonValue list) {
        return elements(list, [&](JsonValue one) {
            if (!std::exchange(first, false))
                json += ',';
            return append(one);
        });
    }));
    json += close;
    return SUCCESS;
}

// The value may come before its key, and is then moved behind it.
JsonWalk::Code JsonWalk::appendKeyValue(JsonValue value, int depth)
{
    std::string& json = m_scratch.json;
    const std::size_t begin = json.size();
    std::string_view key;
    SIMDJSON_TRY(fields(value, kKeyValueFields, [&](KeyValueField field, JsonValue part) {
        if (field == KeyValueField::key) {
            key = text(part.raw_json_token());
            return SUCCESS;
        }
        json.resize(begin);
        return appendAny(part, depth);
    }));
    std::string content = json.size() == begin ? "null" : json.substr(begin);
    json.resize(begin);
    appendJsonString(json, key);
    json += ':';
    json += content;
    return SUCCESS;
}

} // namespace penstock
