// SPDX-License-Identifier: GPL-3.0-or-later
// TraceSummary: the side panel of the lists – what the selected trace is, what it used and cost, who delegated to whom
// in it. Enter (or the button) goes down into it. GUI thread only.
#pragma once

#include "ui/views/usage_rows.h"
#include "ui/views/view_context.h"
#include "ui/widgets/panel.h"

class QPushButton;

namespace penstock::ui {

class KeyValueList;
class Section;
class SidePanel;
class TextLabel;

class TraceSummary final : public Panel {
    Q_OBJECT
public:
    explicit TraceSummary(const ViewContext& context, QWidget* parent);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildUi();
    QWidget* buildHead();
    void refresh();
    void showTrace(const FleetState& state, const TraceRow& row, TraceIndex index);
    void showUsage(const TraceRow& row, TraceIndex index);
    void showDelegations(TraceIndex index);
    void clear();

    ViewContext m_context;
    std::weak_ptr<const TraceView> m_saidOf; ///< m_said is of this picture of the trace
    UsageSaid m_said;
    TextLabel* m_name;
    TextLabel* m_id;
    QPushButton* m_open;
    SidePanel* m_sections;
    Section* m_facts;
    Section* m_usage;
    Section* m_delegations;
    KeyValueList* m_factList;
    KeyValueList* m_usageList;
    KeyValueList* m_delegationList;
};

} // namespace penstock::ui
