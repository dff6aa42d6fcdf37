// SPDX-License-Identifier: GPL-3.0-or-later
// ForgetJob: removes steps for good, in pieces that ingest goes on between. Commits that held them are written again with
// holes in their place (all other entries keep their seq), parts that nothing else refers to are emptied. Each piece is
// one commit with an entry that binds the hashes before and after, so that verify() accepts exactly this change; the last
// one is the tombstone. None repeats the name that was asked for: that would keep it. Before the first piece the request
// is noted in `meta`, so that a crash in between is made good at the next start; the tombstone's commit wipes the note.
#pragma once

#include "core/store/commit_writer.h"
#include "core/store/forget_plan.h"

namespace penstock::store {

class ForgetJob final : public LogStore::Forgetting {
public:
    struct Writing { ///< the writer's half; all outlive the job
        Database& database;
        CommitWriter& writer;
        PartStore& parts;
        std::function<void(const Status&)> written; ///< after each piece
        std::function<void()> finished;             ///< after the tombstone
    };

    /// rule as asked, or as readUnfinished() gave it.
    ForgetJob(std::shared_ptr<ForgetRule> rule, bool resumed,
              std::unique_ptr<ForgetPlanner> planner, Writing writing);

    Status look() override;
    Result<std::optional<LogStore::Forgotten>> write(Nanos now) override;

    /// The rule of a forget that was interrupted; none without one. Writer thread.
    static Result<std::optional<ForgetRule>> readUnfinished(Database& database);
    /// Whether any trace was ever marked.
    static bool hasMarks(Database& database);

private:
    enum class Stage { survey, note, complete, remove, done };

    Status noteNext();
    Result<std::optional<LogStore::Forgotten>> remove(Nanos now);
    Status apply(Seq first);
    std::string sentence(const std::string& digest) const;

    std::shared_ptr<ForgetRule>
        m_rule; ///< the commit writer refuses late steps as long as it lives
    const bool m_resumed;
    const std::unique_ptr<ForgetPlanner> m_planner;
    Writing m_writing;
    Stage m_stage = Stage::survey;
    std::vector<std::string> m_toNote;
    std::size_t m_noted = 0;
    Seq m_end = 0; ///< newest entry when late steps began to be refused
    ForgetSlice m_slice;
    LogStore::Forgotten m_result;
};

} // namespace penstock::store
