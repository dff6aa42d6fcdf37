// SPDX-License-Identifier: GPL-3.0-or-later
// StepsList: the steps that the filter matches, among all there are, newest first: found by Session::searchSteps, a page
// at a time as it is scrolled. Says how far the search is, how far the index is, and what was looked at without it; Esc
// stops it. Follows the newest until a person touches it. Enter leads to the step in its cascade. GUI thread only.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include "ui/models/step_table.h"
#include "ui/views/view_context.h"

class QPushButton;

namespace penstock::ui {

class DataTable;
class TextLabel;

class StepsList final : public QWidget {
    Q_OBJECT
public:
    explicit StepsList(const ViewContext& context, QWidget* parent);
    ~StepsList() override;

    DataTable& table() const { return *m_list; }
    StepTable& model() const { return *m_model; }
    bool searching() const { return m_searching; }
    bool willSearch() const { return m_later.isActive(); } ///< something came
    bool more() const { return m_more; }                   ///< there are older ones that match
    /// Stops a search that runs; false when none does.
    bool stop();
    QString statusText() const;

signals:
    void changed();

protected:
    void showEvent(QShowEvent* event) override;

private:
    enum class Page { first, newest, older };
    void buildUi();
    void wire();
    void takeFilter();
    void takeSnapshot();
    void search(Page page);
    void take(Page page, Result<StepPage>& found);
    void readOn();
    void updateTexts();
    void report();
    QString indexText() const;

    ViewContext m_context;
    StepTable* m_model;
    DataTable* m_list;
    TextLabel* m_status;
    QPushButton* m_stop;
    QString m_filterText;
    bool m_stale = true; ///< the list is not of this filter
    FilterPtr m_filter;
    QString m_sentence; ///< why nothing can be searched
    std::shared_ptr<std::atomic<bool>> m_cancel;
    bool m_searching = false;
    bool m_stopped = false;
    bool m_more = false;
    StepSearchProgress m_progress;
    std::shared_ptr<const FleetState> m_searched; ///< when the newest were looked for
    QElapsedTimer m_sinceSearch;
    qint64 m_cost = 0; ///< ms
    QTimer m_later;
};

} // namespace penstock::ui
