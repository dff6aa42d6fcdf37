// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/dialect/step_text.h"

#include "core/base/time.h"

namespace penstock::test {
namespace {

void add(std::string& out, std::string_view label, std::string_view value)
{
    if (!value.empty())
        out.append("  ").append(label).append(": ").append(value).append("\n");
}

void addCount(std::string& out, std::string_view label, std::int64_t value)
{
    if (value != kNotSaid)
        out.append(" ").append(label).append("=").append(std::to_string(value));
}

std::string usageText(const Usage& u)
{
    static constexpr std::string_view kSemantics[] = {"unknown", "inclusive", "exclusive"};
    std::string out;
    addCount(out, "input", u.input);
    addCount(out, "cache_read", u.inputCacheRead);
    addCount(out, "cache_write", u.inputCacheWrite);
    addCount(out, "input_audio", u.inputAudio);
    addCount(out, "output", u.output);
    addCount(out, "reasoning", u.outputReasoning);
    addCount(out, "output_audio", u.outputAudio);
    addCount(out, "total", u.totalReported);
    if (out.empty())
        return out;
    out.append(" cache:").append(kSemantics[static_cast<int>(u.semantics)]);
    if (u.contradictory)
        out += " contradictory";
    if (u.aggregated)
        out += " aggregated";
    return out.substr(1);
}

std::string dialectText(DialectSet dialects)
{
    std::string out;
    for (unsigned i = 0; i < 32; ++i)
        if ((dialects >> i & 1) != 0)
            out.append(out.empty() ? "" : " ").append(dialectName(static_cast<Dialect>(i)));
    return out;
}

std::string flagText(std::uint32_t flags)
{
    static constexpr std::string_view kNames[] = {
        "provisional",  "from_log_event",  "remote_parent",     "sdk_truncated", "masked",
        "summary",      "synthetic_trace", "synthetic_session", "streaming",     "content_absent",
        "time_suspect", "merges_into",     "revision",          "late"};
    std::string out;
    for (unsigned i = 0; i < std::size(kNames); ++i)
        if ((flags >> i & 1) != 0)
            out.append(out.empty() ? "" : " ").append(kNames[i]);
    return out;
}

void addTimes(std::string& out, const Step& step)
{
    add(out, "time",
        formatUtc(step.start) +
            (step.end == 0 ? " running"
                           : " +" + std::to_string((step.end - step.start) / 1000000) + "ms"));
    if (step.timeToFirstToken != 0)
        add(out, "first token", std::to_string(step.timeToFirstToken / 1000000) + "ms");
    if (step.humanWait != 0)
        add(out, "human wait", std::to_string(step.humanWait / 1000000) + "ms");
}

void addTexts(std::string& out, const Step& s)
{
    add(out, "service", s.service);
    add(out, "environment", s.environment);
    add(out, "framework", s.framework);
    add(out, "agent", s.agentName);
    add(out, "agent id", s.agentId);
    add(out, "agent version", s.agentVersion);
    add(out, "agent description", s.agentDescription);
    add(out, "session", s.session);
    add(out, "user", s.user);
    add(out, "organization", s.organization);
    add(out, "turn", s.turn);
    add(out, "provider", s.provider);
    add(out, "request model", s.requestModel);
    add(out, "response model", s.responseModel);
    add(out, "response id", s.responseId);
    add(out, "finish", s.finishReason);
    add(out, "tool", s.toolName);
    add(out, "tool type", s.toolType);
    add(out, "tool call", s.toolCallId);
    add(out, "method", s.method);
    add(out, "target", s.target);
    add(out, "state", s.state);
    add(out, "error", s.errorType);
    add(out, "message", s.errorMessage);
}

void addDelegations(std::string& out, const Step& s)
{
    for (const DelegationHint& h : s.delegations)
        add(out, "delegation",
            std::string(evidenceName(h.evidence)) + " " + std::string(delegationModeName(h.mode)) +
                " '" + std::string(h.fromAgent) + "' -> '" + std::string(h.toAgent) + "'");
    if (!s.run.span.isZero())
        add(out, "in run",
            s.run.span.hex() + " of '" + std::string(s.run.agent) + "' below " +
                s.run.parent.hex());
    if (s.mandate != nullptr) {
        add(out, "mandate",
            std::string(s.mandate->grantedBy) + " grants " + std::string(s.mandate->scope));
        add(out, "mandate limits", s.mandate->constraints);
        add(out, "mandate until",
            formatUtc(s.mandate->expiresAt) + " from " + formatUtc(s.mandate->authorizedAt));
    }
}

std::string partText(const MessagePart& part)
{
    static constexpr std::string_view kKinds[] = {"text", "reasoning", "call", "result",
                                                  "file", "blob",      "uri",  "generic"};
    std::string out(kKinds[static_cast<int>(part.kind)]);
    for (const std::string* s : {&part.name, &part.id, &part.mimeType})
        if (!s->empty())
            out.append(" ").append(*s);
    out.append(part.truncated ? " (cut): " : ": ").append(part.text);
    return out;
}

void addMessages(std::string& out, std::string_view label, const std::vector<Message>& messages)
{
    static constexpr std::string_view kRoles[] = {"system", "user", "assistant", "tool", "other"};
    for (const Message& m : messages) {
        out.append("    ").append(label).append(" ").append(kRoles[static_cast<int>(m.role)]);
        for (const std::string* s : {&m.roleText, &m.name})
            if (!s->empty())
                out.append(" ").append(*s);
        if (!m.finishReason.empty())
            out.append(" [").append(m.finishReason).append("]");
        out.append("\n");
        for (const MessagePart& part : m.parts)
            out.append("      ").append(partText(part)).append("\n");
    }
}

} // namespace

std::string stepText(const Step& s)
{
    std::string out = std::string(stepKindName(s.kind)) + " \"" + std::string(s.name) + "\" " +
                      std::string(stepStatusName(s.status)) + "\n";
    add(out, "ids", s.trace.hex() + " " + s.span.hex() + " below " + s.parent.hex());
    add(out, "dialects", dialectText(s.dialects));
    add(out, "flags", flagText(s.flags));
    addTimes(out, s);
    addTexts(out, s);
    add(out, "usage", usageText(s.usage));
    if (s.cost.source != CostSource::none)
        add(out, "cost",
            std::to_string(s.cost.amount) + " micro-USD " +
                std::string(costSourceName(s.cost.source)));
    addDelegations(out, s);
    return out;
}

std::string conversationText(const Conversation& c)
{
    std::string out;
    for (const MessagePart& part : c.system)
        out.append("    system ").append(partText(part)).append("\n");
    addMessages(out, "in", c.input);
    addMessages(out, "out", c.output);
    for (const ToolDefinition& t : c.tools)
        out.append("    tool ")
            .append(t.name)
            .append(" | ")
            .append(t.description)
            .append(" | ")
            .append(t.parameters)
            .append("\n");
    for (const RetrievedDocument& d : c.documents)
        out.append("    document ")
            .append(d.id)
            .append(" | ")
            .append(d.score)
            .append(" | ")
            .append(d.content)
            .append("\n");
    if (!c.toolArguments.empty())
        out.append("    arguments ").append(c.toolArguments).append("\n");
    if (!c.toolResult.empty())
        out.append("    result ").append(c.toolResult).append("\n");
    for (const auto& [name, value] : c.parameters)
        out.append("    parameter ").append(name).append("=").append(value).append("\n");
    if (!c.absentHint.empty())
        out.append("    absent: ").append(c.absentHint).append("\n");
    return out;
}

} // namespace penstock::test
