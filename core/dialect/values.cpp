// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/values.h"

#include <charconv>
#include <cmath>
#include <string>

namespace penstock {
namespace {

std::string_view trimmed(std::string_view s)
{
    while (!s.empty() &&
           (s.front() == ' ' || s.front() == '\t' || s.front() == '\n' || s.front() == '\r'))
        s.remove_prefix(1);
    while (!s.empty() &&
           (s.back() == ' ' || s.back() == '\t' || s.back() == '\n' || s.back() == '\r'))
        s.remove_suffix(1);
    return s;
}

std::optional<double> parseReal(std::string_view text)
{
    text = trimmed(text);
    if (text.empty() || text.size() > 40)
        return std::nullopt;
    double d = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), d);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(d))
        return std::nullopt;
    return d;
}

std::optional<std::int64_t> integerFromReal(double d)
{
    if (!std::isfinite(d) || std::abs(d) > 9.0e18)
        return std::nullopt;
    return std::llround(d);
}

struct Alias {
    std::string_view from;
    std::string_view to;
};

// semconv.md 4.4. Names not listed are kept as sent.
constexpr Alias kProviders[] = {
    {"openai", "openai"},
    {"anthropic", "anthropic"},
    {"az.ai.openai", "azure.ai.openai"},
    {"azure.ai.openai", "azure.ai.openai"},
    {"azure", "azure.ai.openai"},
    {"az.ai.inference", "azure.ai.inference"},
    {"vertex_ai", "gcp.vertex_ai"},
    {"vertexai", "gcp.vertex_ai"},
    {"gemini", "gcp.gemini"},
    {"google", "gcp.gen_ai"},
    {"xai", "x_ai"},
    {"mistralai", "mistral_ai"},
    {"aws", "aws.bedrock"},
    {"amazon", "aws.bedrock"},
    {"aws_bedrock", "aws.bedrock"},
    {"bedrock", "aws.bedrock"},
};

constexpr std::string_view kFrameworks[] = {
    "strands-agents",   "autogen",     "crewai",
    "langchain",        "llama_index", "microsoft.agent_framework",
    "gcp.vertex.agent", "langgraph",   "semantic_kernel",
};

constexpr Alias kFinishReasons[] = {
    {"stop", "stop"},
    {"end_turn", "stop"},
    {"stop_sequence", "stop"},
    {"completed", "stop"},
    {"finish_reason_stop", "stop"},
    {"tool_calls", "tool_call"},
    {"tool-calls", "tool_call"},
    {"tool_call", "tool_call"},
    {"tool_use", "tool_call"},
    {"function_call", "tool_call"},
    {"length", "length"},
    {"max_tokens", "length"},
    {"max_output_tokens", "length"},
    {"content_filter", "content_filter"},
    {"content-filter", "content_filter"},
    {"safety", "content_filter"},
    {"refusal", "content_filter"},
    {"error", "error"},
};

} // namespace

bool isAbsentMarker(std::string_view text)
{
    if (text.empty())
        return true;
    if (text.size() > 18)
        return false;
    switch (text.front()) {
    case '<':
        return text == "<REDACTED>" || text == "<not specified>" || text == "<not serializable>";
    case '[':
        return text == "[REDACTED]";
    case '_':
        return text == "__REDACTED__";
    case '{':
        return text == "{}";
    case 'N':
        return text == "N/A";
    default:
        return false;
    }
}

bool isAbsent(const Value& value)
{
    return value.isNone() || (value.hasText() && isAbsentMarker(value.text()));
}

std::optional<std::int64_t> toInteger(const Value& value)
{
    switch (value.type()) {
    case ValueType::integer:
        return value.integer();
    case ValueType::real:
        return integerFromReal(value.real());
    case ValueType::string:
    case ValueType::json: {
        const std::string_view text = trimmed(value.text());
        std::int64_t n = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
        if (!text.empty() && error == std::errc() && end == text.data() + text.size())
            return n;
        const auto real = parseReal(text);
        return real ? integerFromReal(*real) : std::nullopt;
    }
    default:
        return std::nullopt;
    }
}

