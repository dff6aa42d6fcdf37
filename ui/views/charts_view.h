// SPDX-License-Identifier: GPL-3.0-or-later
// ChartsView: the room "Charts" - spend, tokens, actions, errors, latency and running work over the one shared range.
// Wheel, drag and keys set that range for every view; a step that is chosen pauses, narrows the range, says who is behind
// it and selects that agent. Data is made in a pool thread, the newest wins, at most four a second. GUI thread only.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <optional>

#include "ui/bridge/latest_job.h"
#include "ui/charts/chart_cause.h"
#include "ui/export/exportable.h"
#include "ui/views/view_context.h"

class QPushButton;

namespace penstock::ui {

class ChartBoard;
class ChartsToolbar;
class FoundActors;
class Panel;
class TextLabel;

class ChartsView final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit ChartsView(const ViewContext& context, QWidget* parent = nullptr);
    ExportOffer exportOffer() const override;

    void setBreakdown(Breakdown by);
    void setSelectedOnly(bool only);
    /// Around the line under the mouse, else around the middle.
    void zoomBy(double factor);
    void panBy(double screens);
    /// Everything that is known.
    void showAll();
    /// The trace behind the chosen step.
    void openCause();
    /// The chosen step is let go; false when there is none.
    bool goUp();
    void focusRoom();

    ChartBoard& board() const { return *m_board; }
    ChartsToolbar& toolbar() const { return *m_toolbar; }
    QPushButton& traceButton() const { return *m_openTrace; }
    QString sentence() const;
    const ChartQuestion& question() const { return m_question; }
    Breakdown breakdown() const { return m_by; }
    bool selectedOnly() const { return m_selectedOnly; }
    bool settled() const;

signals:
    void alarmWanted(penstock::AlarmId alarm);

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Choice {
        Measure measure = Measure::spend;
        Nanos start = 0;
        Nanos length = 0;
    };
    void buildUi();
    Panel* buildSentence();
    void wire();
    void wireBoard();
    void takeSnapshot();
    void request(bool soon);
    void start();
    void take(const std::shared_ptr<const ChartData>& made);
    ChartQuestion ask() const;
    TimeRange rangeNow() const;
    TimeRange shownRange() const;
    void moveTo(const TimeRange& range);
    void chooseLength(Nanos length);
    void choose(Measure measure, std::uint32_t step);
    void takeCause(const ChartCause& cause);
    void chooseGroup(int group);
    void markChoice();
    void report();
    void showSubject();
    QString firstSentence() const;

    ViewContext m_context;
    FoundActors* m_found;
    ChartsToolbar* m_toolbar;
    ChartBoard* m_board;
    TextLabel* m_sentence;
    QPushButton* m_openTrace;
    std::shared_ptr<const FleetState> m_state; ///< stands while paused
    Nanos m_now = 0;
    ChartQuestion m_question;
    std::shared_ptr<const ChartData> m_data;
    Breakdown m_by = Breakdown::deployment;
    bool m_selectedOnly = false;
    TimeRange m_moving; ///< shown already, not yet told to the others
    std::optional<Choice> m_choice;
    ChartCause m_cause;
    bool m_openWhenKnown = false;
    bool m_wanted = false;
    QTimer m_later;
    QTimer m_commit;
    QElapsedTimer m_sinceStart;
    qint64 m_cost = 0;
    LatestJob m_causeJob;
    LatestJob m_job; ///< last: it ends first
};

} // namespace penstock::ui
