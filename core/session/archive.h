// SPDX-License-Identifier: GPL-3.0-or-later
// Archive: the world of a data directory as it stands, read-only – for `penstockctl agents` and its like, with or without
// an engine running. Starts from the engine's newest checkpoint and folds the rest of the log on top in memory; writes
// nothing. What was forgotten since the checkpoint is not in it: the log is folded from its beginning then. One thread.
#pragma once

#include "core/alarm/alarm_fold.h"
#include "core/fleet/fleet.h"
#include "core/session/step_search.h"
#include "core/store/log_store.h"

#include <memory>
#include <string>
#include <vector>

namespace penstock {

class Archive final {
public:
    /// Alarms take reading a longer piece of the log: see AlarmFold::kSaveEvery.
    enum class Alarms { no, yes };

    static Result<std::unique_ptr<Archive>> open(const std::string& directory,
                                                 Alarms alarms = Alarms::no);
    ~Archive();

    std::shared_ptr<const FleetState> state() const { return m_state; }
    Fleet& fleet() { return *m_fleet; }
    LogReader& log() { return *m_log; }
    const std::vector<std::string>& damage() const { return m_damage; }
    const std::string& directory() const { return m_directory; }

private:
    Archive() = default;
    void openFolds(Alarms alarms);
    Status foldLog(Alarms alarms);
    Seq foldedTo() const;

    std::string m_directory;
    std::unique_ptr<KeyedStorage> m_storage; ///< before m_fleet: the fleet reads from it
    std::unique_ptr<LogReader> m_log;
    std::unique_ptr<Fleet> m_fleet;
    std::unique_ptr<AlarmFold> m_alarms; ///< null unless they were asked for
    std::shared_ptr<const FleetState> m_state;
    std::vector<std::string> m_damage;
};

/// An archive as searches see it; it must outlive what looks at it, on its own thread.
StepSearcher::World worldOf(Archive& archive);
/// Searches the steps of an archive, which must outlive what is returned; on the archive's thread.
std::unique_ptr<StepSearcher> searchArchive(Archive& archive);

} // namespace penstock