std::optional<double> toReal(const Value& value)
{
    switch (value.type()) {
    case ValueType::integer:
        return static_cast<double>(value.integer());
    case ValueType::real:
        return std::isfinite(value.real()) ? std::optional(value.real()) : std::nullopt;
    case ValueType::string:
    case ValueType::json:
        return parseReal(value.text());
    default:
        return std::nullopt;
    }
}

std::optional<bool> toBool(const Value& value)
{
    if (value.type() == ValueType::boolean)
        return value.boolean();
    if (value.type() == ValueType::integer)
        return value.integer() != 0;
    if (!value.hasText())
        return std::nullopt;
    const std::string_view text = trimmed(value.text());
    if (equalsIgnoringCase(text, "true") || text == "1")
        return true;
    if (equalsIgnoringCase(text, "false") || text == "0")
        return false;
    return std::nullopt;
}

std::string_view toText(const Value& value, Arena& arena)
{
    char buffer[40];
    switch (value.type()) {
    case ValueType::string:
    case ValueType::json:
    case ValueType::bytes:
        return value.text();
    case ValueType::boolean:
        return value.boolean() ? "true" : "false";
    case ValueType::integer: {
        const auto r = std::to_chars(buffer, buffer + sizeof buffer, value.integer());
        return arena.copy(std::string_view(buffer, static_cast<std::size_t>(r.ptr - buffer)));
    }
    case ValueType::real: {
        const auto r = std::to_chars(buffer, buffer + sizeof buffer, value.real());
        return arena.copy(std::string_view(buffer, static_cast<std::size_t>(r.ptr - buffer)));
    }
    case ValueType::none:
        break;
    }
    return {};
}

std::string_view firstItem(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('[')) {
        text = trimmed(text.substr(1));
        if (text.empty() || text.front() == ']')
            return {};
        if (text.front() == '"' || text.front() == '\'') {
            const char quote = text.front();
            const std::size_t end = text.find(quote, 1);
            return end == std::string_view::npos ? text.substr(1) : text.substr(1, end - 1);
        }
        return trimmed(text.substr(0, text.find_first_of(",]")));
    }
    return trimmed(text.substr(0, text.find(',')));
}

Nanos toTime(const Value& value)
{
    if (value.type() == ValueType::string) {
        Nanos t = 0;
        std::string_view text = trimmed(value.text());
        if (text.size() >= 2 && text.front() == '"' &&
            text.back() == '"') // Langfuse writes JSON text
            text = text.substr(1, text.size() - 2);
        if (text.size() <= 64 && text.size() > 10 && text[4] == '-' &&
            parseUtc(std::string(text), t))
            return t;
    }
    const auto number = toReal(value);
    if (!number || *number <= 0 || *number > 9.0e18)
        return 0;
    if (*number < 9e9) // each bound keeps the product below the range of Nanos
        return static_cast<Nanos>(*number * 1e9);
    if (*number < 9e12)
        return static_cast<Nanos>(*number * 1e6);
    if (*number < 9e15)
        return static_cast<Nanos>(*number * 1e3);
    return *toInteger(value);
}

std::string_view canonicalProvider(std::string_view provider, std::string_view& framework)
{
    for (const Alias& alias : kProviders)
        if (equalsIgnoringCase(alias.from, provider))
            return alias.to;
    for (const std::string_view name : kFrameworks)
        if (equalsIgnoringCase(name, provider)) {
            framework = name;
            return {};
        }
    return provider;
}

std::string_view canonicalFinishReason(std::string_view reason)
{
    for (const Alias& alias : kFinishReasons)
        if (equalsIgnoringCase(alias.from, reason))
            return alias.to;
    return reason;
}

} // namespace penstock
