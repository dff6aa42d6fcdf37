// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/commit_writer.h"

#include "core/store/step_fields.h"

#include <algorithm>

namespace penstock::store {
namespace {

constexpr Nanos kLateHorizon = 10 * kMinute;
constexpr Nanos kSkewTolerance = 5 * kMinute;
/// Sources name themselves; beyond this many the lateness of all is judged afresh.
constexpr std::size_t kMaxSources = 65'536;

} // namespace

namespace {

/// What must stay alive as long as somebody holds the entries.
struct CommitMemory {
    std::vector<Contribution> contributions;
    std::deque<Step> flagged; ///< copies of steps whose flags the store changed
};

} // namespace

/// What one source brought to this commit.
struct CommitWriter::SourceTally {
    std::string_view source;
    LossCounts losses;
    Nanos newestEnd = INT64_MIN;
};

struct CommitWriter::Building {
    std::shared_ptr<CommitMemory> memory;
    std::shared_ptr<EntryBatch> batch;
    CommitHeader header;
    std::vector<Outcome> outcomes;
    std::shared_ptr<const ForgetRule> forgetting; ///< a forget is under way
    std::vector<SourceTally> tallies;             ///< in order of appearance
    std::unordered_map<std::string_view, std::size_t> tallyOfSource;

    LogEntry& addEntry(EntryKind kind, std::string_view source)
    {
        LogEntry& entry = batch->entries.emplace_back();
        entry.seq = header.first + batch->entries.size() - 1;
        entry.arrival = header.arrival;
        entry.kind = kind;
        entry.source = source;
        return entry;
    }
};

CommitWriter::CommitWriter(Database& database, const KeyedHash& hash, IdentityIndex& identities,
                           Compressor& compressor, PartStore& parts, std::uint64_t reuseBytes)
    : m_database(database),
      m_identities(identities),
      m_compressor(compressor),
      m_parts(parts),
      m_digester(hash),
      m_marks(hash, identities),
      m_encoder(hash, parts),
      m_insertCommit(
          database.prepare("INSERT INTO commits VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")),
      m_insertIdentities(database.prepare("INSERT INTO recent_identities VALUES(?1, ?2, ?3)")),
      m_noteHead(database.prepare("INSERT OR REPLACE INTO meta VALUES('head', ?1)")),
      m_horizon(reuseBytes)
{
}

Result<CommitResult> CommitWriter::append(std::vector<Contribution> contributions, Nanos now,
                                          const Removal* removal)
{
    Building building;
    building.forgetting = m_forgetting.lock();
    building.memory = std::make_shared<CommitMemory>();
    building.memory->contributions = std::move(contributions);
    building.batch = std::make_shared<EntryBatch>();
    building.header = {m_end.header.number + 1, m_end.header.last + 1, 0,
                       std::max(now, m_end.header.arrival)};
    m_horizon.advance(building.header.first, building.header.arrival);
    m_parts.beginCommit(building.header.first, m_horizon.floor());
    m_encoder.beginCommit(building.header.first);
    m_identities.beginCommit();
    if (removal != nullptr) {
        for (const Identity& identity : removal->identities)
            m_identities.markForgotten(identity);
        for (const TraceMark& mark : removal->marks)
            m_marks.add(mark);
    }
    m_digester.forgetScopes();
    for (const Contribution& contribution : building.memory->contributions) {
        building.outcomes.emplace_back();
        SourceTally& tally = tallyOf(building, contribution.source);
        tally.losses.add(contribution.losses);
        addSteps(building, contribution, tally);
        addOthers(building, contribution);
    }
    addLosses(building);
    if (building.batch->entries.empty())
        return CommitResult{0, 0, std::move(building.outcomes), building.batch};

    building.header.last = building.header.first + building.batch->entries.size() - 1;
    if (Status stored = store(building, removal); !stored) {
        rollBack();
        return stored.error();
    }
    for (const SourceTally& tally : building.tallies)
        m_newestEnd[std::string(tally.source)] = tally.newestEnd;
    building.batch->hold.push_back(building.memory);
    return CommitResult{building.header.first, building.header.last, std::move(building.outcomes),
                        building.batch};
}

CommitWriter::SourceTally& CommitWriter::tallyOf(Building& building, std::string_view source)
{
    const auto [at, isNew] = building.tallyOfSource.try_emplace(source, building.tallies.size());
    if (isNew) {
        if (m_newestEnd.size() >= kMaxSources)
            m_newestEnd.clear();
        const auto known = m_newestEnd.find(std::string(source));
        building.tallies.push_back(
            {source, {}, known == m_newestEnd.end() ? INT64_MIN : known->second});
    }
    return building.tallies[at->second];
}

void CommitWriter::addSteps(Building& building, const Contribution& contribution,
                            SourceTally& tally)
{
    if (!contribution.batch)
        return;
    building.batch->entries.reserve(building.batch->entries.size() +
                                    contribution.batch->steps.size());
    for (const Step& step : contribution.batch->steps)
        addStep(building, contribution, tally, step);
}

void CommitWriter::addStep(Building& building, const Contribution& contribution, SourceTally& tally,
                           const Step& step)
{
    Outcome& outcome = building.outcomes.back();
    LossCounts& losses = tally.losses;
    const Seen seen = isForgotten(building, step)
                          ? Seen::forgotten
                          : m_identities.classify(m_digester.identify(step));
    if (seen == Seen::sameBytes || seen == Seen::forgotten) {
        ++outcome.duplicates;
        losses.add(seen == Seen::forgotten ? LossKind::forgotten : LossKind::duplicate);
        return;
    }
    std::uint32_t flags = step.flags & ~kStoreSetFlags;
    ++outcome.stored;
    losses.add(LossKind::stored);
    if (seen == Seen::otherBytes) {
        flags |= kRevision;
        ++outcome.revised;
        losses.add(LossKind::revised);
    }
    const Nanos arrival = building.header.arrival;
    if (isLate(tally, step, arrival)) {
        flags |= kLate;
        losses.add(LossKind::late);
    }
    if (std::max(step.start, step.end) > arrival + kSkewTolerance || (step.flags & kTimeSuspect))
        losses.add(LossKind::clockSkewed);

    m_encoder.step(contribution.source, step, flags);
    const Step* kept = &step;
    if (flags != step.flags) {
        kept = &building.memory->flagged.emplace_back(step);
        building.memory->flagged.back().flags = flags;
    }
    building.addEntry(EntryKind::step, contribution.source).step = kept;
}

bool CommitWriter::isForgotten(const Building& building, const Step& step)
{
    return m_marks.takes(step) || (building.forgetting && building.forgetting->takesLate(step));
}

void CommitWriter::addOthers(Building& building, const Contribution& contribution)
{
    for (const auto& [kind, text] : contribution.others) {
        // Steps and losses have ways of their own; as a text they could not be read back.
        PENSTOCK_ASSERT(kind != EntryKind::step && kind != EntryKind::losses);
        m_encoder.text(kind, contribution.source, text);
        building.addEntry(kind, contribution.source).text = text;
    }
}

void CommitWriter::addLosses(Building& building)
{
    for (const SourceTally& tally : building.tallies) {
        if (!tally.losses.any())
            continue;
        m_encoder.losses(tally.source, tally.losses);
        building.addEntry(EntryKind::losses, tally.source).losses = tally.losses;
    }
}

bool CommitWriter::isLate(SourceTally& tally, const Step& step, Nanos arrival)
{
    const Nanos end = step.end != 0 ? step.end : step.start;
    const bool late = tally.newestEnd != INT64_MIN && end < tally.newestEnd - kLateHorizon;
    // A time in the future must not make everything after it late.
    tally.newestEnd = std::max(tally.newestEnd, std::min(end, arrival));
    return late;
}

Status CommitWriter::store(const Building& building, const Removal* removal)
{
    const std::string body = buildBody(m_encoder.takeSegments(), m_compressor);
    const std::string packs = buildPacks(m_parts.packs(), m_compressor);
    const CommitHeader& header = building.header;
    const Sha256 hash = chainHash(m_end.hash, header, sha256(body), sha256(packs));
    const std::string identities = m_identities.addedBytes();

    Transaction transaction(m_database);
    if (!transaction.begun())
        return transaction.begun();
    if (removal != nullptr)
        if (Status applied = removal->apply(header.first); !applied)
            return applied;
    m_insertCommit.bind(1, static_cast<std::int64_t>(header.first))
        .bind(2, static_cast<std::int64_t>(header.last))
        .bind(3, static_cast<std::int64_t>(header.number))
        .bind(4, header.arrival)
        .bind(5, static_cast<std::int64_t>(m_horizon.floor()))
        .bindBlob(6, viewOf(hash))
        .bindBlob(7, body)
        .bindBlob(8, packs);
    if (Status inserted = m_insertCommit.run(); !inserted)
        return inserted;
    m_insertIdentities.bind(1, static_cast<std::int64_t>(header.first))
        .bind(2, header.arrival)
        .bindBlob(3, identities);
    if (!identities.empty())
        if (Status inserted = m_insertIdentities.run(); !inserted)
            return inserted;
    const std::string head = bytesOf(ChainEnd{header, hash});
    if (Status noted = m_noteHead.bindBlob(1, head).run(); !noted)
        return noted;
    if (Status committed = transaction.commit(); !committed)
        return committed;
    m_identities.commitDone(header.first, header.arrival);
    m_horizon.grew(body.size() + packs.size());
    m_end = {header, hash};
    return Done{};
}

void CommitWriter::rollBack()
{
    m_identities.rollBack();
    m_parts.forgetAll(); // their addresses will be given to other parts
}

} // namespace penstock::store
