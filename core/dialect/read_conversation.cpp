// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/content_reader.h"
#include "core/dialect/normalizer.h"
#include "core/dialect/registry.h"

namespace penstock {
namespace {

bool shouldHaveContent(StepKind kind)
{
    return kind == StepKind::agentRun || kind == StepKind::llmCall || kind == StepKind::toolCall ||
           kind == StepKind::mcpRequest || kind == StepKind::retrieval;
}

/// What people, models and code thought of a step: OpenInference's names, which may stand on any span of any dialect.
struct Feedback {
    std::string_view prefix;
    std::string_view noun;
};
constexpr Feedback kFeedback[] = {
    {"evaluations.", "evaluation"},         {"annotations.", "annotation"},
    {"trace.evaluations.", "evaluation"},   {"trace.annotations.", "annotation"},
    {"session.evaluations.", "evaluation"}, {"session.annotations.", "annotation"},
};

} // namespace

Conversation readConversation(const Step& step, std::size_t maxText)
{
    Conversation conversation;
    ContentReader reader(step, maxText, conversation);
    std::string_view hint;
    for (const DialectDef* def : DialectRegistry::instance().rows()) {
        if ((step.dialects & dialectBit(def->id)) == 0)
            continue;
        reader.apply(*def);
        if (hint.empty())
            hint = def->contentHint;
    }
    for (const Feedback& feedback : kFeedback)
        reader.readFeedback(feedback.prefix, feedback.noun);
    if (conversation.empty() && shouldHaveContent(step.kind))
        conversation.absentHint = hint;
    return conversation;
}

} // namespace penstock
