// SPDX-License-Identifier: GPL-3.0-or-later
// ContentReader: fills one Conversation from the raw attributes, dialect by dialect in the order of precedence. A slot
// (input, output, system …) that an earlier dialect filled is closed for later ones. Bounded by maxText. One owner.
#pragma once

#include "core/dialect/dialect.h"
#include "core/dialect/message_shapes.h"

#include <string_view>

namespace penstock {

class ContentReader final {
public:
    ContentReader(const Step& step, std::size_t maxText, Conversation& conversation);

    void apply(const DialectDef& dialect);

    /// `{prefix}{i}.role`, `.content`, `.tool_calls.{j}.name` …: OTel 1.26 and OpenLLMetry.
    void readIndexed(std::string_view prefix, Content slot) { readFlattened(prefix, slot); }
    /// `{prefix}{i}.message.role`, `.message.contents.{k}.message_content.text` …: OpenInference. Gaps and any first
    /// index are normal.
    void readFlattened(std::string_view prefix, Content slot);
    /// `{prefix}{i}.tool.json_schema` or `{prefix}{i}.name/.description/.parameters`.
    void readIndexedTools(std::string_view prefix);
    /// `{prefix}{i}.document.id/.content/.score`.
    void readDocuments(std::string_view prefix);
    /// `{prefix}{i}.{noun}.name/.score/.label/.explanation`: judgements, listed as parameters `{noun} {name}`.
    void readFeedback(std::string_view prefix, std::string_view noun);
    /// One message as a span event or log record (`gen_ai.user.message`, `gen_ai.choice`, …).
    void readMessageEvent(std::string_view name, Attributes attributes, const Value& body);
    /// A value of any shape into a slot.
    void readValue(std::string_view text, Content slot);
    /// One answer that lies in three keys: reasoning, text, JSON list of tool calls. Any may be empty.
    void addAnswer(std::string_view reasoning, std::string_view text, std::string_view toolCalls);

private:
    bool isOpen(Content slot) const;
    std::vector<Message>& messages(Content slot);
    Content redirected(Content slot) const;
    void applyRule(const ContentRule& rule);
    void readSystem(std::string_view text);
    void readTools(std::string_view text);
    void readDocumentList(std::string_view text);
    void readRun(std::string_view text);
    void readParameters(std::string_view text);
    void setToolText(std::string& out, std::string_view text);
    void readDetails(Attributes attributes);

    const Step& m_step;
    Conversation& m_conversation;
    MessageShapes m_shapes;
    std::uint32_t m_closed = 0; ///< slots filled by an earlier dialect
};

} // namespace penstock
