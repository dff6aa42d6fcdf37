// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/alarm_detail.h"

#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <tuple>

#include "ui/models/alarm_table.h"
#include "ui/models/format.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/section.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/text_block.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kKeyWidth = 116;
constexpr std::size_t kOthersShown = 8;

void addHold(std::vector<KeyValue>& rows, const QString& what, const AlarmHold& hold)
{
    if (!hold.holds())
        return;
    rows.push_back(fact(what, safeLine(hold.by), safeLineOrEmpty(hold.reason, 400)));
    if (hold.until != 0)
        rows.push_back(fact(AlarmDetail::tr("until"), fullTimeText(hold.until),
                            hold.oneShot ? AlarmDetail::tr("or when it is over") : QString()));
}

std::vector<KeyValue> factsOf(const Alarm& alarm, const FleetState& state)
{
    const Finding& finding = *alarm.finding;
    std::vector<KeyValue> rows{fact(AlarmDetail::tr("state"), alarmStateText(alarm.state)),
                               fact(AlarmDetail::tr("priority"), priorityText(alarm.priority)),
                               fact(AlarmDetail::tr("about"), aboutText(alarm)),
                               fact(AlarmDetail::tr("raised"), fullTimeText(alarm.raisedAt),
                                    agoText(alarm.raisedAt, state.logTime)),
                               fact(AlarmDetail::tr("times raised"), countText(alarm.occurrences))};
    if (alarm.occurrences > 1)
        rows.push_back(fact(AlarmDetail::tr("first raised"), fullTimeText(alarm.firstRaisedAt)));
    if (alarm.endedAt != 0)
        rows.push_back(fact(AlarmDetail::tr("over since"), fullTimeText(alarm.endedAt),
                            safeLineOrEmpty(alarm.over, 400)));
    if (!alarm.acknowledgedBy.empty())
        rows.push_back(fact(AlarmDetail::tr("seen by"), safeLine(alarm.acknowledgedBy),
                            fullTimeText(alarm.acknowledgedAt)));
    if (!alarm.note.empty())
        rows.push_back(fact(AlarmDetail::tr("note"), safeLine(alarm.note, 1000)));
    addHold(rows, AlarmDetail::tr("shelved by"), alarm.shelf);
    addHold(rows, AlarmDetail::tr("held back by"), alarm.suppression);
    if (const auto out = state.alarms->outOfService.find(finding.detector);
        out != state.alarms->outOfService.end())
        addHold(rows, AlarmDetail::tr("out of service by"), out->second);
    rows.push_back(fact(AlarmDetail::tr("raised by"), safeLine(finding.detector)));
    return rows;
}

} // namespace

