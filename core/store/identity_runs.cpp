// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/identity_runs.h"

#include <algorithm>
#include <cstring>

namespace penstock::store {
namespace {

// 252 identities, the key and the record's header fill one page of 4096 bytes.
constexpr std::size_t kBlockIdentities = 252;
constexpr int kBlockBits = 24;

std::int64_t blockId(std::int64_t run, std::size_t block)
{
    return run << kBlockBits | static_cast<std::int64_t>(block);
}

std::string_view viewOf(std::span<const Identity> identities)
{
    return {reinterpret_cast<const char*>(identities.data()), identities.size_bytes()};
}

template <class T> std::vector<T> vectorOf(std::string_view bytes)
{
    std::vector<T> items(bytes.size() / sizeof(T));
    if (!items.empty())
        std::memcpy(static_cast<void*>(items.data()), bytes.data(), items.size() * sizeof(T));
    return items;
}

} // namespace

RunBuilder::RunBuilder(Database& database, std::int64_t id, std::size_t expected)
    : m_database(&database),
      m_insert(database.prepare("INSERT INTO identity_blocks VALUES(?1, ?2)")),
      m_run(std::make_unique<IdentityRun>())
{
    m_run->id = id;
    m_run->filter = IdentityFilter(expected);
}

Status RunBuilder::add(std::span<const Identity> sorted)
{
    for (const Identity& identity : sorted)
        m_run->filter.add(identity.key);
    m_pending.insert(m_pending.end(), sorted.begin(), sorted.end());
    std::size_t done = 0;
    while (m_pending.size() - done >= kBlockIdentities) {
        if (Status written = writeBlock(done); !written)
            return written;
        done += kBlockIdentities;
    }
    m_pending.erase(m_pending.begin(), m_pending.begin() + static_cast<std::ptrdiff_t>(done));
    return Done{};
}

Status RunBuilder::writeBlock(std::size_t from)
{
    const auto block = std::span<const Identity>(m_pending).subspan(
        from, std::min(kBlockIdentities, m_pending.size() - from));
    const std::size_t number = m_run->fences.size();
    PENSTOCK_ASSERT(number < std::size_t{1} << kBlockBits);
    m_run->fences.push_back(block.front().key);
    m_run->identities += block.size();
    return m_insert.bind(1, blockId(m_run->id, number)).bindBlob(2, viewOf(block)).run();
}

Result<std::unique_ptr<IdentityRun>> RunBuilder::finish(int tier, Nanos newest, Seq covered)
{
    if (!m_pending.empty())
        if (Status written = writeBlock(0); !written)
            return written.error();
    m_run->tier = tier;
    m_run->newest = newest;
    m_run->covered = covered;
    const std::string_view fences(reinterpret_cast<const char*>(m_run->fences.data()),
                                  m_run->fences.size() * sizeof(std::uint64_t));
    Statement insert =
        m_database->prepare("INSERT INTO identity_runs VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    insert.bind(1, m_run->id)
        .bind(2, tier)
        .bind(3, static_cast<std::int64_t>(m_run->identities))
        .bind(4, newest)
        .bind(5, static_cast<std::int64_t>(covered))
        .bindBlob(6, fences)
        .bindBlob(7, m_run->filter.bytes());
    if (Status inserted = insert.run(); !inserted)
        return inserted.error();
    return std::move(m_run);
}

IdentityRuns::IdentityRuns(Database& database)
    : m_database(database),
      m_select(database.prepare("SELECT data FROM identity_blocks WHERE id=?1"))
{
}

Status IdentityRuns::load()
{
    Statement query = m_database.prepare("SELECT id, tier, identities, newest, covered, fences, "
                                         "filter FROM identity_runs ORDER BY id");
    Statement::Row state;
    while ((state = query.step()) == Statement::Row::row) {
        auto run = std::make_unique<IdentityRun>();
        run->id = query.integer(0);
        run->tier = static_cast<int>(query.integer(1));
        run->identities = static_cast<std::uint64_t>(query.integer(2));
        run->newest = query.integer(3);
        run->covered = static_cast<Seq>(query.integer(4));
        run->fences = vectorOf<std::uint64_t>(query.blob(5));
        run->filter = IdentityFilter::fromBytes(query.blob(6));
        m_nextId = std::max(m_nextId, run->id + 1);
        m_runs.push_back(std::move(run));
    }
    if (state == Statement::Row::failed)
        return query.error();
    return findOrphans();
}

Status IdentityRuns::findOrphans()
{
    Statement next =
        m_database.prepare("SELECT id FROM identity_blocks WHERE id>=?1 ORDER BY id LIMIT 1");
    for (std::int64_t from = 0;;) {
        next.bind(1, blockId(from, 0));
        const Statement::Row state = next.step();
        if (state == Statement::Row::failed)
            return next.error();
        if (state == Statement::Row::done)
            return Done{};
        const std::int64_t id = next.integer(0) >> kBlockBits;
        next.reset();
        const bool known = std::any_of(m_runs.begin(), m_runs.end(),
                                       [id](const auto& run) { return run->id == id; });
        if (!known)
            m_dropped.push_back(id);
        m_nextId = std::max(m_nextId, id + 1);
        from = id + 1;
    }
}

std::optional<std::uint64_t> IdentityRuns::find(std::uint64_t key)
{
    for (auto at = m_runs.rbegin(); at != m_runs.rend(); ++at) {
        const IdentityRun& run = **at;
        if (!run.filter.mayContain(key))
            continue;
        const auto fence = std::upper_bound(run.fences.begin(), run.fences.end(), key);
        if (fence == run.fences.begin())
            continue;
        m_select.bind(1, blockId(run.id, static_cast<std::size_t>(fence - run.fences.begin()) - 1));
        std::optional<std::uint64_t> digest;
        if (m_select.step() == Statement::Row::row) {
            const auto block = vectorOf<Identity>(m_select.blob(0));
            const auto found = std::lower_bound(
                block.begin(), block.end(), key,
                [](const Identity& identity, std::uint64_t k) { return identity.key < k; });
            if (found != block.end() && found->key == key)
                digest = found->digest;
        }
        m_select.reset();
        if (digest)
            return digest;
    }
    return std::nullopt;
}

Result<std::vector<Identity>> IdentityRuns::readBlock(const IdentityRun& run, std::size_t block)
{
    if (block >= run.fences.size())
        return std::vector<Identity>();
    m_select.bind(1, blockId(run.id, block));
    const Statement::Row state = m_select.step();
    if (state != Statement::Row::row) {
        Error failure = m_select.error();
        m_select.reset();
        return failure;
    }
    auto identities = vectorOf<Identity>(m_select.blob(0));
    m_select.reset();
    return identities;
}

Status IdentityRuns::deleteRow(std::int64_t id)
{
    return m_database.prepare("DELETE FROM identity_runs WHERE id=?1").bind(1, id).run();
}

void IdentityRuns::forget(std::int64_t id)
{
    std::erase_if(m_runs, [id](const auto& run) { return run->id == id; });
    m_dropped.push_back(id);
}

Result<bool> IdentityRuns::sweep(int blocks)
{
    if (m_dropped.empty())
        return false;
    const std::int64_t id = m_dropped.back();
    Statement remove =
        m_database.prepare("DELETE FROM identity_blocks WHERE id IN (SELECT id FROM "
                           "identity_blocks WHERE id>=?1 AND id<?2 ORDER BY id LIMIT ?3)");
    remove.bind(1, blockId(id, 0)).bind(2, blockId(id + 1, 0)).bind(3, blocks);
    if (Status removed = remove.run(); !removed)
        return removed.error();
    if (m_database.queryInteger("SELECT changes()") < blocks)
        m_dropped.pop_back();
    return !m_dropped.empty();
}

Seq IdentityRuns::covered() const
{
    Seq covered = 0;
    for (const auto& run : m_runs)
        covered = std::max(covered, run->covered);
    return covered;
}

} // namespace penstock::store
