// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/content_reader.h"

#include "core/dialect/flattened_messages.h"
#include "core/dialect/values.h"

namespace penstock {
namespace {

constexpr std::size_t kMaxTools = 4096;

std::string_view attributeNamed(Attributes attributes, std::string_view key)
{
    for (const Attribute& a : attributes)
        if (a.key == key)
            return a.value.text();
    return {};
}

Role roleOfEvent(std::string_view name)
{
    if (name == "gen_ai.user.message")
        return Role::user;
    if (name == "gen_ai.system.message")
        return Role::system;
    if (name == "gen_ai.tool.message")
        return Role::tool;
    return Role::assistant;
}

bool isMessageEvent(std::string_view name)
{
    return name == "gen_ai.user.message" || name == "gen_ai.system.message" ||
           name == "gen_ai.tool.message" || name == "gen_ai.assistant.message" ||
           name == "gen_ai.choice";
}

/// A choice wraps its message: `{"index":0,"finish_reason":"stop","message":{…}}`, where message may be text.
void unwrapChoice(const MessageShapes& shapes, Message& message, std::string_view inner)
{
    if (inner.empty())
        return;
    std::vector<Message> read;
    shapes.appendValue(read, inner, message.role);
    for (Message& m : read)
        for (MessagePart& part : m.parts)
            message.parts.push_back(std::move(part));
}

} // namespace

ContentReader::ContentReader(const Step& step, std::size_t maxText, Conversation& conversation)
    : m_step(step), m_conversation(conversation), m_shapes(maxText)
{
}

void ContentReader::apply(const DialectDef& dialect)
{
    for (const Content slot : {Content::input, Content::output, Content::system, Content::tools,
                               Content::toolArguments, Content::toolResult, Content::documents}) {
        const Conversation& c = m_conversation;
        const bool filled = (slot == Content::input && !c.input.empty()) ||
                            (slot == Content::output && !c.output.empty()) ||
                            (slot == Content::system && !c.system.empty()) ||
                            (slot == Content::tools && !c.tools.empty()) ||
                            (slot == Content::toolArguments && !c.toolArguments.empty()) ||
                            (slot == Content::toolResult && !c.toolResult.empty()) ||
                            (slot == Content::documents && !c.documents.empty());
        if (filled)
            m_closed |= 1u << static_cast<unsigned>(slot);
    }
    if (dialect.readContent != nullptr)
        dialect.readContent(m_step, *this);
    for (const ContentRule& rule : dialect.content)
        applyRule(rule);
}

bool ContentReader::isOpen(Content slot) const
{
    return (m_closed >> static_cast<unsigned>(slot) & 1) == 0;
}

std::vector<Message>& ContentReader::messages(Content slot)
{
    return slot == Content::output ? m_conversation.output : m_conversation.input;
}

/// What a model step calls input and output are the arguments and the result of a tool step.
Content ContentReader::redirected(Content slot) const
{
    if (m_step.kind == StepKind::toolCall || m_step.kind == StepKind::mcpRequest) {
        if (slot == Content::input)
            return Content::toolArguments;
        if (slot == Content::output)
            return Content::toolResult;
    }
    return slot;
}

void ContentReader::applyRule(const ContentRule& rule)
{
    const Value& value = attribute(m_step.raw.attributes, rule.key);
    if (value.isNone() || (value.hasText() && isAbsentMarker(value.text())))
        return;
    if (rule.slot == Content::parameter) {
        Arena scratch(64);
        m_conversation.parameters.emplace_back(std::string(lastKeySegment(keyText(rule.key))),
                                               std::string(toText(value, scratch)));
        return;
    }
    if (value.hasText())
        readValue(value.text(), rule.slot);
}

void ContentReader::readValue(std::string_view text, Content wanted)
{
    const Content slot = redirected(wanted);
    if (!isOpen(slot) || isAbsentMarker(text))
        return;
    switch (slot) {
    case Content::input:
        if (m_conversation.input.empty())
            m_shapes.appendValue(m_conversation.input, text, Role::user);
        break;
    case Content::output:
        if (m_conversation.output.empty())
            m_shapes.appendValue(m_conversation.output, text, Role::assistant);
        break;
    case Content::run:
        readRun(text);
        break;
    case Content::system:
        readSystem(text);
        break;
    case Content::tools:
        readTools(text);
        break;
    case Content::toolArguments:
        setToolText(m_conversation.toolArguments, text);
        break;
    case Content::toolResult:
        setToolText(m_conversation.toolResult, text);
        break;
    case Content::documents:
        readDocumentList(text);
        break;
    case Content::parameterMap:
        readParameters(text);
        break;
    case Content::parameter:
        break;
    }
}

void ContentReader::addAnswer(std::string_view reasoning, std::string_view text,
                              std::string_view toolCalls)
{
    if (!isOpen(Content::output) || !m_conversation.output.empty())
        return;
    Message made;
    made.role = Role::assistant;
    if (!isAbsentMarker(reasoning))
        made.parts.push_back(m_shapes.textPart(reasoning, PartKind::reasoning));
    if (!isAbsentMarker(text))
        made.parts.push_back(m_shapes.textPart(text));
    appendToolCallsText(m_shapes, made, toolCalls);
    if (!made.parts.empty())
        m_conversation.output.push_back(std::move(made));
}

void ContentReader::setToolText(std::string& out, std::string_view text)
{
    bool cut = false;
    if (out.empty())
        out = m_shapes.bounded(std::string(text), cut);
}

void ContentReader::readSystem(std::string_view text)
{
    if (!m_conversation.system.empty())
        return;
    const LooseJson json(text);
    if (json.isTree())
        m_shapes.appendParts(m_conversation.system, json.root(), Role::system);
    else
        m_conversation.system.push_back(
            m_shapes.textPart(json.root().isString() ? json.root().text() : std::string(text)));
}

void ContentReader::readTools(std::string_view text)
{
    if (!m_conversation.tools.empty())
        return;
    const LooseJson json(text);
    for (LooseNode node = json.root().firstChild(); node && m_conversation.tools.size() < kMaxTools;
         node = node.next())
        addToolDefinition(m_conversation, node);
}

void ContentReader::readDocumentList(std::string_view text)
{
    if (!m_conversation.documents.empty())
        return;
    const LooseJson json(text);
    for (LooseNode node = json.root().firstChild();
         node && m_conversation.documents.size() < kMaxTools; node = node.next()) {
        RetrievedDocument made;
        made.id = node.memberText("id");
        made.score = node.memberText("score");
        made.content = node.memberText("content");
        if (made.content.empty())
            made.content = node.memberText("text");
        if (made.id.empty() && made.content.empty())
            made.content = node.text();
        m_conversation.documents.push_back(std::move(made));
    }
}

/// A whole conversation in one value, as pydantic-ai leaves it on the agent: what the model said last is the output.
void ContentReader::readRun(std::string_view text)
{
    if (!isOpen(Content::input) || !m_conversation.input.empty())
        return;
    std::vector<Message> all;
    m_shapes.appendValue(all, text, Role::user);
    if (!all.empty() && all.back().role == Role::assistant && m_conversation.output.empty()) {
        m_conversation.output.push_back(std::move(all.back()));
        all.pop_back();
    }
    m_conversation.input = std::move(all);
}

void ContentReader::readParameters(std::string_view text)
{
    const LooseJson json(text);
    if (json.root().isObject() && m_conversation.parameters.empty())
        for (LooseNode node = json.root().firstChild();
             node && m_conversation.parameters.size() < 256; node = node.next())
            m_conversation.parameters.emplace_back(std::string(node.key()), node.text());
}

void ContentReader::readFlattened(std::string_view prefix, Content wanted)
{
    if (!isOpen(wanted) || !messages(wanted).empty())
        return;
    readFlattenedMessages(m_step.raw.attributes, prefix,
                          wanted == Content::output ? Role::assistant : Role::user, m_shapes,
                          messages(wanted));
}

void ContentReader::readIndexedTools(std::string_view prefix)
{
    if (isOpen(Content::tools) && m_conversation.tools.empty())
        readFlattenedTools(m_step.raw.attributes, prefix, m_conversation);
}

void ContentReader::readDocuments(std::string_view prefix)
{
    if (isOpen(Content::documents) && m_conversation.documents.empty())
        readFlattenedDocuments(m_step.raw.attributes, prefix, m_shapes, m_conversation);
}

void ContentReader::readFeedback(std::string_view prefix, std::string_view noun)
{
    readFlattenedFeedback(m_step.raw.attributes, prefix, noun, m_shapes, m_conversation);
}

void ContentReader::readDetails(Attributes attributes)
{
    readValue(attribute(attributes, KeyId::genAiSystemInstructions).text(), Content::system);
    readValue(attribute(attributes, KeyId::genAiInputMessages).text(), Content::input);
    readValue(attribute(attributes, KeyId::genAiOutputMessages).text(), Content::output);
    readValue(attribute(attributes, KeyId::genAiToolDefinitions).text(), Content::tools);
}

void ContentReader::readMessageEvent(std::string_view name, Attributes attributes,
                                     const Value& body)
{
    if (name == "gen_ai.client.inference.operation.details") {
        readDetails(attributes);
        return;
    }
    if (name == "gen_ai.content.prompt")
        readValue(attribute(attributes, KeyId::genAiPrompt).text(), Content::input);
    else if (name == "gen_ai.content.completion")
        readValue(attribute(attributes, KeyId::genAiCompletion).text(), Content::output);
    if (!isMessageEvent(name))
        return;
    const Content slot = name == "gen_ai.choice" ? Content::output : Content::input;
    if (!isOpen(slot))
        return;
    const std::string_view carried = attribute(attributes, KeyId::genAiEventContent).text();
    const std::string_view whole = body.hasText() ? body.text() : carried;
    Message made;
    made.role = roleOfEvent(name);
    if (!whole.empty()) {
        const LooseJson json(whole);
        std::vector<Message> read;
        m_shapes.appendValue(read, whole, made.role);
        for (Message& m : read)
            messages(slot).push_back(std::move(m));
        if (!read.empty() && json.root().member("finish_reason"))
            messages(slot).back().finishReason =
                canonicalFinishReason(json.root().memberText("finish_reason"));
        return;
    }
    if (const std::string_view role = attributeNamed(attributes, "role"); !role.empty())
        made.role = MessageShapes::roleFrom(role);
    m_shapes.appendContent(made, attributeNamed(attributes, "content"));
    unwrapChoice(m_shapes, made, attributeNamed(attributes, "message"));
    appendToolCallsText(m_shapes, made, attributeNamed(attributes, "tool_calls"));
    made.finishReason =
        canonicalFinishReason(firstItem(attributeNamed(attributes, "finish_reason")));
    if (const std::string_view id = attributeNamed(attributes, "id");
        !id.empty() && made.role == Role::tool)
        for (MessagePart& part : made.parts) {
            part.kind = part.kind == PartKind::text ? PartKind::toolResult : part.kind;
            part.id = part.id.empty() ? std::string(id) : part.id;
        }
    if (!made.parts.empty())
        messages(slot).push_back(std::move(made));
}

} // namespace penstock
