// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmLog: a story of a log with people in it – steps that go round, acts, policies, time – folded as it is told.
#pragma once

#include "core/alarm/alarm_act.h"
#include "core/alarm/alarm_fold.h"
#include "tests/core/detect/story.h"

namespace penstock::test {

inline AlarmAct actOf(AlarmActKind kind, std::vector<AlarmId> alarms, std::string reason = {})
{
    AlarmAct act;
    act.kind = kind;
    act.alarms = std::move(alarms);
    act.by = "ann";
    act.reason = std::move(reason);
    return act;
}

/// Folds entries of a story one after the other, as they are told.
struct AlarmLog {
    Story story;
    AlarmFold fold;

    void run()
    {
        EntryBatch batch;
        batch.entries.assign(story.entries().begin() + static_cast<std::ptrdiff_t>(fold.seq()),
                             story.entries().end());
        fold.apply(batch);
    }
    void loop(int times = 4)
    {
        for (int i = 0; i < times; ++i)
            story.call("a", "search", R"({"q":"trains"})", "none");
        run();
    }
    void act(AlarmAct act)
    {
        story.other(EntryKind::alarmAct, toText(act));
        run();
    }
    void quiet(Nanos time)
    {
        story.wait(time).tick();
        run();
    }
    /// The one alarm of this detector.
    Alarm only(std::string_view detector = "loop.repetition") const
    {
        Alarm found;
        const auto& alarms = fold.picture().alarms;
        for (std::uint32_t place = 1; place <= alarms.size(); ++place)
            if (alarms[place].id.value != 0 && alarms[place].finding->detector == detector)
                found = alarms[place];
        return found;
    }
    void shelve(Nanos time, bool oneShot = false)
    {
        AlarmAct act = actOf(AlarmActKind::shelve, {only().id}, "we know");
        act.until = story.now() + time;
        act.oneShot = oneShot;
        this->act(std::move(act));
    }
};

} // namespace penstock::test
