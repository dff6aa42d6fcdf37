// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/diagnostics.h"

#include "core/base/text_safety.h"
#include "core/query/literal.h"

#include <algorithm>

namespace penstock {
namespace {

bool isWordByte(char c)
{
    return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-.:/@+#%").find(c) != std::string_view::npos;
}

/// The word, or the single sign, that stands at `at`; empty at the end.
TextRange wordAt(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && isWordByte(text[end]))
        ++end;
    if (end == at && at < text.size())
        ++end;
    return {at, end};
}

std::string shown(std::string_view word)
{
    return visibleLine(word, 60);
}

std::string found(std::string_view text, TextRange range)
{
    if (range.begin == range.end)
        return "the filter ends here";
    const std::string_view word = text.substr(range.begin, range.end - range.begin);
    const bool keyword = isFilterKeyword(word);
    return "here stands " + shown(word) +
           (keyword ? ", which is a keyword; put it in quotes if it is meant as a text" : "");
}

std::string expectation(FilterProblem problem, const FieldInfo* field)
{
    switch (problem) {
    case FilterProblem::expectedCondition:
        return "Expected a condition such as agent = name";
    case FilterProblem::expectedOperator:
        return "Expected " + operatorsOf(field->type) + " after " + std::string(field->name);
    case FilterProblem::expectedValue:
        return field ? "Expected " + std::string(fieldTypePhrase(field->type)) + " to compare " +
                           std::string(field->name) + " with"
                     : "Expected an agent, or the id of a run or step";
    case FilterProblem::expectedList:
        return "Expected ( and a list of values after in";
    case FilterProblem::expectedListEnd:
        return "Expected , or ) in the list of values";
    case FilterProblem::expectedClose:
        return "Expected and, or, or the ) that closes the group";
    case FilterProblem::expectedField:
        return "Expected a field after exists";
    case FilterProblem::expectedIn:
        return "Expected in after not";
    default:
        return "Expected and, or, or the end";
    }
}

/// After a whole condition something follows that is neither `and`, `or` nor the end.
FilterDiagnostic trailing(std::string_view text, TextRange range)
{
    const char c = range.begin < text.size() ? text[range.begin] : '\0';
    if (c == ')')
        return {FilterProblem::unexpectedClose, range,
                "This ) closes nothing: there is no ( for it.", ""};
    const auto before = text.find_last_not_of(" \t\r\n", range.begin == 0 ? 0 : range.begin - 1);
    const bool afterQuote =
        before != std::string_view::npos && (text[before] == '"' || text[before] == '\'');
    if (afterQuote && std::string_view("=<>!~").find(c) != std::string_view::npos)
        return {
            FilterProblem::expectedConnective, range,
            "A text in quotes is searched for; to compare a field, write its name without quotes.",
            ""};
    return {FilterProblem::expectedConnective, range,
            expectation(FilterProblem::expectedConnective, nullptr) + "; " + found(text, range) +
                ".",
            ""};
}

std::string listOf(const std::vector<std::string>& words)
{
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i)
        out += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
    return out;
}

} // namespace

bool operatorFits(FieldType type, CompareOp op)
{
    const bool equality = op == CompareOp::equal || op == CompareOp::notEqual;
    switch (type) {
    case FieldType::text:
    case FieldType::id:
        return equality || op == CompareOp::contains;
    case FieldType::enumeration:
    case FieldType::boolean:
        return equality;
    case FieldType::content:
        return op == CompareOp::contains;
    default:
        return op != CompareOp::contains;
    }
}

std::string operatorsOf(FieldType type)
{
    switch (type) {
    case FieldType::text:
        return "=, !=, ~ (contains) or in";
    case FieldType::id:
        return "=, !=, ~ (begins with) or in";
    case FieldType::enumeration:
        return "=, != or in";
    case FieldType::boolean:
        return "= true or = false";
    case FieldType::content:
        return "~ (contains)";
    default:
        return "=, !=, <, <=, >, >= or in";
    }
}

