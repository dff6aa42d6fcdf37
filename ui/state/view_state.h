// SPDX-License-Identifier: GPL-3.0-or-later
// ViewState: where the person is, which time and filter apply and what is selected; the one object all views share, so
// that no two views disagree. Keeps the places visited with their time, filter and selection (Alt+Left goes back).
// Owned by the main window, GUI thread only. Holds no data of the world, only its names.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QVariantMap>

#include <map>
#include <vector>

#include "core/base/ids.h"
#include "core/base/time.h"

namespace penstock::ui {

enum class Room { fleet, cascades, traces, charts, alarms, losses, costs, connect };
/// What is open in a room: its own list or picture, what two actors said to each other, a cascade.
enum class Level { list, exchanges, trace };

/// A stretch of event time, [from, to).
struct TimeRange {
    Nanos from = 0;
    Nanos to = 0;
    Nanos length() const { return to - from; }
    bool operator==(const TimeRange&) const = default;
};

/// What is selected in the fleet: nothing (both 0), an actor (`to` 0), or the edge between two.
struct ActorSelection {
    AgentIndex from;
    AgentIndex to;
    bool isActor() const { return from && !to; }
    bool isEdge() const { return from && to; }
    bool operator==(const ActorSelection&) const = default;
};

/// What the filter does to the view on the screen, as that view reports it; counts only.
struct FilterOutcome {
    QString rows; ///< what is counted, "traces"; empty: the view says nothing
    quint64 shown = 0;
    quint64 known = 0;
    bool busy = false;
    QString sentence; ///< why the filter is not applied here; plain text
    bool operator==(const FilterOutcome&) const = default;
};

class ViewState final : public QObject {
    Q_OBJECT
public:
    static constexpr Nanos kFirstLength = 45 * kMinute;
    static constexpr Nanos kShortestLength = 10 * kSecond;

    explicit ViewState(QObject* parent = nullptr);

    /// A room's own list; remembers the place left behind.
    void goTo(Room room);
    /// Down into one trace, among what set it off and what it set off.
    void openTrace(TraceIndex trace);
    /// The same from the list of cascades, told by any trace of it.
    void openCascade(TraceIndex anyOfIts);
    /// What the two ends of an edge said to each other; the room stays. Nothing happens without two.
    void openExchanges(const ActorSelection& pair);
    /// Down to a step in its cascade, from a list of steps or exchanges: the room stays, so up leads back there.
    void openStep(TraceIndex trace, SpanId step);
    /// The person turned to a view that is on the screen already, beside others: no step in the history.
    void attend(Room room, Level level);
    /// Selects without moving.
    void selectTrace(TraceIndex trace);
    void selectStep(SpanId step); ///< of the trace that is selected
    /// A step of another trace of the cascade that is open.
    void selectStepIn(TraceIndex trace, SpanId step);
    void selectActor(const ActorSelection& selection);
    /// Up one level (Esc); false when already at the top.
    bool goUp();
    void goBack();
    void goForward();
    /// Following: everything shows the newest, the range ends now. Touching a view stops it, Space starts it again.
    void setFollowing(bool following);
    /// A range of its own: stops following. One that is empty or turned round is not taken.
    void setRange(const TimeRange& range);
    /// How much time is shown while following; the way back to it after a range of its own.
    void setRangeLength(Nanos length);
    /// The filter that applies everywhere, as typed and known to be valid; a place of its own in the history.
    void setFilter(const QString& filter);
    /// By each view on the screen about itself, whenever it changes; the window shows that of the place.
    void reportFilter(Room room, Level level, const FilterOutcome& outcome);

    Room room() const { return m_here.room; }
    Level level() const { return m_here.level; }
    TraceIndex trace() const { return m_here.trace; }
    SpanId step() const { return m_step; }
    TraceIndex stepTrace() const { return m_stepTrace ? m_stepTrace : m_here.trace; }
    const ActorSelection& actors() const { return m_here.actors; }
    const QString& filter() const { return m_here.filter; }
    const FilterOutcome& filterOutcome() const;
    bool following() const { return m_following; }
    /// The range while `now` is the newest time: follows it, or stays where it was set.
    TimeRange range(Nanos now) const;
    Nanos rangeLength() const { return m_length; }
    bool canGoBack() const { return !m_back.empty(); }
    bool canGoForward() const { return !m_forward.empty(); }

    /// Everything that outlives a session, for saved workspaces. Numbers of traces and actors do not: the log may be
    /// another one.
    QVariantMap save() const;
    void restore(const QVariantMap& saved);
    /// With those numbers, for a window made anew over the same session.
    QVariantMap saveWhole() const;
    void restoreWhole(const QVariantMap& saved);

signals:
    void placeChanged();
    void traceChanged();
    void stepChanged();
    void actorsChanged();
    void followingChanged();
    void rangeChanged();
    void filterChanged();
    void filterReported();

private:
    struct Place {
        Room room = Room::traces;
        Level level = Level::list;
        TraceIndex trace;
        ActorSelection actors;
        QString filter;
        TimeRange range; ///< empty: follows
        bool operator==(const Place&) const = default;
    };
    void moveTo(const Place& place);
    void down(Room room, TraceIndex trace);
    void arrive(const Place& place);
    void fixRange(const TimeRange& range);

    Place m_here;
    SpanId m_step;
    TraceIndex m_stepTrace;                        ///< none: that of the place
    std::map<Room, FilterOutcome> m_outcomes;      ///< of the rooms' lists
    std::map<Level, FilterOutcome> m_openOutcomes; ///< of what is open, whichever room led there
    Nanos m_length = kFirstLength;
    bool m_following = true;
    std::vector<Place> m_back;
    std::vector<Place> m_forward;
};

} // namespace penstock::ui
