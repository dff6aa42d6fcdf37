// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/policy_desk.h"

#include "core/detect/policy.h"
#include "core/net/private_file.h"
#include "core/session/backtest.h"
#include "core/session/worker.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace penstock {
namespace {

constexpr std::size_t kMostWaiting = 8;

class LogPolicyDesk final : public PolicyDesk {
public:
    explicit LogPolicyDesk(std::string dataDirectory)
        : m_directory(std::move(dataDirectory)), m_worker(kMostWaiting)
    {
    }
    ~LogPolicyDesk() override { m_closing = true; }

    Status check(const std::string& text, const std::string& name) const override;
    Result<std::string> load(const std::string& file) const override;
    Status save(const std::string& file, const std::string& text) override;
    bool tryOut(PolicyTrial trial, Progress progress,
                std::function<void(Result<TrialResult>)> done) override;
    bool history(std::function<void(Result<std::vector<PolicyVersion>>)> done) override;

private:
    Result<TrialResult> run(const PolicyTrial& trial, const Progress& progress) const;
    Result<std::vector<PolicyVersion>> versions() const;

    const std::string m_directory;
    std::atomic<bool> m_closing{false};
    Worker m_worker; ///< last: its jobs use everything above
};

Result<Policy> read(const std::string& text, const std::string& name)
{
    return text.empty() ? Policy() : Policy::parse(text, name);
}

Status LogPolicyDesk::check(const std::string& text, const std::string& name) const
{
    const Result<Policy> policy = read(text, name);
    return policy ? Status(Done{}) : Status(policy.error());
}

Result<std::string> LogPolicyDesk::load(const std::string& file) const
{
    std::error_code gone;
    if (!std::filesystem::exists(file, gone))
        return std::string();
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad())
        return Error{ErrorCode::denied, "The policy " + file + " cannot be read.", {}};
    return text;
}

Status LogPolicyDesk::save(const std::string& file, const std::string& text)
{
    if (Status sound = check(text, std::filesystem::path(file).filename().string()); !sound)
        return sound;
    return replacePrivateFile(file, text);
}

bool LogPolicyDesk::tryOut(PolicyTrial trial, Progress progress,
                           std::function<void(Result<TrialResult>)> done)
{
    return m_worker.take([this, trial = std::move(trial), progress = std::move(progress),
                          done = std::move(done)] { done(run(trial, progress)); });
}

bool LogPolicyDesk::history(std::function<void(Result<std::vector<PolicyVersion>>)> done)
{
    return m_worker.take([this, done = std::move(done)] { done(versions()); });
}

Result<TrialResult> LogPolicyDesk::run(const PolicyTrial& trial, const Progress& progress) const
{
    const Result<Policy> policy = read(trial.policy, "the policy");
    if (!policy)
        return policy.error();
    const Result<Policy> other = read(trial.against, "the policy in force");
    if (!other)
        return other.error();
    auto log = LogReader::open(m_directory);
    if (!log)
        return log.error();
    Backtest first(policy->detection);
    Backtest second(other->detection);
    Backtest* const both[] = {&first, &second};
    const auto last = static_cast<double>(std::max<Seq>((*log)->lastSeq(), 1));
    const auto goesOn = [&](Seq seq) {
        if (progress)
            progress(std::min(1.0, static_cast<double>(seq) / last));
        return !m_closing && !(trial.cancel && *trial.cancel);
    };
    if (Status done = backtestLog(**log, 0, both, goesOn); !done)
        return done.error();
    return TrialResult{compare(first, second, trial.from), first.steps(), first.leftOut()};
}

Result<std::vector<PolicyVersion>> LogPolicyDesk::versions() const
{
    auto log = LogReader::open(m_directory);
    if (!log)
        return log.error();
    std::vector<PolicyVersion> found;
    const auto take = [&](const EntryBatch& batch) {
        for (const LogEntry& entry : batch.entries)
            if (entry.kind == EntryKind::policy)
                found.push_back({entry.seq, entry.arrival, std::string(entry.text)});
        return !m_closing;
    };
    if (Status read = (*log)->read(1, take, nullptr, LongValues::only({})); !read)
        return read.error();
    std::reverse(found.begin(), found.end());
    return found;
}

} // namespace

std::unique_ptr<PolicyDesk> makePolicyDesk(std::string dataDirectory)
{
    return std::make_unique<LogPolicyDesk>(std::move(dataDirectory));
}

} // namespace penstock
