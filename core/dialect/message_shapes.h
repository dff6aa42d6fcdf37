// SPDX-License-Identifier: GPL-3.0-or-later
// MessageShapes: turns any known shape of a message or a list of them into Message (semconv.md 4.7, 5.3): OTel parts,
// OpenAI, Anthropic, Gemini, Bedrock, LangChain (plain and serialised), pydantic-ai, Vercel; anything else stays text.
// Pure apart from its bounds; never fails. One owner.
#pragma once

#include "core/dialect/loose_json.h"
#include "core/model/conversation.h"

#include <string_view>
#include <vector>

namespace penstock {

class MessageShapes final {
public:
    explicit MessageShapes(std::size_t maxText) : m_maxText(maxText) {}

    /// Text that may be JSON of any shape above. `fallback` is the role where none is said.
    void appendValue(std::vector<Message>& out, std::string_view text, Role fallback) const;
    void appendNode(std::vector<Message>& out, LooseNode node, Role fallback, int depth = 0) const;
    /// Adds the parts of a content value (text, list of parts, JSON text of such a list) to one message.
    void appendContent(Message& message, std::string_view text) const;
    void appendParts(std::vector<MessagePart>& out, LooseNode node, Role role) const;
    MessagePart textPart(std::string_view text, PartKind kind = PartKind::text) const;
    std::string bounded(std::string text, bool& cut) const;
    static Role roleFrom(std::string_view text);

private:
    Message message(LooseNode node, Role fallback) const;
    void appendToolCalls(Message& out, LooseNode calls) const;
    MessagePart part(LooseNode node, Role role) const;
    bool typedPart(LooseNode node, std::string_view type, MessagePart& out) const;
    bool untypedPart(LooseNode node, MessagePart& out) const;
    void fill(MessagePart& out, PartKind kind, LooseNode value) const;

    std::size_t m_maxText;
};

} // namespace penstock
