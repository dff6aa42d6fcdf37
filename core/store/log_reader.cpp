// SPDX-License-Identifier: GPL-3.0-or-later
// LogReader over its own read-only connection (contract: log_store.h). Reads row by row and holds no read transaction
// between rows, so that a long read does not keep the writer from checkpointing.
#include "core/store/commit_reader.h"
#include "core/store/log_store.h"
#include "core/store/schema.h"
#include "core/store/verifier.h"

#include <algorithm>

namespace penstock {
namespace {

using namespace store; // NOLINT: a source file

class SqliteLogReader final : public LogReader {
public:
    explicit SqliteLogReader(std::unique_ptr<Database> database)
        : m_database(std::move(database)), m_commits(*m_database)
    {
    }

    Seq firstSeq() override
    {
        return static_cast<Seq>(m_database->queryInteger("SELECT min(seq) FROM commits"));
    }
    Seq lastSeq() override
    {
        return static_cast<Seq>(
            m_database->queryInteger("SELECT last FROM commits ORDER BY seq DESC LIMIT 1"));
    }

    Status read(Seq from, const std::function<bool(const EntryBatch&)>& visit,
                std::vector<std::string>* damage, const LongValues& longValues) override;
    Result<std::shared_ptr<const EntryBatch>> entry(Seq seq) override;
    std::vector<std::shared_ptr<const EntryBatch>> entries(std::span<const Seq> seqs,
                                                           const LongValues& longValues) override;
    Result<std::vector<SeqRange>> rewrittenAfter(Seq seq) override;
    Result<Verification> verify() override;

private:
    /// Tells damage from a gap that retention left.
    bool isUnreadable(Seq seq)
    {
        const auto row = m_commits.next(seq);
        return !row && row.error().code == ErrorCode::damaged;
    }

    std::unique_ptr<Database> m_database;
    CommitReader m_commits;
};

void trimBefore(EntryBatch& batch, Seq from)
{
    std::erase_if(batch.entries, [from](const LogEntry& entry) { return entry.seq < from; });
}

Status SqliteLogReader::read(Seq from, const std::function<bool(const EntryBatch&)>& visit,
                             std::vector<std::string>* damage, const LongValues& longValues)
{
    const CommitReader::Wanting wanting(m_commits, longValues);
    for (Seq at = std::max<Seq>(from, 1);;) {
        const Seq wanted = at;
        Result<std::optional<CommitRow>> row = m_commits.nextReadable(at);
        if (!row)
            return row.error();
        if (at != wanted && damage != nullptr && isUnreadable(wanted))
            damage->push_back("Entries from " + std::to_string(wanted) + " on" +
                              (*row ? " up to " + std::to_string(at - 1) : std::string()) +
                              " cannot be read: the log file is damaged there.");
        if (!*row)
            return Done{};
        const CommitRow& commit = **row;
        at = std::max(commit.header.last, at) + 1;
        Result<std::shared_ptr<EntryBatch>> batch = m_commits.decode(commit);
        if (!batch) {
            if (damage != nullptr)
                damage->push_back(batch.error().sentence);
            continue;
        }
        trimBefore(**batch, from);
        if (!visit(**batch))
            return Done{};
    }
}

Result<std::shared_ptr<const EntryBatch>> SqliteLogReader::entry(Seq seq)
{
    Result<CommitRow> row = m_commits.containing(seq);
    if (!row)
        return row.error();
    Result<std::shared_ptr<EntryBatch>> batch = m_commits.decodeSome(*row, {&seq, 1});
    if (!batch)
        return batch.error();
    if ((*batch)->entries.empty())
        return noSuchEntry();
    return std::shared_ptr<const EntryBatch>(std::move(batch.value()));
}

std::vector<std::shared_ptr<const EntryBatch>>
SqliteLogReader::entries(std::span<const Seq> seqs, const LongValues& longValues)
{
    const CommitReader::Wanting wanting(m_commits, longValues);
    std::vector<std::shared_ptr<const EntryBatch>> out;
    while (!seqs.empty()) {
        const Result<CommitRow> row = m_commits.containing(seqs.front());
        auto end = seqs.begin() + 1;
        if (row) {
            end = std::upper_bound(seqs.begin(), seqs.end(), row->header.last);
            auto batch = m_commits.decodeSome(*row, std::span(seqs.begin(), end));
            if (batch)
                out.push_back(std::move(*batch));
        }
        seqs = std::span(end, seqs.end());
    }
    return out;
}

Result<std::vector<SeqRange>> SqliteLogReader::rewrittenAfter(Seq seq)
{
    Statement query = m_database->prepare(
        "SELECT DISTINCT c.seq, c.last FROM rewrites r JOIN commits c ON c.seq=r.seq "
        "WHERE r.tombstone>?1 ORDER BY c.seq");
    query.bind(1, static_cast<std::int64_t>(seq));
    std::vector<SeqRange> ranges;
    Statement::Row row;
    while ((row = query.step()) == Statement::Row::row)
        ranges.push_back({static_cast<Seq>(query.integer(0)), static_cast<Seq>(query.integer(1))});
    if (row == Statement::Row::failed)
        return query.error();
    return ranges;
}

Result<LogReader::Verification> SqliteLogReader::verify()
{
    return Verifier(*m_database).run();
}

} // namespace

Result<std::unique_ptr<LogReader>> LogReader::open(const std::string& directory)
{
    const std::string path = logPath(directory);
    Result<std::unique_ptr<Database>> database = Database::open(path, Database::Mode::readOnly);
    if (!database)
        return Error{ErrorCode::notFound, "There is no log in " + directory + " yet.",
                     database.error().detail};
    if (Status readable = checkReadable(**database); !readable)
        return readable.error();
    return std::unique_ptr<LogReader>(new SqliteLogReader(std::move(database.value())));
}

} // namespace penstock
