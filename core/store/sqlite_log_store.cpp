// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite_log_store.h"

#include "core/base/encoding.h"
#include "core/store/commit_reader.h"
#include "core/store/disk_space.h"
#include "core/store/forget.h"
#include "core/store/salvage.h"
#include "core/store/schema.h"

#include <algorithm>
#include <chrono>

namespace penstock::store {
namespace {

constexpr int kCheckpointPages = 2048; ///< of the WAL, 8 MiB: small enough not to be felt

/// A store whose secret is damaged fails in load(); until then any secret will do.
std::string readSecret(Database& database)
{
    std::string secret = readMeta(database, "hash_secret");
    secret.resize(KeyedHash::kSecretSize);
    return secret;
}

} // namespace

SqliteLogStore::SqliteLogStore(StoreOptions options, std::unique_ptr<Database> database)
    : m_options(std::move(options)),
      m_database(std::move(database)),
      m_hash(readSecret(*m_database)),
      m_compressor(builtInDictionary()),
      m_parts(m_hash),
      m_identities(*m_database, m_options.duplicateHorizon),
      m_writer(*m_database, m_hash, m_identities, m_compressor, m_parts,
               m_options.retentionBytes / 4),
      m_retention(*m_database, m_options.retentionAge, m_options.retentionBytes)
{
}

SqliteLogStore::~SqliteLogStore()
{
    std::string counters;
    putFixed64(counters, m_parts.bytesIn());
    putFixed64(counters, m_parts.bytesKept());
    (void)writeMeta(*m_database, "payload_counters", counters); // a statistic only
    // Where a reader closes later, nobody else would: it may not write.
    (void)m_database->truncateWal();
}

Status SqliteLogStore::load(bool afterUncleanEnd)
{
    if (readMeta(*m_database, "hash_secret").size() != KeyedHash::kSecretSize)
        return Error{ErrorCode::damaged, "The log's settings are damaged.", "no hash secret"};
    const std::string dictionary = builtInDictionary();
    Statement keep = m_database->prepare("INSERT OR IGNORE INTO dictionaries VALUES(?1, ?2)");
    keep.bind(1, static_cast<std::int64_t>(m_compressor.dictionaryId())).bindBlob(2, dictionary);
    if (Status kept = keep.run(); !kept)
        return kept;

    const std::string counters = readMeta(*m_database, "payload_counters");
    ByteReader in(counters);
    const std::uint64_t bytesIn = in.fixed64();
    m_parts.restoreCounters(bytesIn, in.fixed64());

    Result<ChainEnd> end = readChainEnd(*m_database);
    if (!end)
        return end.error();
    m_writer.setEnd(*end);
    if (Status dropped = dropLostEnd(*end); !dropped)
        return dropped;
    if (Status loaded = m_identities.load(); !loaded)
        return loaded;
    if (ForgetJob::hasMarks(*m_database))
        m_writer.enableMarks();
    m_health.firstSeq = static_cast<Seq>(m_database->queryInteger("SELECT min(seq) FROM commits"));
    m_health.lastSeq = end->header.last;
    Result<std::optional<ForgetRule>> unfinished = ForgetJob::readUnfinished(*m_database);
    m_health.forgetInterrupted = unfinished && *unfinished;
    if (afterUncleanEnd)
        m_health.recovered = "Penstock did not end cleanly last time; everything acknowledged is "
                             "there up to entry " +
                             std::to_string(end->header.last) + ".";
    return Done{};
}

/// A log whose newest batches are lost must not take their steps for duplicates when they are sent again.
Status SqliteLogStore::dropLostEnd(const ChainEnd& end)
{
    Result<ChainEnd> head = readHead(*m_database);
    if (!head || head->header.number <= end.header.number)
        return head ? Status(Done{}) : Status(head.error());
    m_health.damage.push_back("The newest entries of the log, " +
                              std::to_string(end.header.last + 1) + "–" +
                              std::to_string(head->header.last) + ", are missing.");
    return m_database->execute("DELETE FROM recent_identities WHERE seq>" +
                               std::to_string(end.header.last));
}

Status SqliteLogStore::checkSpace()
{
    const std::uint64_t free = freeBytes(m_options.directory);
    if (free >= m_options.freeBytesFloor)
        return Done{};
    return Error{ErrorCode::full,
                 "The disk that holds " + m_options.directory +
                     " is nearly full; recording goes on when there is space again.",
                 std::to_string(free) + " bytes free"};
}

Result<CommitResult> SqliteLogStore::append(std::vector<Contribution> contributions, Nanos now)
{
    if (Status space = checkSpace(); !space) {
        noteFailure(space.error());
        return space.error();
    }
    Result<CommitResult> result = m_writer.append(std::move(contributions), now);
    if (result)
        noteSuccess();
    else
        noteFailure(result.error());
    return result;
}

void SqliteLogStore::noteSuccess()
{
    std::lock_guard lock(m_healthMutex);
    m_health.full = false;
    m_health.lastSeq = m_writer.end().header.last;
    if (m_health.firstSeq == 0 && m_health.lastSeq != 0)
        m_health.firstSeq = 1;
    m_health.payloadBytesIn = m_parts.bytesIn();
    m_health.payloadBytesKept = m_parts.bytesKept();
}

void SqliteLogStore::noteFailure(const Error& error)
{
    std::lock_guard lock(m_healthMutex);
    if (error.code == ErrorCode::full)
        m_health.full = true;
    if (error.code != ErrorCode::damaged || m_repairRequested)
        return;
    m_repairRequested = true;
    requestRepair(m_options.directory);
    m_health.damage.push_back("The log file is damaged (" + error.detail +
                              "); it will be repaired at the next start of Penstock.");
}

void SqliteLogStore::reportDamage(const std::string& sentence)
{
    std::lock_guard lock(m_healthMutex);
    m_health.damage.push_back(sentence);
}

std::vector<MemoryPart> SqliteLogStore::memory() const
{
    const UnpackedMemory unpacked = unpackedMemory();
    return {{"texts that are stored", m_parts.heapBytes(), m_parts.known(), "texts",
             m_parts.mostKnown()},
            {"identities of steps", m_identities.heapBytes(), m_identities.count(), "steps", 0},
            {"texts unpacked to be read", unpacked.bytes, unpacked.bytes, "bytes", unpacked.most},
            {"pages of databases", databaseMemory(), 0, {}, 0}};
}

StoreHealth SqliteLogStore::health() const
{
    StoreHealth health;
    {
        std::lock_guard lock(m_healthMutex);
        health = m_health;
    }
    const std::string path = logPath(m_options.directory);
    health.logBytes = fileBytes(path) + fileBytes(path + "-wal");
    health.freeBytes = freeBytes(m_options.directory);
    return health;
}

bool SqliteLogStore::housekeep(Nanos now, Nanos budget)
{
    const auto began = std::chrono::steady_clock::now();
    // Nothing done here is acknowledged to anybody: the next commit's sync covers it.
    (void)m_database->execute("PRAGMA synchronous=NORMAL");
    bool more = true;
    while (more && std::chrono::steady_clock::now() - began < std::chrono::nanoseconds(budget)) {
        Result<bool> done = m_identities.housekeep(now);
        // What a forget has read must stay until it is rewritten.
        if (done && !*done && m_forgetting.expired())
            done = m_retention.housekeep(now);
        more = done && *done;
        if (!done)
            noteFailure(done.error());
    }
    m_database->checkpoint(kCheckpointPages);
    // A reader may have needed the log file when forget() wanted it emptied.
    if (m_walHoldsForgotten)
        m_walHoldsForgotten = !m_database->truncateWal();
    if (m_options.durability == Durability::full)
        (void)m_database->execute("PRAGMA synchronous=FULL");
    std::lock_guard lock(m_healthMutex);
    m_health.firstSeq = std::max(m_health.firstSeq, m_retention.firstSeq());
    return more;
}

Result<std::unique_ptr<LogStore::Forgetting>>
SqliteLogStore::beginForget(const ForgetRequest& request)
{
    if (request.user.empty() && request.session.empty() && request.before == 0)
        return Error{ErrorCode::invalid, "Say what to forget: a user, a session or a time.", ""};
    ForgetRule rule;
    rule.request = request;
    rule.through = m_writer.end().header.last;
    return startForget(std::move(rule), false);
}

Result<std::unique_ptr<LogStore::Forgetting>> SqliteLogStore::unfinishedForget()
{
    Result<std::optional<ForgetRule>> rule = ForgetJob::readUnfinished(*m_database);
    if (!rule)
        return rule.error();
    if (!*rule)
        return std::unique_ptr<Forgetting>();
    return startForget(std::move(**rule), true);
}

Result<std::unique_ptr<LogStore::Forgetting>> SqliteLogStore::startForget(ForgetRule rule,
                                                                          bool resumed)
{
    if (!m_forgetting.expired())
        return Error{ErrorCode::busy,
                     "Something else is being deleted; try again when that is done.", ""};
    Result<std::unique_ptr<Database>> reading =
        Database::open(logPath(m_options.directory), Database::Mode::readOnly);
    if (!reading)
        return reading.error();
    auto shared = std::make_shared<ForgetRule>(std::move(rule));
    m_forgetting = shared;
    const auto written = [this](const Status& status) {
        status ? noteSuccess() : noteFailure(status.error());
    };
    const auto finished = [this] { m_walHoldsForgotten = !m_database->truncateWal(); };
    return std::unique_ptr<Forgetting>(new ForgetJob(
        std::move(shared), resumed, std::make_unique<ForgetPlanner>(std::move(*reading), m_hash),
        {*m_database, m_writer, m_parts, written, finished}));
}

} // namespace penstock::store
