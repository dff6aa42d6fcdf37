// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/charts_view.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

#include "ui/charts/chart_board.h"
#include "ui/charts/chart_text.h"
#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/views/chart_feed.h"
#include "ui/views/charts_toolbar.h"
#include "ui/views/found_actors.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr Nanos kAround = 7; ///< steps on each side of a chosen one

} // namespace

ChartsView::ChartsView(const ViewContext& context, QWidget* parent)
    : QWidget(parent), m_context(context)
{
    buildUi();
    wire();
    wireBoard();
    m_toolbar->setBreakdown(m_feed->breakdown());
    showSubject();
}

void ChartsView::buildUi()
{
    m_toolbar = new ChartsToolbar(m_context.theme, this);
    m_board = new ChartBoard(m_context.theme, BoardLook(), this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_toolbar);
    column->addWidget(m_board, 1);
    column->addWidget(buildSentence());
}

Panel* ChartsView::buildSentence()
{
    auto* bar = new Panel(m_context.theme, Panel::Edge::top, this, Panel::Ground::canvas);
    bar->setFixedHeight(kToolbarHeight + 1);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 1, 12, 0);
    row->setSpacing(8);
    m_sentence = new TextLabel(m_context.theme, uiFont(), Tone::primary, bar);
    m_sentence->setText(firstSentence());
    m_openTrace = new QPushButton(bar);
    m_openTrace->setProperty("tab", true);
    m_openTrace->hide();
    connect(m_openTrace, &QPushButton::clicked, this, &ChartsView::openCause);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_openTrace);
    return bar;
}

void ChartsView::wire()
{
    m_found = new FoundActors(m_context, *this);
    m_feed = new ChartFeed(m_context, *m_board, *m_found, Breakdown::deployment);
    connect(m_feed, &ChartFeed::made, this, &ChartsView::take);
    connect(m_found, &FoundActors::changed, this, &ChartsView::report);
    connect(&m_context.state, &ViewState::actorsChanged, this, &ChartsView::showSubject);
    connect(m_toolbar, &ChartsToolbar::breakdownChosen, this, &ChartsView::setBreakdown);
    connect(m_toolbar, &ChartsToolbar::lengthChosen, this, &ChartsView::chooseLength);
    connect(m_toolbar, &ChartsToolbar::selectedOnlyChosen, this, &ChartsView::setSelectedOnly);
}

void ChartsView::wireBoard()
{
    connect(m_board, &ChartBoard::stepChosen, this,
            [this](int measure, quint32 step) { choose(static_cast<Measure>(measure), step); });
    connect(m_board, &ChartBoard::stepOpened, this, [this](int measure, quint32 step) {
        m_openWhenKnown = true;
        if (!m_choice)
            choose(static_cast<Measure>(measure), step);
        else if (!m_causeJob.busy())
            openCause();
    });
    connect(m_board, &ChartBoard::groupChosen, this, &ChartsView::chooseGroup);
    connect(m_board, &ChartBoard::alarmWanted, this, &ChartsView::alarmWanted);
}

/// Nothing is made for a room that nobody looks at.
void ChartsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_feed->shown();
    report();
}

void ChartsView::take()
{
    m_toolbar->setLength(m_context.state.following() ? m_context.state.rangeLength()
                                                     : m_feed->rangeNow().length());
    report();
    markChoice();
    if (!m_goal)
        return;
    const std::uint32_t step = m_feed->data()->stepAt(m_goal->start);
    if (step < m_feed->data()->span.count || m_feed->settled())
        choose(std::exchange(m_goal, {})->measure, step);
}

void ChartsView::zoomBy(double factor)
{
    const TimeRange range = m_feed->shownRange();
    emit m_board->zoomed(m_board->hover().value_or(range.from + range.length() / 2), factor);
}

void ChartsView::panBy(double screens)
{
    emit m_board->panned(
        static_cast<Nanos>(screens * static_cast<double>(m_feed->shownRange().length())));
}

void ChartsView::showAll()
{
    m_feed->showAll();
}

