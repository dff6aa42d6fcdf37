// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/identity_index.h"

#include "core/base/encoding.h"
#include "core/base/memory_part.h"
#include "core/store/schema.h"

#include <algorithm>
#include <cstring>

namespace penstock::store {
namespace {

constexpr std::size_t kPiece = 8192; ///< identities written at once, about 1 ms
constexpr std::size_t kMergeWidth = 8;
constexpr int kTopTier = 4; ///< 8^4 tables of 2^18: about a thousand million identities in one run
constexpr std::uint64_t kForgottenSalt = 0xF0460771E4ull;

// A further version of a step, or its being forgotten, is remembered under a key of its own: one key never has two
// digests, so hostile revisions of one span cannot build a long cluster.
std::uint64_t derivedKey(std::uint64_t key, std::uint64_t with)
{
    std::uint64_t z = key ^ (with * 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    z ^= z >> 31;
    return z == 0 ? 1 : z;
}

// 0 marks an empty slot or a removed identity.
Identity normalized(Identity identity)
{
    return {identity.key == 0 ? 1 : identity.key, identity.digest == 0 ? 1 : identity.digest};
}

bool keyLess(const Identity& a, const Identity& b)
{
    return a.key < b.key;
}

} // namespace

struct IdentityIndex::Flush {
    std::unique_ptr<IdentityTable> table;
    RunBuilder builder;
    std::size_t slot = 0;
    Seq covered = 0;
    Nanos newest = 0;
};

struct IdentityIndex::Merge {
    struct Input {
        const IdentityRun* run = nullptr;
        std::size_t nextBlock = 0;
        std::vector<Identity> block;
        std::size_t at = 0;
        bool atEnd() const { return at == block.size(); }
    };
    std::vector<Input> inputs;
    RunBuilder builder;
    int tier = 0;
};

IdentityIndex::IdentityIndex(Database& database, Nanos horizon, std::size_t tableCapacity)
    : m_database(database),
      m_horizon(horizon),
      m_tableCapacity(tableCapacity),
      m_runs(database),
      m_active(std::make_unique<IdentityTable>(tableCapacity))
{
}

IdentityIndex::~IdentityIndex() = default;

Status IdentityIndex::load()
{
    if (Status loaded = m_runs.load(); !loaded)
        return loaded;
    Statement query = m_database.prepare(
        "SELECT seq, arrival, data FROM recent_identities WHERE seq>?1 ORDER BY seq");
    query.bind(1, static_cast<std::int64_t>(m_runs.covered()));
    Statement::Row row;
    while ((row = query.step()) == Statement::Row::row) {
        const std::string_view data = query.blob(2);
        for (std::size_t at = 0; at + sizeof(Identity) <= data.size(); at += sizeof(Identity)) {
            Identity identity;
            std::memcpy(&identity, data.data() + at, sizeof identity);
            m_active->insert(normalized(identity));
        }
        m_lastSeq = static_cast<Seq>(query.integer(0));
        m_lastArrival = query.integer(1);
    }
    if (row == Statement::Row::failed)
        return query.error();
    return Done{};
}

std::optional<std::uint64_t> IdentityIndex::find(std::uint64_t key)
{
    if (const auto digest = m_active->find(key))
        return digest;
    if (m_flush)
        if (const auto digest = m_flush->table->find(key))
            return digest;
    return m_runs.find(key);
}

std::uint64_t IdentityIndex::count() const
{
    std::uint64_t count = m_active->size() + (m_flush ? m_flush->table->size() : 0);
    for (const auto& run : m_runs.runs())
        count += run->identities;
    return count;
}

std::size_t IdentityIndex::heapBytes() const
{
    std::size_t bytes = m_active->heapBytes() + (m_flush ? m_flush->table->heapBytes() : 0);
    for (const auto& run : m_runs.runs())
        bytes += run->filter.bytes().size() + penstock::heapBytes(run->fences);
    return bytes;
}

void IdentityIndex::add(Identity identity)
{
    m_active->insert(identity);
    m_added.push_back(identity);
}

Seen IdentityIndex::classify(Identity identity)
{
    identity = normalized(identity);
    const auto digest = find(identity.key);
    if (!digest) {
        add(identity);
        return Seen::never;
    }
    if (*digest == identity.digest)
        return Seen::sameBytes;
    const Identity version{derivedKey(identity.key, identity.digest), identity.digest};
    if (find(version.key))
        return Seen::sameBytes;
    if (find(derivedKey(identity.key, kForgottenSalt)))
        return Seen::forgotten;
    add(version);
    return Seen::otherBytes;
}

bool IdentityIndex::holds(Identity identity)
{
    identity = normalized(identity);
    const auto digest = find(identity.key);
    return digest &&
           (*digest == identity.digest || find(derivedKey(identity.key, identity.digest)));
}

void IdentityIndex::markForgotten(Identity identity)
{
    identity = normalized(identity);
    const std::uint64_t key = derivedKey(identity.key, kForgottenSalt);
    if (!find(key))
        add({key, 1});
    // One that had expired is known again.
    if (!find(identity.key))
        add(identity);
}

void IdentityIndex::mark(std::uint64_t key, Nanos before)
{
    const auto wanted = static_cast<std::uint64_t>(before);
    Identity mark = normalized({key, wanted});
    while (const auto known = find(mark.key)) {
        if (before <= static_cast<Nanos>(*known))
            return;
        mark.key = derivedKey(mark.key, *known);
    }
    add(mark);
}

bool IdentityIndex::isMarked(std::uint64_t key, Nanos time)
{
    key = normalized({key, 0}).key;
    while (const auto before = find(key)) {
        if (time < static_cast<Nanos>(*before))
            return true;
        key = derivedKey(key, *before);
    }
    return false;
}

std::string IdentityIndex::addedBytes() const
{
    return {reinterpret_cast<const char*>(m_added.data()), m_added.size() * sizeof(Identity)};
}

void IdentityIndex::rollBack()
{
    for (const Identity& identity : m_added)
        m_active->remove(identity.key);
    m_added.clear();
}

void IdentityIndex::commitDone(Seq seq, Nanos arrival)
{
    m_added.clear();
    m_lastSeq = seq;
    m_lastArrival = arrival;
    // While the table before is still being written, this one just grows: nothing waits.
    if (m_active->full() && !m_flush)
        freeze();
}

void IdentityIndex::freeze()
{
    RunBuilder builder(m_database, m_runs.takeRunId(), m_active->size());
    m_flush.reset(new Flush{std::move(m_active), std::move(builder), 0, m_lastSeq, m_lastArrival});
    m_active = std::make_unique<IdentityTable>(m_tableCapacity);
}

Result<bool> IdentityIndex::housekeep(Nanos now)
{
    m_afterCommit = nullptr;
    Transaction transaction(m_database);
    if (!transaction.begun())
        return transaction.begun().error();
    Result<bool> more = piece(now);
    if (more)
        if (Status committed = transaction.commit(); !committed)
            more = committed.error();
    if (!more)
        beginAgain();
    else if (m_afterCommit)
        m_afterCommit();
    return more;
}

Result<bool> IdentityIndex::piece(Nanos now)
{
    if (m_flush || m_merge || beginMerge()) {
        const Status done = m_flush ? flushPiece() : mergePiece();
        if (!done)
            return done.error();
        return true;
    }
    return m_coveredRows ? deleteCovered() : expire(now);
}

void IdentityIndex::beginAgain()
{
    // The blocks of the failed piece were rolled back, so the run has a hole; those before are swept up at next start.
    m_merge.reset();
    if (!m_flush)
        return;
    m_flush->builder = RunBuilder(m_database, m_runs.takeRunId(), m_flush->table->size());
    m_flush->slot = 0;
}

Status IdentityIndex::flushPiece()
{
    std::vector<Identity> sorted;
    m_flush->slot = m_flush->table->takeSorted(m_flush->slot, kPiece, sorted);
    if (Status added = m_flush->builder.add(sorted); !added)
        return added;
    if (m_flush->slot < m_flush->table->slots())
        return Done{};
    auto run = m_flush->builder.finish(0, m_flush->newest, m_flush->covered);
    if (!run)
        return run.error();
    m_afterCommit = [this, made = std::make_shared<std::unique_ptr<IdentityRun>>(std::move(*run))] {
        m_runs.adopt(std::move(*made));
        m_flush.reset();
        m_coveredRows = true;
    };
    return Done{};
}

Result<bool> IdentityIndex::deleteCovered()
{
    constexpr int kRows = 32;
    Statement remove =
        m_database.prepare("DELETE FROM recent_identities WHERE seq IN (SELECT seq FROM "
                           "recent_identities WHERE seq<=?1 ORDER BY seq LIMIT ?2)");
    remove.bind(1, static_cast<std::int64_t>(m_runs.covered())).bind(2, kRows);
    if (Status removed = remove.run(); !removed)
        return removed.error();
    m_coveredRows = m_database.queryInteger("SELECT changes()") == kRows;
    return true;
}

Result<bool> IdentityIndex::expire(Nanos now)
{
    constexpr int kBlocks = 64;
    for (const auto& run : m_runs.runs())
        if (run->newest < now - m_horizon) {
            if (Status deleted = m_runs.deleteRow(run->id); !deleted)
                return deleted.error();
            std::string through;
            putFixed64(through, run->covered);
            if (Status noted = writeMeta(m_database, kExpiredKey, through); !noted)
                return noted.error();
            m_afterCommit = [this, id = run->id] { m_runs.forget(id); };
            return true;
        }
    return m_runs.sweep(kBlocks);
}

bool IdentityIndex::beginMerge()
{
    for (int tier = 0; tier < kTopTier; ++tier) {
        std::vector<Merge::Input> inputs;
        std::size_t total = 0;
        for (const auto& run : m_runs.runs())
            if (run->tier == tier && inputs.size() < kMergeWidth) {
                inputs.push_back({run.get(), 0, {}, 0});
                total += run->identities;
            }
        if (inputs.size() == kMergeWidth) {
            RunBuilder builder(m_database, m_runs.takeRunId(), total);
            m_merge.reset(new Merge{std::move(inputs), std::move(builder), tier + 1});
            return true;
        }
    }
    return false;
}

Status IdentityIndex::mergePiece()
{
    std::vector<Identity> sorted;
    while (sorted.size() < kPiece) {
        Merge::Input* smallest = nullptr;
        for (Merge::Input& input : m_merge->inputs) {
            if (input.atEnd()) {
                auto block = m_runs.readBlock(*input.run, input.nextBlock++);
                if (!block)
                    return block.error();
                input.block = std::move(block.value());
                input.at = 0;
            }
            if (!input.atEnd() && (smallest == nullptr ||
                                   keyLess(input.block[input.at], smallest->block[smallest->at])))
                smallest = &input;
        }
        if (smallest == nullptr)
            break;
        sorted.push_back(smallest->block[smallest->at++]);
    }
    if (Status added = m_merge->builder.add(sorted); !added)
        return added;
    return sorted.size() < kPiece ? finishMerge() : Status(Done{});
}

Status IdentityIndex::finishMerge()
{
    Seq covered = 0;
    Nanos newest = 0;
    std::vector<std::int64_t> merged;
    for (const Merge::Input& input : m_merge->inputs) {
        covered = std::max(covered, input.run->covered);
        newest = std::max(newest, input.run->newest);
        merged.push_back(input.run->id);
    }
    auto run = m_merge->builder.finish(m_merge->tier, newest, covered);
    if (!run)
        return run.error();
    for (const std::int64_t id : merged)
        if (Status deleted = m_runs.deleteRow(id); !deleted)
            return deleted;
    m_afterCommit = [this, merged,
                     made = std::make_shared<std::unique_ptr<IdentityRun>>(std::move(*run))] {
        m_merge.reset();
        m_runs.adopt(std::move(*made));
        for (const std::int64_t id : merged)
            m_runs.forget(id);
    };
    return Done{};
}

} // namespace penstock::store
