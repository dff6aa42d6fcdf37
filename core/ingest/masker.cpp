// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/masker.h"

#include "core/ingest/any_value_text.h"
#include "core/ingest/literal_scan.h"
#include "core/ingest/masker_rules.h"

#include <re2/re2.h>
#include <re2/set.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <vector>

namespace penstock {
namespace {

constexpr std::size_t kShortestSecret = 4;
constexpr std::size_t kMostUserRules = 128;
constexpr std::size_t kLongestPattern = 2000;
constexpr std::int64_t kProgramBytes = 2 << 20; // of one compiled pattern
constexpr std::string_view kKeyMark = "[masked:secret_attribute]";
constexpr std::string_view kWholeValue = "[masked:whole_value]";
constexpr unsigned kEscapes = 63; // owner of the literal that every escaped character begins with

RE2::Options patternOptions(bool utf8)
{
    RE2::Options options;
    options.set_max_mem(kProgramBytes);
    options.set_log_errors(false);
    options.set_encoding(utf8 ? RE2::Options::EncodingUTF8 : RE2::Options::EncodingLatin1);
    return options;
}

struct Rule {
    std::string name;
    std::unique_ptr<RE2> pattern;
    int secretGroup = 0;
    bool (*plausible)(std::string_view, std::string_view) = nullptr;
    bool isQuoted = false;
};

std::string_view view(const re2::StringPiece& piece)
{
    return {piece.data(), piece.size()};
}

// What one call to mask() has found so far.
struct Found {
    Masker::Hits hits;
    bool inThisSpan = false;

    void add(const std::string& rule, std::uint64_t n)
    {
        if (n == 0)
            return;
        hits.byRule[rule] += n;
        inThisSpan = true;
    }
};

class RuleMasker final : public Masker {
public:
    RuleMasker();
    Status addUserRules(const std::string& rulesJson);

    Hits mask(RawBatch& batch) const override;
    std::string maskText(std::string_view text) const override;

private:
    Status addUserRule(const simdjson::dom::element& entry);
    std::optional<std::string> masked(std::string_view text, Found& found) const;
    std::optional<std::string> applyAll(std::string_view text, std::uint64_t owners,
                                        Found& found) const;
    bool apply(const Rule& rule, std::string& text, Found& found) const;
    void applyUserRules(std::string_view text, std::optional<std::string>& out, Found& found) const;
    bool maskView(std::string_view& text, RawBatch& batch, Found& found) const;
    bool maskValue(Value& value, RawBatch& batch, Found& found) const;
    Attributes maskAttributes(Attributes attributes, RawBatch& batch, Found& found) const;
    bool maskAttribute(Attribute& attribute, RawBatch& batch, Found& found) const;
    void maskParts(RawSpan& span, RawBatch& batch, Found& found) const;
    const RawScope* maskScope(const RawScope& scope, RawBatch& batch, Found& found) const;

