// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/log_event_name.h"

#include <algorithm>

namespace penstock {
namespace {

constexpr std::size_t kLongestName = 128;

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
}

// Prose has spaces; a name is one word with a dot inside, such as `gemini_cli.tool_call`.
std::string_view nameInBody(const Value& body)
{
    const std::string_view text =
        body.type() == ValueType::string ? body.text() : std::string_view();
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || dot == 0 || text.size() > kLongestName ||
        text.back() == '.')
        return {};
    return std::all_of(text.begin(), text.end(), isNameCharacter) ? text : std::string_view();
}

} // namespace

std::string_view logEventName(std::string_view field, Attributes attributes, const Value& body)
{
    if (!field.empty())
        return field;
    const std::string_view attributeName = attribute(attributes, KeyId::eventName).text();
    const std::string_view bodyName = nameInBody(body);
    if (attributeName.empty())
        return bodyName;
    const bool bodyIsFuller = bodyName.size() > attributeName.size() + 1 &&
                              bodyName.ends_with(attributeName) &&
                              bodyName[bodyName.size() - attributeName.size() - 1] == '.';
    return bodyIsFuller ? bodyName : attributeName;
}

} // namespace penstock
