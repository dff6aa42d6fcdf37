// SPDX-License-Identifier: GPL-3.0-or-later
// Conversation: what a step said and was told, in one shape for every dialect (semconv.md 4.7, 5.3). Not stored:
// it is read from the raw attributes when somebody looks, so content lies on disk once. Owns its texts.
#pragma once

#include <string>
#include <vector>

namespace penstock {

enum class Role { system, user, assistant, tool, other };

enum class PartKind { text, reasoning, toolCall, toolResult, file, blob, uri, generic };

struct MessagePart {
    PartKind kind = PartKind::text;
    std::string text; ///< text, reasoning, arguments of a call, result; JSON kept as JSON text
    std::string name; ///< tool name, modality or the part's own type for generic
    std::string id;   ///< tool call id, file id
    std::string mimeType;
    bool truncated = false; ///< the sender cut it (unparsable tail, marker)
};

struct Message {
    Role role = Role::other;
    std::string roleText; ///< as sent, when role is other
    std::string name;
    std::vector<MessagePart> parts;
    std::string finishReason;
};

struct ToolDefinition {
    std::string name;
    std::string description;
    std::string parameters; ///< JSON text
};

struct RetrievedDocument {
    std::string id;
    std::string content;
    std::string score;
};

struct Conversation {
    std::vector<Message> input;
    std::vector<Message> output;
    std::vector<MessagePart> system;
    std::vector<ToolDefinition> tools;
    std::vector<RetrievedDocument> documents;
    std::string toolArguments;                                   ///< of a tool call, as sent
    std::string toolResult;                                      ///< of a tool call, as sent
    std::vector<std::pair<std::string, std::string>> parameters; ///< temperature and its like
    std::string
        absentHint; ///< when the content was not captured: how to enable it for this dialect

    bool empty() const
    {
        return input.empty() && output.empty() && system.empty() && toolArguments.empty() &&
               toolResult.empty() && documents.empty();
    }
};

} // namespace penstock
