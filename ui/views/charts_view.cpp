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
#include "ui/views/charts_toolbar.h"
#include "ui/views/found_actors.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr qint64 kLeastMs = 250;
constexpr qint64 kRestFactor = 4; ///< the pool thread rests four times as long as it works
constexpr int kCommitMs = 200;    ///< a turn of the wheel is one place in the history, not twenty
constexpr Nanos kShortest = 5 * kMinute;
constexpr Nanos kLongest = 60 * kDay;
constexpr Nanos kAround = 7; ///< steps on each side of a chosen one

ChartQuestion filtered(ChartQuestion question, const std::shared_ptr<const FleetState>& state)
{
    question.filter = filterRows(RowKind::agent, question.filterText, state, question.now);
    if (FoundActors::use(question.filter, question.found))
        question.filter.sentence = ChartsView::tr(
            "Agents that did a step which matches; all of their steps are added up.");
    question.alarms = filterRows(RowKind::alarm, question.filterText, state, question.now);
    return question;
}

} // namespace

ChartsView::ChartsView(const ViewContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_state(context.bridge.snapshot())
{
    buildUi();
    wire();
    wireBoard();
    takeSnapshot();
    m_toolbar->setBreakdown(m_by);
    showSubject();
}

void ChartsView::buildUi()
{
    m_toolbar = new ChartsToolbar(m_context.theme, this);
    m_board = new ChartBoard(m_context.theme, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_toolbar);
    column->addWidget(m_board, 1);
    column->addWidget(buildSentence());
    m_later.setSingleShot(true);
    m_commit.setSingleShot(true);
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
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &ChartsView::takeSnapshot);
    connect(&m_context.bridge, &SessionBridge::statusChanged, this, &ChartsView::takeSnapshot);
    connect(&m_context.state, &ViewState::followingChanged, this, [this] {
        takeSnapshot();
        request(true);
    });
    connect(&m_context.state, &ViewState::rangeChanged, this, [this] {
        if (!m_commit.isActive())
            m_moving = {};
        request(true);
    });
    connect(&m_context.state, &ViewState::filterChanged, this, [this] { request(true); });
    m_found = new FoundActors(m_context, *this);
    connect(m_found, &FoundActors::changed, this, [this] {
        request(true);
        report();
    });
    connect(&m_context.state, &ViewState::actorsChanged, this, [this] {
        showSubject();
        request(true);
    });
    connect(&m_later, &QTimer::timeout, this, &ChartsView::start);
    connect(&m_commit, &QTimer::timeout, this,
            [this] { m_context.state.setRange(std::exchange(m_moving, {})); });
    connect(m_toolbar, &ChartsToolbar::breakdownChosen, this, &ChartsView::setBreakdown);
    connect(m_toolbar, &ChartsToolbar::lengthChosen, this, &ChartsView::chooseLength);
    connect(m_toolbar, &ChartsToolbar::selectedOnlyChosen, this, &ChartsView::setSelectedOnly);
}

void ChartsView::wireBoard()
{
    connect(m_board, &ChartBoard::roomChanged, this, [this] { request(true); });
    connect(m_board, &ChartBoard::rangeDragged, this, [this](qint64 from, qint64 to) {
        moveTo({from, to});
    });
    connect(m_board, &ChartBoard::zoomed, this, [this](qint64 at, double factor) {
        const TimeRange range = shownRange();
        const auto scaled = [&](Nanos t) {
            return at + static_cast<Nanos>(static_cast<double>(t - at) * factor);
        };
        moveTo({scaled(range.from), scaled(range.to)});
    });
    connect(m_board, &ChartBoard::panned, this, [this](qint64 by) {
        const TimeRange range = shownRange();
        moveTo({range.from + by, range.to + by});
    });
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

/// While paused the picture stands.
void ChartsView::takeSnapshot()
{
    if (!m_context.state.following() && m_now != 0)
        return;
    m_state = m_context.bridge.snapshot();
    m_now = std::max(m_context.bridge.status().now, m_state->logTime);
    request(false);
}

TimeRange ChartsView::rangeNow() const
{
    return m_moving.length() > 0 ? m_moving : m_context.state.range(m_now);
}

/// What is on the screen: while following, up to the end of the step that is now.
TimeRange ChartsView::shownRange() const
{
    return m_moving.length() > 0 || !m_data ? rangeNow() : m_data->shown;
}

ChartQuestion ChartsView::ask() const
{
    ChartQuestion question;
    question.range = rangeNow();
    question.now = m_now;
    question.following = m_context.state.following() && m_moving.length() == 0;
    question.by = m_by;
    if (m_selectedOnly)
        question.only = m_context.state.actors();
    question.filterText = m_context.state.filter();
    question.found = m_found->found();
    question.most = m_board->room();
    if (m_data && m_data->by == m_by)
        question.before = m_data->groups;
    return question;
}

void ChartsView::request(bool soon)
{
    m_wanted = true;
    if (m_job.busy() || !isVisible())
        return;
    const qint64 rest = std::max(kLeastMs, kRestFactor * m_cost);
    const qint64 wait =
        soon || !m_sinceStart.isValid() ? 0 : std::max<qint64>(0, rest - m_sinceStart.elapsed());
    if (!m_later.isActive() || wait == 0)
        m_later.start(static_cast<int>(wait));
}

/// Nothing is made for a room that nobody looks at.
void ChartsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_wanted)
        request(true);
    report();
}

