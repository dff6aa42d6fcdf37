// SPDX-License-Identifier: GPL-3.0-or-later
// FleetToolbar: above the fleet graph - graph or table, the kinds of lines as switches that are the legend, find, what
// is hidden, zoom. Says what the person wants; holds no state of the graph. GUI thread only.
#pragma once

#include <array>

#include "ui/graph/fleet_picture.h"
#include "ui/widgets/panel.h"

class QAbstractButton;
class QLineEdit;
class QPushButton;

namespace penstock::ui {

class EdgeSwitch;
class TextLabel;

class FleetToolbar final : public Panel {
    Q_OBJECT
public:
    FleetToolbar(const ThemeController& theme, QWidget* parent);

    void setTable(bool table);
    void setPicture(const FleetPicture& picture);
    void setZoom(double zoom);
    void setMatches(std::size_t matches);
    /// Shows the find line and puts the cursor there.
    void openFind();
    void closeFind();

    QAbstractButton& edgeSwitch(graph::KnownBy kind) const;
    QAbstractButton& singlePoints() const;
    QPushButton& hiddenButton() const;
    QSize minimumSizeHint() const override { return {320, height()}; }
    QPushButton& tableButton() const { return *m_table; }
    QPushButton& graphButton() const { return *m_graph; }
    QLineEdit& findLine() const { return *m_find; }
    QString countText() const;

signals:
    void tableChosen(bool table);
    void kindsChanged();
    void singlePointsChanged(bool shown);
    void findChanged(const QString& text);
    void findNext();
    void findClosed();
    void showHiddenClicked();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildUi();
    void wire();
    void fit();

    const ThemeController& m_controller;
    QPushButton* m_graph;
    QPushButton* m_table;
    std::array<EdgeSwitch*, 3> m_kinds{};
    EdgeSwitch* m_singles;
    QLineEdit* m_find;
    TextLabel* m_found;
    TextLabel* m_count;
    QPushButton* m_hidden;
    TextLabel* m_zoom;
};

} // namespace penstock::ui
