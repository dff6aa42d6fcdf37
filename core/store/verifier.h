// SPDX-License-Identifier: GPL-3.0-or-later
// Verifier: walks the hash chain from the anchor to the newest commit and names every batch that is missing, out of
// place or changed. What forget() rewrote is accepted exactly as its tombstone in the log says. Reads everything
// twice, in one read transaction: for the hashes (about 1 GB/s), then to see that it can be decoded. One thread.
#pragma once

#include "core/store/chain.h"
#include "core/store/commit_reader.h"
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
    Status checkDictionaries();
    void problem(const CommitHeader& header, const std::string& what);

    Database& m_database;
    CommitReader m_commits;
    LogReader::Verification m_result;
    std::map<Seq, std::vector<Rewrite>> m_rewrites;
    ChainEnd m_previous;
    Sha256 m_previousComputed{}; ///< differs from m_previous.hash when the stored hash was changed
};

} // namespace penstock::store
