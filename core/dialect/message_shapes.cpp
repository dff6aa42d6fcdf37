// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/message_shapes.h"

#include "core/dialect/values.h"

#include <initializer_list>

namespace penstock {
namespace {

constexpr int kMaxNesting = 6;
constexpr std::size_t kMaxMessages = 20'000;

LooseNode firstMember(LooseNode node, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names)
        if (const LooseNode found = node.member(name); found && found.type() != LooseType::null)
            return found;
    return {};
}

std::string firstText(LooseNode node, std::initializer_list<std::string_view> names)
{
    const LooseNode found = firstMember(node, names);
    return found.isString() || found.type() == LooseType::number ? found.text() : std::string();
}

/// LangChain's serialised form: `{"lc":1,"id":[…,"HumanMessage"],"kwargs":{…}}`.
std::string classOf(LooseNode node)
{
    std::string last;
    if (const LooseNode id = node.member("id"); id.isArray())
        for (LooseNode item = id.firstChild(); item; item = item.next())
            last = item.text();
    return last;
}

bool isLangChainType(std::string_view type)
{
    return type == "human" || type == "ai" || type == "system" || type == "tool" ||
           type == "function" || type == "chat" || type == "AIMessageChunk";
}

bool isMessage(LooseNode node)
{
    if (!node.isObject())
        return false;
    if (node.member("role").isString())
        return true;
    if (node.member("kwargs").isObject() && node.member("lc"))
        return true;
    if (node.member("parts").isArray())
        return true;
    const LooseNode type = node.member("type");
    return type.isString() && (node.member("content") || node.member("data")) &&
           isLangChainType(type.text());
}

bool isPart(LooseNode node)
{
    if (isMessage(node) ||
        node.member("message").isObject()) // LangChain's generation has text and message
        return false;
    return node.isObject() &&
           (node.member("type").isString() || node.member("text").isString() ||
            node.member("functionCall") || node.member("function_call") ||
            node.member("functionResponse") || node.member("function_response") ||
            node.member("toolUse") || node.member("toolResult"));
}

/// Objects that only wrap the messages: `{"messages":[…]}`, OpenAI's choices, Gemini's candidates, LangChain's
/// generations, an agent's whole state.
LooseNode wrappedMessages(LooseNode node)
{
    if (const LooseNode content = node.member("content");
        content.isObject()) // Gemini's candidate, ADK's answer
        return content;
    return firstMember(node, {"messages", "contents", "choices", "candidates", "generations",
                              "message", "input_messages", "output_messages", "inputs", "outputs"});
}

LooseNode plainText(LooseNode node)
{
    return firstMember(node, {"content", "text", "prompt", "input", "output", "query", "question",
                              "answer", "response"});
}

bool isOneOf(std::string_view type, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names)
        if (type == name)
            return true;
    return false;
}

} // namespace

Role MessageShapes::roleFrom(std::string_view text)
{
    if (isOneOf(text, {"user", "human", "HumanMessage", "user-prompt"}))
        return Role::user;
    if (isOneOf(text, {"assistant", "ai", "model", "AIMessage", "AIMessageChunk", "response"}))
        return Role::assistant;
    if (isOneOf(text, {"system", "developer", "SystemMessage"}))
        return Role::system;
    if (isOneOf(text, {"tool", "function", "ToolMessage", "FunctionMessage"}))
        return Role::tool;
    return Role::other;
}

