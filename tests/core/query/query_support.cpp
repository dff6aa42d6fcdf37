// SPDX-License-Identifier: GPL-3.0-or-later
#include "query_support.h"

#include "core/query/diagnostics.h"

namespace penstock::test {
namespace {

std::size_t below(std::mt19937& random, std::size_t bound)
{
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
}

/// Few values, so that rows and filters meet.
constexpr std::string_view kTexts[] = {"planner",
                                       "Planner",
                                       "canary-a",
                                       "canary-b",
                                       "and",
                                       "sql.query",
                                       "15m",
                                       "3 min",
                                       "#412",
                                       "$5",
                                       "a\"b\\c",
                                       "line\nbreak\r\t",
                                       "\u202Etxt.exe",
                                       "\u200B",
                                       "ünïcode",
                                       "\xFF\xFE broken",
                                       "日本",
                                       " blank ",
                                       "(",
                                       "not",
                                       "%_'; DROP TABLE steps",
                                       "a=b or c",
                                       "today",
                                       "e\u0301"};

std::int64_t randomNumber(std::mt19937& random)
{
    static constexpr std::int64_t kEdges[] = {
        0, 1, -1, 999, 1'000, 1'500, INT64_MAX, -INT64_MAX, kDay, 250 * kMillisecond};
    return below(random, 3) == 0 ? static_cast<std::int64_t>(random()) *
                                       static_cast<std::int64_t>(random() % 1'000'000)
                                 : kEdges[below(random, std::size(kEdges))];
}

Nanos randomTime(std::mt19937& random)
{
    static constexpr Nanos kUnits[] = {1, kMillisecond, kSecond, kMinute, kHour, kDay};
    return kNow + (static_cast<Nanos>(below(random, 7)) - 3) * kUnits[below(random, 6)];
}

FilterLiteral randomTimeLiteral(std::mt19937& random, bool equality)
{
    static constexpr Nanos kExtents[] = {kDay, kMinute, kSecond, kMillisecond, 100, 1};
    const std::size_t choice = below(random, equality ? 3 : 4);
    FilterLiteral literal;
    if (choice == 0)
        literal.kind = FilterLiteral::Kind::today;
    else if (choice == 1)
        literal.kind = FilterLiteral::Kind::yesterday;
    else if (choice == 3)
        literal = FilterLiteral::ofAge(below(random, 2) == 0
                                           ? kNow - randomTime(random)
                                           : static_cast<Nanos>(below(random, 5)) * kHour);
    else {
        const Nanos extent = kExtents[below(random, std::size(kExtents))];
        literal = FilterLiteral::ofInstant(randomTime(random) / extent * extent, extent);
    }
    return literal;
}

IdPattern randomId(std::mt19937& random, unsigned digits, unsigned used)
{
    IdPattern id{0x1234'5678'9ABC'DEF0ull, digits > 16 ? 0x0FED'CBA9'8765'4321ull : 0,
                 static_cast<std::uint8_t>(digits)};
    if (below(random, 2) == 0)
        id.high ^= std::uint64_t{1} << below(random, 64);
    if (used < digits) {
        id.high &= used >= 16 ? ~std::uint64_t{0} : ~(~std::uint64_t{0} >> (4 * used));
        id.low &= used <= 16 ? 0 : ~(~std::uint64_t{0} >> (4 * (used - 16)));
        id.digits = static_cast<std::uint8_t>(used);
    }
    return id;
}

bool compareNumbers(CompareOp op, Nanos a, Nanos b)
{
    switch (op) {
    case CompareOp::less:
        return a < b;
    case CompareOp::lessEqual:
        return a <= b;
    case CompareOp::greater:
        return a > b;
    case CompareOp::greaterEqual:
        return a >= b;
    case CompareOp::notEqual:
        return a != b;
    default:
        return a == b;
    }
}

/// A stretch of time compared with a moment: equal means inside, less means before it begins, more means after it ends.
bool compareStretch(CompareOp op, Nanos moment, Nanos from, Nanos extent)
{
    const int side = moment < from ? -1 : moment - from >= extent ? 1 : 0;
    return compareNumbers(op, side, 0);
}

bool naiveNumber(CompareOp op, std::int64_t number, const FilterLiteral& value, Nanos now)
{
    const Nanos today = now / kDay * kDay;
    switch (value.kind) {
    case FilterLiteral::Kind::age:
        return compareNumbers(op, now - number, value.number); // the row's own age
    case FilterLiteral::Kind::instant:
        return compareStretch(op, number, value.number, value.extent);
    case FilterLiteral::Kind::today:
        return compareStretch(op, number, today, kDay);
    case FilterLiteral::Kind::yesterday:
        return compareStretch(op, number, today - kDay, kDay);
    default:
        return compareNumbers(op, number, value.number);
    }
}

bool isKnown(FieldId field, const TestRow& row)
{
    return row.texts.contains(field) || row.numbers.contains(field) ||
           row.wordBits.contains(field) || row.ids.contains(field);
}

std::string hexOf(const IdPattern& id)
{
    char text[40];
    std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(id.high),
                  static_cast<unsigned long long>(id.low));
    return std::string(text, id.digits);
}

bool naiveCompare(FieldId field, CompareOp op, const FilterLiteral& value, const TestRow& row,
                  Nanos now)
{
    const FieldType type = fieldInfo(field).type;
    if (type == FieldType::content)
        return containsIgnoringCase(row.content, value.text);
    if (!isKnown(field, row))
        return false;
    const bool differs = op == CompareOp::notEqual;
    if (type == FieldType::text && op == CompareOp::contains)
        return containsIgnoringCase(row.texts.at(field), value.text);
    if (type == FieldType::text)
        return (row.texts.at(field) == value.text) != differs;
    if (type == FieldType::id)
        return hexOf(row.ids.at(field)).starts_with(hexOf(value.id)) != differs;
    if (type == FieldType::enumeration)
        return (row.wordBits.at(field) >> value.number & 1) != (differs ? 1u : 0u);
    return naiveNumber(op, row.numbers.at(field), value, now);
}

std::string listOf(const char* name, const FilterPtr& filter)
{
    std::string out = std::string("(") + name;
    for (const FilterPtr& child : filter->children)
        out += " " + treeOf(child);
    return out + ")";
}

} // namespace

