// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/schema.h"

#include "core/model/alarm.h"
#include "core/model/step.h"

#include <algorithm>
#include <numeric>

namespace penstock {
namespace {

constexpr std::uint8_t A = 1, R = 2, T = 4, S = 8, D = 16, L = 32;

constexpr FieldInfo kFields[] = {
#define FIELD(id, name, type, rows, lookup, sentence)                                              \
    {FieldId::id, name, FieldType::type, rows, FieldLookup::lookup, sentence},
#define ALIAS(name, id, deprecated)
#include "core/query/fields.def"
#undef FIELD
#undef ALIAS
};
static_assert(std::size(kFields) <= kFieldLimit);

struct Alias {
    std::string_view name;
    FieldId id;
    bool deprecated;
};
constexpr Alias kAliases[] = {
#define FIELD(id, name, type, rows, lookup, sentence)
#define ALIAS(name, id, deprecated) {name, FieldId::id, deprecated},
#include "core/query/fields.def"
#undef FIELD
#undef ALIAS
};

using Words = std::vector<std::string_view>;

Words wordsOf(int count, std::string_view (*name)(int))
{
    Words words;
    for (int i = 0; i < count; ++i)
        words.push_back(name(i));
    return words;
}

Words evidenceWords()
{
    Words words =
        wordsOf(kEvidenceCount, [](int i) { return evidenceName(static_cast<Evidence>(i)); });
    words.insert(words.end(), {"declared", "structural", "inferred"});
    return words;
}

Words dialectWords()
{
    Words words = wordsOf(32, [](int i) { return dialectName(static_cast<Dialect>(i)); });
    words.erase(std::find(words.begin(), words.end(), "unknown"), words.end());
    return words;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Edits (insert, drop, replace, swap of neighbours) that lead from one word to the other.
std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

} // namespace

std::span<const FieldInfo> allFields()
{
    return kFields;
}
const FieldInfo& fieldInfo(FieldId id)
{
    return kFields[static_cast<std::size_t>(id)];
}

FieldMatch findField(std::string_view name)
{
    for (const FieldInfo& field : kFields)
        if (equalsIgnoringCase(field.name, name))
            return {&field, false};
    for (const Alias& alias : kAliases)
        if (equalsIgnoringCase(alias.name, name))
            return {&fieldInfo(alias.id), alias.deprecated};
    return {};
}

std::string_view rowKindPlural(RowKind kind)
{
    switch (kind) {
    case RowKind::agent:
        return "agents";
    case RowKind::run:
        return "runs";
    case RowKind::trace:
        return "traces";
    case RowKind::step:
        return "steps";
    case RowKind::delegation:
        return "delegations";
    case RowKind::alarm:
        return "alarms";
    }
    return "rows";
}

std::string_view fieldTypePhrase(FieldType type)
{
    static constexpr std::string_view kPhrases[] = {
        "a text",
        "a number such as 1500 or 1.5k",
        "a duration such as 250ms, 15m or 2h30m",
        "an age such as 15m, or today, yesterday, or a time such as 2026-11-20T14:32Z",
        "an amount such as $0.50",
        "one of its words",
        "true or false",
        "an id in hex digits",
        "a number such as #412",
        "a text to search for"};
    return kPhrases[static_cast<std::size_t>(type)];
}

FieldSet fieldsOf(std::span<const FieldId> fields)
{
    FieldSet set;
    for (const FieldId field : fields)
        set.set(static_cast<std::size_t>(field));
    return set;
}

std::span<const std::string_view> enumWords(FieldId field)
{
    static const Words kActors = {"agent", "remote_agent", "tool", "memory", "human"};
    static const Words kStates = {"unset", "ok", "failed", "running"}; // numbers of StepStatus
    static const Words kKinds =
        wordsOf(kStepKindCount, [](int i) { return stepKindName(static_cast<StepKind>(i)); });
    static const Words kCostSources =
        wordsOf(4, [](int i) { return costSourceName(static_cast<CostSource>(i)); });
    static const Words kUsages = {"none", "leaf", "rollup", "duplicate"};
    static const Words kDialects = dialectWords();
    static const Words kModes =
        wordsOf(4, [](int i) { return delegationModeName(static_cast<DelegationMode>(i)); });
    static const Words kPatterns = {"unknown", "request_reply", "publish_subscribe",
                                    "stream",  "pipeline",      "shared_memory"};
    static const Words kEvidence = evidenceWords();
    static const Words kAlarms =
        wordsOf(kAlarmStateCount, [](int i) { return alarmStateName(static_cast<AlarmState>(i)); });
    static const Words kPriorities = // from Priority::high on
        wordsOf(4, [](int i) { return priorityName(static_cast<Priority>(i + 1)); });
    switch (field) {
    case FieldId::actor:
        return kActors;
    case FieldId::state:
        return kStates;
    case FieldId::kind:
        return kKinds;
    case FieldId::costSource:
        return kCostSources;
    case FieldId::usage:
        return kUsages;
    case FieldId::dialect:
        return kDialects;
    case FieldId::mode:
        return kModes;
    case FieldId::pattern:
        return kPatterns;
    case FieldId::knownBy:
        return kEvidence;
    case FieldId::alarm:
        return kAlarms;
    case FieldId::priority:
        return kPriorities;
    default:
        return {};
    }
}

std::optional<unsigned> enumNumber(FieldId field, std::string_view word)
{
    // The dialects and the listings call a failed step `error`; both words name the same state.
    if (field == FieldId::state && equalsIgnoringCase(word, "error"))
        word = "failed";
    const auto words = enumWords(field);
    for (unsigned i = 0; i < words.size(); ++i)
        if (equalsIgnoringCase(words[i], word))
            return i;
    return std::nullopt;
}

std::string_view closestWord(std::string_view word, std::span<const std::string_view> candidates)
{
    constexpr std::size_t kLongest =
        64; // no field is longer; keeps the cost of a hostile word small
    if (word.empty() || word.size() > kLongest)
        return {};
    std::string_view best;
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const std::string_view candidate : candidates) {
        const bool begins = word.size() >= 3 && candidate.size() > word.size() &&
                            equalsIgnoringCase(candidate.substr(0, word.size()), word);
        const std::size_t distance = begins ? 1 : editDistance(word, candidate);
        if (distance < least) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

} // namespace penstock
