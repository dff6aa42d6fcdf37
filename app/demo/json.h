// SPDX-License-Identifier: GPL-3.0-or-later
// Json: one encoded JSON value, composed by joining texts; enough for tool arguments, messages and truth lines.
// Keys keep the order they are given in, so equal input gives equal bytes. Value type.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace penstock::demo {

void appendJsonString(std::string& out, std::string_view text);
/// Shortest text that reads back as the same number.
std::string realText(double number);

class Json final {
public:
    Json() : m_text("null") {}
    Json(std::string_view s) { appendJsonString(m_text, s); }   // NOLINT: implicit on purpose
    Json(const std::string& s) { appendJsonString(m_text, s); } // NOLINT
    Json(const char* s) { appendJsonString(m_text, s); }        // NOLINT
    template <std::integral T> Json(T n)                        // NOLINT
    {
        if constexpr (std::same_as<T, bool>)
            m_text = n ? "true" : "false";
        else
            m_text = std::to_string(n);
    }
    Json(double d) : m_text(realText(d)) {} // NOLINT

    static Json raw(std::string text);
    static Json object(const std::vector<std::pair<std::string_view, Json>>& members);
    static Json array(const std::vector<Json>& items);
    /// 18450 → 184.50
    static Json cents(std::int64_t cents);

    const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

} // namespace penstock::demo
