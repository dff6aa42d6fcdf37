// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/fact_rows.h"

#include <QtCore/QCoreApplication>

#include "ui/models/format.h"
#include "ui/models/words.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

struct FactWords {
    Q_DECLARE_TR_FUNCTIONS(facts)
};

KeyValue row(const QString& key, const QString& value, const QString& note = {})
{
    KeyValue out;
    out.key = key;
    out.value = value;
    out.note = note;
    return out;
}

// Only what was said: a step has many fields and most are empty.
void addSaid(std::vector<KeyValue>& rows, const QString& key, std::string_view text,
             std::optional<FieldId> field = {})
{
    if (text.empty())
        return;
    rows.push_back(row(key, safeLine(text, 400)));
    if (field)
        rows.back().filter = textCell(*field, text);
}

void addDetail(std::vector<KeyValue>& rows, const StepDetail& detail, Nanos now)
{
    const Step& step = *detail.step;
    addSaid(rows, FactWords::tr("error type"), step.errorType, FieldId::errorType);
    addSaid(rows, FactWords::tr("error"), step.errorMessage, FieldId::error);
    addSaid(rows, FactWords::tr("provider"), step.provider, FieldId::provider);
    addSaid(rows, FactWords::tr("asked for"), step.requestModel);
    addSaid(rows, FactWords::tr("answered by"), step.responseModel, FieldId::model);
    addSaid(rows, FactWords::tr("finished"), step.finishReason, FieldId::finishReason);
    addSaid(rows, FactWords::tr("tool"), step.toolName, FieldId::tool);
    addSaid(rows, FactWords::tr("tool type"), step.toolType);
    addSaid(rows, FactWords::tr("call id"), step.toolCallId);
    addSaid(rows, FactWords::tr("target"), step.target, FieldId::target);
    addSaid(rows, FactWords::tr("method"), step.method, FieldId::method);
    addSaid(rows, FactWords::tr("state"), step.state);
    if (step.timeToFirstToken > 0)
        rows.push_back(row(FactWords::tr("first token"), durationText(step.timeToFirstToken)));
    if (step.humanWait > 0)
        rows.push_back(row(FactWords::tr("waited for a person"), durationText(step.humanWait)));
    addSaid(rows, FactWords::tr("deployment"), step.service, FieldId::deployment);
    addSaid(rows, FactWords::tr("environment"), step.environment, FieldId::environment);
    addSaid(rows, FactWords::tr("framework"), step.framework, FieldId::framework);
    addSaid(rows, FactWords::tr("session"), step.session, FieldId::session);
    addSaid(rows, FactWords::tr("user"), step.user, FieldId::user);
    addSaid(rows, FactWords::tr("organisation"), step.organization, FieldId::organization);
    addSaid(rows, FactWords::tr("source"), detail.source, FieldId::source);
    if (detail.arrival > 0)
        rows.push_back(row(FactWords::tr("arrived"), timeText(detail.arrival, now)));
    if (step.dialects != 0)
        rows.push_back(row(FactWords::tr("dialect"), dialectsText(step.dialects)));
    rows.push_back(row(FactWords::tr("log entry"), countText(detail.seq)));
}

} // namespace

std::vector<KeyValue> stepFacts(const TraceNode& node, const StepDetail* detail, Nanos now)
{
    std::vector<KeyValue> rows;
    rows.push_back(row(FactWords::tr("kind"), kindText(node.kind)));
    rows.back().filter = numberCell(FieldId::kind, static_cast<std::int64_t>(node.kind));
    rows.push_back(row(FactWords::tr("ended"), statusText(node.status)));
    rows.back().filter = numberCell(FieldId::state, static_cast<std::int64_t>(node.status));
    rows.push_back(row(FactWords::tr("started"), timeText(node.start, now)));
    rows.back().filter = minuteCell(FieldId::started, node.start);
    rows.push_back(row(FactWords::tr("duration"), node.end > node.start
                                                      ? durationText(node.end - node.start)
                                                      : missingText()));
    rows.push_back(row(FactWords::tr("agent"), safeLine(node.agent)));
    rows.back().filter = textCell(FieldId::agent, node.agent);
    addSaid(rows, FactWords::tr("model"), node.model, FieldId::model);
    rows.push_back(row(FactWords::tr("span"), node.span.isZero()
                                                  ? missingText()
                                                  : QString::fromStdString(node.span.hex())));
    if (detail && detail->step)
        addDetail(rows, *detail, now);
    return rows;
}

} // namespace penstock::ui
