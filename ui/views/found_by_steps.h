// SPDX-License-Identifier: GPL-3.0-or-later
// FoundBySteps: for views whose rows do not know what a filter asks (texts, tools, providers): whose steps match it, found by
// Session::searchSteps while the view is looked at. One search at a time, again when something came, at most as often as a
// tenth of its own cost allows. Its children say when that helps and keep what was found. GUI thread only.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include "ui/views/view_context.h"

namespace penstock::ui {

class FoundBySteps : public QObject {
    Q_OBJECT
public:
    /// `looked` is what must be visible; it owns this.
    FoundBySteps(const ViewContext& context, StepSearch::Keep keep, QWidget& looked);
    ~FoundBySteps() override;
    bool searching() const { return m_cancel != nullptr; }
    /// How far the search is, and what of the log it could not ask the index about; empty when there is none.
    QString progressText() const;

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    /// Looks at the filter of ViewState again: it may be another one, or help may be of use now.
    void takeFilter();
    virtual bool helps() const = 0;
    /// In the snapshot that the search began with.
    virtual void take(const StepPage& found, const FleetState& state) = 0;
    const QString& filterText() const { return m_filterText; }
    const ViewContext& context() const { return m_context; }

private:
    void takeSnapshot();
    void search();

    ViewContext m_context;
    const StepSearch::Keep m_keep;
    QWidget& m_looked;
    QString m_filterText;
    FilterPtr m_filter; ///< null: no help is needed
    std::shared_ptr<std::atomic<bool>> m_cancel;
    std::shared_ptr<const FleetState> m_searched;
    StepSearchProgress m_progress;
    QElapsedTimer m_sinceSearch;
    qint64 m_cost = 0;
    QTimer m_later;
};

} // namespace penstock::ui
