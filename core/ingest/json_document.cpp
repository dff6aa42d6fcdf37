// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/json_document.h"

#include "core/base/text_safety.h"
#include "core/ingest/json_text.h"

namespace penstock {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

bool hasUnit(std::string_view text, std::size_t at, std::uint32_t first, std::uint32_t last)
{
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return false;
    std::uint32_t unit = 0;
    for (const char c : text.substr(at + 2, 4)) {
        const int letter = (c | 0x20) - 'a';
        const int digit = c >= '0' && c <= '9'        ? c - '0'
                          : letter >= 0 && letter < 6 ? letter + 10
                                                      : -1;
        if (digit < 0)
            return false;
        unit = unit << 4 | static_cast<std::uint32_t>(digit);
    }
    return unit >= first && unit <= last;
}

// Escapes of half surrogate pairs, which programs make that cut a text in the middle, become \ufffd.
bool repairSurrogates(std::string& text)
{
    bool repaired = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\\')
            continue;
        const bool high = hasUnit(text, at, 0xD800, 0xDBFF);
        if (high && hasUnit(text, at + 6, 0xDC00, 0xDFFF)) {
            at += 11;
        } else if (high || hasUnit(text, at, 0xDC00, 0xDFFF)) {
            text.replace(at, 6, "\\ufffd");
            repaired = true;
            at += 5;
        } else {
            ++at; // whatever is escaped
        }
    }
    return repaired;
}

} // namespace

Result<JsonDocument::Element> JsonDocument::parse(std::string& text)
{
    text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    Element root;
    simdjson::error_code error = m_parser.parse(text.data(), text.size(), false).get(root);
    if (error == simdjson::UTF8_ERROR || error == simdjson::STRING_ERROR) {
        const bool wasUtf8 = error == simdjson::STRING_ERROR;
        if (!wasUtf8)
            text = repairUtf8(text);
        m_repaired = repairSurrogates(text) || !wasUtf8;
        text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
        error = m_parser.parse(text.data(), text.size(), false).get(root);
    }
    if (error != simdjson::SUCCESS)
        return Error{ErrorCode::invalid, "It is not JSON.", simdjson::error_message(error)};
    return root;
}

std::optional<element> member(element object, std::string_view name)
{
    element found;
    if (object[name].get(found) != simdjson::SUCCESS || found.is_null())
        return std::nullopt;
    return found;
}

std::string_view textMember(element object, std::string_view name)
{
    const auto found = member(object, name);
    std::string_view text;
    if (!found || found->get(text) != simdjson::SUCCESS)
        return {};
    return text;
}

std::int64_t integerMember(element object, std::string_view name)
{
    const auto found = member(object, name);
    if (!found)
        return 0;
    std::int64_t integer = 0;
    if (found->get(integer) == simdjson::SUCCESS)
        return integer;
    std::string_view text;
    if (found->get(text) == simdjson::SUCCESS)
        return integerToken(text).value_or(0);
    return integerToken(simdjson::minify(*found)).value_or(0);
}

Value valueOf(element value, Arena& arena)
{
    switch (value.type()) {
    case element_type::STRING:
        return Value::ofString(arena.copy(std::string_view(value)));
    case element_type::BOOL:
        return Value::ofBool(bool(value));
    case element_type::INT64:
        return Value::ofInteger(std::int64_t(value));
    case element_type::UINT64: // beyond our integers: the digits are kept as text
        return Value::ofString(arena.copy(std::string_view(std::to_string(std::uint64_t(value)))));
    case element_type::DOUBLE:
        return Value::ofReal(double(value));
    case element_type::OBJECT:
    case element_type::ARRAY:
        return Value::ofJson(arena.copy(std::string_view(simdjson::minify(value))));
    case element_type::NULL_VALUE:
        break;
    }
    return {};
}

} // namespace penstock
