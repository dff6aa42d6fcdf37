// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_safety.h"

#include <cstdint>
#include <cstdio>

namespace penstock {
namespace {

struct Decoded {
    char32_t code = 0xFFFD;
    std::size_t size = 1;
    bool valid = false;
};

// Well-formed UTF-8 as Unicode 15, table 3-7.
Decoded decodeOne(std::string_view s)
{
    const auto b0 = static_cast<std::uint8_t>(s[0]);
    if (b0 < 0x80)
        return {b0, 1, true};
    const std::size_t need = b0 >= 0xF0 ? 4 : b0 >= 0xE0 ? 3 : 2;
    if (b0 < 0xC2 || b0 > 0xF4 || s.size() < need)
        return {};
    char32_t code = b0 & (0xFF >> (need + 1));
    for (std::size_t i = 1; i < need; ++i) {
        const auto b = static_cast<std::uint8_t>(s[i]);
        if ((b & 0xC0) != 0x80)
            return {};
        code = code << 6 | (b & 0x3F);
    }
    const bool overlong = (need == 3 && code < 0x800) || (need == 4 && code < 0x10000);
    if (overlong || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return {};
    return {code, need, true};
}

// Characters that change what is seen without being seen: C0/C1 controls, bidi controls, zero-width and
// other default-ignorable characters, tags, variation selectors supplement, line/paragraph separators.
bool isHidden(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x34F || c == 0x61C ||
           c == 0x115F || c == 0x1160 || (c >= 0x17B4 && c <= 0x17B5) ||
           (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0x3164 ||
           c == 0xFEFF || c == 0xFFA0 || (c >= 0xFFF0 && c <= 0xFFFB) ||
           (c >= 0x1BCA0 && c <= 0x1BCA3) || (c >= 0x1D173 && c <= 0x1D17A) ||
           (c >= 0xE0000 && c <= 0xE0FFF) || (c & 0xFFFE) == 0xFFFE;
}

void appendChip(std::string& out, char32_t c)
{
    char chip[24];
    std::snprintf(chip, sizeof chip, "‹U+%04X›", static_cast<unsigned>(c));
    out += chip;
}

} // namespace

VisibleText visibleText(std::string_view untrusted, std::size_t maxBytes, LineBreaks lineBreaks)
{
    VisibleText result;
    std::string& out = result.text;
    std::size_t at = 0;
    while (at < untrusted.size()) {
        if (out.size() >= maxBytes) {
            result.cutBytes = untrusted.size() - at;
            break;
        }
        const Decoded d = decodeOne(untrusted.substr(at));
        if (!d.valid) {
            out += "\uFFFD";
            ++result.invalid;
        } else if (d.code == '\n') {
            out += lineBreaks == LineBreaks::keep ? "\n" : "↵";
        } else if (d.code == '\r' && at + 1 < untrusted.size() && untrusted[at + 1] == '\n') {
            // CR LF is an ordinary line end; the LF that follows is kept.
        } else if (d.code == '\t' || !isHidden(d.code)) {
            out.append(untrusted.substr(at, d.size));
        } else {
            appendChip(out, d.code);
            ++result.hidden;
        }
        at += d.size;
    }
    return result;
}

std::string visibleLine(std::string_view untrusted, std::size_t maxBytes)
{
    const VisibleText visible = visibleText(untrusted, maxBytes, LineBreaks::keep);
    std::string out;
    out.reserve(visible.text.size());
    for (const char c : visible.text) {
        const bool space = c == ' ' || c == '\t' || c == '\n';
        if (!space)
            out.push_back(c);
        else if (!out.empty() && out.back() != ' ')
            out.push_back(' ');
    }
    if (visible.cutBytes > 0)
        out += "…";
    return out;
}

std::string escapeHidden(std::string_view json)
{
    std::string out;
    out.reserve(json.size());
    const auto escape = [&out](unsigned unit) {
        char text[16];
        std::snprintf(text, sizeof text, "\\u%04x", unit);
        out += text;
    };
    for (std::size_t at = 0; at < json.size();) {
        const Decoded d = decodeOne(json.substr(at));
        const auto code = static_cast<unsigned>(d.code);
        if (!d.valid || code < 0x20 ||
            !isHidden(d.code)) { // below 0x20 only the white space between values is left
            out.append(json.substr(at, d.size));
        } else if (code < 0x10000) {
            escape(code);
        } else {
            escape(0xD800 + ((code - 0x10000) >> 10));
            escape(0xDC00 + ((code - 0x10000) & 0x3FF));
        }
        at += d.size;
    }
    return out;
}

bool isUtf8(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        const Decoded d = decodeOne(bytes.substr(at));
        if (!d.valid)
            return false;
        at += d.size;
    }
    return true;
}

std::string repairUtf8(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const Decoded d = decodeOne(bytes.substr(at));
        if (d.valid)
            out.append(bytes.substr(at, d.size));
        else
            out += "\uFFFD";
        at += d.size;
    }
    return out;
}

} // namespace penstock
