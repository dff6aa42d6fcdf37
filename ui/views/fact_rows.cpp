// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/fact_rows.h"

#include <QtCore/QCoreApplication>

#include "ui/models/format.h"
#include "ui/models/words.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("facts", text);
}

KeyValue row(const char* key, const QString& value, const QString& note = {})
{
    KeyValue out;
    out.key = say(key);
    out.value = value;
    out.note = note;
    return out;
}

// Only what was said: a step has many fields and most are empty.
void addSaid(std::vector<KeyValue>& rows, const char* key, std::string_view text)
{
    if (!text.empty())
        rows.push_back(row(key, safeLine(text, 400)));
}

void addDetail(std::vector<KeyValue>& rows, const StepDetail& detail, Nanos now)
{
    const Step& step = *detail.step;
    addSaid(rows, "error type", step.errorType);
    addSaid(rows, "error", step.errorMessage);
    addSaid(rows, "provider", step.provider);
    addSaid(rows, "asked for", step.requestModel);
    addSaid(rows, "answered by", step.responseModel);
    addSaid(rows, "finished", step.finishReason);
    addSaid(rows, "tool", step.toolName);
    addSaid(rows, "tool type", step.toolType);
    addSaid(rows, "call id", step.toolCallId);
    addSaid(rows, "target", step.target);
    addSaid(rows, "method", step.method);
    addSaid(rows, "state", step.state);
    if (step.timeToFirstToken > 0)
        rows.push_back(row("first token", durationText(step.timeToFirstToken)));
    if (step.humanWait > 0)
        rows.push_back(row("waited for a person", durationText(step.humanWait)));
    addSaid(rows, "deployment", step.service);
    addSaid(rows, "environment", step.environment);
    addSaid(rows, "framework", step.framework);
    addSaid(rows, "session", step.session);
    addSaid(rows, "user", step.user);
    addSaid(rows, "organisation", step.organization);
    addSaid(rows, "source", detail.source);
    if (detail.arrival > 0)
        rows.push_back(row("arrived", timeText(detail.arrival, now)));
    if (step.dialects != 0)
        rows.push_back(row("dialect", dialectsText(step.dialects)));
    rows.push_back(row("log entry", countText(detail.seq)));
}

Glyph evidenceGlyph(KnownBy how)
{
    return how == KnownBy::unknown ? Glyph::missing : Glyph::handoff;
}

} // namespace

std::vector<KeyValue> stepFacts(const TraceNode& node, const StepDetail* detail, Nanos now)
{
    std::vector<KeyValue> rows;
    rows.push_back(row("kind", kindText(node.kind)));
    rows.push_back(row("ended", statusText(node.status)));
    rows.push_back(row("started", timeText(node.start, now)));
    rows.push_back(row("duration", node.end > node.start ? durationText(node.end - node.start)
                                                         : missingText()));
    rows.push_back(row("agent", safeLine(node.agent)));
    addSaid(rows, "model", node.model);
    rows.push_back(
        row("span", node.span.isZero() ? missingText() : QString::fromStdString(node.span.hex())));
    if (detail && detail->step)
        addDetail(rows, *detail, now);
    return rows;
}

std::vector<KeyValue> knownByRows(const TraceView& trace, std::uint32_t nodeNumber)
{
    std::vector<KeyValue> rows;
    for (const TraceDelegation& d : trace.delegations) {
        if (d.fromNode != nodeNumber && d.toNode != nodeNumber)
            continue;
        const KnownBy how = knownBy(d.best);
        KeyValue head = row("", safeLine(d.fromAgent) + u" \u2192 "_s + safeLine(d.toAgent),
                            d.fromNode == 0 ? say("caller not in this trace") : QString());
        head.key = d.toNode == nodeNumber ? say("delegated by") : say("delegates to");
        head.strong = true;
        head.rule = !rows.empty();
        rows.push_back(head);
        KeyValue best =
            row("known by", knownByText(how),
                how == KnownBy::inferred ? say("%1 % sure").arg(d.confidence) : QString());
        best.glyph = evidenceGlyph(how);
        rows.push_back(best);
        for (const QString& evidence : evidenceList(d.evidence))
            rows.push_back(row("evidence", evidence));
        rows.push_back(
            row("mode", modeText(d.mode), d.crossProcess ? say("another process") : QString()));
    }
    return rows;
}

std::vector<KeyValue> mandateRows(const Mandate* mandate, Nanos now)
{
    const Mandate none;
    const Mandate& m = mandate ? *mandate : none;
    const auto said = [](std::string_view text) {
        return text.empty() ? say("unknown") : safeLine(text, 400);
    };
    const auto time = [now](Nanos t) { return t == 0 ? say("unknown") : timeText(t, now); };
    return {row("granted by", said(m.grantedBy)),    row("scope", said(m.scope)),
            row("constraints", said(m.constraints)), row("context used", said(m.context)),
            row("authorised", time(m.authorizedAt)), row("until", time(m.expiresAt)),
            row("revocable by", said(m.revocableBy))};
}

} // namespace penstock::ui
