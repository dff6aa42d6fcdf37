// SPDX-License-Identifier: GPL-3.0-or-later
// CascadePage: one cascade - its figures, the waterfall (time), the graph of causes, the inspector of the selected step; a
// step selected in one is selected in all. Watches nothing itself: it shows FleetState::openedCascades of the trace that is
// open and keeps up while following. What is made of a view is made in a pool thread. GUI thread only.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include "ui/bridge/latest_job.h"
#include "ui/export/exportable.h"
#include "ui/graph/cause_picture.h"
#include "ui/graph/fleet_drawing.h"
#include "ui/timeline/waterfall_rows.h"
#include "ui/views/cascade_alarms.h"
#include "ui/views/cascade_facts.h"
#include "ui/views/cascade_matches.h"
#include "ui/views/view_context.h"

class QPushButton;
class QSplitter;

namespace penstock::ui {

class CascadeHeader;
class FleetCanvas;
class Inspector;
class Panel;
class TextLabel;
class WaterfallCanvas;

class CascadePage final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit CascadePage(const ViewContext& context, QWidget* parent);
    ~CascadePage() override;
    ExportOffer exportOffer() const override;

    WaterfallCanvas& waterfall() const { return *m_waterfall; }
    FleetCanvas& graph() const { return *m_graph; }
    CascadeHeader& header() const { return *m_header; }
    Inspector& inspector() const { return *m_inspector; }
    /// Beside other views it shows what is selected in them, wherever the person is.
    void setBeside(bool beside);
    void setInspectorShown(bool shown);
    bool inspectorShown() const;
    void showGraph(bool shown);
    bool graphShown() const;
    void toggleCriticalPath();
    void toggleLinks();
    /// Lights what the selected step reaches; the same again lets go.
    void light(Reach reach);
    Reach lit() const { return m_reach; }
    QString litText() const;
    QString graphText() const; ///< what the graph leaves out
    /// Lets go of what is lit; false when there is nothing to let go.
    bool goUp();
    void focusSteps();
    /// Everything that arrived is drawn.
    bool settled() const; ///< what has come so far is shown
    bool isWhole() const; ///< and no step is still to come

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Made;

    void buildUi();
    QWidget* buildLitBar();
    QWidget* buildGraph();
    void sayWhatTheGraphLeavesOut();
    void wire();
    void takePlace();
    void takeSnapshot();
    void takeHeader();
    void filterSteps();
    void takeMatches(const MatchedSteps& matched);
    void searchMatches(const MatchedSteps& refused);
    void takePlaces(const StepPage& page, const Shape& of);
    void reportFilter();
    void makeShapeSoon();
    void startShape();
    void takeShape(const Made& made);
    void startGraph();
    void showWholeGraph();
    void takeStep();
    void takeRange();
    void takeClock();
    void selectionChanged();
    void graphSelected();
    void showInspected();
    void showInGraph();
    void updateLit();
    void sayHowMuchThereIs();
    void rangeMenu(qint64 from, qint64 to, const QPoint& at);
    void stepMenu(quint32 node, const QPoint& at);

    ViewContext m_context;
    CascadeHeader* m_header;
    Panel* m_litBar;
    TextLabel* m_litText;
    QSplitter* m_split;
    QWidget* m_graphBox;
    Panel* m_graphBar;
    TextLabel* m_graphText;
    WaterfallCanvas* m_waterfall;
    FleetCanvas* m_graph;
    Inspector* m_inspector;
    CascadeAlarms m_alarms; ///< as they were looked for
    std::shared_ptr<const FleetState> m_state;
    TraceIndex m_trace; ///< whose cascade is shown
    bool m_beside = false;
    std::shared_ptr<const CascadeView> m_view;
    CausePicture m_causes;
    std::shared_ptr<const CascadeView> m_causesOf;
    Reach m_reach = Reach::none;
    LatestJob m_shapeJob;
    LatestJob m_graphJob;
    LatestJob m_filterJob;
    std::shared_ptr<std::atomic<bool>> m_search; ///< of what only the log knows; null: none runs
    MatchedSteps m_matched; ///< what the filter matches in the shape that is shown
    QElapsedTimer m_sinceStart;
    qint64 m_cost = 0; ///< ms the last shape took
    QTimer m_later;
    QTimer m_waited; ///< a short wait is not worth a sentence
};

} // namespace penstock::ui
