// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/believable_world.h"

namespace penstock::testing {
namespace {

// What StepDetail::hold keeps alive.
struct Held {
    Step step;
    Mandate mandate;
};

Message message(Role role, const std::string& name, PartKind kind, const std::string& text)
{
    Message m;
    m.role = role;
    m.name = name;
    MessagePart part;
    part.kind = kind;
    part.text = text;
    if (kind == PartKind::toolCall || kind == PartKind::toolResult) {
        part.name = "stripe.charge.retrieve";
        part.id = "call_8Kd2";
    }
    m.parts.push_back(part);
    return m;
}

std::shared_ptr<Held> makeStep(StepKind kind, const char* name)
{
    auto held = std::make_shared<Held>();
    Step& step = held->step;
    step.kind = kind;
    step.status = StepStatus::ok;
    step.name = name;
    step.span.value = 0x9b1f04c2e77ad300ull;
    step.start = kPictureTime - 465 * kSecond;
    step.end = step.start + 262 * kSecond;
    step.service = "support-prod";
    step.environment = "prod";
    step.framework = "openai-agents 0.4";
    step.agentName = "billing-refunds";
    step.session = "TCK-88213";
    step.user = "cus_R81k";
    step.dialects = dialectBit(Dialect::openInference);
    return held;
}

void fillConversation(Conversation& c)
{
    c.system.push_back({PartKind::text,
                        "You are billing-refunds. You may refund charges up to $5,000 that are "
                        "proven duplicates.\n"
                        "Always retrieve the charge first. Never promise a date.",
                        {},
                        {},
                        {},
                        false});
    c.input.push_back(
        message(Role::user, "", PartKind::text,
                "I was charged twice for order 5518-A, please refund the second one."));
    c.input.push_back(message(Role::assistant, "billing-refunds", PartKind::toolCall,
                              R"({"charge":"ch_3QxT0b","expand":["customer","refunds"]})"));
    c.input.push_back(message(
        Role::tool, "stripe.charge.retrieve", PartKind::toolResult,
        R"({"id":"ch_3QxT0b","amount":131000,"currency":"usd","captured":true,"created":"14 Nov","customer":{"id":"cus_R81k","delinquent":false},"refunds":[]})"));
    c.output.push_back(message(Role::assistant, "billing-refunds", PartKind::reasoning,
                               "Both charges carry the same cart and minute. Policy R-4 allows a "
                               "full refund within 30 days."));
    c.output.push_back(message(
        Role::assistant, "billing-refunds", PartKind::text,
        "The second charge ch_3QxT0b duplicates ch_3QxSzk. Risk score 0.31. I will refund it."));
    c.output.back().finishReason = "tool_calls";
    c.toolArguments =
        R"({"charge":"ch_3QxT0bLk29","amount":131000,"currency":"usd","reason":"duplicate","idempotency":"tck-88213-r1"})";
    c.toolResult = R"({"refund":"re_1Pz9","status":"succeeded","amount":131000})";
    c.tools.push_back({"stripe.refund", "Refund a captured charge, wholly or in part.",
                       R"({"type":"object","required":["charge","amount"]})"});
    c.parameters = {{"temperature", "0.2"}, {"max_tokens", "1024"}};
}

std::vector<StepDetail::RawRow> rawRows()
{
    return {
        {"resource", "service.name", "string", "support-prod"},
        {"resource", "service.version", "string", "2026.11.4"},
        {"resource", "deployment.environment.name", "string", "prod"},
        {"scope", "name", "string", "openinference.instrumentation.openai_agents"},
        {"span", "openinference.span.kind", "string", "TOOL"},
        {"span", "tool.name", "string", "stripe.refund"},
        {"span", "input.value", "json", R"({"charge":"ch_3QxT0bLk29","amount":131000})"},
        {"span", "output.value", "json", R"({"refund":"re_1Pz9","status":"succeeded"})"},
        {"span", "session.id", "string", "TCK-88213"},
        {"span", "retry", "boolean", "false"},
        {"span", "attempt", "integer", "1"},
        {"link 1", "trace_id", "string", "4f1c9a02b7d35e8846aa01c2d9e8f700"},
    };
}

} // namespace

StepDetail makeRefundDetail(Seq seq)
{
    auto held = makeStep(StepKind::toolCall, "stripe.refund");
    held->step.toolName = "stripe.refund";
    held->step.toolCallId = "call_8Kd2";
    held->step.toolType = "mcp";
    held->step.target = "stripe-eu";
    held->step.humanWait = 244'113 * kMillisecond;
    held->step.usage.input = 124'039;
    held->step.usage.inputCacheRead = 96'004;
    held->step.usage.output = 10'492;
    held->step.cost = {704'652, CostSource::computed, 0, 20261101};
    held->mandate.grantedBy = "support-triage";
    held->mandate.scope = "refund up to $5,000";
    held->mandate.authorizedAt = kPictureTime - 850 * kSecond;
    held->step.mandate = &held->mandate;
    StepDetail detail;
    detail.step = &held->step;
    detail.hold = held;
    detail.seq = seq;
    detail.arrival = kPictureTime - 200 * kSecond;
    detail.source = "support-prod@otlp-http";
    fillConversation(detail.conversation);
    detail.raw = rawRows();
    return detail;
}

StepDetail makeHostileDetail(Seq seq)
{
    auto held = makeStep(StepKind::llmCall, "chat <b>haiku</b>");
    held->step.status = StepStatus::error;
    held->step.errorType = "<script>";
    held->step.errorMessage = "blocked \xE2\x80\xAE by gateway";
    held->step.flags = kMasked | kSdkTruncated;
    StepDetail detail;
    detail.step = &held->step;
    detail.hold = held;
    detail.seq = seq;
    detail.source = "evil\xE2\x80\x8B";
    using namespace std::string_literals;
    detail.conversation.input.push_back(message(
        Role::user, "<img src=x>", PartKind::text,
        "<h1>Approved</h1><a href=\"file:///etc/passwd\">click</a>\nper \xE2\x80\xAETCK-88304\xE2\x80\x8B and \0 and \x1b[31mred"s));
    std::string lines;
    for (int i = 1; i <= 400; ++i)
        lines += "line " + std::to_string(i) + "\n";
    detail.conversation.output.push_back(message(Role::assistant, "", PartKind::text, lines));
    detail.conversation.output.push_back(
        message(Role::assistant, "", PartKind::text, std::string(3'000'000, 'x')));
    detail.raw.push_back({"span", "<b>key</b>", "string",
                          "a\xE2\x80\xAE"
                          "b\xff\x00"s +
                              "z"});
    return detail;
}

} // namespace penstock::testing
