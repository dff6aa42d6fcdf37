// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/parser.h"

#include "core/base/text_safety.h"
#include "core/query/diagnostics.h"
#include "core/query/grammar.h"
#include "core/query/literal.h"

namespace penstock {
namespace {

/// Thrown inside this file only: PEGTL unwinds through it, parseFilter() catches it.
struct Refused {
    FilterDiagnostic diagnostic;
};

class Builder final {
public:
    Builder(std::string_view text, const FieldScope& scope) : m_text(text), m_scope(scope) {}

    FilterPtr result() const { return m_terms.empty() ? nullptr : m_terms.back(); }
    const FilterDiagnostic& deprecation() const { return m_deprecation; }

    template <class Input> TextRange rangeOf(const Input& in) const
    {
        const auto begin = static_cast<std::size_t>(in.begin() - m_text.data());
        return {begin, begin + in.size()};
    }
    std::string_view at(TextRange range) const
    {
        return m_text.substr(range.begin, range.end - range.begin);
    }
    [[noreturn]] static void refuse(FilterDiagnostic diagnostic)
    {
        throw Refused{std::move(diagnostic)};
    }
    [[noreturn]] void missing(FilterProblem problem, const char* where)
    {
        const bool open = problem == FilterProblem::unterminatedQuote;
        refuse(missingPart(problem, m_text,
                           open ? m_quote : static_cast<std::size_t>(where - m_text.data()),
                           m_field));
    }
    void openQuote(TextRange mark) { m_quote = mark.begin; }

    void enter(TextRange range)
    {
        if (++m_depth > kMaxFilterDepth)
            refuse({FilterProblem::tooDeep, range,
                    "Nested too deeply: at most " + std::to_string(kMaxFilterDepth) + " levels.",
                    ""});
    }
    void leave() { --m_depth; }

    void beginList() { m_frames.push_back(m_terms.size()); }
    void endList(FilterPtr (*join)(std::vector<FilterPtr>, TextRange))
    {
        const auto first = m_terms.begin() + static_cast<std::ptrdiff_t>(m_frames.back());
        std::vector<FilterPtr> terms(first, m_terms.end());
        const TextRange range{terms.front()->range.begin, terms.back()->range.end};
        m_terms.erase(first, m_terms.end());
        m_frames.pop_back();
        m_terms.push_back(join(std::move(terms), range));
    }

    void field(TextRange range)
    {
        m_values.clear();
        m_field = nullptr;
        const FieldMatch match = findField(at(range));
        if (!match.field)
            refuse(unknownField(m_text, range, m_scope));
        if (!m_scope.has(*match.field))
            refuse(fieldNotHere(*match.field, range, m_scope));
        if (match.deprecated)
            note(range, match.field->name);
        m_field = match.field;
        m_begin = range.begin;
    }
    void op(CompareOp value, TextRange range)
    {
        if (!operatorFits(m_field->type, value))
            refuse(operatorNotForType(*m_field, at(range), range));
        m_op = value;
    }
    void value(std::string text, bool quoted, TextRange range)
    {
        RawLiteral raw{std::move(text), quoted, range};
        if (!m_field) {
            if (raw.text.empty())
                refuse({FilterProblem::badValue, range,
                        "An empty text names no agent, run or step.", ""});
            m_values.push_back(FilterLiteral::ofText(std::move(raw.text)));
            return;
        }
        auto literal = readLiteral(m_field->id, m_op, raw);
        if (!literal)
            refuse(
                {FilterProblem::badValue, range, literal.error().sentence, literal.error().detail});
        m_values.push_back(std::move(*literal));
    }
    std::string unquoted(TextRange range) const
    {
        auto text = unquote(m_text.substr(range.begin + 1, range.end - range.begin - 2));
        if (!text)
            refuse({FilterProblem::badEscape, range, "An escape in this text names no character.",
                    ""});
        return std::move(*text);
    }
    void path(FilterPath path, TextRange range)
    {
        const bool alarms = m_scope.rows == RowKind::alarm;
        if (alarms || m_scope.rows == RowKind::trace)
            refuse({FilterProblem::pathNotHere, range,
                    std::string(filterPathWord(path)) +
                        " asks for agents, runs, steps and delegations; " +
                        (alarms ? "an alarm" : "a trace") + " is in no such path.",
                    ""});
        m_values.clear();
        m_field = nullptr;
        m_path = path;
        m_begin = range.begin;
    }

