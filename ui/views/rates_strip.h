// SPDX-License-Identifier: GPL-3.0-or-later
// RatesStrip: under the fleet graph, how spend, tokens, errors and latency went by deployment, over the range that every
// view shares. What is chosen in it is looked at in the room Charts. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/charts/chart_data.h"
#include "ui/views/view_context.h"

namespace penstock::ui {

class ChartBoard;
class ChartFeed;
class FoundActors;
class GroupLegend;
class Panel;
class TextLabel;

class RatesStrip final : public QWidget {
    Q_OBJECT
public:
    /// `found` is that of the view it stands in.
    RatesStrip(const ViewContext& context, const FoundActors& found, QWidget* parent);

    ChartBoard& board() const { return *m_board; }
    GroupLegend& legend() const { return *m_legend; }
    QString rangeText() const;
    bool settled() const;

signals:
    /// Somebody wants to know who was behind this step.
    void stepWanted(int measure, qint64 at);
    void alarmWanted(penstock::AlarmId alarm);

protected:
    void showEvent(QShowEvent* event) override;

private:
    Panel* buildHead();
    void wire();
    void take();

    ViewContext m_context;
    ChartBoard* m_board;
    ChartFeed* m_feed;
    TextLabel* m_range;
    GroupLegend* m_legend;
};

} // namespace penstock::ui
