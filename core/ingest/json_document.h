// SPDX-License-Identifier: GPL-3.0-or-later
// JsonDocument: one whole JSON document of a foreign export, parsed by simdjson's DOM, with the small readers that
// Langfuse and Jaeger exports need. Elements live as long as the document; texts are copied into the arena of the
// batch. What is not UTF-8, and half surrogate pairs, are repaired before parsing. One thread.
#pragma once

#include "core/base/arena.h"
#include "core/base/result.h"
#include "core/model/value.h"

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>

namespace penstock {

class JsonDocument final {
public:
    using Element = simdjson::dom::element;

    /// `text` is changed when it needs repair.
    Result<Element> parse(std::string& text);
    bool repaired() const { return m_repaired; }

private:
    simdjson::dom::parser m_parser;
    bool m_repaired = false;
};

/// Member of an object; nothing when the element is no object, has none of that name, or it is null.
std::optional<simdjson::dom::element> member(simdjson::dom::element object, std::string_view name);
/// Text of a string member; empty otherwise.
std::string_view textMember(simdjson::dom::element object, std::string_view name);
/// Integer member, also when sent as text or as a real number; 0 otherwise.
std::int64_t integerMember(simdjson::dom::element object, std::string_view name);
/// Calls each(element) for the elements of an array; for anything else, nothing.
template <class Each> void eachOf(std::optional<simdjson::dom::element> list, const Each& each)
{
    simdjson::dom::array array;
    if (list && list->get(array) == simdjson::SUCCESS)
        for (const simdjson::dom::element one : array)
            each(one);
}
/// Calls each(key, value) for the members of an object that are not null; for anything else, nothing.
template <class Each>
void eachMember(std::optional<simdjson::dom::element> object, const Each& each)
{
    simdjson::dom::object members;
    if (object && object->get(members) == simdjson::SUCCESS)
        for (const auto& one : members)
            if (!one.value.is_null())
                each(one.key, one.value);
}
/// The value of an attribute: scalars as such, objects and arrays as compact JSON text.
Value valueOf(simdjson::dom::element element, Arena& arena);

} // namespace penstock
