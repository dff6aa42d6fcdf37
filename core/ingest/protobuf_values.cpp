// SPDX-License-Identifier: GPL-3.0-or-later
// The values of ProtobufDecoder: attributes, AnyValue.
#include "core/ingest/protobuf_decoder.h"

#include "core/ingest/any_value_text.h"
#include "core/ingest/protobuf_fields.h"

#include <utility>

namespace penstock {
namespace {

using protozero::pbf_reader;

bool isAnyValueField(std::uint32_t field)
{
    switch (field) {
    case lengthField(1):  // string
    case varintField(2):  // bool
    case varintField(3):  // int
    case fixed64Field(4): // double
    case lengthField(5):  // array
    case lengthField(6):  // key-value list
    case lengthField(7):  // bytes
        return true;
    default:
        return false;
    }
}

// Nearly every attribute is a short key and a text, in that order; reading just that shape by hand saves two readers.
// False for any other shape, which the general way then reads.
bool readTextPair(std::string_view keyValue, std::string_view& key, std::string_view& text)
{
    if (keyValue.size() < 6 || keyValue[0] != 0x0a || (keyValue[1] & 0x80) != 0)
        return false;
    const auto keySize = static_cast<std::size_t>(keyValue[1]);
    if (keyValue.size() < keySize + 6 || keyValue[keySize + 2] != 0x12)
        return false;
    const char* at = keyValue.data() + keySize + 3;
    const char* const end = keyValue.data() + keyValue.size();
    if (protozero::decode_varint(&at, end) != static_cast<std::uint64_t>(end - at) || at == end ||
        *at++ != 0x0a)
        return false;
    const std::uint64_t size = protozero::decode_varint(&at, end);
    if (size != static_cast<std::uint64_t>(end - at))
        return false;
    key = keyValue.substr(2, keySize);
    text = {at, static_cast<std::size_t>(size)};
    return true;
}

} // namespace

void ProtobufDecoder::attribute(std::string_view keyValue, AttributeList& into)
{
    if (!m_builder.hasRoom(into)) {
        ++into.cut;
        return;
    }
    std::string_view key;
    std::string_view text;
    if (readTextPair(keyValue, key, text)) {
        m_builder.add(into, key, Value::ofString(m_builder.text(text)));
        return;
    }
    Value value;
    pbf_reader fields = reader(keyValue);
    while (fields.next()) {
        switch (fields.tag_and_type()) {
        case lengthField(1):
            key = view(fields);
            break;
        case lengthField(2):
            value = anyValue(view(fields));
            break;
        default:
            fields.skip();
        }
    }
    m_builder.add(into, key, value);
}

Value ProtobufDecoder::anyValue(std::string_view message)
{
    Value value;
    pbf_reader fields = reader(message);
    while (fields.next()) {
        switch (fields.tag_and_type()) {
        case lengthField(1):
            value = Value::ofString(m_builder.text(view(fields)));
            break;
        case varintField(2):
            value = Value::ofBool(fields.get_bool());
            break;
        case varintField(3):
            value = Value::ofInteger(fields.get_int64());
            break;
        case fixed64Field(4):
            value = Value::ofReal(fields.get_double());
            break;
        case lengthField(5):
            m_json.clear();
            appendArray(view(fields), 1);
            value = Value::ofJson(m_builder.arena().copy(m_json));
            break;
        case lengthField(6):
            m_json.clear();
            appendKeyValues(view(fields), 1);
            value = Value::ofJson(m_builder.arena().copy(m_json));
            break;
        case lengthField(7):
            value = Value::ofBytes(view(fields));
            break;
        default:
            fields.skip();
        }
    }
    return value;
}

// Of a oneof that is set more than once the last one counts; it is found first, so that none is written in vain.
void ProtobufDecoder::appendAny(std::string_view message, int depth)
{
    pbf_reader last;
    pbf_reader fields = reader(message);
    while (fields.next()) {
        if (isAnyValueField(fields.tag_and_type()))
            last = fields;
        fields.skip();
    }
    switch (last.tag_and_type()) {
    case lengthField(1):
        appendJsonString(m_json, m_builder.text(view(last)));
        break;
    case varintField(2):
        m_json += last.get_bool() ? "true" : "false";
        break;
    case varintField(3):
        appendJsonInteger(m_json, last.get_int64());
        break;
    case fixed64Field(4):
        appendJsonReal(m_json, last.get_double());
        break;
    case lengthField(5):
        appendArray(view(last), depth);
        break;
    case lengthField(6):
        appendKeyValues(view(last), depth);
        break;
    case lengthField(7):
        appendJsonBytes(m_json, view(last));
        break;
    default:
        m_json += "null";
    }
}

void ProtobufDecoder::appendArray(std::string_view message, int depth)
{
    if (depth > m_builder.limits().maxDepth) {
        m_builder.noteCut();
        m_json += "null";
        return;
    }
    m_json += '[';
    bool first = true;
    forEach(message, 1, [&](std::string_view element) {
        if (!std::exchange(first, false))
            m_json += ',';
        appendAny(element, depth + 1);
    });
    m_json += ']';
}

void ProtobufDecoder::appendKeyValues(std::string_view message, int depth)
{
    if (depth > m_builder.limits().maxDepth) {
        m_builder.noteCut();
        m_json += "null";
        return;
    }
    m_json += '{';
    bool first = true;
    forEach(message, 1, [&](std::string_view keyValue) {
        if (!std::exchange(first, false))
            m_json += ',';
        std::string_view key;
        std::string_view value;
        pbf_reader fields = reader(keyValue);
        while (fields.next()) {
            switch (fields.tag_and_type()) {
            case lengthField(1):
                key = view(fields);
                break;
            case lengthField(2):
                value = view(fields);
                break;
            default:
                fields.skip();
            }
        }
        appendJsonString(m_json, m_builder.text(key));
        m_json += ':';
        appendAny(value, depth + 1);
    });
    m_json += '}';
}

} // namespace penstock
