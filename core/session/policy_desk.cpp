// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/policy_desk.h"

#include "core/detect/policy.h"
#include "core/fleet/fleet.h"
#include "core/net/private_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace penstock {
namespace {

constexpr std::size_t kMostWaiting = 8;

} // namespace

PolicyDesk::PolicyDesk(std::string dataDirectory)
    : m_directory(std::move(dataDirectory)), m_worker(kMostWaiting)
{
}

PolicyDesk::~PolicyDesk()
{
    m_closing = true;
}

Status PolicyDesk::check(const std::string& text, const std::string& name)
{
    const Result<Policy> policy = Policy::parse(text, name);
    return policy ? Status(Done{}) : Status(policy.error());
}

Result<std::string> PolicyDesk::load(const std::string& file)
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

Status PolicyDesk::save(const std::string& file, const std::string& text)
{
    if (Status sound = check(text, std::filesystem::path(file).filename().string()); !sound)
        return sound;
    return replacePrivateFile(file, text);
}

bool PolicyDesk::tryOut(PolicyTrial trial, Progress progress,
                        std::function<void(Result<TrialResult>)> done)
{
    return m_worker.take([this, trial = std::move(trial), progress = std::move(progress),
                          done = std::move(done)] { done(run(trial, progress)); });
}

bool PolicyDesk::history(std::function<void(Result<std::vector<PolicyVersion>>)> done)
{
    return m_worker.take([this, done = std::move(done)] { done(versions()); });
}

Result<TrialResult> PolicyDesk::run(const PolicyTrial& trial, const Progress& progress) const
{
    const Result<Policy> policy = Policy::parse(trial.policy, "the policy");
    if (!policy)
        return policy.error();
    const Result<Policy> other = Policy::parse(trial.against, "the policy in force");
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

Result<std::vector<PolicyVersion>> PolicyDesk::versions() const
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

} // namespace penstock
