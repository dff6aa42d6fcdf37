// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/archive.h"

#include "core/store/state_store.h"

namespace penstock {

Archive::~Archive() = default;

Result<std::unique_ptr<Archive>> Archive::open(const std::string& directory)
{
    std::unique_ptr<Archive> archive(new Archive);
    auto log = LogReader::open(directory);
    if (!log)
        return log.error();
    archive->m_log = std::move(*log);
    auto state = StateStore::open(directory, StateAccess::readOnly);
    if (!state)
        return state.error();
    archive->m_storage = std::move(*state);
    archive->m_fleet = Fleet::create(FleetOptions{}, archive->m_storage.get());
    const Status read = archive->m_log->read(
        archive->m_fleet->seq() + 1,
        [&](const EntryBatch& batch) {
            archive->m_fleet->apply(batch);
            return true;
        },
        &archive->m_damage);
    if (!read)
        return read.error();
    archive->m_state = archive->m_fleet->publish();
    return archive;
}

} // namespace penstock
