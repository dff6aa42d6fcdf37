// SPDX-License-Identifier: GPL-3.0-or-later
// FleetView: the room "Fleet" - the delegation graph or the same data as tables, with a side panel for what is
// selected. Pictures and layouts are made in a pool thread, the newest wins, at most four a second; places change only
// when asked for (L, opening a neighbourhood). GUI thread only.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include "ui/bridge/latest_job.h"
#include "ui/export/exportable.h"
#include "ui/graph/fleet_drawing.h"
#include "ui/views/view_context.h"

class QMenu;
class QStackedWidget;

namespace penstock::ui {

class AgentsView;
class FleetCanvas;
class FleetPanel;
class FleetToolbar;
class FoundActors;
class GraphLegend;
class RatesStrip;

class FleetView final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit FleetView(const ViewContext& context, QWidget* parent = nullptr);
    ExportOffer exportOffer() const override;

    void showTable(bool table);
    bool tableShown() const;
    void relayout();
    void find();
    /// What the find line matches, or the selected node or group.
    void hideMatching();
    void showHidden();
    /// What the two ends of the selected edge, or row, said to each other.
    void openExchanges();
    void toggleGroup(graph::Key group);
    /// Only this node and its neighbours; 0 shows everything again.
    void showAround(graph::Key node);
    /// Rates, then find, then the neighbourhood, then the selection is let go; false when there is nothing to let go.
    bool goUp();
    void setSidePanelShown(bool shown);
    bool sidePanelShown() const;
    /// Rates under the graph.
    void setRatesShown(bool shown);
    bool ratesShown() const;
    /// Into them; away with them for whoever is in them.
    void toggleRates();
    void focusRoom();

    FleetCanvas& canvas() const { return *m_canvas; }
    FleetToolbar& toolbar() const { return *m_toolbar; }
    FleetPanel& panel() const { return *m_panel; }
    GraphLegend& legend() const { return *m_legend; }
    RatesStrip& rates() const { return *m_rates; }
    AgentsView& tables() const { return *m_tables; }
    const PictureOptions& options() const { return m_options; }
    /// Nothing is being made or waits to be made.
    bool settled() const;

signals:
    void runsWanted(quint64 agent);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Places { keep, canonical, back };
    void buildUi();
    void wire();
    void wireToolbar();
    void takeSnapshot();
    void request(Places places);
    void start();
    void take(const Drawing& drawing, bool moved);
    void takeFind(const QString& text);
    std::vector<graph::Key> matching(const QString& text) const;
    void selectionChanged();
    void actorsChanged();
    Nanos untilNow() const;
    void setSentence();
    void report();
    void makeFilter();
    void offerFilter(QMenu& menu, graph::Key key);
    void placePanel();
    void placeLegend();
    void openEdge(graph::Key edge);

    ViewContext m_context;
    FleetToolbar* m_toolbar;
    QStackedWidget* m_pages;
    FleetCanvas* m_canvas;
    AgentsView* m_tables;
    FleetPanel* m_panel;
    RatesStrip* m_rates;
    GraphLegend* m_legend;
    PictureOptions m_options;
    FoundActors* m_found;
    bool m_bySteps = false;                    ///< the filter means who did a matching step
    QString m_filterSentence;                  ///< why the filter is not applied here
    std::shared_ptr<const FleetState> m_state; ///< stands while paused
    Drawing m_drawing;
    Drawing m_wide; ///< the last one of everything, while a neighbourhood is shown
    Places m_places = Places::canonical;
    bool m_wanted = false;
    QTimer m_later;
    QElapsedTimer m_sinceStart;
    qint64 m_cost = 0;
    bool m_panelShown = true;
    LatestJob m_job; ///< last: it ends first
};

} // namespace penstock::ui
