// SPDX-License-Identifier: GPL-3.0-or-later
// PolicyDesk: where a person works on the policy – what held when, what a changed one would have said about the log, and
// writing it. Writes only the policy file; what holds is what the engine then logs. Beside Session because it reads the log
// at length: one job after the other, on a thread of its own, where `done` is called too. The destructor ends a running one.
#pragma once

#include "core/base/money.h"
#include "core/base/result.h"
#include "core/model/finding.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace penstock {

struct BacktestFinding {
    Finding finding;         ///< as it was raised
    Nanos clearedAt = 0;     ///< 0: it held until the end
    MicroUsd spentAfter = 0; ///< in its trace: what could have been saved
};

/// Which of two back-tests of the same entries raised a finding: the same thing, by the same entry.
enum class SaidBy : std::uint8_t { both, first, second };
struct ComparedFinding {
    BacktestFinding found;
    SaidBy saidBy = SaidBy::first;
};
/// A policy as it was logged. Empty text: as the definitions say.
struct PolicyVersion {
    Seq seq = 0;
    Nanos since = 0; ///< arrival: from then on it held
    std::string text;
};

struct PolicyTrial {
    std::string policy;  ///< its text; empty: as the definitions say
    std::string against; ///< text of what it is compared with; likewise
    Nanos from = 0;      ///< findings before it are left out; the detectors see them all the same
    std::shared_ptr<std::atomic<bool>> cancel;
};

struct TrialResult {
    std::vector<ComparedFinding> findings; ///< first: the policy; second: what it is compared with
    std::uint64_t steps = 0;
    std::uint64_t leftOut = 0; ///< traces and findings that were more than is watched
};

class PolicyDesk {
public:
    using Progress = std::function<void(double share)>; ///< 0 to 1, on the desk's thread

    virtual ~PolicyDesk() = default;

    /// Done when the text is sound; else a sentence with line and key. `name` is what the sentence calls it. Any thread.
    virtual Status check(const std::string& text, const std::string& name) const = 0;
    /// The file as it is now; empty when there is none. Any thread.
    virtual Result<std::string> load(const std::string& file) const = 0;
    /// Replaces the file as a whole. What is not sound is not written. Any thread.
    virtual Status save(const std::string& file, const std::string& text) = 0;

    /// False: too many jobs wait; then done is not called.
    virtual bool tryOut(PolicyTrial trial, Progress progress,
                        std::function<void(Result<TrialResult>)> done) = 0;
    /// Every policy that the log knows, newest first.
    virtual bool history(std::function<void(Result<std::vector<PolicyVersion>>)> done) = 0;
};

/// Over the log in this data directory.
std::unique_ptr<PolicyDesk> makePolicyDesk(std::string dataDirectory);

} // namespace penstock