AlarmDetail::AlarmDetail(const ViewContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_panel(new SidePanel(context.theme, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_panel);
    m_whySection = new Section(context.theme, tr("Why"), this);
    m_why = new TextBlock(context.theme, TextBlock::Kind::prose, m_whySection);
    m_whySection->addWidget(m_why);
    m_panel->addSection(m_whySection);
    m_values = addList(m_valueSection, tr("Value against limit"));
    m_evidence = addList(m_evidenceSection, tr("Evidence"));
    m_facts = addList(m_factSection, tr("What is known"));
    m_others = addList(m_othersSection, tr("Others of this kind"));
    connect(m_evidence, &KeyValueList::activatedRow, this, [this](int row) {
        if (row >= 0 && static_cast<std::size_t>(row) < m_steps.size()) {
            const StepMention& step = m_steps[static_cast<std::size_t>(row)];
            emit stepWanted(step.trace, step.span);
        }
    });
    connect(m_others, &KeyValueList::activatedRow, this, [this](int row) {
        if (row >= 0 && static_cast<std::size_t>(row) < m_otherIds.size())
            emit alarmWanted(m_otherIds[static_cast<std::size_t>(row)]);
    });
}

KeyValueList* AlarmDetail::addList(Section*& section, const QString& title)
{
    section = new Section(m_context.theme, title, this);
    auto* list = new KeyValueList(m_context.theme, kKeyWidth, section);
    list->setAccessibleName(title);
    section->addWidget(list);
    m_panel->addSection(section);
    return list;
}

void AlarmDetail::show(const Alarm* alarm, const FleetState& state)
{
    for (Section* section : {m_valueSection, m_evidenceSection, m_factSection, m_othersSection})
        section->setVisible(alarm != nullptr);
    if (alarm == nullptr) {
        m_why->setText(tr("No alarm is selected.").toStdString());
        return;
    }
    const Finding& finding = *alarm->finding;
    m_why->setText(finding.sentence);
    std::vector<KeyValue> values;
    for (const ValueMention& value : finding.values)
        values.push_back(fact(QString::fromStdString(value.name),
                              valueText(value.value, value.unit),
                              tr("limit %1").arg(valueText(value.limit, value.unit))));
    m_valueSection->setVisible(!values.empty());
    m_values->setRows(std::move(values));
    m_facts->setRows(factsOf(*alarm, state));
    showEvidence(finding);
    showOthers(*alarm, state);
}

void AlarmDetail::showEvidence(const Finding& finding)
{
    m_steps = finding.steps;
    std::vector<KeyValue> rows;
    for (const StepMention& step : finding.steps)
        rows.push_back(fact(tr("step %1").arg(countText(step.seq)),
                            QString::fromStdString(step.span.hex()),
                            rows.empty() ? tr("the first") : QString()));
    for (const EdgeMention& edge : finding.edges)
        rows.push_back(fact(tr("delegation"),
                            safeLine(edge.from) + u" \u2192 "_s + safeLine(edge.to),
                            countOf(edge.times, tr("time"), tr("times"))));
    m_evidenceSection->setNote(finding.moreSteps == 0
                                   ? countOf(finding.steps.size(), tr("step"), tr("steps"))
                                   : tr("%1 of %2 steps")
                                         .arg(countText(finding.steps.size()),
                                              countText(finding.steps.size() + finding.moreSteps)));
    m_evidenceSection->setVisible(!rows.empty());
    m_evidence->setRows(std::move(rows));
}

/// Of the same detector and about the same, newest first.
void AlarmDetail::showOthers(const Alarm& alarm, const FleetState& state)
{
    // Of the same about the same first, then of the same about others of that deployment, then about anybody.
    const auto homeOf = [&state](const Alarm& a) {
        return a.traceIndex && a.traceIndex.value <= state.traces.size()
                   ? std::string_view(state.traces[a.traceIndex.value].deployment)
                   : std::string_view();
    };
    const auto distance = [&](const Alarm* other) {
        return other->finding->subject == alarm.finding->subject ? 0
               : homeOf(*other) == homeOf(alarm)                 ? 1
                                                                 : 2;
    };
    std::vector<const Alarm*> others;
    for (std::uint32_t place = 1; place <= state.alarms->alarms.size(); ++place) {
        const Alarm* other = AlarmTable::alarmAt(state, place);
        if (other != nullptr && other->id != alarm.id &&
            other->finding->detector == alarm.finding->detector)
            others.push_back(other);
    }
    std::ranges::sort(others, {}, [&distance](const Alarm* other) {
        return std::tuple(distance(other), -other->raisedAt);
    });
    m_othersSection->setVisible(!others.empty());
    m_othersSection->setNote(countText(others.size()));
    others.resize(std::min(others.size(), kOthersShown));
    std::vector<KeyValue> rows;
    m_otherIds.clear();
    for (const Alarm* other : others) {
        QString told = alarmStateText(other->state);
        if (other->finding->subject != alarm.finding->subject)
            told = aboutText(*other) + u", "_s + told;
        if (other->endedAt > other->raisedAt)
            told += tr(", lasted %1").arg(durationText(other->endedAt - other->raisedAt));
        rows.push_back(fact(listTimeText(other->raisedAt, state.logTime).section(u'.', 0, 0), told,
                            safeLineOrEmpty(other->note, 80)));
        m_otherIds.push_back(other->id);
    }
    m_others->setRows(std::move(rows));
}

} // namespace penstock::ui