    void addComparison(std::size_t end)
    {
        add(comparison(m_field->id, m_op, std::move(m_values.back()), {m_begin, end}));
    }
    void addList(std::size_t end) { add(oneOf(m_field->id, std::move(m_values), {m_begin, end})); }
    void requireKnowable(TextRange range) const
    {
        if (m_field->type == FieldType::content)
            refuse(operatorNotForType(*m_field, "exists", range));
    }
    void addExists(TextRange range) { add(exists(m_field->id, range)); }
    void addPath(std::size_t end)
    {
        add(pathTerm(m_path, std::move(m_values.back().text), {m_begin, end}));
    }
    void addText(TextRange range)
    {
        m_field = &fieldInfo(FieldId::text);
        if (!m_scope.has(*m_field))
            refuse(fieldNotHere(*m_field, range, m_scope));
        m_op = CompareOp::contains;
        m_begin = range.begin;
        value(unquoted(range), true, range);
        addComparison(range.end);
    }
    void negate(std::size_t begin)
    {
        FilterPtr term = std::move(m_terms.back());
        const std::size_t end = term->range.end;
        m_terms.back() = negation(std::move(term), {begin, end});
    }
    void note(TextRange range, std::string_view better)
    {
        if (m_deprecation.problem == FilterProblem::none)
            m_deprecation = deprecatedSpelling(at(range), better, range);
    }

private:
    void add(FilterPtr term)
    {
        m_terms.push_back(std::move(term));
        m_values.clear();
        m_field = nullptr;
    }

