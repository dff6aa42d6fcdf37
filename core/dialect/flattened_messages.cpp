// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/flattened_messages.h"

#include "core/dialect/values.h"

#include <charconv>
#include <map>

namespace penstock {
namespace {

/// Takes a leading `12.` off the path; -1 when there is none.
int takeIndex(std::string_view& path)
{
    int index = -1;
    const auto [end, error] = std::from_chars(path.data(), path.data() + path.size(), index);
    if (error != std::errc() || index < 0)
        return -1;
    path.remove_prefix(static_cast<std::size_t>(end - path.data()));
    if (path.starts_with('.'))
        path.remove_prefix(1);
    return index;
}

bool take(std::string_view& path, std::string_view prefix)
{
    if (!path.starts_with(prefix))
        return false;
    path.remove_prefix(prefix.size());
    return true;
}

std::string textOf(const Value& value)
{
    Arena scratch(64);
    return std::string(toText(value, scratch));
}

struct FlatMessage {
    Message message;
    std::string_view content;
    std::string callId;
    std::map<int, MessagePart> contents;
    std::map<int, MessagePart> calls;
};

void readCall(MessagePart& call, std::string_view path, const Value& value,
              const MessageShapes& shapes)
{
    call.kind = PartKind::toolCall;
    const std::string_view what = lastKeySegment(path);
    if (what == "name")
        call.name = textOf(value);
    else if (what == "id")
        call.id = textOf(value);
    else if (what == "arguments")
        call.text = shapes.bounded(textOf(value), call.truncated);
}

void readContentPart(MessagePart& part, std::string_view path, const Value& value,
                     const MessageShapes& shapes)
{
    if (take(path, "tool_call.")) {
        readCall(part, path, value, shapes);
        return;
    }
    take(path, "message_content.");
    if (path == "type") {
        const std::string_view type = value.text();
        part.kind = type == "text"                              ? PartKind::text
                    : type == "image"                           ? PartKind::uri
                    : type == "reasoning" || type == "thinking" ? PartKind::reasoning
                    : type == "tool_use"                        ? PartKind::toolCall
                                                                : PartKind::generic;
        if (part.kind == PartKind::generic || part.kind == PartKind::uri)
            part.name = type;
    } else if (path == "text" || path == "image.image.url" || path == "data") {
        part.text = shapes.bounded(textOf(value), part.truncated);
    } else if (path == "id") {
        part.id = textOf(value);
    }
}

void readMember(FlatMessage& flat, std::string_view path, const Value& value,
                const MessageShapes& shapes)
{
    take(path, "message.");
    if (path == "role") {
        flat.message.role = MessageShapes::roleFrom(value.text());
        if (flat.message.role == Role::other)
            flat.message.roleText = textOf(value);
    } else if (path == "content" || path == "prompt.text" || path == "completion.text") {
        flat.content = value.text();
    } else if (path == "name") {
        flat.message.name = textOf(value);
    } else if (path == "tool_call_id") {
        flat.callId = textOf(value);
    } else if (path == "finish_reason") {
        flat.message.finishReason = canonicalFinishReason(value.text());
    } else if (path == "function_call_name" || path == "function_call_arguments_json") {
        readCall(flat.calls[0], path == "function_call_name" ? "name" : "arguments", value, shapes);
    } else if (take(path, "tool_calls.")) {
        if (const int at = takeIndex(path); at >= 0)
            readCall(flat.calls[at], path, value, shapes);
    } else if (take(path, "contents.")) {
        if (const int at = takeIndex(path); at >= 0)
            readContentPart(flat.contents[at], path, value, shapes);
    }
}

Message assembled(FlatMessage& flat, const MessageShapes& shapes)
{
    Message& made = flat.message;
    for (auto& [at, part] : flat.contents)
        made.parts.push_back(std::move(part));
    if (made.parts.empty())
        shapes.appendContent(made, flat.content);
    for (auto& [at, part] : flat.calls)
        made.parts.push_back(std::move(part));
    if (made.role == Role::tool || !flat.callId.empty())
        for (MessagePart& part : made.parts)
            if (part.kind == PartKind::text) {
                part.kind = PartKind::toolResult;
                part.id = flat.callId;
            }
    return std::move(made);
}

} // namespace

std::string_view lastKeySegment(std::string_view key)
{
    const std::size_t dot = key.rfind('.');
    return dot == std::string_view::npos ? key : key.substr(dot + 1);
}

void readFlattenedMessages(Attributes attributes, std::string_view prefix, Role fallback,
                           const MessageShapes& shapes, std::vector<Message>& out)
{
    std::map<int, FlatMessage> found;
    for (const Attribute& a : attributes) {
        const bool emptyObject = a.value.text() == "{}"; // arguments of a call without any
        if (a.id != KeyId::unknown || !a.key.starts_with(prefix) ||
            (isAbsent(a.value) && !emptyObject))
            continue;
        std::string_view path = a.key.substr(prefix.size());
        const int index = takeIndex(path);
        if (index < 0)
            continue;
        auto [at, isNew] = found.try_emplace(index);
        if (isNew)
            at->second.message.role = fallback;
        readMember(at->second, path, a.value, shapes);
    }
    for (auto& [index, flat] : found)
        out.push_back(assembled(flat, shapes));
}

void addToolDefinition(Conversation& out, LooseNode node)
{
    if (node.isString()) { // each item JSON text, as Vercel's ai.prompt.tools
        const std::string inner = node.text();
        const LooseJson json(inner);
        if (json.root().isObject())
            addToolDefinition(out, json.root());
        return;
    }
    const LooseNode function = node.member("function").isObject() ? node.member("function") : node;
    ToolDefinition made;
    made.name = function.memberText("name");
    made.description = function.memberText("description");
    for (const std::string_view key :
         {std::string_view("parameters"), std::string_view("input_schema"),
          std::string_view("inputSchema")})
        if (made.parameters.empty())
            made.parameters = function.memberText(key);
    if (!made.name.empty())
        out.tools.push_back(std::move(made));
}

void readFlattenedTools(Attributes attributes, std::string_view prefix, Conversation& out)
{
    std::map<int, ToolDefinition> found;
    for (const Attribute& a : attributes) {
        if (a.id != KeyId::unknown || !a.key.starts_with(prefix))
            continue;
        std::string_view path = a.key.substr(prefix.size());
        const int index = takeIndex(path);
        if (index < 0)
            continue;
        if (path == "tool.json_schema") {
            const LooseJson json(a.value.text());
            Conversation one;
            addToolDefinition(one, json.root());
            if (!one.tools.empty())
                found[index] = std::move(one.tools.front());
        } else if (path == "name") {
            found[index].name = textOf(a.value);
        } else if (path == "description") {
            found[index].description = textOf(a.value);
        } else if (path == "parameters") {
            found[index].parameters = textOf(a.value);
        }
    }
    for (auto& [index, tool] : found)
        out.tools.push_back(std::move(tool));
}

void readFlattenedDocuments(Attributes attributes, std::string_view prefix,
                            const MessageShapes& shapes, Conversation& out)
{
    std::map<int, RetrievedDocument> found;
    for (const Attribute& a : attributes) {
        if (a.id != KeyId::unknown || !a.key.starts_with(prefix))
            continue;
        std::string_view path = a.key.substr(prefix.size());
        const int index = takeIndex(path);
        if (index < 0)
            continue;
        bool cut = false;
        if (path == "document.id")
            found[index].id = textOf(a.value);
        else if (path == "document.content")
            found[index].content = shapes.bounded(textOf(a.value), cut);
        else if (path == "document.score")
            found[index].score = textOf(a.value);
    }
    for (auto& [index, document] : found)
        out.documents.push_back(std::move(document));
}

void readFlattenedFeedback(Attributes attributes, std::string_view prefix, std::string_view noun,
                           const MessageShapes& shapes, Conversation& out)
{
    struct Judgement {
        std::string name;
        std::string score;
        std::string label;
        std::string explanation;
        std::string judge;
    };
    std::map<int, Judgement> found;
    for (const Attribute& a : attributes) {
        if (a.id != KeyId::unknown || !a.key.starts_with(prefix))
            continue;
        std::string_view path = a.key.substr(prefix.size());
        const int index = takeIndex(path);
        if (index < 0 || !path.starts_with(noun) || path.size() <= noun.size() ||
            path[noun.size()] != '.')
            continue;
        const std::string_view member = path.substr(noun.size() + 1);
        Judgement& made = found[index];
        if (member == "name")
            made.name = textOf(a.value);
        else if (member == "score")
            made.score = textOf(a.value);
        else if (member == "label")
            made.label = textOf(a.value);
        else if (member == "explanation")
            made.explanation = textOf(a.value);
        else if (member == "annotator_kind")
            made.judge = textOf(a.value);
    }
    for (const auto& [index, made] : found) {
        std::string text;
        for (const std::string* part : {&made.score, &made.label, &made.explanation, &made.judge})
            if (!part->empty())
                text.append(text.empty() ? "" : " · ").append(*part);
        bool cut = false;
        if (!text.empty())
            out.parameters.emplace_back(shapes.bounded(std::string(noun) + " " + made.name, cut),
                                        shapes.bounded(std::move(text), cut));
    }
}

void appendToolCallsText(const MessageShapes& shapes, Message& message, std::string_view text)
{
    if (isAbsentMarker(text))
        return;
    std::string wrapped = R"({"role":"assistant","tool_calls":)";
    wrapped.append(text);
    wrapped.push_back('}');
    std::vector<Message> read;
    shapes.appendValue(read, wrapped, Role::assistant);
    for (Message& m : read)
        for (MessagePart& part : m.parts)
            message.parts.push_back(std::move(part));
}

} // namespace penstock
