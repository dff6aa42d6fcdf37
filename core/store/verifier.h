// SPDX-License-Identifier: GPL-3.0-or-later
// Verifier: walks the hash chain from the anchor (what retention left) to the head and names what is missing, out of place
// or changed; what forget() rewrote is accepted exactly as its tombstone says. Beside the chain it checks the head, kept
// payloads, dictionaries, reuse floors, what is set aside, and – by computing them again – the identities and the secret
// they hang on. It finds accidents and edits, not whoever writes all of it anew or passes off a cut-off beginning as
// retention: for that keep the head's digest elsewhere. One read transaction, everything twice (≈ 1 GB/s). One thread.
#pragma once

#include "core/store/chain.h"
#include "core/store/commit_reader.h"
#include "core/store/identity_index.h"
#include "core/store/log_store.h"

#include <map>

namespace penstock::store {

/// SHA-256 of body and of packs.
struct ContentHashes {
    Sha256 body{};
    Sha256 packs{};
    bool operator==(const ContentHashes&) const = default;
};
std::string bytesOf(const ContentHashes& before, const ContentHashes& after);

/// Digest by which a tombstone entry binds the rewrites of one forget(): over (seq, before, after) in order of seq.
class RewriteDigest final {
public:
    void add(Seq seq, std::string_view hashes);
    std::string hex();

private:
    Sha256Stream m_stream;
};

class Verifier final {
public:
    explicit Verifier(Database& database);

    Result<LogReader::Verification> run();

private:
    struct Rewrite {
        Seq tombstone = 0;
        ContentHashes before;
        ContentHashes after;
    };

    Status readRewrites();
    Status checkTombstones();
    void checkCommit(const CommitRow& row);
    void checkPlace(const CommitHeader& header);
    ContentHashes originalHashes(const CommitRow& row, bool& rewrittenWell) const;
    Status checkEnd();
    Status checkKeptPacks();
    Status checkLegible(Seq from);
    Status checkQuarantine();
    void checkFloor(const CommitRow& row, Seq oldestPart);
    void checkIdentities(const CommitRow& row, const EntryBatch& batch);
    Status openIdentities();
    Status checkDictionaries();
    void problem(const CommitHeader& header, const std::string& what);

    Database& m_database;
    CommitReader m_commits;
    LogReader::Verification m_result;
    std::map<Seq, std::vector<Rewrite>> m_rewrites;
    std::unique_ptr<KeyedHash> m_hash; ///< null when the secret is unusable
    std::unique_ptr<StepDigester> m_digester;
    std::unique_ptr<IdentityIndex> m_identities;
    Seq m_identitiesExpired = 0;
    std::uint64_t m_unknownSteps = 0;
    Seq m_firstUnknown = 0;
    ChainEnd m_anchor;
    ChainEnd m_previous;
    Sha256 m_previousComputed{}; ///< differs from m_previous.hash when the stored hash was changed
};

} // namespace penstock::store
