// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/view_state.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kMaxVisited = 200;

constexpr std::pair<Room, const char*> kRoomKeys[] = {
    {Room::fleet, "fleet"},   {Room::cascades, "cascades"}, {Room::traces, "traces"},
    {Room::charts, "charts"}, {Room::alarms, "alarms"},     {Room::losses, "losses"},
    {Room::costs, "costs"},   {Room::connect, "connect"},
};

} // namespace

ViewState::ViewState(QObject* parent) : QObject(parent) {}

void ViewState::goTo(Room room)
{
    Place place = m_here;
    place.room = room;
    place.level = Level::list;
    moveTo(place);
}

void ViewState::openTrace(TraceIndex trace)
{
    down(Room::traces, trace);
}

void ViewState::openCascade(TraceIndex anyOfIts)
{
    down(Room::cascades, anyOfIts);
}

void ViewState::down(Room room, TraceIndex trace)
{
    Place place = m_here;
    place.room = room;
    place.level = Level::trace;
    place.trace = trace;
    moveTo(place);
}

void ViewState::openExchanges(const ActorSelection& pair)
{
    if (!pair.isEdge())
        return;
    Place place = m_here;
    place.room = Room::fleet;
    place.level = Level::exchanges;
    place.actors = pair;
    moveTo(place);
}

void ViewState::openStep(TraceIndex trace, SpanId step)
{
    down(m_here.room, trace);
    selectStepIn(trace, step);
}

void ViewState::attend(Room room, Level level)
{
    Place place = m_here;
    place.room = room;
    place.level = level;
    if (place != m_here)
        arrive(place);
}

void ViewState::selectTrace(TraceIndex trace)
{
    if (m_here.trace == trace)
        return;
    m_here.trace = trace;
    m_step = {};
    m_stepTrace = {};
    emit traceChanged();
}

void ViewState::selectStep(SpanId step)
{
    selectStepIn(m_here.trace, step);
}

void ViewState::selectStepIn(TraceIndex trace, SpanId step)
{
    if (m_step == step && stepTrace() == trace)
        return;
    m_step = step;
    m_stepTrace = trace;
    emit stepChanged();
}

void ViewState::selectActor(const ActorSelection& selection)
{
    if (m_here.actors == selection)
        return;
    m_here.actors = selection;
    emit actorsChanged();
}

bool ViewState::goUp()
{
    if (m_here.level == Level::list)
        return false;
    Place place = m_here;
    const bool cameFromTalk =
        place.level == Level::trace && place.room == Room::fleet && place.actors.isEdge();
    place.level = cameFromTalk ? Level::exchanges : Level::list;
    moveTo(place);
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

// Pausing alone keeps no range: lists stop, and charts stay on the time they show until a range is chosen.
void ViewState::setFollowing(bool following)
{
    if (following)
        fixRange({});
    if (m_following == following)
        return;
    m_following = following;
    emit followingChanged();
}

void ViewState::setRange(const TimeRange& range)
{
    if (range.to <= range.from)
        return;
    TimeRange kept = range;
    kept.to = std::max(kept.to, kept.from + kShortestLength);
    setFollowing(false);
    Place place = m_here;
    place.range = kept;
    moveTo(place);
}

void ViewState::setRangeLength(Nanos length)
{
    length = std::max(length, kShortestLength);
    if (length == m_length)
        return;
    m_length = length;
    emit rangeChanged();
}

void ViewState::setFilter(const QString& filter)
{
    Place place = m_here;
    place.filter = filter.trimmed();
    moveTo(place);
}

void ViewState::reportFilter(Room room, Level level, const FilterOutcome& outcome)
{
    FilterOutcome& kept = level != Level::list ? m_openOutcomes[level] : m_outcomes[room];
    if (kept == outcome)
        return;
    kept = outcome;
    if (&kept == &filterOutcome())
        emit filterReported();
}

const FilterOutcome& ViewState::filterOutcome() const
{
    static const FilterOutcome kNothingSaid;
    if (m_here.level != Level::list) {
        const auto said = m_openOutcomes.find(m_here.level);
        return said == m_openOutcomes.end() ? kNothingSaid : said->second;
    }
    const auto said = m_outcomes.find(m_here.room);
    return said == m_outcomes.end() ? kNothingSaid : said->second;
}

TimeRange ViewState::range(Nanos now) const
{
    return m_here.range == TimeRange{} ? TimeRange{now - m_length, now} : m_here.range;
}

void ViewState::fixRange(const TimeRange& range)
{
    if (m_here.range == range)
        return;
    m_here.range = range;
    emit rangeChanged();
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

// Every part changes before anybody is told of one, so that nobody sees half of a place.
void ViewState::arrive(const Place& place)
{
    const Place left = std::exchange(m_here, place);
    const bool stops = place.range != TimeRange{} && m_following;
    m_following = m_following && !stops;
    if (place.trace != left.trace) {
        m_step = {};
        m_stepTrace = {};
    }
    if (stops)
        emit followingChanged();
    if (place.trace != left.trace)
        emit traceChanged();
    if (place.actors != left.actors)
        emit actorsChanged();
    if (place.range != left.range)
        emit rangeChanged();
    if (place.filter != left.filter)
        emit filterChanged();
    if (place.room == left.room && place.level == left.level && place.trace == left.trace)
        return;
    emit placeChanged();
    emit filterReported(); // what another view said of itself
}

QVariantMap ViewState::save() const
{
    QVariantMap saved;
    for (const auto& [room, key] : kRoomKeys)
        if (room == m_here.room)
            saved[u"room"_s] = QString::fromLatin1(key);
    saved[u"filter"_s] = m_here.filter;
    saved[u"length"_s] = qlonglong{m_length};
    saved[u"from"_s] = qlonglong{m_here.range.from};
    saved[u"to"_s] = qlonglong{m_here.range.to};
    return saved;
}

void ViewState::restore(const QVariantMap& saved)
{
    Place place = m_here;
    place.level = Level::list;
    for (const auto& [room, key] : kRoomKeys)
        if (saved.value(u"room"_s).toString() == QLatin1String(key))
            place.room = room;
    place.filter = saved.value(u"filter"_s).toString();
    place.range = {saved.value(u"from"_s).toLongLong(), saved.value(u"to"_s).toLongLong()};
    if (place.range.to <= place.range.from)
        place.range = {};
    if (const Nanos length = saved.value(u"length"_s).toLongLong(); length > 0)
        setRangeLength(length);
    moveTo(place);
}

QVariantMap ViewState::saveWhole() const
{
    QVariantMap saved = save();
    saved[u"open"_s] = m_here.level == Level::trace;
    saved[u"trace"_s] = m_here.trace.value;
    saved[u"stepTrace"_s] = m_stepTrace.value;
    saved[u"step"_s] = qulonglong{m_step.value};
    saved[u"actor"_s] = m_here.actors.from.value;
    saved[u"actorTo"_s] = m_here.actors.to.value;
    saved[u"following"_s] = m_following;
    return saved;
}

void ViewState::restoreWhole(const QVariantMap& saved)
{
    restore(saved);
    const auto number = [&](const QString& key) { return saved.value(key).toUInt(); };
    selectActor({{number(u"actor"_s)}, {number(u"actorTo"_s)}});
    selectTrace({number(u"trace"_s)});
    if (saved.value(u"open"_s).toBool())
        down(m_here.room, m_here.trace);
    if (const quint64 step = saved.value(u"step"_s).toULongLong(); step != 0)
        selectStepIn({number(u"stepTrace"_s)}, {step});
    setFollowing(saved.value(u"following"_s).toBool());
}

} // namespace penstock::ui
