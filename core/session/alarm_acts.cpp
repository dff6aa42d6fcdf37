// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/alarm_acts.h"

#include "core/alarm/alarm_act.h"

#include <memory>

namespace penstock {
namespace {

constexpr std::size_t kMostWaiting = 64;
constexpr std::chrono::milliseconds kPatience{5'000};

} // namespace

AlarmActs::AlarmActs(Folder& folder, Writer& writer, const Clock& clock, Store store)
    : m_folder(folder),
      m_writer(writer),
      m_clock(clock),
      m_store(std::move(store)),
      m_worker(kMostWaiting)
{
}

Status AlarmActs::act(const AlarmAct& act)
{
    if (Status complete = isComplete(act); !complete)
        return complete;
    if (act.kind == AlarmActKind::takeOut && findDetector(act.detector) == nullptr)
        return Error{ErrorCode::invalid, "There is no such detector.", act.detector};
    if (Status allowed = m_folder.checkAct(act, m_clock.now()); !allowed)
        return allowed;
    Contribution entry;
    entry.source = "operator";
    entry.others.emplace_back(EntryKind::alarmAct, toText(act));
    if (const auto stored = m_store(std::move(entry)); !stored)
        return stored.error();
    // It is in the log and will hold; who asked looks at the alarms next, and should see it there.
    if (m_writer.withStore([](LogStore&) {}))
        (void)m_folder.upToDate(kPatience);
    return Done{};
}

void AlarmActs::act(AlarmAct act, std::function<void(Status)> done)
{
    auto told = std::make_shared<std::function<void(Status)>>(std::move(done));
    if (!m_worker.take([this, act = std::move(act), told] { (*told)(this->act(act)); }))
        (*told)(Error{ErrorCode::busy, "The engine is busy; try again.", {}});
}

} // namespace penstock
