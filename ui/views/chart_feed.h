// SPDX-License-Identifier: GPL-3.0-or-later
// ChartFeed: the data of a ChartBoard and the one range it shows: asks a pool thread for a ChartData when something changed,
// at most four a second, nothing while nobody looks; what wheel, drag and keys do to the range is shown at once and told to
// the other views when the hand rests. While paused the picture stands. Owned by the view with the board; GUI thread only.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

#include "ui/bridge/latest_job.h"
#include "ui/charts/chart_data.h"
#include "ui/views/view_context.h"

namespace penstock::ui {

class ChartBoard;
class FoundActors;

class ChartFeed final : public QObject {
    Q_OBJECT
public:
    /// `found` outlives the feed; the board is shown, or it is not, and that is what counts.
    ChartFeed(const ViewContext& context, ChartBoard& board, const FoundActors& found,
              Breakdown by);

    void setBreakdown(Breakdown by);
    void setSelectedOnly(bool only);
    void request(bool soon);
    /// To be called when the board comes to be seen.
    void shown();
    void moveTo(const TimeRange& range);
    /// Everything that is known.
    void showAll();
    /// While following so much up to now, else up to the end of what is shown.
    void chooseLength(Nanos length);
    /// What a legend names becomes the filter of every view, or a part of it. An agent is selected as well.
    void narrowTo(int group);
    /// What is on the screen: while following, up to the end of the step that is now.
    TimeRange shownRange() const;
    TimeRange rangeNow() const;

    const std::shared_ptr<const ChartData>& data() const { return m_data; }
    const std::shared_ptr<const FleetState>& state() const { return m_state; }
    const ChartQuestion& question() const { return m_question; } ///< that data() answers
    Breakdown breakdown() const { return m_by; }
    bool selectedOnly() const { return m_selectedOnly; }
    bool settled() const;

    /// The question with its filter read; any thread.
    static ChartQuestion filtered(ChartQuestion question,
                                  const std::shared_ptr<const FleetState>& state);

signals:
    /// The board shows it already.
    void made();

private:
    void wire();
    void takeSnapshot();
    void start();
    void take(const std::shared_ptr<const ChartData>& made);
    ChartQuestion ask() const;

    ViewContext m_context;
    ChartBoard& m_board;
    const FoundActors& m_found;
    std::shared_ptr<const FleetState> m_state; ///< stands while paused
    Nanos m_now = 0;
    ChartQuestion m_question;
    std::shared_ptr<const ChartData> m_data;
    Breakdown m_by;
    bool m_selectedOnly = false;
    TimeRange m_moving; ///< shown already, not yet told to the others
    bool m_wanted = false;
    QTimer m_later;
    QTimer m_commit;
    QElapsedTimer m_sinceStart;
    qint64 m_cost = 0;
    LatestJob m_job; ///< last: it ends first
};

} // namespace penstock::ui
