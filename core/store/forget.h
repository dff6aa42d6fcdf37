// SPDX-License-Identifier: GPL-3.0-or-later
// Forgetter: removes steps for good. Commits that held them are written again with holes in their place (all other
// entries keep their seq), parts that nothing else refers to are emptied, and one tombstone entry binds the hashes
// before and after, so that verify() accepts exactly this change. The tombstone does not repeat the name that was asked
// for: that would keep it. Reads the log twice (≈ 1 s a million steps) on the writer thread; a user or a session costs
// a third time, because a trace may say late whose it is. Memory grows with what goes, not with the log. All or nothing.
#pragma once

#include "core/store/commit_reader.h"
#include "core/store/commit_writer.h"
#include "core/store/verifier.h"

#include <map>
#include <set>
#include <unordered_map>

namespace penstock::store {

class Forgetter final {
public:
    Forgetter(Database& database, const KeyedHash& hash, Compressor& compressor, CommitWriter& writer);

    Result<LogStore::Forgotten> run(const LogStore::ForgetRequest& request, Nanos now);

private:
    struct AddressHash {
        std::size_t operator()(const PartAddress& a) const
        {
            return (a.commit ^ std::uint64_t{a.index} << 40) * 0x9E3779B97F4A7C15ull;
        }
    };
    using PartTexts = std::unordered_map<PartAddress, std::string, AddressHash>;
    using Parts = std::unordered_map<PartAddress, bool, AddressHash>; ///< true: still referred to
    struct Change {
        ContentHashes before;
        ContentHashes after;
    };

    using Traces = std::set<TraceId>; ///< ordered: senders choose the ids and could make a hash table slow

    /// Calls visit for each readable commit with its entries and the parts they refer to.
    Status scan(Seq from, const std::function<Status(CommitRow&, EntryBatch&, const PartTexts&)>& visit);
    Status findTraces(const LogStore::ForgetRequest& request);
    bool matches(const LogEntry& entry, const LogStore::ForgetRequest& request) const;
    Status findSteps(const LogStore::ForgetRequest& request);
    Status findUnusedParts(const LogStore::ForgetRequest& request);
    Status rewriteBody(CommitRow& row, const EntryBatch& batch, const PartTexts& texts,
                       const LogStore::ForgetRequest& request);
    Status emptyParts();
    Status emptyPartsOf(Seq commit, const std::vector<std::uint32_t>& parts);
    Result<std::string> withoutParts(std::string_view packs, const std::vector<std::uint32_t>& parts);
    Status writeTombstone(const LogStore::ForgetRequest& request, Nanos now);
    Status readHashes(Seq commit, const char* table, ContentHashes& hashes);

    Database& m_database;
    const KeyedHash& m_hash;
    Compressor& m_compressor;
    CommitWriter& m_writer;
    CommitReader m_reader;
    StepDigester m_digester;
    Traces m_userTraces;    ///< in which some step names the user
    Traces m_sessionTraces; ///< in which some step names the session
    std::map<Seq, Change> m_changes;
    std::vector<Identity> m_identities;
    Parts m_candidates; ///< parts of affected commits
    LogStore::Forgotten m_result;
};

} // namespace penstock::store
