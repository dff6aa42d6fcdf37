// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/view_state.h"

namespace penstock::ui {
namespace {

constexpr std::size_t kMaxVisited = 200;

} // namespace

ViewState::ViewState(QObject* parent) : QObject(parent) {}

void ViewState::goTo(Room room)
{
    moveTo({room, Level::list, m_here.trace});
}

void ViewState::openTrace(TraceIndex trace)
{
    moveTo({Room::traces, Level::trace, trace});
}

void ViewState::selectTrace(TraceIndex trace)
{
    if (m_here.trace == trace)
        return;
    m_here.trace = trace;
    m_step = {};
    emit traceChanged();
}

void ViewState::selectStep(SpanId step)
{
    if (m_step == step)
        return;
    m_step = step;
    emit stepChanged();
}

bool ViewState::goUp()
{
    if (m_here.level == Level::list)
        return false;
    moveTo({m_here.room, Level::list, m_here.trace});
    return true;
}

void ViewState::goBack()
{
    if (m_back.empty())
        return;
    const Place to = m_back.back();
    m_back.pop_back();
    m_forward.push_back(m_here);
    arrive(to);
}

void ViewState::goForward()
{
    if (m_forward.empty())
        return;
    const Place to = m_forward.back();
    m_forward.pop_back();
    m_back.push_back(m_here);
    arrive(to);
}

void ViewState::setFollowing(bool following)
{
    if (m_following == following)
        return;
    m_following = following;
    emit followingChanged();
}

void ViewState::moveTo(const Place& place)
{
    if (place == m_here)
        return;
    m_back.push_back(m_here);
    if (m_back.size() > kMaxVisited)
        m_back.erase(m_back.begin());
    m_forward.clear();
    arrive(place);
}

void ViewState::arrive(const Place& place)
{
    const bool otherTrace = place.trace != m_here.trace;
    m_here = place;
    if (otherTrace) {
        m_step = {};
        emit traceChanged();
    }
    emit placeChanged();
}

} // namespace penstock::ui
