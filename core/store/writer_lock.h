// SPDX-License-Identifier: GPL-3.0-or-later
// WriterLock: one writer a data directory, told by an advisory lock on writer.lock that the system releases when the
// process ends, however it ends. The file holds the writer's pid, and is empty after a clean end.
#pragma once

#include "core/base/result.h"

#include <memory>
#include <string>

namespace penstock::store {

class WriterLock final {
public:
    /// locked: another writer is there; the sentence names it.
    static Result<std::unique_ptr<WriterLock>> take(const std::string& directory);
    ~WriterLock(); ///< a clean end
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;

    /// The writer before did not end cleanly (killed, crash, power cut).
    bool afterUncleanEnd() const { return m_uncleanBefore; }

private:
    WriterLock(int file, bool uncleanBefore) : m_file(file), m_uncleanBefore(uncleanBefore) {}

    int m_file;
    bool m_uncleanBefore;
};

} // namespace penstock::store
