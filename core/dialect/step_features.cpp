// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/step_features.h"

#include "core/dialect/normalizer.h"
#include "core/dialect/registry.h"
#include "core/dialect/text_features.h"
#include "core/dialect/values.h"

#include <algorithm>

namespace penstock {
namespace {

/// What follows the last role in a list of messages is its last message, or, where the role is written last, what
/// precedes it.
std::string_view lastMessage(std::string_view text)
{
    constexpr std::string_view kRole = "\"role\"";
    constexpr std::size_t kRoleAlone = 48; ///< `"role": "assistant"}]` and no more
    if (text.empty() || (text.front() != '[' && text.front() != '{'))
        return text;
    const std::size_t last = text.rfind(kRole);
    if (last == std::string_view::npos)
        return text;
    if (text.size() - last > kRoleAlone)
        return text.substr(last);
    const std::size_t before = last == 0 ? std::string_view::npos : text.rfind(kRole, last - 1);
    return before == std::string_view::npos ? text.substr(0, last)
                                            : text.substr(before, last - before);
}

/// Behind the bracket that closes what opens at `from`; npos when none does. Brackets in texts do not count.
std::size_t behindClosing(std::string_view json, std::size_t from)
{
    int open = 0;
    bool inText = false;
    for (std::size_t at = from; at < json.size(); ++at) {
        const char c = json[at];
        if (c == '\\')
            ++at;
        else if (c == '"')
            inText = !inText;
        else if (!inText && (c == '{' || c == '['))
            ++open;
        else if (!inText && (c == '}' || c == ']') && --open == 0)
            return at + 1;
    }
    return std::string_view::npos;
}

/// A response that is logged whole says what it cost, too: those figures are not what the model said.
std::string_view withoutUsage(std::string_view text, Arena& arena)
{
    constexpr std::string_view kUsage = "\"usage_metadata\":";
    const std::size_t at = text.starts_with('{') ? text.find(kUsage) : std::string_view::npos;
    if (at == std::string_view::npos || at + kUsage.size() >= text.size())
        return text;
    const std::size_t opens = text.find_first_not_of(' ', at + kUsage.size());
    if (opens == std::string_view::npos || text[opens] != '{')
        return text;
    const std::size_t end = behindClosing(text, opens);
    if (end == std::string_view::npos)
        return text;
    std::string kept(text.substr(0, at));
    kept.append("\"usage_metadata\":null").append(text.substr(end));
    return arena.copy(kept);
}

bool isToolCall(const Step& step)
{
    return step.kind == StepKind::toolCall || step.kind == StepKind::mcpRequest;
}

struct Texts {
    std::string_view asked;
    std::string_view answered;
};

Texts attributeTexts(const Step& step)
{
    const DialectRegistry& registry = DialectRegistry::instance();
    const bool isCall = isToolCall(step);
    Texts texts;
    std::uint16_t askedRank = ContentPlace::kNowhere;
    std::uint16_t answeredRank = ContentPlace::kNowhere;
    for (const Attribute& a : step.raw.attributes) {
        const ContentPlace place = registry.contentPlace(a.id);
        if (place.rank == ContentPlace::kNowhere || isAbsent(a.value))
            continue;
        const bool asked = place.slot == Content::input || place.slot == Content::toolArguments;
        std::uint16_t& rank = asked ? askedRank : answeredRank;
        if (place.rank >= rank)
            continue;
        rank = place.rank;
        const std::string_view text = a.value.text();
        if (asked)
            texts.asked = place.slot == Content::input && !isCall ? lastMessage(text) : text;
        else
            texts.answered = text;
    }
    return texts;
}

void appendParts(std::string& out, const Message& message)
{
    for (const MessagePart& part : message.parts) {
        if (part.kind == PartKind::reasoning || part.text.empty())
            continue;
        out.append(out.empty() ? "" : "\n").append(part.name).append(part.name.empty() ? "" : " ");
        out.append(part.text);
    }
}

StepFeatures featuresOf(const Step& step, const Texts& texts, Arena& arena)
{
    StepFeatures features;
    features.asked = isToolCall(step) ? argumentFeatures(texts.asked, arena, features.arguments)
                                      : textFeatures(texts.asked, arena);
    features.answered = textFeatures(withoutUsage(texts.answered, arena), arena);
    return features;
}

StepFeatures conversationFeatures(const Step& step, Arena& arena)
{
    const Conversation said = readConversation(step, kSampledBytes);
    std::string asked = said.toolArguments;
    std::string answered = said.toolResult;
    if (asked.empty() && !said.input.empty())
        appendParts(asked, said.input.back());
    if (answered.empty())
        for (const Message& message : said.output)
            appendParts(answered, message);
    return featuresOf(step, {asked, answered}, arena);
}

bool isContentPrefix(std::string_view key)
{
    static constexpr std::string_view kPrefixes[] = {"gen_ai.prompt.",      "gen_ai.completion.",
                                                     "llm.input_messages.", "llm.output_messages.",
                                                     "llm.prompts.",        "mastra."};
    return std::any_of(std::begin(kPrefixes), std::end(kPrefixes),
                       [key](std::string_view prefix) { return key.starts_with(prefix); });
}

bool isMessage(std::string_view name)
{
    return name.starts_with("gen_ai.") || name == "tool.output";
}

bool hasContentElsewhere(const RawSpan& raw)
{
    const DialectRegistry& registry = DialectRegistry::instance();
    return (raw.signal == Signal::log && isMessage(raw.name)) ||
           std::any_of(raw.events.begin(), raw.events.end(),
                       [](const RawEvent& e) { return isMessage(e.name); }) ||
           std::any_of(raw.attributes.begin(), raw.attributes.end(), [&](const Attribute& a) {
               return a.id == KeyId::unknown ? isContentPrefix(a.key) : registry.isContent(a.id);
           });
}

} // namespace

const StepFeatures* stepFeatures(const Step& step, Arena& arena)
{
    const Texts texts = attributeTexts(step);
    StepFeatures features;
    if (!texts.asked.empty() || !texts.answered.empty())
        features = featuresOf(step, texts, arena);
    else if (hasContentElsewhere(step.raw))
        features = conversationFeatures(step, arena);
    return features.empty() ? &kNoFeatures : arena.make<StepFeatures>(features);
}

} // namespace penstock
