// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/archive.h"

#include "core/session/tombstones.h"
#include "core/store/state_store.h"

#include <algorithm>

namespace penstock {

Archive::~Archive() = default;

Result<std::unique_ptr<Archive>> Archive::open(const std::string& directory, Alarms alarms)
{
    std::unique_ptr<Archive> archive(new Archive);
    archive->m_directory = directory;
    auto log = LogReader::open(directory);
    if (!log)
        return log.error();
    archive->m_log = std::move(*log);
    auto state = StateStore::open(directory, StateAccess::readOnly);
    if (!state)
        return state.error();
    archive->m_storage = std::move(*state);
    archive->openFolds(alarms);
    if (Status folded = archive->foldLog(alarms); !folded)
        return folded.error();
    const auto made = archive->m_fleet->publish();
    if (archive->m_alarms)
        made->alarms = archive->m_alarms->publish(
            [&fleet = *archive->m_fleet](const TraceId& id) { return fleet.find(id); });
    archive->m_state = made;
    return archive;
}

void Archive::openFolds(Alarms alarms)
{
    m_fleet = Fleet::create(FleetOptions{}, m_storage.get());
    if (alarms == Alarms::yes)
        m_alarms = AlarmFold::restored(m_storage.get());
}

Seq Archive::foldedTo() const
{
    return m_alarms ? std::min(m_fleet->seq(), m_alarms->seq()) : m_fleet->seq();
}

/// Starts over at a tombstone that takes away what the checkpoint, or this fold until now, took in.
Status Archive::foldLog(Alarms alarms)
{
    Seq cleanThrough = m_fleet->seq() != 0 ? m_fleet->seq() : m_log->lastSeq();
    for (;;) {
        bool sound = true;
        m_damage.clear();
        const Status read = m_log->read(
            foldedTo() + 1,
            [&](const EntryBatch& batch) {
                sound = !takesFoldedAway(batch, cleanThrough);
                if (!sound)
                    return false;
                m_fleet->apply(batch);
                if (m_alarms)
                    m_alarms->apply(batch);
                return true;
            },
            &m_damage, LongValues::only(Fleet::keysItReads()));
        if (!read || sound)
            return read;
        cleanThrough = m_log->lastSeq();
        m_storage->clear();
        openFolds(alarms);
    }
}

StepSearcher::World worldOf(Archive& archive)
{
    return {[&archive] { return archive.state(); },
            [&archive](const std::vector<TraceIndex>& traces) {
                std::vector<std::shared_ptr<const TraceView>> views;
                for (const TraceIndex trace : traces)
                    views.push_back(archive.fleet().view(trace));
                return views;
            },
            [&archive](TraceIndex trace) { return archive.fleet().cascade(trace); }};
}

std::unique_ptr<StepSearcher> searchArchive(Archive& archive)
{
    return StepSearcher::create(archive.directory(), worldOf(archive));
}

} // namespace penstock