FilterDiagnostic missingPart(FilterProblem problem, std::string_view text, std::size_t at,
                             const FieldInfo* field)
{
    if (problem == FilterProblem::unterminatedQuote)
        return {problem, {at, text.size()}, "This quote is not closed.", ""};
    if (problem == FilterProblem::badEscape)
        return {problem,
                {at, std::min(at + 2, text.size())},
                "After \\ one of \" ' \\ n r t, x41 or u{202E} is expected.",
                "\\\\"};
    const TextRange range = wordAt(text, at);
    const std::string_view word = text.substr(range.begin, range.end - range.begin);
    if (problem == FilterProblem::expectedConnective)
        return trailing(text, range);
    if (problem == FilterProblem::expectedOperator && equalsIgnoringCase(word, "exists"))
        return {problem, range, "Write exists " + std::string(field->name) + ".", ""};
    if (problem == FilterProblem::expectedOperator && word == ":")
        return {problem, range, expectation(problem, field) + ".",
                field->type == FieldType::content ? "~" : "="};
    return {problem, range, expectation(problem, field) + "; " + found(text, range) + ".", ""};
}

FilterDiagnostic unknownField(std::string_view text, TextRange range, const FieldScope& scope)
{
    const std::string_view word = text.substr(range.begin, range.end - range.begin);
    FilterDiagnostic out{FilterProblem::unknownField, range,
                         "There is no field " + shown(word) + ".", ""};
    // `agent:planner` is how many search boxes want it.
    const std::size_t colon = word.find(':');
    if (const auto match = findField(word.substr(0, colon));
        colon != std::string_view::npos && match.field && colon + 1 < word.size()) {
        const char* op = match.field->type == FieldType::content ? " ~ " : " = ";
        out.suggestion =
            std::string(match.field->name) + op + quoteIfNeeded(word.substr(colon + 1));
        out.sentence += " Did you mean " + shown(out.suggestion) + "?";
        return out;
    }
    std::vector<std::string_view> names;
    for (const FieldInfo& field : allFields())
        if (scope.has(field))
            names.push_back(field.name);
    names.insert(names.end(), filterKeywords().begin(), filterKeywords().end());
    out.suggestion = std::string(closestWord(word, names));
    if (!out.suggestion.empty()) {
        out.sentence += " Did you mean " + out.suggestion + "?";
    } else {
        out.suggestion = quote(word);
        out.sentence += " To search for a text, put it in quotes: " + shown(out.suggestion) + ".";
    }
    return out;
}

FilterDiagnostic fieldNotHere(const FieldInfo& field, TextRange range, const FieldScope& scope)
{
    const std::string name(field.name);
    if (!scope.rows || field.on(*scope.rows))
        return {FilterProblem::fieldNotHere, range, "This list does not know " + name + ".", ""};
    std::vector<std::string> have;
    for (const RowKind kind : {RowKind::agent, RowKind::run, RowKind::trace, RowKind::step,
                               RowKind::delegation, RowKind::alarm})
        if (field.on(kind))
            have.emplace_back(rowKindPlural(kind));
    const std::string rows(rowKindPlural(*scope.rows));
    return {FilterProblem::fieldNotHere, range,
            "The " + rows + " have no " + name + "; " + listOf(have) + " have one.", ""};
}

FilterDiagnostic operatorNotForType(const FieldInfo& field, std::string_view op, TextRange range)
{
    return {FilterProblem::operatorNotForType, range,
            std::string(field.name) + " cannot be compared with " + std::string(op) + "; use " +
                operatorsOf(field.type) + ".",
            ""};
}

FilterDiagnostic deprecatedSpelling(std::string_view written, std::string_view better,
                                    TextRange range)
{
    return {FilterProblem::deprecatedSpelling, range,
            shown(written) + " is understood, but is written " + std::string(better) + " here.",
            std::string(better)};
}

std::string caretLines(std::string_view text, TextRange range)
{
    // Columns are counted in shown characters: what is invisible in the text is made visible first.
    const auto visible = [](std::string_view part) {
        return visibleText(part, kMaxFilterBytes, LineBreaks::show).text;
    };
    const auto columns = [](std::string_view part) {
        return static_cast<std::size_t>(
            std::count_if(part.begin(), part.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    };
    const std::size_t begin = std::min(range.begin, text.size()),
                      end = std::min(range.end, text.size());
    const std::string before = visible(text.substr(0, begin)),
                      inside = visible(text.substr(begin, end - begin));
    std::string indent;
    for (const char c : before)
        if ((c & 0xC0) != 0x80)
            indent += c == '\t' ? '\t' : ' ';
    return before + inside + visible(text.substr(end)) + "\n" + indent +
           std::string(std::max<std::size_t>(1, columns(inside)), '^') + "\n";
}

} // namespace penstock
