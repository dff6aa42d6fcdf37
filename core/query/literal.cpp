// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/literal.h"

#include "core/base/text_safety.h"
#include "core/query/numbers.h"

#include <algorithm>

namespace penstock {
namespace {

/// Texts in sentences are a person's own words, but they may have been pasted.
std::string shown(const RawLiteral& raw)
{
    return "\"" + visibleLine(raw.text, 60) + "\"";
}

Error misfit(FieldId field, const RawLiteral& raw, std::string suggestion = {})
{
    const FieldInfo& info = fieldInfo(field);
    return {ErrorCode::invalid,
            shown(raw) + " is no value for " + std::string(info.name) + ", which is " +
                std::string(fieldTypePhrase(info.type)) + ".",
            std::move(suggestion)};
}

Result<FilterLiteral> readText(FieldId field, const RawLiteral& raw)
{
    const std::string name(fieldInfo(field).name);
    if (raw.text.empty() && fieldInfo(field).type == FieldType::content)
        return Error{ErrorCode::invalid, "The text to search for is empty.", ""};
    if (raw.text.empty())
        return Error{ErrorCode::invalid,
                     "An empty text is an unknown one: write not exists " + name + ".", ""};
    return FilterLiteral::ofText(raw.text);
}

Result<FilterLiteral> readNumber(FieldId field, const RawLiteral& raw)
{
    if (const auto number = readScaled(raw.text, 1, Suffixes::counts))
        return FilterLiteral::ofNumber(*number);
    return misfit(field, raw);
}

Result<FilterLiteral> readMoney(FieldId field, const RawLiteral& raw)
{
    std::string digits = raw.text;
    if (const auto sign = digits.find('$');
        sign != std::string::npos && (sign == 0 || digits.substr(0, sign) == "-"))
        digits.erase(sign, 1);
    if (const auto amount = readScaled(digits, 1'000'000, Suffixes::counts))
        return FilterLiteral::ofNumber(*amount);
    return misfit(field, raw);
}

Result<FilterLiteral> readLength(FieldId field, const RawLiteral& raw)
{
    if (const auto duration = readDuration(raw.text))
        return FilterLiteral::ofNumber(*duration);
    const bool noUnit = readScaled(raw.text, 1, Suffixes::none).has_value();
    if (noUnit)
        return Error{ErrorCode::invalid,
                     "The unit is missing: a duration is written like 250ms, 15m or 2h30m.",
                     raw.text + "s"};
    return misfit(field, raw);
}

Result<FilterLiteral> readTime(FieldId field, CompareOp op, const RawLiteral& raw)
{
    const bool wantsEqual = op == CompareOp::equal || op == CompareOp::notEqual;
    if (const auto age = readDuration(raw.text)) {
        if (wantsEqual)
            return Error{ErrorCode::invalid,
                         "An age is compared with < (newer than) or > (older than), not with " +
                             std::string(compareOpText(op)) + ".",
                         ""};
        return FilterLiteral::ofAge(*age);
    }
    FilterLiteral literal;
    if (equalsIgnoringCase(raw.text, "today"))
        literal.kind = FilterLiteral::Kind::today;
    else if (equalsIgnoringCase(raw.text, "yesterday"))
        literal.kind = FilterLiteral::Kind::yesterday;
    else if (const auto instant = readInstant(raw.text))
        literal = FilterLiteral::ofInstant(instant->from, instant->extent);
    else if (readScaled(raw.text, 1, Suffixes::none))
        return Error{ErrorCode::invalid,
                     "The unit is missing: an age is written like 15m or 2h30m.", raw.text + "m"};
    else
        return misfit(field, raw);
    return literal;
}

Result<FilterLiteral> readWord(FieldId field, const RawLiteral& raw)
{
    if (const auto number = enumNumber(field, raw.text))
        return FilterLiteral::ofNumber(*number);
    const auto words = enumWords(field);
    const std::string_view closest = closestWord(raw.text, words);
    std::string sentence = shown(raw) + " is no " + std::string(fieldInfo(field).name) + ".";
    if (!closest.empty())
        return Error{ErrorCode::invalid, sentence + " Did you mean " + std::string(closest) + "?",
                     std::string(closest)};
    sentence += " It is one of";
    for (std::size_t i = 0; i < words.size(); ++i)
        sentence.append(i == 0 ? " " : i + 1 == words.size() ? " or " : ", ").append(words[i]);
    return Error{ErrorCode::invalid, sentence + ".", ""};
}

Result<FilterLiteral> readBoolean(FieldId field, const RawLiteral& raw)
{
    for (const char* yes : {"true", "yes"})
        if (equalsIgnoringCase(raw.text, yes))
            return FilterLiteral::ofNumber(1);
    for (const char* no : {"false", "no"})
        if (equalsIgnoringCase(raw.text, no))
            return FilterLiteral::ofNumber(0);
    return misfit(field, raw);
}

Result<FilterLiteral> readId(FieldId field, CompareOp op, const RawLiteral& raw)
{
    const std::size_t whole = field == FieldId::trace ? 32 : 16;
    const auto pattern = readHex(raw.text);
    if (!pattern || pattern->digits > whole)
        return misfit(field, raw);
    if (op != CompareOp::contains && pattern->digits != whole)
        return Error{ErrorCode::invalid,
                     "A whole id has " + std::to_string(whole) +
                         " hex digits; to match its beginning write " +
                         std::string(fieldInfo(field).name) + " ~ " + raw.text + ".",
                     ""};
    FilterLiteral literal;
    literal.kind = FilterLiteral::Kind::id;
    literal.id = *pattern;
    return literal;
}

Result<FilterLiteral> readSerial(FieldId field, const RawLiteral& raw)
{
    const bool marked = raw.text.starts_with('#');
    const auto number =
        readScaled(std::string_view(raw.text).substr(marked ? 1 : 0), 1, Suffixes::none);
    if (number && *number >= 0)
        return FilterLiteral::ofNumber(*number);
    return misfit(field, raw);
}

} // namespace

Result<FilterLiteral> readLiteral(FieldId field, CompareOp op, const RawLiteral& raw)
{
    switch (fieldInfo(field).type) {
    case FieldType::text:
    case FieldType::content:
        return readText(field, raw);
    case FieldType::count:
        return readNumber(field, raw);
    case FieldType::duration:
        return readLength(field, raw);
    case FieldType::time:
        return readTime(field, op, raw);
    case FieldType::money:
        return readMoney(field, raw);
    case FieldType::enumeration:
        return readWord(field, raw);
    case FieldType::boolean:
        return readBoolean(field, raw);
    case FieldType::id:
        return readId(field, op, raw);
    case FieldType::serial:
        return readSerial(field, raw);
    }
    return misfit(field, raw);
}

std::string printLiteral(FieldId field, const FilterLiteral& value)
{
    switch (value.kind) {
    case FilterLiteral::Kind::text:
        return quoteIfNeeded(value.text);
    case FilterLiteral::Kind::age:
        return printDuration(value.number);
    case FilterLiteral::Kind::instant:
        return printInstant(value.number, value.extent);
    case FilterLiteral::Kind::today:
        return "today";
    case FilterLiteral::Kind::yesterday:
        return "yesterday";
    case FilterLiteral::Kind::id:
        return printHex(value.id);
    case FilterLiteral::Kind::number:
        break;
    }
    switch (fieldInfo(field).type) {
    case FieldType::duration:
        return printDuration(value.number);
    case FieldType::money:
        return printDollars(value.number);
    case FieldType::boolean:
        return value.number != 0 ? "true" : "false";
    case FieldType::serial:
        return "#" + std::to_string(value.number);
    case FieldType::enumeration:
        return std::string(enumWords(field)[static_cast<std::size_t>(value.number)]);
    default:
        return std::to_string(value.number);
    }
}

} // namespace penstock
