// SPDX-License-Identifier: GPL-3.0-or-later
// Messages, tools and documents that were flattened into numbered attributes (`llm.input_messages.3.message.role`).
// Sorted by index, gaps are normal (attribute limits cut the middle), the first index may be anything. Pure.
#pragma once

#include "core/dialect/message_shapes.h"
#include "core/model/raw.h"

namespace penstock {

void readFlattenedMessages(Attributes attributes, std::string_view prefix, Role fallback,
                           const MessageShapes& shapes, std::vector<Message>& out);
void readFlattenedTools(Attributes attributes, std::string_view prefix, Conversation& out);
void readFlattenedDocuments(Attributes attributes, std::string_view prefix,
                            const MessageShapes& shapes, Conversation& out);
void readFlattenedFeedback(Attributes attributes, std::string_view prefix, std::string_view noun,
                           const MessageShapes& shapes, Conversation& out);

/// `{"type":"function","function":{…}}` or `{"name":…,"description":…,"parameters":…}`, also JSON text of it.
void addToolDefinition(Conversation& out, LooseNode node);
/// JSON text of OpenAI's tool_calls list.
void appendToolCallsText(const MessageShapes& shapes, Message& message, std::string_view text);
/// `gen_ai.request.top_p` → `top_p`.
std::string_view lastKeySegment(std::string_view key);

} // namespace penstock
