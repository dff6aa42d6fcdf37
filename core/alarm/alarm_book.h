// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmBook: the alarms as ISA-18.2 has them – findings raise and end them, acts of people see, shelve and reset them, time
// ends what has an end, and one that comes and goes too often is held back. A pure fold: everything carries its time.
// Bounded: so many alarms; those that are over leave first, seen ones before unseen ones, and unseen ones are counted.
// Owned by AlarmFold, one thread. Cost: a few look-ups a finding.
#pragma once

#include "core/alarm/alarm_picture.h"
#include "core/base/encoding.h"
#include "core/base/result.h"
#include "core/detect/rules.h"

#include <functional>
#include <set>
#include <unordered_map>

namespace penstock {

class AlarmBook final {
public:
    static constexpr std::size_t kMostKept = 8'192;    ///< more than findings can be active
    static constexpr std::size_t kMostHistory = 2'000; ///< over and seen

    void setRules(AlarmRules rules) { m_rules = std::move(rules); }
    /// What has its end by then ends.
    void advance(Nanos now, Seq seq);
    void take(const Finding& finding);
    /// What the act would be refused for now; done when it changes something.
    Status check(const AlarmAct& act, Nanos now) const;
    /// Refused and counted if it changes nothing.
    void apply(const AlarmAct& act, Nanos now, Seq seq);

    /// When advance() has something to do next; 0 = never.
    Nanos nextEnd() const { return m_ends.empty() ? 0 : m_ends.begin()->first; }
    const AlarmPicture& picture() const { return m_picture; }
    /// A copy that shares structure; `find` says where traces of new alarms are.
    AlarmPicture share(const std::function<TraceIndex(const TraceId&)>& find);

    void save(std::string& out) const;
    bool restore(ByteReader& in);

private:
    using Place = std::uint32_t;
    /// Of the alarm in a place, not for showing.
    struct Track {
        std::array<Nanos, AlarmRules::kMostChatter> raised{}; ///< the newest times, round
        Nanos end = 0;                                        ///< as in m_ends; 0 = not there
        Nanos leaves = 0; ///< as in m_seenOver or m_unseenOver; 0 = in neither
        bool leavesSeen = false;
    };
    using Ends = std::set<std::pair<Nanos, Place>>;

    Place placeFor(const Finding& finding);
    Place freePlace();
    void drop(Place place);
    void raise(Alarm& alarm, Track& track, const Finding& finding, bool isNew);
    void holdBackIfChattering(Alarm& alarm, Track& track, Nanos now);
    /// After any change: state, counts, ends and the order of leaving follow.
    void settle(Place place, Nanos now, Seq seq);
    Status changes(const Alarm* alarm, const AlarmAct& act, Nanos now) const;
    void apply(Alarm& alarm, const AlarmAct& act, Nanos now) const;
    void serve(const AlarmAct& act, Nanos now, Seq seq);
    AlarmState stateOf(const Alarm& alarm) const;
    void count(const Alarm& alarm, int sign);
    const Alarm* find(AlarmId id) const;
    void index(Place place);

    AlarmRules m_rules;
    AlarmPicture m_picture;
    std::vector<Track> m_tracks; ///< by place - 1
    std::unordered_map<std::uint64_t, Place> m_byId;
    std::vector<Place> m_free;
    std::vector<Place> m_unplaced; ///< raised since the last share(): their traces are looked for
    Ends m_ends;
    Ends m_seenOver;   ///< by when it changed last: leave first
    Ends m_unseenOver; ///< leave when there is no room
};

/// For checkpoints.
void writeAlarm(std::string& out, const Alarm& alarm);
bool readAlarm(ByteReader& in, Alarm& alarm);
void writeHold(std::string& out, const AlarmHold& hold);
AlarmHold readHold(ByteReader& in);

} // namespace penstock
