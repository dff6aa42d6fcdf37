// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmDetail: one alarm in full – why in one sentence, every value against its limit, the steps that prove it (Enter on
// one goes there), who did what about it, and others of its kind. A side panel; GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "core/model/alarm.h"
#include "ui/views/view_context.h"

namespace penstock::ui {

class KeyValueList;
class Section;
class SidePanel;
class TextBlock;

class AlarmDetail final : public QWidget {
    Q_OBJECT
public:
    AlarmDetail(const ViewContext& context, QWidget* parent);

    /// Null: nothing is selected.
    void show(const Alarm* alarm, const FleetState& state);
    KeyValueList& facts() const { return *m_facts; }
    KeyValueList& values() const { return *m_values; }
    KeyValueList& evidence() const { return *m_evidence; }
    KeyValueList& others() const { return *m_others; }

signals:
    void stepWanted(penstock::TraceId trace, penstock::SpanId step);
    void alarmWanted(penstock::AlarmId alarm);

private:
    KeyValueList* addList(Section*& section, const QString& title);
    void showEvidence(const Finding& finding);
    void showOthers(const Alarm& alarm, const FleetState& state);

    ViewContext m_context;
    SidePanel* m_panel;
    Section* m_whySection;
    TextBlock* m_why;
    Section* m_factSection = nullptr;
    Section* m_valueSection = nullptr;
    Section* m_evidenceSection = nullptr;
    Section* m_othersSection = nullptr;
    KeyValueList* m_facts;
    KeyValueList* m_values;
    KeyValueList* m_evidence;
    KeyValueList* m_others;
    std::vector<StepMention> m_steps;
    std::vector<AlarmId> m_otherIds;
};

} // namespace penstock::ui