std::string randomText(std::mt19937& random)
{
    if (below(random, 4) != 0)
        return std::string(kTexts[below(random, std::size(kTexts))]);
    std::string text;
    for (std::size_t i = 0, size = 1 + below(random, 12); i < size; ++i)
        text += static_cast<char>(random());
    return text;
}

FilterLiteral randomLiteral(std::mt19937& random, const FieldInfo& field, CompareOp op)
{
    const bool equality = op == CompareOp::equal || op == CompareOp::notEqual;
    const unsigned digits = field.id == FieldId::trace ? 32 : 16;
    FilterLiteral literal;
    switch (field.type) {
    case FieldType::text:
    case FieldType::content:
        return FilterLiteral::ofText(randomText(random));
    case FieldType::time:
        return randomTimeLiteral(random, equality);
    case FieldType::enumeration:
        return FilterLiteral::ofNumber(
            static_cast<std::int64_t>(below(random, enumWords(field.id).size())));
    case FieldType::boolean:
        return FilterLiteral::ofNumber(static_cast<std::int64_t>(below(random, 2)));
    case FieldType::serial:
        return FilterLiteral::ofNumber(static_cast<std::int64_t>(below(random, 500)));
    case FieldType::id:
        literal.kind = FilterLiteral::Kind::id;
        literal.id = randomId(
            random, digits,
            op == CompareOp::contains ? 1 + static_cast<unsigned>(below(random, digits)) : digits);
        return literal;
    default:
        return FilterLiteral::ofNumber(randomNumber(random));
    }
}

