// SPDX-License-Identifier: GPL-3.0-or-later
// LogStore: the log in arrival order, hash-chained a commit at a time, over one SQLite file (log.db). One writer
// (told by a lock), any number of readers in this or other processes. append() returns after commit and sync:
// whoever acknowledges afterwards acknowledges something durable (invariant 1).
// Writer methods: one thread (the writer thread). Reader methods are on LogReader: one object a thread.
#pragma once

#include "core/base/memory_part.h"
#include "core/base/result.h"
#include "core/model/log_entry.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace penstock {

/// full: the data is synced to disk before a batch counts as stored. process: survives a killed process, not a
/// power cut (SQLite synchronous=OFF-like speed on slow disks).
enum class Durability { full, process };

struct StoreOptions {
    std::string directory; ///< the data directory, mode 0700
    Durability durability = Durability::full;
    Nanos duplicateHorizon = 45 * kDay; ///< identities are recognised for at least this long
    Nanos retentionAge = 0;             ///< 0 = keep for ever
    std::uint64_t retentionBytes = 0;   ///< 0 = no bound
    std::uint64_t freeBytesFloor = 64ull
                                   << 20; ///< below this much free disk the store calls itself full
};

/// What one sender's request contributes to the next commit.
struct Contribution {
    std::string source;
    std::shared_ptr<const StepBatch> batch;                ///< may be null (only losses)
    LossCounts losses;                                     ///< counted at the border
    std::vector<std::pair<EntryKind, std::string>> others; ///< tick, prices, note …
};

/// What became of each contribution, in the same order.
struct Outcome {
    std::uint64_t stored = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t revised = 0;
};

struct CommitResult {
    Seq first = 0; ///< seq of the first entry, 0 when nothing was written
    Seq last = 0;
    std::vector<Outcome> outcomes;
    std::shared_ptr<const EntryBatch>
        entries; ///< what the fold gets; equal to what a LogReader would read back
};

struct StoreHealth {
    std::uint64_t logBytes = 0; ///< on disk, WAL included
    std::uint64_t freeBytes = 0;
    std::uint64_t payloadBytesIn = 0; ///< content bytes received since the store was made
    std::uint64_t payloadBytesKept = 0;
    Seq firstSeq = 0; ///< oldest entry still there
    Seq lastSeq = 0;
    bool full = false;               ///< disk full: senders are told to retry
    std::vector<std::string> damage; ///< sentences; each damaged part is set aside
    bool forgetInterrupted = false;  ///< when the store was opened: see unfinishedForget()
    std::string recovered; ///< what start-up had to do after an unclean end; empty if nothing
};

class LogStore {
public:
    virtual ~LogStore() = default;

    /// locked: another process writes here (sentence names it). unsupported: newer schema. Creates what is missing.
    static Result<std::unique_ptr<LogStore>> open(const StoreOptions& options);

    /// Stamps arrival, drops duplicates, marks revisions and late steps, adds a losses entry per source, writes one
    /// hash-chained commit and syncs. full: nothing was written, the contributions may be offered again.
    virtual Result<CommitResult> append(std::vector<Contribution> contributions, Nanos now) = 0;

    /// A little retention, merging and checkpoint work (≤ budget ns and one piece of a few ms); true when more is
    /// waiting. Called between commits, also when nothing arrives.
    virtual bool housekeep(Nanos now, Nanos budget) = 0;
    virtual StoreHealth health() const = 0; ///< any thread
    /// Writer thread. The pages of databases are those of the whole process.
    virtual std::vector<MemoryPart> memory() const = 0;