    const std::string_view m_text;
    const FieldScope& m_scope;
    std::vector<FilterPtr> m_terms;
    std::vector<std::size_t> m_frames; ///< where the terms of each open list begin
    std::size_t m_depth = 0;
    const FieldInfo* m_field = nullptr;
    CompareOp m_op = CompareOp::equal;
    FilterPath m_path{};
    std::size_t m_begin = 0;
    std::size_t m_quote = 0; ///< where the last quoted text begins
    std::vector<FilterLiteral> m_values;
    FilterDiagnostic m_deprecation;
};

// ---- What a failed rule means ----------------------------------------------------------------------------------

namespace g = penstock::grammar;

template <class Rule> inline constexpr FilterProblem kProblem = FilterProblem::expectedCondition;
template <> inline constexpr FilterProblem kProblem<g::FieldTail> = FilterProblem::expectedOperator;
template <> inline constexpr FilterProblem kProblem<g::Value> = FilterProblem::expectedValue;
template <> inline constexpr FilterProblem kProblem<g::ListOpen> = FilterProblem::expectedList;
template <> inline constexpr FilterProblem kProblem<g::ListClose> = FilterProblem::expectedListEnd;
template <> inline constexpr FilterProblem kProblem<g::ListTail> = FilterProblem::expectedIn;
template <> inline constexpr FilterProblem kProblem<g::GroupClose> = FilterProblem::expectedClose;
template <> inline constexpr FilterProblem kProblem<g::ExistsField> = FilterProblem::expectedField;
template <> inline constexpr FilterProblem kProblem<g::End> = FilterProblem::expectedConnective;
template <> inline constexpr FilterProblem kProblem<g::EscapeBody> = FilterProblem::badEscape;
template <char Mark>
inline constexpr FilterProblem kProblem<g::UntilMark<Mark>> = FilterProblem::unterminatedQuote;

template <class Rule> struct Control : tao::pegtl::normal<Rule> {
    template <class Input> [[noreturn]] static void raise(const Input& in, Builder& builder)
    {
        // An escape begins at its backslash.
        constexpr std::ptrdiff_t kBack = kProblem<Rule> == FilterProblem::badEscape ? 1 : 0;
        builder.missing(kProblem<Rule>, in.current() - kBack);
    }
};

// ---- What a matched rule does ----------------------------------------------------------------------------------

template <class Rule> struct Action : tao::pegtl::nothing<Rule> {
};

#define PENSTOCK_ON(rule, ...)                                                                     \
    template <> struct Action<g::rule> {                                                           \
        template <class Input> static void apply([[maybe_unused]] const Input& in, Builder& b)     \
        {                                                                                          \
            __VA_ARGS__;                                                                           \
        }                                                                                          \
    };
PENSTOCK_ON(AllBegin, b.beginList())
PENSTOCK_ON(All, b.endList(conjunction))
PENSTOCK_ON(AnyBegin, b.beginList())
PENSTOCK_ON(Any, b.endList(disjunction))
PENSTOCK_ON(GroupOpen, b.enter(b.rangeOf(in)))
PENSTOCK_ON(GroupClose, b.leave())
PENSTOCK_ON(NotWord, b.enter(b.rangeOf(in)))
PENSTOCK_ON(NotSign, b.note(b.rangeOf(in), "not"))
PENSTOCK_ON(Negated, b.leave(); b.negate(b.rangeOf(in).begin))
PENSTOCK_ON(AndSign, b.note(b.rangeOf(in), "and"))
PENSTOCK_ON(OrSign, b.note(b.rangeOf(in), "or"))
PENSTOCK_ON(FieldName, b.field(b.rangeOf(in)))
PENSTOCK_ON(EqualSign, b.note(b.rangeOf(in), "="); b.op(CompareOp::equal, b.rangeOf(in)))
PENSTOCK_ON(UnequalSign, b.note(b.rangeOf(in), "!="); b.op(CompareOp::notEqual, b.rangeOf(in)))
PENSTOCK_ON(NotEqual, b.op(CompareOp::notEqual, b.rangeOf(in)))
PENSTOCK_ON(LessEqual, b.op(CompareOp::lessEqual, b.rangeOf(in)))
PENSTOCK_ON(GreaterEqual, b.op(CompareOp::greaterEqual, b.rangeOf(in)))
PENSTOCK_ON(Equal, b.op(CompareOp::equal, b.rangeOf(in)))
PENSTOCK_ON(Less, b.op(CompareOp::less, b.rangeOf(in)))
PENSTOCK_ON(Greater, b.op(CompareOp::greater, b.rangeOf(in)))
PENSTOCK_ON(Contains, b.op(CompareOp::contains, b.rangeOf(in)))
PENSTOCK_ON(Regex, b.refuse({FilterProblem::noRegularExpressions, b.rangeOf(in),
                             "There are no regular expressions here: a filter must give the same "
                             "answer from the store. Use ~ for contains.",
                             "~"}))
PENSTOCK_ON(ListWord, b.op(CompareOp::equal, b.rangeOf(in)))
PENSTOCK_ON(NotBeforeIn, b.enter(b.rangeOf(in)))
PENSTOCK_ON(QuotedValue, b.value(b.unquoted(b.rangeOf(in)), true, b.rangeOf(in)))
PENSTOCK_ON(BareValue, b.value(std::string(b.at(b.rangeOf(in))), false, b.rangeOf(in)))
PENSTOCK_ON(CompareTail, b.addComparison(b.rangeOf(in).end))
PENSTOCK_ON(ListTail, b.addList(b.rangeOf(in).end))
PENSTOCK_ON(NotListTail, b.leave(); b.negate(b.rangeOf(in).begin))
PENSTOCK_ON(TextTerm, b.addText(b.rangeOf(in)))
PENSTOCK_ON(ExistsField, b.requireKnowable(b.rangeOf(in)))
PENSTOCK_ON(ExistsTerm, b.addExists(b.rangeOf(in)))
PENSTOCK_ON(DelegatedBy, b.path(FilterPath::delegatedBy, b.rangeOf(in)))
PENSTOCK_ON(Under, b.path(FilterPath::under, b.rangeOf(in)))
PENSTOCK_ON(DownstreamOf, b.path(FilterPath::downstreamOf, b.rangeOf(in)))
PENSTOCK_ON(PathTerm, b.addPath(b.rangeOf(in).end))
#undef PENSTOCK_ON
template <char Mark> struct Action<g::OpenMark<Mark>> {
    template <class Input> static void apply(const Input& in, Builder& b)
    {
        b.openQuote(b.rangeOf(in));
    }
};

// ---- Tokens ----------------------------------------------------------------------------------------------------

using TokenList = std::vector<FilterToken>;

template <class Rule> struct TokenAction : tao::pegtl::nothing<Rule> {
};
#define PENSTOCK_TOKEN(rule, tokenKind)                                                            \
    template <> struct TokenAction<g::rule> {                                                      \
        template <class Input>                                                                     \
        static void apply(const Input& in, const char* base, TokenList& out)                       \
        {                                                                                          \
            const auto begin = static_cast<std::size_t>(in.begin() - base);                        \
            out.push_back({FilterTokenKind::tokenKind, {begin, begin + in.size()}});               \
        }                                                                                          \
    };
PENSTOCK_TOKEN(QuotedToken, quoted)
PENSTOCK_TOKEN(WordToken, value)
PENSTOCK_TOKEN(OpToken, comparison)
PENSTOCK_TOKEN(BracketToken, bracket)
PENSTOCK_TOKEN(CommaToken, comma)
PENSTOCK_TOKEN(OtherToken, unknown)
#undef PENSTOCK_TOKEN

/// Words come as values; those that stand where a field or keyword is written are named so.
void nameWords(std::string_view text, TokenList& tokens)
{
    bool inList = false, wantsValue = false;
    for (FilterToken& token : tokens) {
        const std::string_view word =
            text.substr(token.range.begin, token.range.end - token.range.begin);
        if (token.kind == FilterTokenKind::value) {
            if (isFilterKeyword(word)) {
                token.kind = FilterTokenKind::keyword;
                inList = equalsIgnoringCase(word, "in");
                wantsValue =
                    word.find('_') != std::string_view::npos || equalsIgnoringCase(word, "under");
                continue;
            }
            if (!wantsValue)
                token.kind =
                    findField(word).field ? FilterTokenKind::field : FilterTokenKind::unknown;
        } else if (word == "&&" || word == "||" || word == "!") {
            token.kind = FilterTokenKind::keyword;
            wantsValue = false;
        } else if (token.kind == FilterTokenKind::comparison) {
            wantsValue = true;
        } else if (token.kind == FilterTokenKind::bracket) {
            wantsValue = word == "(" && inList;
            inList = false;
        }
    }
}

} // namespace

std::vector<FilterToken> filterTokens(std::string_view text)
{
    TokenList tokens;
    tao::pegtl::memory_input in(text.data(), text.size(), "filter");
    tao::pegtl::parse<g::Tokens, TokenAction>(in, text.data(), tokens);
    nameWords(text, tokens);
    return tokens;
}

ParsedFilter parseFilter(std::string_view text, const FieldScope& scope)
{
    ParsedFilter out;
    out.verdict = FilterVerdict::invalid;
    if (text.size() > kMaxFilterBytes) {
        out.diagnostic = {FilterProblem::tooLong,
                          {kMaxFilterBytes, text.size()},
                          "The filter is too long: at most 64 KiB.",
                          ""};
        return out;
    }
    out.tokens = filterTokens(text);
    if (!isUtf8(text)) {
        out.diagnostic = {
            FilterProblem::notUtf8, {0, text.size()}, "The filter is not valid UTF-8.", ""};
        return out;
    }
    if (out.tokens.empty()) {
        out.verdict = FilterVerdict::empty;
        return out;
    }
    Builder builder(text, scope);
    try {
        tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy> in(text.data(), text.size(),
                                                                     "filter");
        tao::pegtl::parse<g::Expression, Action, Control>(in, builder);
    } catch (Refused& refused) {
        out.diagnostic = std::move(refused.diagnostic);
        return out;
    }
    out.filter = builder.result();
    out.diagnostic = builder.deprecation();
    out.verdict = out.diagnostic.problem == FilterProblem::none ? FilterVerdict::valid
                                                                : FilterVerdict::deprecated;
    return out;
}

} // namespace penstock
