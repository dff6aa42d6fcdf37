// SPDX-License-Identifier: GPL-3.0-or-later
// FoundTraces: for lists whose rows do not know what a filter asks (texts, tools, providers, paths): which traces hold a
// step that matches it, found by Session::searchSteps while the list is looked at. One search at a time, again when
// something came, at most as often as a tenth of its own cost allows. Owned by a list's view, GUI thread only.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include "ui/models/snapshot_table.h"
#include "ui/views/view_context.h"

namespace penstock::ui {

class FoundTraces final : public QObject {
    Q_OBJECT
public:
    /// `list` is what must be visible; `table` is told what was found, and only asks when its own words do not do.
    FoundTraces(const ViewContext& context, SnapshotTable& table, QWidget& list);
    ~FoundTraces() override;
    bool searching() const { return m_cancel != nullptr; }

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void takeFilter();
    void takeSnapshot();
    void search();

    ViewContext m_context;
    SnapshotTable& m_table;
    QWidget& m_list;
    QString m_filterText;
    FilterPtr m_filter; ///< null: the table needs no help
    std::shared_ptr<std::atomic<bool>> m_cancel;
    std::shared_ptr<const FleetState> m_searched;
    QElapsedTimer m_sinceSearch;
    qint64 m_cost = 0;
    QTimer m_later;
};

} // namespace penstock::ui
