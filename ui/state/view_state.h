// SPDX-License-Identifier: GPL-3.0-or-later
// ViewState: where the person is and what is selected; the one object all views share. Keeps the places visited, so
// that Alt+Left goes back. Owned by the main window, GUI thread only. Holds no data of the world, only its names.
#pragma once

#include <QtCore/QObject>

#include <vector>

#include "core/base/ids.h"

namespace penstock::ui {

enum class Room { traces, agents, losses, connect };
enum class Level { list, trace };

class ViewState final : public QObject {
    Q_OBJECT
public:
    explicit ViewState(QObject* parent = nullptr);

    /// A room's own list; remembers the place left behind.
    void goTo(Room room);
    /// Down into one trace.
    void openTrace(TraceIndex trace);
    /// Selects without moving.
    void selectTrace(TraceIndex trace);
    void selectStep(SpanId step);
    /// Up one level (Esc); false when already at the top.
    bool goUp();
    void goBack();
    void goForward();
    /// Following: lists show the newest. Touching a list stops it, Space starts it again.
    void setFollowing(bool following);

    Room room() const { return m_here.room; }
    Level level() const { return m_here.level; }
    TraceIndex trace() const { return m_here.trace; }
    SpanId step() const { return m_step; }
    bool following() const { return m_following; }
    bool canGoBack() const { return !m_back.empty(); }
    bool canGoForward() const { return !m_forward.empty(); }

signals:
    void placeChanged();
    void traceChanged();
    void stepChanged();
    void followingChanged();

private:
    struct Place {
        Room room = Room::traces;
        Level level = Level::list;
        TraceIndex trace;
        bool operator==(const Place&) const = default;
    };
    void moveTo(const Place& place);
    void arrive(const Place& place);

    Place m_here;
    SpanId m_step;
    bool m_following = true;
    std::vector<Place> m_back;
    std::vector<Place> m_forward;
};

} // namespace penstock::ui
