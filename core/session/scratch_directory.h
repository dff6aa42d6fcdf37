// SPDX-License-Identifier: GPL-3.0-or-later
// ScratchDirectory: a directory for one process's private copy of the state. It goes away with its owner; one whose owner
// was killed is removed by the next owner that comes along: each holds a lock on a file in its directory for as long as
// it lives, and only a directory of this user's whose lock is free is removed. Owner's thread.
#pragma once

#include <string>

namespace penstock {

class ScratchDirectory final {
public:
    /// Below `parent`, which is the system's directory for temporary files unless a test says otherwise.
    explicit ScratchDirectory(const std::string& parent = {});
    ~ScratchDirectory();
    ScratchDirectory(const ScratchDirectory&) = delete;
    ScratchDirectory& operator=(const ScratchDirectory&) = delete;

    /// Empty when none could be made.
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
    int m_lock = -1;
};

} // namespace penstock
