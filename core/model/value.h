// SPDX-License-Identifier: GPL-3.0-or-later
// Value: one attribute value as received, 16 bytes, a view into the arena of its batch.
// Arrays and key-value lists of OTLP are kept as compact JSON text (type json), so that "structured" and
// "JSON in a string" – which real SDKs use interchangeably – meet in one form. Value type, any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace penstock {

/// Saved in the log. Do not change the numbers.
enum class ValueType : std::uint8_t {
    none = 0,   ///< the key came without a value
    string = 1, ///< UTF-8 (repaired at decode)
    boolean = 2,
    integer = 3,
    real = 4,
    bytes = 5,
    json = 6, ///< array or kvlist, as compact JSON text
};

class Value final {
public:
    Value() = default;
    static Value ofString(std::string_view s) { return Value(ValueType::string, s); }
    static Value ofJson(std::string_view s) { return Value(ValueType::json, s); }
    static Value ofBytes(std::string_view s) { return Value(ValueType::bytes, s); }
    static Value ofBool(bool b)
    {
        Value v;
        v.m_type = ValueType::boolean;
        v.m_data.integer = b;
        return v;
    }
    static Value ofInteger(std::int64_t i)
    {
        Value v;
        v.m_type = ValueType::integer;
        v.m_data.integer = i;
        return v;
    }
    static Value ofReal(double d)
    {
        Value v;
        v.m_type = ValueType::real;
        v.m_data.real = d;
        return v;
    }

    ValueType type() const { return m_type; }
    bool isNone() const { return m_type == ValueType::none; }
    bool hasText() const
    {
        return m_type == ValueType::string || m_type == ValueType::json ||
               m_type == ValueType::bytes;
    }
    /// The text of string, json or bytes; empty otherwise.
    std::string_view text() const
    {
        return hasText() ? std::string_view(m_data.text, m_size) : std::string_view();
    }
    bool boolean() const { return m_type == ValueType::boolean && m_data.integer != 0; }
    std::int64_t integer() const { return m_type == ValueType::integer ? m_data.integer : 0; }
    double real() const { return m_type == ValueType::real ? m_data.real : 0.0; }

private:
    Value(ValueType type, std::string_view s)
        : m_type(type), m_size(static_cast<std::uint32_t>(s.size()))
    {
        m_data.text = s.data();
    }

    ValueType m_type = ValueType::none;
    std::uint32_t m_size = 0;
    union {
        std::int64_t integer;
        double real;
        const char* text;
    } m_data{0};
};
static_assert(sizeof(Value) == 16);

} // namespace penstock
