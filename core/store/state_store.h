// SPDX-License-Identifier: GPL-3.0-or-later
// StateStore: the fold's checkpoint (KeyedStorage) in a SQLite file of its own, state.db, beside the log. It can always
// be rebuilt from the log: a file that is damaged or of another version is begun anew, and a power cut may take the
// newest commits – but never half a commit. One thread (the fold's).
// Read-only mode holds one read transaction, so that it sees one checkpoint however long it takes, and keeps later puts
// in memory: a second process folds on top of the engine's checkpoint without writing.
#pragma once

#include "core/base/keyed_storage.h"

#include <memory>
#include <string>

namespace penstock {

enum class StateAccess {
    writer,   ///< only by the process that owns the log
    readOnly, ///< never writes; commit() succeeds and keeps everything in memory
};

class StateStore : public KeyedStorage {
public:
    /// readOnly: a checkpoint that does not exist or cannot be read is an empty one.
    static Result<std::unique_ptr<StateStore>> open(const std::string& directory,
                                                    StateAccess access);

    virtual std::uint64_t bytesOnDisk() const = 0;
};

/// A consistent copy of the newest checkpoint for a process that attaches and then folds on by itself. The target
/// directory must exist and hold no state.db; without a checkpoint nothing is copied. Any thread.
Status copyState(const std::string& fromDirectory, const std::string& toDirectory);

} // namespace penstock