    LiteralScan m_scan;
    std::vector<Rule> m_builtIn;
    std::vector<Rule> m_user;
    std::unique_ptr<RE2::Set> m_userSet;
};

RuleMasker::RuleMasker()
{
    for (const MaskRule& rule : builtInMaskRules()) {
        auto pattern = std::make_unique<RE2>(
            re2::StringPiece(rule.pattern.data(), rule.pattern.size()), patternOptions(false));
        PENSTOCK_ASSERT(pattern->ok() && pattern->NumberOfCapturingGroups() >= 1);
        for (const std::string_view literal : rule.literals)
            m_scan.add(literal, rule.caseless, static_cast<unsigned>(m_builtIn.size()));
        m_builtIn.push_back(
            {std::string(rule.name), std::move(pattern), 1, rule.plausible, rule.isQuoted});
    }
    PENSTOCK_ASSERT(m_builtIn.size() <= kEscapes);
    m_scan.add("\\u00", false, kEscapes);
}

Error badRules(const std::string& why)
{
    return {ErrorCode::invalid, "The masking rules were refused: " + why, {}};
}

Status RuleMasker::addUserRules(const std::string& rulesJson)
{
    simdjson::dom::parser parser;
    simdjson::dom::array entries;
    if (parser.parse(rulesJson).get(entries) != simdjson::SUCCESS)
        return badRules("they must be a JSON array of objects with \"name\" and \"pattern\".");
    if (entries.size() > kMostUserRules)
        return badRules("there are more than " + std::to_string(kMostUserRules) + ".");
    m_userSet = std::make_unique<RE2::Set>(patternOptions(true), RE2::UNANCHORED);
    for (const auto entry : entries)
        if (Status done = addUserRule(entry); !done)
            return done;
    if (!m_userSet->Compile())
        return badRules("together they are too large; simplify them.");
    return Done{};
}

Status RuleMasker::addUserRule(const simdjson::dom::element& entry)
{
    std::string_view name;
    std::string_view text;
    if (entry["name"].get(name) != simdjson::SUCCESS ||
        entry["pattern"].get(text) != simdjson::SUCCESS)
        return badRules("rule " + std::to_string(m_user.size() + 1) +
                        " lacks \"name\" or \"pattern\" as text.");
    if (!isRuleName(name))
        return badRules("the name of rule " + std::to_string(m_user.size() + 1) +
                        " must be up to 64 letters, digits, \"_\", \"-\" or \".\".");
    const std::string who = "rule \"" + std::string(name) + "\"";
    if (text.size() > kLongestPattern)
        return badRules(who + " has a pattern of more than " + std::to_string(kLongestPattern) +
                        " bytes.");
    const re2::StringPiece piece(text.data(), text.size());
    auto pattern = std::make_unique<RE2>(piece, patternOptions(true));
    if (!pattern->ok())
        return badRules(who + " is not a valid RE2 pattern: " + pattern->error() + ".");
    if (RE2::PartialMatch("", *pattern))
        return badRules(who + " matches the empty text, so it would mask everything.");
    if (m_userSet->Add(piece, nullptr) < 0)
        return badRules(who + " is too large; simplify it.");
    m_user.push_back({std::string(name), std::move(pattern), 0, nullptr, false});
    return Done{};
}

// Replaces every match in text; true if there was one.
bool RuleMasker::apply(const Rule& rule, std::string& text, Found& found) const
{
    const re2::StringPiece all(text);
    std::array<re2::StringPiece, 2> groups;
    std::string out;
    std::size_t done = 0;
    std::size_t from = 0;
    std::uint64_t count = 0;
    while (from < text.size() && rule.pattern->Match(all, from, text.size(), RE2::UNANCHORED,
                                                     groups.data(), rule.secretGroup + 1)) {
        const auto matchEnd =
            static_cast<std::size_t>(groups[0].data() - text.data()) + groups[0].size();
        from = matchEnd + (groups[0].empty() ? 1 : 0);
        std::string_view secret = view(groups[static_cast<std::size_t>(rule.secretGroup)]);
        const auto begin = static_cast<std::size_t>(secret.data() - text.data());
        if (rule.isQuoted)
            secret = std::string_view(text).substr(begin, quotedEnd(text, begin) - begin);
        if (secret.empty() ||
            (rule.plausible != nullptr && !rule.plausible(view(groups[0]), secret)))
            continue;
        from = std::max(from, begin + secret.size());
        out.append(text, done, begin - done).append("[masked:").append(rule.name).append("]");
        done = begin + secret.size();
        ++count;
    }
    if (count == 0)
        return false;
    out.append(text, done);
    text = std::move(out);
    found.add(rule.name, count);
    return true;
}

void RuleMasker::applyUserRules(std::string_view text, std::optional<std::string>& out,
                                Found& found) const
{
    if (m_user.empty())
        return;
    const std::string_view now = out ? std::string_view(*out) : text;
    std::vector<int> hits;
    RE2::Set::ErrorInfo problem{};
    const bool any = m_userSet->Match(re2::StringPiece(now.data(), now.size()), &hits, &problem);
    if (!any && problem.kind == RE2::Set::kNoError)
        return;
    // The set may run out of its memory budget on odd texts; then every rule is tried by itself.
    if (!any || hits.empty())
        for (std::size_t i = 0; i < m_user.size(); ++i)
            hits.push_back(static_cast<int>(i));
    std::string copy(now);
    bool changed = false;
    for (const int i : hits)
        changed = apply(m_user[static_cast<std::size_t>(i)], copy, found) || changed;
    if (changed)
        out = std::move(copy);
}

std::optional<std::string> RuleMasker::applyAll(std::string_view text, std::uint64_t owners,
                                                Found& found) const
{
    std::optional<std::string> out;
    if (owners != 0) {
        std::string copy(text);
        bool changed = false;
        for (std::size_t i = 0; i < m_builtIn.size(); ++i)
            if ((owners >> i & 1) != 0)
                changed = apply(m_builtIn[i], copy, found) || changed;
        if (changed)
            out = std::move(copy);
    }
    applyUserRules(text, out, found);
    return out;
}

std::optional<std::string> RuleMasker::masked(std::string_view text, Found& found) const
{
    if (text.size() < kShortestSecret)
        return std::nullopt;
    constexpr std::uint64_t kEscapesBit = std::uint64_t(1) << kEscapes;
    const std::uint64_t owners = m_scan.owners(text);
    auto out = applyAll(text, owners & ~kEscapesBit, found);
    if ((owners & kEscapesBit) == 0)
        return out;
    // What an escape hides cannot be cut out by its place in the decoded text, so all of it goes.
    const std::string plain = withoutEscapes(out ? *out : text);
    if (applyAll(plain, m_scan.owners(plain), found))
        out = kWholeValue;
    return out;
}

std::string RuleMasker::maskText(std::string_view text) const
{
    Found found;
    return masked(text, found).value_or(std::string(text));
}

bool RuleMasker::maskView(std::string_view& text, RawBatch& batch, Found& found) const
{
    const auto out = masked(text, found);
    if (out)
        text = batch.arena.copy(*out);
    return out.has_value();
}

bool isJson(const std::string& text)
{
    simdjson::dom::parser parser;
    return parser.parse(text).error() == simdjson::SUCCESS;
}

bool RuleMasker::maskValue(Value& value, RawBatch& batch, Found& found) const
{
    auto out = value.hasText() ? masked(value.text(), found) : std::nullopt;
    if (!out)
        return false;
    if (value.type() == ValueType::json) {
        // A secret that is no string, or a user's pattern that runs across quotes, would leave broken JSON behind.
        if (!isJson(*out)) {
            out->clear();
            appendJsonString(*out, kWholeValue);
        }
        value = Value::ofJson(batch.arena.copy(*out));
    } else {
        const std::string_view kept = batch.arena.copy(*out);
        value = value.type() == ValueType::bytes ? Value::ofBytes(kept) : Value::ofString(kept);
    }
    return true;
}

bool RuleMasker::maskAttribute(Attribute& attribute, RawBatch& batch, Found& found) const
{
    if (attribute.id != KeyId::unknown)
        return maskValue(attribute.value, batch, found);
    const bool secret =
        !attribute.value.isNone() && isSecretAttribute(attribute.key, attribute.value.text());
    const bool keyChanged = maskView(attribute.key, batch, found);
    if (!secret)
        return maskValue(attribute.value, batch, found) || keyChanged;
    if (attribute.value.text() == kKeyMark)
        return keyChanged;
    attribute.value = Value::ofString(kKeyMark);
    found.add("secret_attribute", 1);
    return true;
}

// The attributes themselves if none holds a secret, else a changed copy.
Attributes RuleMasker::maskAttributes(Attributes attributes, RawBatch& batch, Found& found) const
{
    std::vector<Attribute> changed;
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        Attribute one = attributes[i];
        if (!maskAttribute(one, batch, found))
            continue;
        if (changed.empty())
            changed.assign(attributes.begin(), attributes.end());
        changed[i] = one;
    }
    return changed.empty() ? attributes : batch.arena.copy(changed);
}

void RuleMasker::maskParts(RawSpan& span, RawBatch& batch, Found& found) const
{
    if (!span.events.empty()) {
        std::vector<RawEvent> events(span.events.begin(), span.events.end());
        const bool before = std::exchange(found.inThisSpan, false);
        for (RawEvent& event : events) {
            maskView(event.name, batch, found);
            event.attributes = maskAttributes(event.attributes, batch, found);
        }
        if (found.inThisSpan)
            span.events = batch.arena.copy(events);
        found.inThisSpan = found.inThisSpan || before;
    }
    if (!span.links.empty()) {
        std::vector<RawLink> links(span.links.begin(), span.links.end());
        const bool before = std::exchange(found.inThisSpan, false);
        for (RawLink& link : links) {
            maskView(link.traceState, batch, found);
            link.attributes = maskAttributes(link.attributes, batch, found);
        }
        if (found.inThisSpan)
            span.links = batch.arena.copy(links);
        found.inThisSpan = found.inThisSpan || before;
    }
}

const RawScope* RuleMasker::maskScope(const RawScope& scope, RawBatch& batch, Found& found) const
{
    RawScope changed = scope;
    const bool before = std::exchange(found.inThisSpan, false);
    changed.resource = maskAttributes(scope.resource, batch, found);
    changed.attributes = maskAttributes(scope.attributes, batch, found);
    maskView(changed.name, batch, found);
    maskView(changed.version, batch, found);
    maskView(changed.resourceSchemaUrl, batch, found);
    maskView(changed.schemaUrl, batch, found);
    const bool any = found.inThisSpan;
    found.inThisSpan = before || any;
    return any ? batch.arena.make<RawScope>(changed) : &scope;
}

Masker::Hits RuleMasker::mask(RawBatch& batch) const
{
    Found found;
    std::unordered_map<const RawScope*, const RawScope*> scopes;
    std::pair<const RawScope*, const RawScope*> last; // neighbours mostly share their scope
    for (RawSpan& span : batch.spans) {
        found.inThisSpan = false;
        if (span.scope != last.first) {
            const auto [known, isNew] = scopes.try_emplace(span.scope, nullptr);
            if (isNew && span.scope != nullptr)
                known->second = maskScope(*span.scope, batch, found);
            last = *known;
        }
        span.scope = last.second;
        maskView(span.name, batch, found);
        maskView(span.statusMessage, batch, found);
        maskView(span.traceState, batch, found);
        maskValue(span.body, batch, found);
        span.attributes = maskAttributes(span.attributes, batch, found);
        maskParts(span, batch, found);
        found.hits.spans += found.inThisSpan ? 1 : 0;
    }
    return std::move(found.hits);
}

} // namespace

Result<std::shared_ptr<const Masker>> Masker::parse(const std::string& rulesJson)
{
    auto masker = std::make_shared<RuleMasker>();
    const bool given = rulesJson.find_first_not_of(" \t\r\n") != std::string::npos;
    if (Status done = given ? masker->addUserRules(rulesJson) : Done{}; !done)
        return done.error();
    return std::shared_ptr<const Masker>(std::move(masker));
}

} // namespace penstock
