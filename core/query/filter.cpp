// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/filter.h"

#include "core/base/result.h"
#include "core/query/literal.h"
#include "core/query/parser.h"

#include <algorithm>
#include <cstring>

namespace penstock {
namespace {

std::shared_ptr<Filter> make(FilterKind kind, TextRange range)
{
    auto filter = std::make_shared<Filter>();
    filter->kind = kind;
    filter->range = range;
    return filter;
}

FilterPtr list(FilterKind kind, std::vector<FilterPtr> terms, TextRange range)
{
    auto result = make(kind, range);
    for (FilterPtr& term : terms) {
        if (!term)
            continue;
        if (term->kind == kind)
            result->children.insert(result->children.end(), term->children.begin(),
                                    term->children.end());
        else
            result->children.push_back(std::move(term));
    }
    if (result->children.empty())
        return nullptr;
    if (result->children.size() == 1)
        return result->children.front();
    return result;
}

FilterLiteral literalOf(FilterLiteral::Kind kind, std::int64_t number)
{
    FilterLiteral literal;
    literal.kind = kind;
    literal.number = number;
    return literal;
}

std::uint64_t bigEndian(const std::uint8_t* bytes)
{
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i)
        value = value << 8 | bytes[i];
    return value;
}

/// How tightly a kind binds; a child that binds no tighter than its parent needs parentheses.
int bindingOf(FilterKind kind)
{
    switch (kind) {
    case FilterKind::disjunction:
        return 0;
    case FilterKind::conjunction:
        return 1;
    default:
        return 2;
    }
}

void print(const Filter& filter, std::string& out);

void printChild(const Filter& child, int parentBinding, std::string& out)
{
    const bool parentheses = bindingOf(child.kind) <= parentBinding && bindingOf(child.kind) < 2;
    if (parentheses)
        out += '(';
    print(child, out);
    if (parentheses)
        out += ')';
}

void printList(const Filter& filter, const char* word, std::string& out)
{
    for (std::size_t i = 0; i < filter.children.size(); ++i) {
        if (i > 0)
            out += word;
        printChild(*filter.children[i], bindingOf(filter.kind), out);
    }
}

void printIn(const Filter& filter, std::string& out)
{
    out.append(fieldInfo(filter.field).name).append(" in (");
    for (std::size_t i = 0; i < filter.values.size(); ++i)
        out.append(i > 0 ? ", " : "").append(printLiteral(filter.field, filter.values[i]));
    out += ')';
}

void print(const Filter& filter, std::string& out)
{
    switch (filter.kind) {
    case FilterKind::conjunction:
        return printList(filter, " and ", out);
    case FilterKind::disjunction:
        return printList(filter, " or ", out);
    case FilterKind::negation:
        out += "not ";
        return printChild(*filter.children[0], 1, out);
    case FilterKind::compare:
        out.append(fieldInfo(filter.field).name)
            .append(" ")
            .append(compareOpText(filter.op))
            .append(" ");
        out += printLiteral(filter.field, filter.values[0]);
        return;
    case FilterKind::in:
        return printIn(filter, out);
    case FilterKind::exists:
        out.append("exists ").append(fieldInfo(filter.field).name);
        return;
    case FilterKind::path:
        out.append(filterPathWord(filter.path))
            .append(" ")
            .append(quoteIfNeeded(filter.values[0].text));
        return;
    }
}

} // namespace

FilterLiteral FilterLiteral::ofText(std::string text)
{
    FilterLiteral literal;
    literal.text = std::move(text);
    return literal;
}
FilterLiteral FilterLiteral::ofNumber(std::int64_t number)
{
    return literalOf(Kind::number, number);
}
FilterLiteral FilterLiteral::ofAge(Nanos age)
{
    return literalOf(Kind::age, age);
}
FilterLiteral FilterLiteral::ofInstant(Nanos from, Nanos extent)
{
    FilterLiteral literal = literalOf(Kind::instant, from);
    literal.extent = extent;
    return literal;
}
FilterLiteral FilterLiteral::ofId(const TraceId& id)
{
    FilterLiteral literal = literalOf(Kind::id, 0);
    literal.id = {bigEndian(id.bytes.data()), bigEndian(id.bytes.data() + 8), 32};
    return literal;
}
FilterLiteral FilterLiteral::ofId(SpanId id)
{
    FilterLiteral literal = literalOf(Kind::id, 0);
    literal.id = {id.value, 0, 16};
    return literal;
}

