// SPDX-License-Identifier: GPL-3.0-or-later
// ForgetPlanner: the reading half of a forget. On a connection of its own it finds what goes, which payload parts nobody
// refers to any more, and builds the commits anew that held them – so that the writer only has to put them in place.
// The asker's thread; ≈ 3 s a million steps. Memory grows with what goes, not with the log.
// Errors: io, damaged; batches that cannot be decoded are passed over: nobody can read what is in them.
#pragma once

#include "core/store/commit_reader.h"
#include "core/store/forget_rule.h"
#include "core/store/trace_marks.h"
#include "core/store/verifier.h"

#include <map>
#include <unordered_map>

namespace penstock::store {

/// A commit without what was forgotten, ready to be put in place of the one that is there.
struct RewrittenCommit {
    Seq seq = 0;
    bool pastRetention = false; ///< only its packs are left
    ContentHashes before;
    ContentHashes after;
    std::string body;
    std::string packs;
};

/// What one turn of the writer takes away.
struct ForgetSlice {
    std::vector<RewrittenCommit> commits;
    std::vector<Identity> identities;
    std::vector<TraceMark> marks;
    std::uint64_t steps = 0;
    std::uint64_t parts = 0;
    bool last = false;
};

class ForgetPlanner final {
public:
    /// hash must outlive the planner.
    ForgetPlanner(std::unique_ptr<Database> database, const KeyedHash& hash);

    /// Fills the rule's traces and finds the commits that hold what it takes, up to rule.through.
    Status survey(ForgetRule& rule);
    bool foundAny() const { return !m_work.empty(); }
    /// Goes on from there: what came late up to `end`, then the parts that only forgotten steps refer to. From here on no
    /// newer commit may refer to parts of commits up to `end`.
    Status complete(const ForgetRule& rule, Seq end);
    /// The next commits in ascending order: then a part is never left behind by a step that is gone already, and what a
    /// crash left undone can be found again.
    Result<ForgetSlice> nextSlice(const ForgetRule& rule);

private:
    struct AddressHash {
        std::size_t operator()(const PartAddress& a) const
        {
            return (a.commit ^ std::uint64_t{a.index} << 40) * 0x9E3779B97F4A7C15ull;
        }
    };
    using PartTexts = std::unordered_map<PartAddress, std::string, AddressHash>;
    using Parts = std::unordered_map<PartAddress, bool, AddressHash>; ///< true: still referred to
    using Visit = std::function<Status(const CommitRow&, const EntryBatch&, const PartTexts&)>;

    struct Work {
        bool holdsSteps = false;
        std::vector<std::uint32_t> unusedParts;
    };

    /// Calls visit for each readable commit up to `last` with its entries and the parts they refer to.
    Status scan(Seq from, Seq last, const Visit& visit);
    Status findSteps(const ForgetRule& rule, Seq from, Seq last, ForgetRule::Traces* oldTraces);
    Status findUnusedParts(const ForgetRule& rule, Seq end);
    Result<std::optional<RewrittenCommit>> rewrite(const ForgetRule& rule, Seq seq,
                                                   const Work& work, ForgetSlice& slice);
    Status rewriteSteps(const ForgetRule& rule, const CommitRow& row, const Work& work,
                        RewrittenCommit& result, ForgetSlice& slice);
    Result<bool> readKept(Seq seq, RewrittenCommit& commit);
    Result<std::string> rebuildPacks(std::string_view packs,
                                     const std::vector<std::uint32_t>& without, const Pack* added);

    const std::unique_ptr<Database> m_database;
    const KeyedHash& m_hash;
    Compressor m_compressor;
    CommitReader m_reader;
    StepDigester m_digester;
    PartTexts m_texts; ///< of the commit decoded last
    std::map<Seq, Work> m_work;
    Parts m_candidates; ///< parts of affected commits
    ForgetRule::Traces m_marked;
};

} // namespace penstock::store
