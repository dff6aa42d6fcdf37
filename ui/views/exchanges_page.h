// SPDX-License-Identifier: GPL-3.0-or-later
// ExchangesPage: what the two ends of an edge said to each other, in order and across traces: level 2 of the room Fleet.
// Shows the pair of ViewState::actors() while that level is open; follows the newest until a person touches it. Enter goes
// down to the step in its cascade, Esc back to the fleet. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/export/exportable.h"
#include "ui/views/view_context.h"

class QMenu;
class QPushButton;

namespace penstock::ui {

class ExchangeCanvas;
class ExchangeFeed;
class ExchangeTable;
class NewRowsBar;
class Panel;
class TextLabel;

class ExchangesPage final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit ExchangesPage(const ViewContext& context, QWidget* parent);
    ExportOffer exportOffer() const override;

    ExchangeCanvas& canvas() const { return *m_canvas; }
    ExchangeTable& table() const { return *m_table; }
    NewRowsBar& newRows() const { return *m_newRows; }
    QPushButton& bothWaysButton() const { return *m_bothWays; }
    /// Beside other views it shows the line that is selected in them, wherever the person is.
    void setBeside(bool beside);
    void setBothWays(bool both);
    void toggleBothWays();
    bool bothWays() const { return m_both; }
    QString countText() const;
    /// Everything in sight is read, and older ones are all found.
    bool settled() const;
    void focusList();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildUi();
    QWidget* buildToolbar();
    QWidget* buildHeads();
    void wire();
    void takePlace();
    void takeSnapshot();
    void takeFollowing();
    void updateTexts();
    void report();
    void open(int row);
    void offerFilter(QMenu& menu, int row);
    std::uint64_t toldByFleet() const;
    QString emptySentence() const;

    ViewContext m_context;
    ExchangeTable* m_table;
    ExchangeFeed* m_feed;
    ExchangeCanvas* m_canvas;
    QPushButton* m_oneWay;
    QPushButton* m_bothWays;
    NewRowsBar* m_newRows;
    TextLabel* m_counts;
    TextLabel* m_left;
    TextLabel* m_right;
    Panel* m_problemBar;
    TextLabel* m_problem;
    std::shared_ptr<const FleetState> m_state;
    std::uint64_t m_toldWhenPaused = 0; ///< what the fleet counted between the two then
    bool m_both = false;
    bool m_beside = false;
};

} // namespace penstock::ui
