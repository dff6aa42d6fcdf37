// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/completion.h"

#include "core/base/money.h"
#include "core/query/diagnostics.h"
#include "core/query/literal.h"

#include <algorithm>
#include <tuple>

namespace penstock {
namespace {

/// What the text before the cursor's word leaves open.
enum class Slot {
    condition,
    comparison,
    value,
    path,
    connective,
    listOpen,
    fieldAfterExists,
    inAfterNot
};

struct Place {
    Slot slot = Slot::condition;
    const FieldInfo* field = nullptr;
    bool inList = false;
    int openGroups = 0;
};

class PlaceFinder final {
public:
    PlaceFinder(std::string_view text, const std::vector<FilterToken>& tokens, std::size_t until)
        : m_text(text)
    {
        for (const FilterToken& token : tokens)
            if (token.range.end <= until)
                take(token);
    }
    const Place& place() const { return m_place; }

private:
    void take(const FilterToken& token)
    {
        const std::string_view word =
            m_text.substr(token.range.begin, token.range.end - token.range.begin);
        switch (token.kind) {
        case FilterTokenKind::field:
        case FilterTokenKind::unknown:
            m_place.field = findField(word).field;
            m_place.slot =
                m_place.slot == Slot::fieldAfterExists ? Slot::connective : Slot::comparison;
            break;
        case FilterTokenKind::keyword:
            takeKeyword(word);
            break;
        case FilterTokenKind::comparison:
            m_place.slot = Slot::value;
            break;
        case FilterTokenKind::value:
        case FilterTokenKind::quoted:
            m_place.slot = Slot::connective;
            break;
        case FilterTokenKind::comma:
            m_place.slot = Slot::value;
            break;
        case FilterTokenKind::bracket:
            takeBracket(word == "(");
            break;
        }
    }
    void takeKeyword(std::string_view word)
    {
        if (equalsIgnoringCase(word, "exists"))
            m_place.slot = Slot::fieldAfterExists;
        else if (equalsIgnoringCase(word, "in"))
            m_place.slot = Slot::listOpen;
        else if (equalsIgnoringCase(word, "not") && m_place.slot == Slot::comparison)
            m_place.slot = Slot::inAfterNot;
        else if (equalsIgnoringCase(word, "under") || word.find('_') != std::string_view::npos)
            m_place.slot = Slot::path;
        else
            m_place.slot = Slot::condition;
    }
    void takeBracket(bool opens)
    {
        if (opens && m_place.slot == Slot::listOpen) {
            m_place.inList = true;
            m_place.slot = Slot::value;
        } else if (opens) {
            ++m_place.openGroups;
            m_place.slot = Slot::condition;
        } else {
            (m_place.inList ? void(m_place.inList = false) : void(--m_place.openGroups));
            m_place.slot = Slot::connective;
        }
    }

    const std::string_view m_text;
    Place m_place;
};

/// 0 begins with, 1 a later part begins with, 2 contains, 3 no.
int distance(std::string_view candidate, std::string_view part)
{
    if (part.empty() || equalsIgnoringCase(candidate.substr(0, part.size()), part))
        return 0;
    for (std::size_t at = 1; at + part.size() <= candidate.size(); ++at)
        if (std::string_view("_-.:/ ").find(candidate[at - 1]) != std::string_view::npos &&
            equalsIgnoringCase(candidate.substr(at, part.size()), part))
            return 1;
    return containsIgnoringCase(candidate, part) ? 2 : 3;
}

class Collector final {
public:
    explicit Collector(std::string part) : m_part(std::move(part)) {}

