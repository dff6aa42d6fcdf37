// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/json.h"

#include <array>
#include <charconv>

namespace penstock::demo {

void appendJsonString(std::string& out, std::string_view text)
{
    static constexpr char kHex[] = "0123456789abcdef";
    out.push_back('"');
    for (const char c : text) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\t':
            out += "\\t";
            break;
        case '\r':
            out += "\\r";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                out += "\\u00";
                out.push_back(kHex[(c >> 4) & 0xf]);
                out.push_back(kHex[c & 0xf]);
            } else {
                out.push_back(c);
            }
        }
    }
    out.push_back('"');
}

std::string realText(double number)
{
    std::array<char, 40> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    return {buffer.data(), end};
}

Json Json::raw(std::string text)
{
    Json json;
    json.m_text = std::move(text);
    return json;
}

Json Json::object(const std::vector<std::pair<std::string_view, Json>>& members)
{
    std::string out = "{";
    for (const auto& [key, value] : members) {
        if (out.size() > 1)
            out.push_back(',');
        appendJsonString(out, key);
        out.push_back(':');
        out += value.m_text;
    }
    out.push_back('}');
    return raw(std::move(out));
}

Json Json::array(const std::vector<Json>& items)
{
    std::string out = "[";
    for (const Json& item : items) {
        if (out.size() > 1)
            out.push_back(',');
        out += item.m_text;
    }
    out.push_back(']');
    return raw(std::move(out));
}

Json Json::cents(std::int64_t cents)
{
    std::string fraction = std::to_string(cents % 100);
    if (fraction.size() < 2)
        fraction.insert(fraction.begin(), '0');
    return raw(std::to_string(cents / 100) + "." + fraction);
}

} // namespace penstock::demo