void ChartsView::goToStep(Measure measure, Nanos at)
{
    m_goal = Choice{measure, at, 0};
    m_feed->request(true);
}

void ChartsView::chooseLength(Nanos length)
{
    m_feed->chooseLength(length);
    m_board->setFocus();
}

void ChartsView::setBreakdown(Breakdown by)
{
    m_toolbar->setBreakdown(by);
    m_feed->setBreakdown(by);
}

void ChartsView::setSelectedOnly(bool only)
{
    m_feed->setSelectedOnly(only);
    showSubject();
}

void ChartsView::showSubject()
{
    const ActorSelection& actors = m_context.state.actors();
    const auto nameOf = [this](AgentIndex agent) {
        const FleetState& state = *m_feed->state();
        return agent.value <= state.agents.size() ? safeLine(state.agents[agent.value].name)
                                                  : QString();
    };
    QString name;
    if (actors.isActor())
        name = nameOf(actors.from);
    else if (actors.isEdge())
        name = nameOf(actors.from) + u" \u2192 "_s + nameOf(actors.to);
    m_toolbar->setSubject(name, selectedOnly());
}

/// A long picture is narrowed to what lies around the step; a short one stays.
void ChartsView::choose(Measure measure, std::uint32_t step)
{
    const std::shared_ptr<const ChartData> newest = m_feed->data();
    if (!newest || step >= newest->span.count)
        return;
    const Nanos start = newest->startOf(step);
    const Nanos length = newest->span.step;
    m_choice = Choice{measure, start, length};
    m_openTrace->hide();
    m_sentence->setText(stepTimeText(*newest, step));
    m_causeJob.start([this, state = m_feed->state(), question = m_feed->question(), newest, measure,
                      step](std::stop_token) -> LatestJob::Apply {
        const ChartCause cause =
            chartCause(*state, ChartFeed::filtered(question, state), *newest, measure, step);
        return [this, cause] { takeCause(cause); };
    });
    m_context.state.setFollowing(false);
    const bool wide = newest->span.count > 2 * kAround + 2;
    if (wide)
        m_feed->moveTo({start - kAround * length, start + (kAround + 1) * length});
    else
        m_context.state.setRange(m_feed->shownRange());
    markChoice();
}

void ChartsView::takeCause(const ChartCause& cause)
{
    m_cause = cause;
    m_sentence->setText(cause.sentence);
    m_sentence->setToolTip(plainTip(cause.sentence));
    m_openTrace->setVisible(bool(cause.trace));
    m_openTrace->setText(tr("Its run in trace #%1   Shift+Enter").arg(cause.trace.value));
    if (cause.agent)
        m_context.state.selectActor({cause.agent, {}});
    if (m_openWhenKnown)
        openCause();
}

void ChartsView::openCause()
{
    m_openWhenKnown = false;
    if (!m_choice || !m_cause.trace)
        return;
    m_context.state.openTrace(m_cause.trace);
    m_context.state.selectStep(m_cause.run);
}

void ChartsView::markChoice()
{
    const std::shared_ptr<const ChartData>& newest = m_feed->data();
    const bool shown = m_choice && newest;
    m_board->setChosen(shown ? std::optional(m_choice->measure) : std::nullopt,
                       shown ? newest->stepAt(m_choice->start) : 0);
}

const ChartQuestion& ChartsView::question() const
{
    return m_feed->question();
}

Breakdown ChartsView::breakdown() const
{
    return m_feed->breakdown();
}

bool ChartsView::selectedOnly() const
{
    return m_feed->selectedOnly();
}

bool ChartsView::goUp()
{
    if (!m_choice)
        return false;
    m_choice.reset();
    m_cause = {};
    m_openTrace->hide();
    m_sentence->setText(firstSentence());
    markChoice();
    return true;
}

void ChartsView::focusRoom()
{
    m_board->setFocus();
}

QString ChartsView::firstSentence() const
{
    return tr(
        "Click a step, or Enter on it: who was behind it. Drag: a range. Wheel: nearer, farther.");
}

QString ChartsView::sentence() const
{
    return m_sentence->text();
}

} // namespace penstock::ui