    /// `word` is what the person types towards; a lower group comes first, then more rows, then the given order.
    void add(std::string_view word, std::string insert, CandidateKind kind, std::string description,
             int group, std::uint64_t rows = 0)
    {
        const int d = distance(word, m_part);
        if (d < 3)
            m_found.push_back({d, group, rows, {std::move(insert), kind, std::move(description)}});
    }
    void add(std::string_view word, CandidateKind kind, std::string_view description, int group)
    {
        add(word, std::string(word), kind, std::string(description), group);
    }
    std::vector<FilterCandidate> take()
    {
        std::stable_sort(m_found.begin(), m_found.end(), [](const Found& a, const Found& b) {
            return std::tie(a.distance, a.group, b.rows) < std::tie(b.distance, b.group, a.rows);
        });
        std::vector<FilterCandidate> out;
        for (Found& found : m_found)
            if (out.size() < kCompletionLimit)
                out.push_back(std::move(found.candidate));
        return out;
    }
    const std::string& part() const { return m_part; }

private:
    struct Found {
        int distance = 0;
        int group = 0;
        std::uint64_t rows = 0;
        FilterCandidate candidate;
    };
    std::string m_part;
    std::vector<Found> m_found;
};

void addFields(Collector& out, const FieldScope& scope, bool existing)
{
    for (const FieldInfo& field : allFields())
        if (scope.has(field) && !(existing && field.type == FieldType::content))
            out.add(field.name, CandidateKind::field, field.sentence, 0);
}

void addCondition(Collector& out, const FieldScope& scope)
{
    addFields(out, scope, false);
    if (scope.rows != RowKind::trace && scope.rows != RowKind::alarm) {
        out.add("delegated_by", CandidateKind::path, "What this agent handed work to", 1);
        out.add("under", CandidateKind::path, "This agent, run or step and everything below it", 1);
        out.add("downstream_of", CandidateKind::path, "Everything this agent, run or step set off",
                1);
    }
    out.add("not", CandidateKind::keyword, "Rows for which the next condition does not hold", 2);
    out.add("exists", CandidateKind::keyword, "Rows in which a field is known", 2);
    out.add("(", CandidateKind::keyword, "Group", 3);
}

void addComparisons(Collector& out, const FieldInfo& field)
{
    static constexpr struct {
        CompareOp op;
        const char* sentence;
        const char* ofTime;
    } kOps[] = {{CompareOp::equal, "is", "is within"},
                {CompareOp::notEqual, "is known and differs", "is known and not within"},
                {CompareOp::contains, "contains, whatever the case", ""},
                {CompareOp::less, "less than", "before a time, newer than an age"},
                {CompareOp::lessEqual, "at most", "until a time, at most an age ago"},
                {CompareOp::greater, "more than", "after a time, older than an age"},
                {CompareOp::greaterEqual, "at least", "from a time on, at least an age ago"}};
    for (const auto& [op, sentence, ofTime] : kOps) {
        if (!operatorFits(field.type, op))
            continue;
        const bool beginning = field.type == FieldType::id && op == CompareOp::contains;
        out.add(compareOpText(op), CandidateKind::comparison,
                field.type == FieldType::time ? ofTime
                : beginning                   ? "begins with"
                                              : sentence,
                0);
    }
    if (operatorFits(field.type, CompareOp::equal))
        out.add("in", "in (", CandidateKind::comparison, "is one of several", 1);
}

void addExamples(Collector& out, const FieldInfo& field)
{
    static constexpr const char* kAges[] = {"5m", "15m", "1h", "24h", "7d"};
    static constexpr const char* kDurations[] = {"1s", "10s", "1m", "10m"};
    if (field.type == FieldType::boolean)
        for (const char* word : {"true", "false"})
            out.add(word, CandidateKind::value, "", 0);
    for (const std::string_view word : enumWords(field.id))
        out.add(word, CandidateKind::value, "", 0);
    if (field.type == FieldType::time) {
        for (const char* age : kAges)
            out.add(age, CandidateKind::value, "ago", 1);
        out.add("today", CandidateKind::value, "The UTC day", 2);
        out.add("yesterday", CandidateKind::value, "The UTC day before", 2);
    }
    if (field.type == FieldType::duration)
        for (const char* duration : kDurations)
            out.add(duration, CandidateKind::value, "", 1);
    if (field.type == FieldType::money)
        for (const char* amount : {"$0.01", "$0.10", "$1"})
            out.add(amount, CandidateKind::value, "", 1);
}

void addLive(Collector& out, FieldId field, LiveValues* live)
{
    if (!live)
        return;
    for (const LiveValues::LiveValue& value : live->valuesOf(field, out.part(), kCompletionLimit))
        out.add(value.value, quoteIfNeeded(value.value), CandidateKind::value,
                value.rows == 0 ? ""
                                : formatCount(static_cast<std::int64_t>(value.rows)) +
                                      (value.rows == 1 ? " row" : " rows"),
                0, value.rows);
}

void addConnectives(Collector& out, const Place& place)
{
    if (place.inList) {
        out.add(",", CandidateKind::keyword, "Another value", 0);
        out.add(")", CandidateKind::keyword, "End of the list", 0);
        return;
    }
    out.add("and", CandidateKind::keyword, "Both conditions", 0);
    out.add("or", CandidateKind::keyword, "Either condition", 0);
    if (place.openGroups > 0)
        out.add(")", CandidateKind::keyword, "End of the group", 1);
}

void addAll(Collector& out, const Place& place, const FieldScope& scope, LiveValues* live)
{
    switch (place.slot) {
    case Slot::condition:
        return addCondition(out, scope);
    case Slot::fieldAfterExists:
        return addFields(out, scope, true);
    case Slot::comparison:
        return place.field ? addComparisons(out, *place.field) : void();
    case Slot::value:
        if (!place.field)
            return;
        if (place.field->type == FieldType::text || place.field->type == FieldType::id ||
            place.field->type == FieldType::serial)
            addLive(out, place.field->id, live);
        return addExamples(out, *place.field);
    case Slot::path:
        return addLive(out, FieldId::agent, live);
    case Slot::listOpen:
        return out.add("(", CandidateKind::keyword, "List of values", 0);
    case Slot::inAfterNot:
        return out.add("in", "in (", CandidateKind::comparison, "is none of several", 0);
    case Slot::connective:
        return addConnectives(out, place);
    }
}

} // namespace

Completion completeFilter(std::string_view text, std::size_t cursor, const FieldScope& scope,
                          LiveValues* live)
{
    cursor = std::min(cursor, text.size());
    text = text.substr(0, kMaxFilterBytes);
    const std::vector<FilterToken> tokens = filterTokens(text);
    Completion out;
    out.replace = {cursor, cursor};
    std::size_t before = cursor; // tokens that end here or earlier say what is wanted
    std::string part;
    for (const FilterToken& token : tokens) {
        const bool word =
            token.kind == FilterTokenKind::field || token.kind == FilterTokenKind::keyword ||
            token.kind == FilterTokenKind::value || token.kind == FilterTokenKind::unknown ||
            token.kind == FilterTokenKind::quoted;
        if (!word || token.range.begin >= cursor || token.range.end < cursor)
            continue;
        out.replace = token.range;
        before = token.range.begin;
        part = std::string(text.substr(token.range.begin, cursor - token.range.begin));
        if (token.kind == FilterTokenKind::quoted)
            part.erase(0, 1);
    }
    Collector collector(std::move(part));
    addAll(collector, PlaceFinder(text, tokens, before).place(), scope, live);
    out.candidates = collector.take();
    return out;
}

} // namespace penstock