std::string MessageShapes::bounded(std::string text, bool& cut) const
{
    if (text.size() > m_maxText) {
        std::size_t end = m_maxText;
        while (end > 0 &&
               (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) // not inside a character
            --end;
        text.resize(end);
        cut = true;
    }
    return text;
}

MessagePart MessageShapes::textPart(std::string_view text, PartKind kind) const
{
    MessagePart made;
    made.kind = kind;
    made.text = bounded(std::string(text.substr(0, m_maxText + 4)), made.truncated);
    return made;
}

void MessageShapes::appendValue(std::vector<Message>& out, std::string_view text,
                                Role fallback) const
{
    if (isAbsentMarker(text))
        return;
    const LooseJson json(text);
    if (json.isTree()) {
        appendNode(out, json.root(), fallback);
        if (json.truncated() && !out.empty() && !out.back().parts.empty())
            out.back().parts.back().truncated = true;
        return;
    }
    Message made;
    made.role = fallback;
    made.parts.push_back(json.root().isString() ? textPart(json.root().text()) : textPart(text));
    made.parts.back().truncated = made.parts.back().truncated || (json.root() && json.truncated());
    out.push_back(std::move(made));
}

void MessageShapes::appendNode(std::vector<Message>& out, LooseNode node, Role fallback,
                               int depth) const
{
    if (!node || node.type() == LooseType::null || out.size() >= kMaxMessages)
        return;
    if (isMessage(node)) {
        out.push_back(message(node, fallback));
        return;
    }
    if (depth < kMaxNesting && node.isArray() && node.firstChild() && !isPart(node.firstChild())) {
        for (LooseNode child = node.firstChild(); child; child = child.next())
            appendNode(out, child, fallback, depth + 1);
        return;
    }
    if (depth < kMaxNesting && node.isObject()) {
        const LooseNode inner = wrappedMessages(node);
        if (inner.isArray() || inner.isObject()) {
            const std::size_t before = out.size();
            appendNode(out, inner, fallback, depth + 1);
            if (const LooseNode finish = firstMember(node, {"finish_reason", "finishReason"});
                finish && out.size() > before)
                out.back().finishReason = finish.text();
            return;
        }
    }
    Message made;
    made.role = fallback;
    if (node.isArray() || isPart(node))
        appendParts(made.parts, node, fallback);
    else if (const LooseNode text = node.isObject() ? plainText(node) : LooseNode();
             text.isString())
        made.parts.push_back(textPart(text.text()));
    else
        made.parts.push_back(textPart(node.text()));
    if (!made.parts.empty())
        out.push_back(std::move(made));
}

void MessageShapes::appendContent(Message& message, std::string_view text) const
{
    if (isAbsentMarker(text))
        return;
    const LooseJson json(text);
    if (json.root().isArray() || isPart(json.root()))
        appendParts(message.parts, json.root(), message.role);
    else
        message.parts.push_back(json.root().isString() ? textPart(json.root().text())
                                                       : textPart(text));
}

void MessageShapes::appendParts(std::vector<MessagePart>& out, LooseNode node, Role role) const
{
    if (!node.isArray()) {
        out.push_back(part(node, role));
        return;
    }
    for (LooseNode child = node.firstChild(); child && out.size() < kMaxMessages;
         child = child.next())
        if (child.type() != LooseType::null)
            out.push_back(part(child, role));
}

Message MessageShapes::message(LooseNode node, Role fallback) const
{
    Message made;
    LooseNode body = node;
    std::string role = firstText(node, {"role"});
    if (const LooseNode kwargs = node.member("kwargs"); kwargs.isObject()) {
        body = kwargs;
        role = classOf(node);
    } else if (const LooseNode data = node.member("data"); data.isObject() && role.empty()) {
        body = data;
    }
    if (role.empty())
        role = firstText(node, {"type", "kind"});
    made.role = role.empty() || role == "request" ? fallback : roleFrom(role);
    if (made.role == Role::other)
        made.roleText = role;
    made.name = firstText(body, {"name"});
    made.finishReason =
        canonicalFinishReason(firstText(body, {"finish_reason", "finishReason", "stop_reason"}));
    if (const std::string thought = firstText(body, {"reasoning_content", "reasoning"});
        !thought.empty())
        made.parts.push_back(textPart(thought, PartKind::reasoning));
    const LooseNode content = firstMember(body, {"parts", "content"});
    const std::string callId = firstText(body, {"tool_call_id", "toolCallId"});
    if (made.role == Role::tool && content && (content.isString() || !callId.empty())) {
        MessagePart result;
        fill(result, PartKind::toolResult, content);
        result.id = callId.empty() ? firstText(body, {"id"}) : callId;
        made.parts.push_back(std::move(result));
    } else if (content.isArray() || content.isObject()) {
        appendParts(made.parts, content, made.role);
    } else if (content && !content.raw().empty() && content.text().size() > 0) {
        made.parts.push_back(textPart(content.text()));
    }
    appendToolCalls(made, body);
    return made;
}

void MessageShapes::appendToolCalls(Message& out, LooseNode body) const
{
    LooseNode calls = firstMember(body, {"tool_calls", "toolCalls"});
    if (const LooseNode extra = body.member("additional_kwargs");
        (!calls || !calls.firstChild()) && extra)
        calls = extra.member("tool_calls");
    for (LooseNode call = calls.firstChild(); call && out.parts.size() < kMaxMessages;
         call = call.next()) {
        const LooseNode function =
            call.member("function").isObject() ? call.member("function") : call;
        MessagePart made;
        fill(made, PartKind::toolCall, firstMember(function, {"arguments", "args", "input"}));
        made.name = firstText(function, {"name", "toolName"});
        made.id = firstText(call, {"id", "toolCallId"});
        out.parts.push_back(std::move(made));
    }
    if (const LooseNode call = body.member("function_call"); call.isObject() && !calls) {
        MessagePart made;
        fill(made, PartKind::toolCall, call.member("arguments"));
        made.name = firstText(call, {"name"});
        out.parts.push_back(std::move(made));
    }
}

void MessageShapes::fill(MessagePart& out, PartKind kind, LooseNode value) const
{
    out.kind = kind;
    if (value)
        out.text = bounded(value.text(), out.truncated);
    out.truncated = out.truncated || value.wasCut();
}

MessagePart MessageShapes::part(LooseNode node, Role role) const
{
    MessagePart made;
    if (!node.isObject()) {
        fill(made, PartKind::text, node);
        return made;
    }
    const std::string type = firstText(node, {"type", "part_kind"});
    if (typedPart(node, type, made) || untypedPart(node, made))
        return made;
    if (isMessage(node)) { // a message where a part was expected
        const Message inner = message(node, role);
        if (!inner.parts.empty())
            return inner.parts.front();
    }
    fill(made, PartKind::generic, node);
    made.name = type;
    return made;
}

bool MessageShapes::typedPart(LooseNode node, std::string_view type, MessagePart& out) const
{
    const auto ids = [&] {
        out.name = firstText(node, {"name", "toolName", "tool_name"});
        out.id = firstText(node, {"id", "toolCallId", "tool_call_id", "call_id", "tool_use_id"});
    };
    if (isOneOf(type, {"text", "input_text", "output_text", "user-prompt", "system-prompt"})) {
        fill(out, PartKind::text, firstMember(node, {"content", "text"}));
    } else if (isOneOf(type, {"reasoning", "thinking", "redacted_thinking", "summary_text"})) {
        fill(out, PartKind::reasoning,
             firstMember(node, {"content", "text", "thinking", "reasoning", "data"}));
    } else if (isOneOf(type, {"tool_call", "tool_use", "tool-call", "function_call",
                              "server_tool_call", "server_tool_use", "function"})) {
        fill(out, PartKind::toolCall,
             firstMember(node, {"arguments", "args", "input", "server_tool_call"}));
        ids();
    } else if (isOneOf(type,
                       {"tool_call_response", "tool_result", "tool-result", "tool-return",
                        "function_call_output", "server_tool_call_response", "retry-prompt"})) {
        fill(out, PartKind::toolResult,
             firstMember(node,
                         {"response", "result", "content", "output", "server_tool_call_response"}));
        ids();
    } else if (type == "blob") {
        fill(out, PartKind::blob, firstMember(node, {"content", "data"}));
        out.name = firstText(node, {"modality"});
        out.mimeType = firstText(node, {"mime_type", "mimeType"});
    } else if (type == "file") {
        fill(out, PartKind::file, firstMember(node, {"file_id", "data", "file"}));
        out.id = firstText(node, {"file_id"});
        out.name = firstText(node, {"modality", "filename"});
        out.mimeType = firstText(node, {"mime_type", "mimeType", "mediaType"});
    } else if (isOneOf(type, {"uri", "image_url", "input_image"})) {
        const LooseNode url = firstMember(node, {"uri", "image_url", "url"});
        fill(out, PartKind::uri, url.isObject() ? url.member("url") : url);
        out.name = type == "uri" ? firstText(node, {"modality"}) : std::string("image");
        out.mimeType = firstText(node, {"mime_type"});
    } else {
        return false;
    }
    return true;
}

bool MessageShapes::untypedPart(LooseNode node, MessagePart& out) const
{
    if (const LooseNode call = firstMember(node, {"functionCall", "function_call", "toolUse"});
        call.isObject()) {
        fill(out, PartKind::toolCall, firstMember(call, {"args", "arguments", "input"}));
        out.name = firstText(call, {"name"});
        out.id = firstText(call, {"id", "toolUseId"});
    } else if (const LooseNode back =
                   firstMember(node, {"functionResponse", "function_response", "toolResult"});
               back.isObject()) {
        fill(out, PartKind::toolResult, firstMember(back, {"response", "content"}));
        out.name = firstText(back, {"name"});
        out.id = firstText(back, {"id", "toolUseId"});
    } else if (const LooseNode data = firstMember(node, {"inlineData", "inline_data"});
               data.isObject()) {
        fill(out, PartKind::blob, data.member("data"));
        out.mimeType = firstText(data, {"mimeType", "mime_type"});
    } else if (const LooseNode file = firstMember(node, {"fileData", "file_data"});
               file.isObject()) {
        fill(out, PartKind::uri, firstMember(file, {"fileUri", "file_uri"}));
        out.mimeType = firstText(file, {"mimeType", "mime_type"});
    } else if (const LooseNode thought = node.member("reasoningContent"); thought) {
        const LooseNode text = thought.member("reasoningText");
        fill(out, PartKind::reasoning, text.isObject() ? text.member("text") : thought);
    } else if (const LooseNode text = node.member("text");
               text.isString() && !node.member("type")) {
        const bool hidden =
            node.member("thought").raw() == "true" || node.member("thought").raw() == "True";
        fill(out, hidden ? PartKind::reasoning : PartKind::text, text);
    } else {
        return false;
    }
    return true;
}

} // namespace penstock