    /// Any of the three may be empty / 0. A user's steps are those that name the user and those that name no user in
    /// a trace where another step does; a session's likewise.
    struct ForgetRequest {
        std::string user;
        std::string session;
        Nanos before = 0; ///< event time of each step
    };
    struct Forgotten {
        std::uint64_t steps = 0;
        std::uint64_t parts = 0;
        std::string tombstone; ///< hex digest under which the tombstone is logged
    };
    /// A forget under way. look() and write() take turns until write() has the result. Given up in between, or killed,
    /// it is either not begun (nothing is changed) or it is what unfinishedForget() goes on with.
    class Forgetting {
    public:
        virtual ~Forgetting() = default;
        /// Reads the log on a connection of its own; any thread but the writer's, which it does not hold up.
        virtual Status look() = 0;
        /// Writer thread: a few ms and a sync.
        virtual Result<std::optional<Forgotten>> write(Nanos now) = 0;
    };
    /// Deletes for good (pages overwritten) and leaves a verifiable tombstone entry in the log. All conditions given
    /// must hold for a step to go. Other entries keep their seq; the forgotten ones are no longer read, no version of
    /// them is stored again, and no late step of their traces that the request would have taken. Nothing is written
    /// when nothing matches. busy: another one is under way. The store must outlive what is returned.
    virtual Result<std::unique_ptr<Forgetting>> beginForget(const ForgetRequest& request) = 0;
    /// What a crash interrupted; null when there is none. To be finished before another one is begun.
    virtual Result<std::unique_ptr<Forgetting>> unfinishedForget() = 0;
    /// All of it on one thread that is the writer's; finishes first what was interrupted.
    Result<Forgotten> forget(const ForgetRequest& request, Nanos now);
};

/// Runs work between commits on the writer thread and waits for it; false when the writer has ended.
using OnWriter = std::function<bool(const std::function<void(LogStore&)>& work)>;
/// Finishes what was interrupted and then, if one is given, does what is asked, while the writer goes on storing. Blocks;
/// one at a time. cancelled: the writer ended before it was done.
Result<LogStore::Forgotten> forgetBeside(const OnWriter& onWriter,
                                         const std::optional<LogStore::ForgetRequest>& request,
                                         const std::function<Nanos()>& now);

/// Which long attribute values (and log bodies) a reader wants: fetching and unpacking them is most of the cost of reading
/// the log. Those it does not want come out as empty texts; short ones always come.
struct LongValues {
    bool all = true;
    std::span<const KeyId> of; ///< when not all
    static LongValues only(std::span<const KeyId> keys) { return {false, keys}; }
};

/// Neighbouring entries of the log.
struct SeqRange {
    Seq first = 0;
    Seq last = 0;
};

class LogReader {
public:
    virtual ~LogReader() = default;

    static Result<std::unique_ptr<LogReader>> open(const std::string& directory);

    virtual Seq firstSeq() = 0;
    virtual Seq lastSeq() = 0;

    /// Calls visit for each stored batch from `from` on, in seq order, until it returns false or the log ends.
    /// Damaged batches are skipped and reported in `damage`.
    virtual Status read(Seq from, const std::function<bool(const EntryBatch&)>& visit,
                        std::vector<std::string>* damage = nullptr,
                        const LongValues& longValues = {}) = 0;
    /// One entry with everything raw, e.g. for the inspector. notFound after retention.
    virtual Result<std::shared_ptr<const EntryBatch>> entry(Seq seq) = 0;
    /// Several, ascending, a commit at a time: far cheaper than one by one. What cannot be read is left out.
    virtual std::vector<std::shared_ptr<const EntryBatch>>
    entries(std::span<const Seq> seqs, const LongValues& longValues = {}) = 0;

    /// Commits that were written again by forgets whose entries come after `seq`, in order. Without those that retention took.
    virtual Result<std::vector<SeqRange>> rewrittenAfter(Seq seq) = 0;

    struct Verification {
        std::uint64_t commits = 0;
        std::uint64_t entries = 0;
        std::vector<std::string> problems; ///< one sentence each, naming the batch
        std::string head;                  ///< hex digest of the newest commit
        std::uint64_t tombstones = 0;
    };
    virtual Result<Verification> verify() = 0;
};

} // namespace penstock
