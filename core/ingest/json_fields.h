// SPDX-License-Identifier: GPL-3.0-or-later
// Walking JSON objects and arrays with simdjson's on-demand reader by known field names, in any order; what is not
// known is skipped without recursion. A name is given in camelCase and matches its snake_case too. One thread.
#pragma once

#include <simdjson.h>

#include <array>
#include <cstring>
#include <string_view>

namespace penstock {

template <class Field> struct FieldName {
    std::string_view camel;
    std::string_view snake; ///< empty when it is the same
    Field field;
};

/// The key between its quotes. A key with escapes is cut at the first escaped quote; no known name has one.
inline std::string_view keyOf(simdjson::ondemand::raw_json_string key)
{
    const char* const begin = key.raw();
    return {begin,
            static_cast<std::size_t>(static_cast<const char*>(std::strchr(begin, '"')) - begin)};
}

template <class Field, std::size_t N>
const FieldName<Field>* findField(const std::array<FieldName<Field>, N>& names,
                                  std::string_view key)
{
    for (const FieldName<Field>& name : names)
        if (name.camel == key || (!name.snake.empty() && name.snake == key))
            return &name;
    return nullptr;
}

/// Calls each(field, value) → error_code for every known field of an object.
template <class Field, std::size_t N, class Each>
simdjson::error_code eachField(simdjson::ondemand::object object,
                               const std::array<FieldName<Field>, N>& names, const Each& each)
{
    for (auto result : object) {
        simdjson::ondemand::field field;
        if (const auto error = std::move(result).get(field))
            return error;
        const auto* known = findField(names, keyOf(field.key()));
        if (known == nullptr)
            continue;
        if (const auto error = each(known->field, field.value()))
            return error;
    }
    return simdjson::SUCCESS;
}

/// Calls each(value) → error_code for every element of an array.
template <class Each>
simdjson::error_code eachElement(simdjson::ondemand::array array, const Each& each)
{
    for (auto result : array) {
        simdjson::ondemand::value element;
        if (const auto error = std::move(result).get(element))
            return error;
        if (const auto error = each(element))
            return error;
    }
    return simdjson::SUCCESS;
}

} // namespace penstock
