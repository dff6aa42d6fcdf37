// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/chart_feed.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <utility>

#include "ui/charts/chart_board.h"
#include "ui/views/found_actors.h"
#include "ui/widgets/filter_menu.h"

namespace penstock::ui {
namespace {

constexpr qint64 kLeastMs = 250;
constexpr qint64 kRestFactor = 4; ///< the pool thread rests four times as long as it works
constexpr int kCommitMs = 200;    ///< a turn of the wheel is one place in the history, not twenty
constexpr Nanos kShortest = 5 * kMinute;
constexpr Nanos kLongest = 60 * kDay;

} // namespace

ChartQuestion ChartFeed::filtered(ChartQuestion question,
                                  const std::shared_ptr<const FleetState>& state)
{
    question.filter = filterRows(RowKind::agent, question.filterText, state, question.now);
    if (FoundActors::use(question.filter, question.found))
        question.filter.sentence =
            tr("Agents that did a step which matches; all of their steps are added up.");
    question.alarms = filterRows(RowKind::alarm, question.filterText, state, question.now);
    return question;
}

ChartFeed::ChartFeed(const ViewContext& context, ChartBoard& board, const FoundActors& found,
                     Breakdown by)
    : QObject(&board),
      m_context(context),
      m_board(board),
      m_found(found),
      m_state(context.bridge.snapshot()),
      m_by(by)
{
    m_later.setSingleShot(true);
    m_commit.setSingleShot(true);
    wire();
    takeSnapshot();
}

void ChartFeed::wire()
{
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &ChartFeed::takeSnapshot);
    connect(&m_context.bridge, &SessionBridge::statusChanged, this, &ChartFeed::takeSnapshot);
    connect(&m_context.state, &ViewState::followingChanged, this, [this] {
        takeSnapshot();
        request(true);
    });
    connect(&m_context.state, &ViewState::rangeChanged, this, [this] {
        if (!m_commit.isActive())
            m_moving = {};
        request(true);
    });
    const auto anew = [this] { request(true); };
    connect(&m_context.state, &ViewState::filterChanged, this, anew);
    connect(&m_context.state, &ViewState::actorsChanged, this, anew);
    connect(&m_found, &FoundActors::changed, this, anew);
    connect(&m_board, &ChartBoard::roomChanged, this, anew);
    connect(&m_later, &QTimer::timeout, this, &ChartFeed::start);
    connect(&m_commit, &QTimer::timeout, this,
            [this] { m_context.state.setRange(std::exchange(m_moving, {})); });
    connect(&m_board, &ChartBoard::rangeDragged, this, [this](qint64 from, qint64 to) {
        moveTo({from, to});
    });
    connect(&m_board, &ChartBoard::zoomed, this, [this](qint64 at, double factor) {
        const TimeRange range = shownRange();
        const auto scaled = [&](Nanos t) {
            return at + static_cast<Nanos>(static_cast<double>(t - at) * factor);
        };
        moveTo({scaled(range.from), scaled(range.to)});
    });
    connect(&m_board, &ChartBoard::panned, this, [this](qint64 by) {
        const TimeRange range = shownRange();
        moveTo({range.from + by, range.to + by});
    });
}

void ChartFeed::takeSnapshot()
{
    if (!m_context.state.following() && m_now != 0)
        return;
    m_state = m_context.bridge.snapshot();
    m_now = std::max(m_context.bridge.status().now, m_state->logTime);
    request(false);
}

TimeRange ChartFeed::rangeNow() const
{
    return m_moving.length() > 0 ? m_moving : m_context.state.range(m_now);
}

TimeRange ChartFeed::shownRange() const
{
    return m_moving.length() > 0 || !m_data ? rangeNow() : m_data->shown;
}

ChartQuestion ChartFeed::ask() const
{
    ChartQuestion question;
    question.range = rangeNow();
    question.now = m_now;
    question.following = m_context.state.following() && m_moving.length() == 0;
    question.by = m_by;
    if (m_selectedOnly)
        question.only = m_context.state.actors();
    question.filterText = m_context.state.filter();
    question.found = m_found.found();
    question.most = m_board.room();
    if (m_data && m_data->by == m_by)
        question.before = m_data->groups;
    return question;
}

void ChartFeed::request(bool soon)
{
    m_wanted = true;
    if (m_job.busy() || !m_board.isVisible())
        return;
    const qint64 rest = std::max(kLeastMs, kRestFactor * m_cost);
    const qint64 wait =
        soon || !m_sinceStart.isValid() ? 0 : std::max<qint64>(0, rest - m_sinceStart.elapsed());
    if (!m_later.isActive() || wait == 0)
        m_later.start(static_cast<int>(wait));
}

void ChartFeed::shown()
{
    if (m_wanted)
        request(true);
}

void ChartFeed::start()
{
    if (m_job.busy() || !m_wanted || !m_board.isVisible())
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

void ChartFeed::take(const std::shared_ptr<const ChartData>& made)
{
    m_cost = m_sinceStart.elapsed();
    m_data = made;
    m_board.setData(m_data);
    emit this->made();
    if (m_wanted)
        request(false);
}

void ChartFeed::moveTo(const TimeRange& range)
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

void ChartFeed::showAll()
{
    const Nanos oldest = std::min(oldestRate(m_state->hours), oldestRate(m_state->minutes));
    if (oldest < m_now)
        moveTo({oldest, m_now});
}

void ChartFeed::chooseLength(Nanos length)
{
    if (m_context.state.following()) {
        m_context.state.setRangeLength(length);
    } else {
        const Nanos to = shownRange().to;
        moveTo({to - length, to});
    }
}

void ChartFeed::narrowTo(int number)
{
    const ChartGroup group = m_data->groups[static_cast<std::size_t>(number)];
    const auto narrow = [this](FieldId field, const std::string& name) {
        FilterWanted wanted(textCell(field, name), NarrowBy::only);
        QCoreApplication::sendEvent(m_board.window(), &wanted);
    };
    if (group.agent) {
        m_context.state.selectActor({group.agent, {}});
        if (group.agent.value <= m_state->agents.size())
            narrow(FieldId::agent, m_state->agents[group.agent.value].name);
    } else if (group.folded == 0) {
        narrow(m_data->by == Breakdown::model ? FieldId::model : FieldId::deployment, group.key);
    }
}

void ChartFeed::setBreakdown(Breakdown by)
{
    m_by = by;
    request(true);
}

void ChartFeed::setSelectedOnly(bool only)
{
    m_selectedOnly = only;
    request(true);
}

bool ChartFeed::settled() const
{
    return !m_job.busy() && !m_wanted && !m_later.isActive() && !m_commit.isActive();
}

} // namespace penstock::ui
