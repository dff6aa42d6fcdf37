// SPDX-License-Identifier: GPL-3.0-or-later
// PolicyDesk: where a person works on the policy – what held when, what a changed one would have said about the log, and
// writing it. Writes only the policy file; what holds is what the engine then logs. Beside Session because it reads the log
// at length: one job after the other, on a thread of its own, where `done` is called too. The destructor ends a running one.
#pragma once

#include "core/session/backtest.h"
#include "core/session/worker.h"

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace penstock {

/// A policy as it was logged. Empty text: as the definitions say.
struct PolicyVersion {
    Seq seq = 0;
    Nanos since = 0; ///< arrival: from then on it held
    std::string text;
};

struct PolicyTrial {
    std::string policy;  ///< its text
    std::string against; ///< text of what it is compared with
    Nanos from = 0;      ///< findings before it are left out; the detectors see them all the same
    std::shared_ptr<std::atomic<bool>> cancel;
};

struct TrialResult {
    std::vector<ComparedFinding> findings; ///< first: the policy; second: what it is compared with
    std::uint64_t steps = 0;
    std::uint64_t leftOut = 0; ///< traces and findings that were more than is watched
};

class PolicyDesk final {
public:
    using Progress = std::function<void(double share)>; ///< 0 to 1, on the desk's thread

    explicit PolicyDesk(std::string dataDirectory);
    ~PolicyDesk();

    /// Nothing when it is sound; else a sentence with line and key. `name` is what the sentence calls it.
    static Status check(const std::string& text, const std::string& name);
    /// The file as it is now; empty when there is none.
    static Result<std::string> load(const std::string& file);
    /// Replaces the file as a whole. What is not sound is not written.
    static Status save(const std::string& file, const std::string& text);

    /// False: too many jobs wait; then done is not called.
    bool tryOut(PolicyTrial trial, Progress progress,
                std::function<void(Result<TrialResult>)> done);
    /// Every policy that the log knows, newest first.
    bool history(std::function<void(Result<std::vector<PolicyVersion>>)> done);

private:
    Result<TrialResult> run(const PolicyTrial& trial, const Progress& progress) const;
    Result<std::vector<PolicyVersion>> versions() const;

    const std::string m_directory;
    std::atomic<bool> m_closing{false};
    Worker m_worker; ///< last: its jobs use everything above
};

} // namespace penstock