FilterPtr conjunction(std::vector<FilterPtr> terms, TextRange range)
{
    return list(FilterKind::conjunction, std::move(terms), range);
}
FilterPtr disjunction(std::vector<FilterPtr> terms, TextRange range)
{
    return list(FilterKind::disjunction, std::move(terms), range);
}
FilterPtr negation(FilterPtr term, TextRange range)
{
    PENSTOCK_ASSERT(term != nullptr);
    auto result = make(FilterKind::negation, range);
    result->children.push_back(std::move(term));
    return result;
}
FilterPtr comparison(FieldId field, CompareOp op, FilterLiteral value, TextRange range)
{
    auto result = make(FilterKind::compare, range);
    result->field = field;
    result->op = op;
    result->values.push_back(std::move(value));
    return result;
}
FilterPtr oneOf(FieldId field, std::vector<FilterLiteral> values, TextRange range)
{
    PENSTOCK_ASSERT(!values.empty());
    auto result = make(FilterKind::in, range);
    result->field = field;
    result->values = std::move(values);
    return result;
}
FilterPtr exists(FieldId field, TextRange range)
{
    auto result = make(FilterKind::exists, range);
    result->field = field;
    return result;
}
FilterPtr pathTerm(FilterPath path, std::string anchor, TextRange range)
{
    auto result = make(FilterKind::path, range);
    result->path = path;
    result->values.push_back(FilterLiteral::ofText(std::move(anchor)));
    return result;
}

bool equalFilters(const FilterPtr& a, const FilterPtr& b)
{
    if (!a || !b)
        return !a && !b;
    const bool headsEqual = a->kind == b->kind && a->field == b->field && a->op == b->op &&
                            a->path == b->path && a->values == b->values &&
                            a->children.size() == b->children.size();
    return headsEqual &&
           std::equal(a->children.begin(), a->children.end(), b->children.begin(), equalFilters);
}

std::string printFilter(const FilterPtr& filter)
{
    std::string out;
    if (filter)
        print(*filter, out);
    return out;
}

std::string_view compareOpText(CompareOp op)
{
    static constexpr std::string_view kTexts[] = {"=", "!=", "<", "<=", ">", ">=", "~"};
    return kTexts[static_cast<std::size_t>(op)];
}

std::string_view filterPathWord(FilterPath path)
{
    static constexpr std::string_view kWords[] = {"delegated_by", "under", "downstream_of"};
    return kWords[static_cast<std::size_t>(path)];
}

NarrowedFilter narrowFilter(std::string_view current, NarrowBy by, FieldId field,
                            const std::optional<FilterLiteral>& value)
{
    const ParsedFilter parsed = parseFilter(current);
    if (parsed.verdict == FilterVerdict::invalid)
        return {};
    const bool content = fieldInfo(field).type == FieldType::content;
    FilterPtr condition = exists(field);
    if (value)
        condition = comparison(field, content ? CompareOp::contains : CompareOp::equal, *value);
    if (value.has_value() != (by == NarrowBy::only))
        condition = negation(condition);
    std::string text = printFilter(condition);
    if (parsed.filter) {
        const bool loose = parsed.filter->kind == FilterKind::disjunction;
        text = (loose ? "(" : "") + std::string(current) + (loose ? ")" : "") + " and " + text;
    }
    const bool ok = parseFilter(text).verdict !=
                    FilterVerdict::invalid; // too long or too deep now, or an empty value
    return {ok, std::move(text)};
}

} // namespace penstock
