// SPDX-License-Identifier: GPL-3.0-or-later
// TracesView: the live lists of traces and of runs. Follows the newest until a person touches a list; then rows stay
// where they are and new ones gather behind a bar until Space. Space makes the list live again: a row selected below the
// top keeps its place on the screen (new rows come in above, the bar counts them) until Esc or a click on the bar goes to
// the top; the selection itself never changes by following. Enter goes down. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/export/exportable.h"
#include "ui/models/run_table.h"
#include "ui/models/trace_table.h"
#include "ui/views/view_context.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace penstock::ui {

class DataTable;
class FoundTraces;
class NewRowsBar;
class StepsList;
class TraceSummary;

class TracesView final : public QWidget, public Exportable {
    Q_OBJECT
public:
    enum class List { traces, runs, steps };

    explicit TracesView(const ViewContext& context, QWidget* parent = nullptr);
    ExportOffer exportOffer() const override;

    void showList(List list);
    List list() const { return m_list; }
    DataTable& table() const;
    DataTable& traceTable() const { return *m_traceList; }
    DataTable& runTable() const { return *m_runList; }
    StepsList& steps() const { return *m_steps; }
    void setSidePanelShown(bool shown);
    bool sidePanelShown() const;
    /// Also makes list and side panel show the same trace.
    void focusList();
    /// Goes to the top although a row is selected further down; false when no row was kept.
    bool letGo();
    NewRowsBar& newRows() const { return *m_newRows; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildUi();
    QWidget* buildToolbar();
    void wire();
    void takeSnapshot();
    void takeFollowing();
    void keepSelected(DataTable* list);
    void syncSelection();
    void openCurrent(int row);
    void selectCurrent(int row);
    void updateTexts();
    void updateCount(const SnapshotTable& model);

    ViewContext m_context;
    TraceTable* m_traces;
    RunTable* m_runs;
    DataTable* m_traceList;
    DataTable* m_runList;
    StepsList* m_steps;
    FoundTraces* m_tracesFound;
    FoundTraces* m_runsFound;
    NewRowsBar* m_newRows;
    QStackedWidget* m_stack;
    TraceSummary* m_summary;
    QPushButton* m_tracesTab;
    QPushButton* m_runsTab;
    QPushButton* m_stepsTab;
    QLabel* m_count;
    List m_list = List::traces;
    int m_rowsWhenKept = 0;
};

} // namespace penstock::ui
