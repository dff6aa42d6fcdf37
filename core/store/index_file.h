// SPDX-License-Identifier: GPL-3.0-or-later
// IndexFile: index.db beside the log – what is derived from the log so that it can be searched: rows of steps, words of
// texts. It can be deleted at any time; a damaged file or one of another version is begun anew. Deleted pages are
// overwritten. Writing never waits for the disk, which belongs to the log: the file is synced when it is closed, and one
// that was open when the system went down is begun anew. One writer, any number of readers, each with an IndexFile of
// its own; one thread each.
#pragma once

#include "core/base/ids.h"
#include "core/store/database.h"

#include <functional>
#include <memory>
#include <string>

namespace penstock::store {

enum class IndexBlob { column, textPart };
/// How a row of `texts` stands: being filled, as it stays, or without its words.
enum TextsState : int { kOpenTexts = 0, kClosedTexts = 1, kGapInTexts = 2 };

class IndexFile final {
public:
    /// Makes the file, or begins it anew.
    static Result<std::unique_ptr<IndexFile>> openForWriting(const std::string& directory);
    /// notFound: there is none, or none that this version can read.
    static Result<std::unique_ptr<IndexFile>> openForReading(const std::string& directory);

    ~IndexFile();
    IndexFile(const IndexFile&) = delete;
    IndexFile& operator=(const IndexFile&) = delete;

    /// Removes the file, whatever it holds.
    static void destroy(const std::string& directory);

    Database& database() { return *m_database; }
    /// A reader's file is not the one that lies there now: its writer has begun anew.
    bool wasReplaced() const;
    /// A number kept in the file; 0 when it was never set.
    std::int64_t number(std::string_view key);
    Status setNumber(std::string_view key, std::int64_t value);
    /// Empty when there is none; in memory that is there already.
    void blob(IndexBlob table, std::int64_t id, std::string& into);
    std::uint64_t usedBytes();
    /// Empties everything for good; what readers still hold goes with a later call of settle().
    Status clear();
    /// Empties the rows of steps for good. The texts stay under a mark: unless endForget() takes it off again, nobody knows
    /// what of them had to go, and whoever opens the file next must clear() it.
    Status beginForget();
    bool isForgetting() { return number(kForgetting) != 0; }
    /// What `remove` deletes goes for good, and the mark with it.
    Status endForget(const std::function<Status()>& remove);
    /// Moves what was committed into the file, now and then.
    void settle();

private:
    explicit IndexFile(std::unique_ptr<Database> database);
    /// Which file lies at a path; 0 = none.
    static std::uint64_t identityOf(const std::string& path);
    Status beginUnsynced();
    void sync();
    Status wipe(const std::function<Status()>& remove);

    static constexpr std::string_view kForgetting = "forgetting";

    std::unique_ptr<Database> m_database;
    Statement m_column; ///< after the connection that they belong to
    Statement m_textPart;
    bool m_walHoldsCleared = false;
    bool m_unsynced = false; ///< the writer's: see beginUnsynced()
    std::string m_path;      ///< a reader's
    std::uint64_t m_identity = 0;
};

} // namespace penstock::store
