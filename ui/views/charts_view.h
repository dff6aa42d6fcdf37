// SPDX-License-Identifier: GPL-3.0-or-later
// ChartsView: the room "Charts" - spend, tokens, actions, errors, latency and running work over the one shared range.
// Wheel, drag and keys set that range for every view; a step that is chosen pauses, narrows the range, says who is behind
// it and selects that agent. ChartFeed makes the data. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include <optional>

#include "ui/bridge/latest_job.h"
#include "ui/charts/chart_cause.h"
#include "ui/export/exportable.h"
#include "ui/views/view_context.h"

class QPushButton;

namespace penstock::ui {

class ChartBoard;
class ChartFeed;
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
    /// As if this step had been clicked, as soon as the room shows what is now.
    void goToStep(Measure measure, Nanos at);
    /// The trace behind the chosen step.
    void openCause();
    /// The chosen step is let go; false when there is none.
    bool goUp();
    void focusRoom();

    ChartBoard& board() const { return *m_board; }
    ChartsToolbar& toolbar() const { return *m_toolbar; }
    QPushButton& traceButton() const { return *m_openTrace; }
    QString sentence() const;
    const ChartQuestion& question() const;
    Breakdown breakdown() const;
    bool selectedOnly() const;
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
    void take();
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
    ChartFeed* m_feed;
    ChartsToolbar* m_toolbar;
    ChartBoard* m_board;
    TextLabel* m_sentence;
    QPushButton* m_openTrace;
    std::optional<Choice> m_choice;
    std::optional<Choice> m_goal; ///< to be chosen with the next data
    ChartCause m_cause;
    bool m_openWhenKnown = false;
    LatestJob m_causeJob; ///< last: it ends first
};

} // namespace penstock::ui
