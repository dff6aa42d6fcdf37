// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/archive.h"

#include "core/session/tombstones.h"
#include "core/store/state_store.h"

namespace penstock {

Archive::~Archive() = default;

Result<std::unique_ptr<Archive>> Archive::open(const std::string& directory)
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
    archive->m_fleet = Fleet::create(FleetOptions{}, archive->m_storage.get());
    if (Status folded = archive->foldLog(); !folded)
        return folded.error();
    archive->m_state = archive->m_fleet->publish();
    return archive;
}

/// Starts over at a tombstone that takes away what the checkpoint, or this fold until now, took in.
Status Archive::foldLog()
{
    Seq cleanThrough = m_fleet->seq() != 0 ? m_fleet->seq() : m_log->lastSeq();
    for (;;) {
        bool sound = true;
        m_damage.clear();
        const Status read = m_log->read(
            m_fleet->seq() + 1,
            [&](const EntryBatch& batch) {
                sound = !takesFoldedAway(batch, cleanThrough);
                if (sound)
                    m_fleet->apply(batch);
                return sound;
            },
            &m_damage, LongValues::only(Fleet::keysItReads()));
        if (!read || sound)
            return read;
        cleanThrough = m_log->lastSeq();
        m_storage->clear();
        m_fleet = Fleet::create(FleetOptions{}, m_storage.get());
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
