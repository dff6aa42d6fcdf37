// SPDX-License-Identifier: GPL-3.0-or-later
// StepTree: the steps of one trace – labels with indent guides, cost, duration, and a small waterfall – rows 18 px,
// painted, virtual. Keys: arrows, Left/Right and [ ] fold, comma and full stop go to the neighbour. While a trace
// grows, the selected step stays where it is on the screen. GUI thread only.
#pragma once

#include <QtWidgets/QTableView>

#include "ui/models/step_tree_model.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class StepTree final : public QTableView {
    Q_OBJECT
public:
    StepTree(const ThemeController& theme, StepTreeModel* model, QWidget* parent);

    int currentRow() const { return currentIndex().isValid() ? currentIndex().row() : -1; }
    void selectRow(int row);
    /// While a trace is being read: hatched, with this sentence once there is one. Ends with the first row.
    void setWaiting(bool waiting, const QString& sentence = {});
    bool waiting() const { return m_waiting; }
    QString waitingSentence() const { return m_waitingSentence; }
    /// Folds or unfolds the current step (a leaf: its parent).
    void foldCurrent(bool folded);
    void goToNeighbour(int by);
    QString copyText(int row, bool wholeRow) const;
    QString rowAsJson(int row) const;
    qint64 lastPaintNanos() const { return m_paintNanos; }

signals:
    void currentRowChanged(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void buildHeader();
    void fitColumns();
    void rememberAnchor();
    void restoreAnchor();
    void paintSelection(QPainter& painter) const;
    void paintWaiting(QPainter& painter) const;
    bool toggleAt(const QPoint& at);

    const ThemeController& m_theme;
    StepTreeModel* m_model;
    QPersistentModelIndex m_anchor;
    int m_anchorY = 0;
    bool m_waiting = false;
    QString m_waitingSentence;
    qint64 m_paintNanos = 0;
};

} // namespace penstock::ui
