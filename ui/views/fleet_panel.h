// SPDX-License-Identifier: GPL-3.0-or-later
// FleetPanel: the side panel of the fleet graph: what is selected, against its normal, with its runs, tools, peers and
// evidence. Its numbers are made in a pool thread (FleetDetail), the newest wins. GUI thread only.
#pragma once

#include "ui/bridge/latest_job.h"
#include "ui/graph/fleet_drawing.h"
#include "ui/views/fleet_detail.h"
#include "ui/views/view_context.h"
#include "ui/widgets/panel.h"

class QPushButton;

namespace penstock::ui {

class Section;
class SidePanel;
class TextLabel;

class FleetPanel final : public Panel {
    Q_OBJECT
public:
    static constexpr int kWidth = 352;

    FleetPanel(const ViewContext& context, QWidget* parent);

    void setDrawing(const Drawing& drawing, const std::shared_ptr<const FleetState>& state,
                    const graph::HitIndex::Hit& what);
    const FleetDetail& shown() const { return m_detail; }
    KeyValueList& alarms() const { return *m_alarms.rows; }
    FleetRows& peers() const { return *m_peers; }
    QPushButton& talkButton() const { return *m_talk; }
    bool settled() const { return !m_job.busy(); }

signals:
    void edgeChosen(quint64 edge);
    void alarmWanted(penstock::AlarmId alarm);

private:
    struct List {
        Section* section = nullptr;
        KeyValueList* rows = nullptr;
    };
    QWidget* buildHead();
    void buildSections();
    List addList(const QString& title, int keyWidth);
    FleetRows* addRows(const QString& title, Section*& section);
    void show(FleetDetail detail);
    void openTrace(const std::vector<TraceIndex>& traces, int row);

    ViewContext m_context;
    TextLabel* m_title;
    TextLabel* m_kind;
    TextLabel* m_subtitle;
    SidePanel* m_sections;
    Section* m_normal;
    FleetRows* m_measures;
    QPushButton* m_talk;
    List m_alarms;
    List m_runs;
    Section* m_toolSection;
    FleetRows* m_tools;
    Section* m_peerSection;
    FleetRows* m_peers;
    List m_evidence;
    List m_errors;
    List m_facts;
    List m_authority;
    List m_declared;
    FleetDetail m_detail;
    LatestJob m_job;
};

} // namespace penstock::ui
