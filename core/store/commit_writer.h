// SPDX-License-Identifier: GPL-3.0-or-later
// CommitWriter: contributions → one hash-chained commit. Stamps arrival, drops duplicates, marks revisions and late
// steps, adds up losses a source. All or nothing: after an error the log and all tables in memory are as before.
// Writer thread. About 5 µs a step of 1.5 KB.
#pragma once

#include "core/store/chain.h"
#include "core/store/database.h"
#include "core/store/identity_index.h"
#include "core/store/log_store.h"
#include "core/store/reuse_horizon.h"
#include "core/store/trace_marks.h"

#include <deque>
#include <functional>
#include <memory>
#include <unordered_map>

namespace penstock::store {

class CommitWriter final {
public:
    /// reuseBytes: parts are only referred to while the log grows by that much; 0 = no bound.
    CommitWriter(Database& database, const KeyedHash& hash, IdentityIndex& identities,
                 Compressor& compressor, PartStore& parts, std::uint64_t reuseBytes);

    void setEnd(const ChainEnd& end) { m_end = end; }
    const ChainEnd& end() const { return m_end; }

    /// What a forget takes away together with the commit that says so.
    struct Removal {
        std::vector<Identity> identities;       ///< these steps shall not come back,
        std::vector<TraceMark> marks;           ///< nor late ones of their traces
        std::function<Status(Seq first)> apply; ///< in the commit's transaction
    };

    Result<CommitResult> append(std::vector<Contribution> contributions, Nanos now,
                                const Removal* removal = nullptr);
    /// Until the rule goes away, steps that it takes late are not stored: the marks are not all there yet.
    void refuseLate(std::weak_ptr<const ForgetRule> rule) { m_forgetting = std::move(rule); }
    /// Steps of marked traces are not stored from here on.
    void enableMarks() { m_marks.enable(); }

private:
    struct SourceTally;
    struct Building;

    SourceTally& tallyOf(Building& building, std::string_view source);
    void addSteps(Building& building, const Contribution& contribution, SourceTally& tally);
    void addStep(Building& building, const Contribution& contribution, SourceTally& tally,
                 const Step& step);
    void addOthers(Building& building, const Contribution& contribution);
    void addLosses(Building& building);
    static bool isLate(SourceTally& tally, const Step& step, Nanos arrival);
    bool isForgotten(const Building& building, const Step& step);
    Status store(const Building& building, const Removal* removal);
    void rollBack();

    Database& m_database;
    IdentityIndex& m_identities;
    Compressor& m_compressor;
    PartStore& m_parts;
    StepDigester m_digester;
    TraceMarks m_marks;
    std::weak_ptr<const ForgetRule> m_forgetting;
    EntryEncoder m_encoder;
    Statement m_insertCommit;
    Statement m_insertIdentities;
    Statement m_noteHead;
    std::unordered_map<std::string, Nanos> m_newestEnd; ///< by source
    ChainEnd m_end;
    ReuseHorizon m_horizon;
};

} // namespace penstock::store
