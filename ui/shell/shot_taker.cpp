// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shot_taker.h"

#include <QtGui/QPainter>
#include <QtGui/QPixmap>

#include <map>

#include "ui/graph/fleet_canvas.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/view_area.h"
#include "ui/timeline/waterfall_canvas.h"
#include "ui/views/cascade_page.h"
#include "ui/views/fleet_view.h"
#include "ui/views/inspector.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kPollMs = 40;
constexpr int kSettlePolls = 2;
constexpr int kAgainPolls = 75; // 3 s
constexpr int kMaxPolls = 750;  // 30 s
constexpr std::uint32_t kLookBack = 500;
constexpr QSize kSizes[] = {{1280, 800}, {1440, 900}, {2560, 1440}};

} // namespace

ShotTaker::ShotTaker(MainWindow& window, const QString& directory, QObject* parent)
    : QObject(parent), m_window(window), m_directory(directory)
{
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, &ShotTaker::poll);
    addViews();
    addCascadeViews();
    for (const ThemeKind theme : {ThemeKind::light, ThemeKind::dark})
        for (const QSize& size : kSizes)
            for (std::size_t view = 0; view < m_views.size(); ++view)
                m_shots.push_back({view, theme, size});
}

/// The window with what lies before it, as a person sees both.
QPixmap ShotTaker::withDialog(QWidget& dialog) const
{
    QPixmap picture = m_window.grab();
    const QPixmap before = dialog.grab();
    QPainter(&picture).drawPixmap((picture.width() - before.width()) / 2, 120, before);
    return picture;
}

// The cascade that tells most among the newest: the most agents and traces.
TraceIndex ShotTaker::telling() const
{
    const auto state = m_window.bridge().snapshot();
    const std::uint32_t newest = state->traces.size();
    const auto tells = [&](std::uint32_t n) {
        const std::uint32_t root = state->cascades[n].root.value;
        return state->traces[n].agents + 4 * state->cascades[root].traces;
    };
    std::uint32_t best = newest;
    for (std::uint32_t n = newest; n > 0 && n + kLookBack > newest; --n)
        if (tells(n) > tells(best))
            best = n;
    return {state->cascades[best].root};
}

/// The two agents that spoke most with each other; both ways: that turned to each other most.
ActorSelection ShotTaker::busiestPair(bool both) const
{
    const auto state = m_window.bridge().snapshot();
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> counts;
    for (std::uint32_t i = 1; i <= state->delegations.size(); ++i) {
        const DelegationRow& row = state->delegations[i];
        if (row.from && row.to && row.toKind == ActorKind::agent)
            counts[{row.from.value, row.to.value}] += row.count;
    }
    std::pair<std::uint32_t, std::uint32_t> best;
    std::uint64_t most = 0;
    for (const auto& [pair, count] : counts) {
        const auto back = counts.find({pair.second, pair.first});
        const std::uint64_t other = back == counts.end() ? 0 : back->second;
        if (const std::uint64_t worth = both ? 1000 * std::min(count, other) + count : count;
            worth > most) {
            best = pair;
            most = worth;
        }
    }
    return {{best.first}, {best.second}};
}

// The busiest agent selected, so that the panel has something to say.
void ShotTaker::showFleet()
{
    const auto state = m_window.bridge().snapshot();
    AgentIndex busiest;
    for (std::uint32_t i = 1; i <= state->agents.size(); ++i)
        if (!busiest || state->agents[i].steps > state->agents[busiest.value].steps)
            busiest = {i};
    m_window.state().goTo(Room::fleet);
    m_window.fleet().showTable(false);
    m_window.fleet().canvas().fitAll();
    m_window.state().selectActor({busiest, {}});
}

void ShotTaker::showCascade(int inspectorTab, bool graph)
{
    CascadePage& page = m_window.cascadePage();
    const bool chosen = m_window.state().trace() && !m_window.state().step().isZero();
    m_window.state().openCascade(chosen ? m_window.state().trace() : telling());
    page.inspector().showTab(static_cast<Inspector::Tab>(inspectorTab));
    page.showGraph(graph);
    const Shape& shape = page.waterfall().shape();
    if (chosen || !shape)
        return;
    for (std::uint32_t n = 1; n <= shape->size(); ++n)
        if (shape->view->node(n).kind == StepKind::toolCall && shape->view->node(n).seq != 0) {
            page.waterfall().select(n);
            return;
        }
}

void ShotTaker::keepOnly(const QString& part)
{
    std::erase_if(m_shots, [&](const Shot& shot) { return !fileName(shot).contains(part); });
}

void ShotTaker::start()
{
    m_at = 0;
    if (!m_directory.mkpath(u"."_s)) {
        m_missing << m_directory.path();
        emit finished(1);
        return;
    }
    next();
}

void ShotTaker::next()
{
    if (m_at == m_shots.size()) {
        m_poll.stop();
        emit finished(m_missing.isEmpty() ? 0 : 1);
        return;
    }
    const Shot& shot = m_shots[m_at];
    m_window.theme().setKind(shot.theme);
    m_window.resize(shot.size);
    m_window.sheet().hide();
    m_window.palette().hide();
    m_window.area().putAllBack();
    m_window.exportDialog().hide();
    if (m_window.settingsDialog())
        m_window.settingsDialog()->hide();
    m_views[shot.view].show();
    m_polls = 0;
    m_readyPolls = 0;
    m_poll.start();
}

void ShotTaker::poll()
{
    ++m_polls;
    const bool ready = m_views[m_shots[m_at].view].ready();
    m_readyPolls = ready ? m_readyPolls + 1 : 0; // what came last must be laid out too
    if (m_readyPolls > kSettlePolls || m_polls >= kMaxPolls)
        take();
    else if (!ready && m_polls % kAgainPolls == 0)
        m_views[m_shots[m_at].view].show(); // what it looks for may have come only now
}

void ShotTaker::take()
{
    m_poll.stop();
    const Shot& shot = m_shots[m_at];
    const View& view = m_views[shot.view];
    const bool ready = view.ready();
    const QPixmap picture = ready && view.grab ? view.grab() : m_window.grab();
    const bool saved = ready && picture.save(m_directory.filePath(fileName(shot)));
    (saved ? m_saved : m_missing) << fileName(shot);
    ++m_at;
    next();
}

QString ShotTaker::fileName(const Shot& shot) const
{
    return u"%1-%2-%3x%4.png"_s
        .arg(m_views[shot.view].name, shot.theme == ThemeKind::dark ? u"dark"_s : u"light"_s)
        .arg(shot.size.width())
        .arg(shot.size.height());
}

} // namespace penstock::ui
