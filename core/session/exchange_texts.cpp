// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/exchange_texts.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace penstock {
namespace {

/// Shorter lines stand in many texts by chance.
constexpr std::size_t kLeastPiece = 16;

void append(std::string& out, const std::string& text)
{
    if (text.empty())
        return;
    if (!out.empty())
        out.push_back('\n');
    out += text;
}

std::string textOf(const Message& message, PartKind kind)
{
    std::string out;
    for (const MessagePart& part : message.parts)
        if (part.kind == kind)
            append(out, part.text);
    return out;
}

/// Lines, and sentences of long ones.
template <class Visit> void eachPiece(std::string_view text, const Visit& visit)
{
    while (!text.empty()) {
        std::size_t end = text.find('\n');
        const std::size_t sentence = text.find(". ");
        if (sentence != text.npos && sentence + 1 < end)
            end = sentence + 1;
        std::string_view piece = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        while (!piece.empty() && (piece.front() == ' ' || piece.front() == '\t'))
            piece.remove_prefix(1);
        while (!piece.empty() && (piece.back() == ' ' || piece.back() == '\r'))
            piece.remove_suffix(1);
        if (!piece.empty())
            visit(piece);
    }
}

} // namespace

std::string outputText(const Conversation& said)
{
    std::string out;
    for (const Message& message : said.output)
        append(out, textOf(message, PartKind::text));
    return out;
}

std::string requestText(const Conversation& said)
{
    if (!said.toolArguments.empty())
        return said.toolArguments;
    for (auto message = said.input.rbegin(); message != said.input.rend(); ++message) {
        const bool isOwn = message->role == Role::assistant || message->role == Role::system;
        if (std::string text = textOf(*message, PartKind::text); !isOwn && !text.empty())
            return text;
    }
    return {};
}

std::string answerText(const Conversation& said)
{
    return said.toolResult.empty() ? outputText(said) : said.toolResult;
}

std::string rationaleText(const Conversation& said, bool orText)
{
    std::string thoughts;
    for (const Message& message : said.output)
        append(thoughts, textOf(message, PartKind::reasoning));
    return thoughts.empty() && orText ? outputText(said) : thoughts;
}

Forwarding forwardedIn(const std::string& request, const Conversation& told)
{
    Forwarding out;
    std::unordered_set<std::string_view> seen; // a conversation tells the same again and again
    for (const Message& message : told.input)
        for (const MessagePart& part : message.parts)
            eachPiece(part.text, [&](std::string_view piece) {
                if (!seen.insert(piece).second)
                    return;
                out.received += piece.size();
                if (piece.size() >= kLeastPiece && request.find(piece) != request.npos)
                    out.forwarded += piece.size();
            });
    return out;
}

} // namespace penstock