void ChartsView::start()
{
    if (m_job.busy() || !m_wanted || !isVisible())
        return;
    m_wanted = false;
    m_sinceStart.start();
    m_question = ask();
    m_job.start(
        [this, state = m_state, question = m_question](std::stop_token) -> LatestJob::Apply {
            const auto made =
                std::make_shared<const ChartData>(chartData(*state, filtered(question, state)));
            return [this, made] { take(made); };
        });
}

void ChartsView::take(const std::shared_ptr<const ChartData>& made)
{
    m_cost = m_sinceStart.elapsed();
    m_data = made;
    m_board->setData(m_data);
    m_toolbar->setLength(m_context.state.following() ? m_context.state.rangeLength()
                                                     : rangeNow().length());
    report();
    markChoice();
    if (m_wanted)
        request(false);
}

/// Shown at once; told to the other views when the hand rests.
void ChartsView::moveTo(const TimeRange& range)
{
    TimeRange to = range;
    const Nanos length = std::clamp(range.length(), kShortest, kLongest);
    if (length != range.length()) {
        const Nanos middle = range.from + range.length() / 2;
        to = {middle - length / 2, middle - length / 2 + length};
    }
    to.from = std::max<Nanos>(0, to.from);
    const Nanos last = m_now + (m_data ? m_data->span.step : 0);
    if (to.to > last) // nothing is there yet
        to = {std::max<Nanos>(0, last - to.length()), last};
    m_moving = to;
    m_commit.start(kCommitMs);
    request(true);
}

void ChartsView::zoomBy(double factor)
{
    const TimeRange range = shownRange();
    emit m_board->zoomed(m_board->hover().value_or(range.from + range.length() / 2), factor);
}

void ChartsView::panBy(double screens)
{
    emit m_board->panned(static_cast<Nanos>(screens * static_cast<double>(shownRange().length())));
}

void ChartsView::showAll()
{
    const Nanos oldest = std::min(oldestRate(m_state->hours), oldestRate(m_state->minutes));
    if (oldest < m_now)
        moveTo({oldest, m_now});
}

void ChartsView::chooseLength(Nanos length)
{
    if (m_context.state.following()) {
        m_context.state.setRangeLength(length);
    } else {
        const Nanos to = shownRange().to;
        moveTo({to - length, to});
    }
    m_board->setFocus();
}

void ChartsView::setBreakdown(Breakdown by)
{
    m_by = by;
    m_toolbar->setBreakdown(by);
    request(true);
}

void ChartsView::setSelectedOnly(bool only)
{
    m_selectedOnly = only;
    showSubject();
    request(true);
}

void ChartsView::showSubject()
{
    const ActorSelection& actors = m_context.state.actors();
    const auto nameOf = [this](AgentIndex agent) {
        return agent.value <= m_state->agents.size() ? safeLine(m_state->agents[agent.value].name)
                                                     : QString();
    };
    QString name;
    if (actors.isActor())
        name = nameOf(actors.from);
    else if (actors.isEdge())
        name = nameOf(actors.from) + u" \u2192 "_s + nameOf(actors.to);
    m_toolbar->setSubject(name, m_selectedOnly);
}

/// A long picture is narrowed to what lies around the step; a short one stays.
void ChartsView::choose(Measure measure, std::uint32_t step)
{
    if (!m_data || step >= m_data->span.count)
        return;
    const Nanos start = m_data->startOf(step);
    const Nanos length = m_data->span.step;
    m_choice = Choice{measure, start, length};
    m_openTrace->hide();
    m_sentence->setText(stepTimeText(*m_data, step));
    m_causeJob.start([this, state = m_state, question = m_question, data = m_data, measure,
                      step](std::stop_token) -> LatestJob::Apply {
        const ChartCause cause =
            chartCause(*state, filtered(question, state), *data, measure, step);
        return [this, cause] { takeCause(cause); };
    });
    m_context.state.setFollowing(false);
    const bool wide = m_data->span.count > 2 * kAround + 2;
    if (wide)
        moveTo({start - kAround * length, start + (kAround + 1) * length});
    else
        m_context.state.setRange(shownRange());
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
    const bool shown = m_choice && m_data;
    m_board->setChosen(shown ? std::optional(m_choice->measure) : std::nullopt,
                       shown ? m_data->stepAt(m_choice->start) : 0);
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
