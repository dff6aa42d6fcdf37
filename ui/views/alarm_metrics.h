// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmMetrics: whether the alarms themselves are in order (ISA-18.2) – how many come, how they divide by priority against
// what is usual, which are the noisiest, which have stood for long. Read from the alarms that are known: what has left the
// history is not counted. A side panel; GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/views/view_context.h"

namespace penstock::ui {

class KeyValueList;
class Section;
class SidePanel;

class AlarmMetrics final : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t kNoisiest = 5;
    static constexpr Nanos kStandsLong = kDay;

    AlarmMetrics(const ViewContext& context, QWidget* parent);

    void show(const FleetState& state);
    KeyValueList& rates() const { return *m_rates; }
    KeyValueList& priorities() const { return *m_priorities; }
    KeyValueList& noisiest() const { return *m_noisiest; }
    KeyValueList& standing() const { return *m_standing; }

private:
    KeyValueList* addList(const QString& title, const QString& note = {});

    ViewContext m_context;
    SidePanel* m_panel;
    KeyValueList* m_rates;
    KeyValueList* m_priorities;
    KeyValueList* m_noisiest;
    KeyValueList* m_standing;
};

} // namespace penstock::ui