FilterPtr randomFilter(std::mt19937& random, int depth)
{
    const std::size_t choice = below(random, depth > 0 ? 8 : 5);
    if (choice >= 5) {
        std::vector<FilterPtr> children;
        for (std::size_t i = 0, size = choice == 7 ? 1 : 2 + below(random, 3); i < size; ++i)
            children.push_back(randomFilter(random, depth - 1));
        return choice == 5   ? conjunction(children)
               : choice == 6 ? disjunction(children)
                             : negation(children[0]);
    }
    if (choice == 0)
        return pathTerm(static_cast<FilterPath>(below(random, 3)), randomText(random));
    const FieldInfo& field = allFields()[below(random, allFields().size())];
    if (choice == 1 && field.type != FieldType::content)
        return exists(field.id);
    if (choice == 2 && field.type != FieldType::content) {
        std::vector<FilterLiteral> values;
        for (std::size_t i = 0, size = 1 + below(random, 4); i < size; ++i)
            values.push_back(randomLiteral(random, field, CompareOp::equal));
        return oneOf(field.id, values);
    }
    CompareOp op;
    do
        op = static_cast<CompareOp>(below(random, 7));
    while (!operatorFits(field.type, op));
    return comparison(field.id, op, randomLiteral(random, field, op));
}

TestRow randomRow(std::mt19937& random)
{
    TestRow row;
    row.content = randomText(random);
    for (const FieldInfo& field : allFields()) {
        if (below(random, 4) == 0)
            continue; // unknown
        switch (field.type) {
        case FieldType::text:
            row.texts[field.id] = randomText(random);
            break;
        case FieldType::enumeration:
            row.wordBits[field.id] = std::uint64_t{1} << below(random, enumWords(field.id).size()) |
                                     std::uint64_t{1} << below(random, enumWords(field.id).size());
            break;
        case FieldType::id:
            row.ids[field.id] = randomId(random, field.id == FieldId::trace ? 32 : 16, 32);
            break;
        case FieldType::time:
            row.numbers[field.id] = randomTime(random);
            break;
        case FieldType::content:
            break;
        default:
            row.numbers[field.id] = randomLiteral(random, field, CompareOp::equal).number;
            break;
        }
    }
    return row;
}

bool naiveMatch(const FilterPtr& filter, const TestRow& row, Nanos now)
{
    if (!filter)
        return true;
    switch (filter->kind) {
    case FilterKind::conjunction:
        for (const FilterPtr& child : filter->children)
            if (!naiveMatch(child, row, now))
                return false;
        return true;
    case FilterKind::disjunction:
        for (const FilterPtr& child : filter->children)
            if (naiveMatch(child, row, now))
                return true;
        return false;
    case FilterKind::negation:
        return !naiveMatch(filter->children[0], row, now);
    case FilterKind::compare:
        return naiveCompare(filter->field, filter->op, filter->values[0], row, now);
    case FilterKind::in:
        for (const FilterLiteral& value : filter->values)
            if (naiveCompare(filter->field, CompareOp::equal, value, row, now))
                return true;
        return false;
    case FilterKind::exists:
        return isKnown(filter->field, row);
    case FilterKind::path:
        return row.text(FieldId::agent).starts_with(filter->values[0].text);
    }
    return false;
}

std::string treeOf(const FilterPtr& filter)
{
    if (!filter)
        return "everything";
    switch (filter->kind) {
    case FilterKind::conjunction:
        return listOf("and", filter);
    case FilterKind::disjunction:
        return listOf("or", filter);
    case FilterKind::negation:
        return listOf("not", filter);
    case FilterKind::exists:
        return "(exists " + std::string(fieldInfo(filter->field).name) + ")";
    case FilterKind::path:
        return "(" + std::string(filterPathWord(filter->path)) + " " + filter->values[0].text + ")";
    case FilterKind::compare:
    case FilterKind::in:
        break;
    }
    std::string out =
        "(" + std::string(filter->kind == FilterKind::in ? "in" : compareOpText(filter->op)) + " " +
        std::string(fieldInfo(filter->field).name);
    for (const FilterLiteral& value : filter->values)
        out += " " + printLiteral(filter->field, value);
    return out + ")";
}

} // namespace penstock::test
