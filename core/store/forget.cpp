// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/forget.h"

#include "core/base/encoding.h"

namespace penstock::store {
namespace {

/// The session that the step was sent with; a trace id put there for want of one names nobody.
std::string_view namedSession(const Step& step)
{
    return (step.flags & kSyntheticSession) != 0 ? std::string_view() : step.session;
}

/// False for no trace and for the stand-in that gathers a service's loose log records, which may be anybody's.
bool isRealTrace(const Step& step)
{
    return !step.trace.isZero() && ((step.flags & kSyntheticTrace) == 0 || !step.session.empty());
}

/// True when the step says so itself, or says nothing and belongs to a trace in which another step does.
bool isOf(const std::string& asked, std::string_view named, const Step& step,
          const std::set<TraceId>& traces)
{
    return asked.empty() || named == asked || (named.empty() && traces.contains(step.trace));
}

/// Gives kept texts the addresses they already have; a text that is cut otherwise than when it was stored (another
/// version of the chunker) becomes a further part of its commit.
class KnownParts final : public PartSink {
public:
    KnownParts(Seq commit, std::uint32_t nextIndex) : m_commit(commit), m_next(nextIndex) {}

    void know(std::string_view text, PartAddress address) { m_known.emplace(text, address); }
    PartAddress put(std::string_view part) override
    {
        const auto known = m_known.find(part);
        const PartAddress address =
            known != m_known.end() ? known->second : PartAddress{m_commit, m_next++};
        if (known == m_known.end())
            m_added.add(part);
        m_used.push_back(address);
        return address;
    }
    const std::vector<PartAddress>& used() const { return m_used; }
    const Pack& added() const { return m_added; }

private:
    Seq m_commit;
    std::uint32_t m_next;
    std::unordered_map<std::string_view, PartAddress> m_known;
    std::vector<PartAddress> m_used;
    Pack m_added;
};

ContentHashes hashesOf(const CommitRow& row) { return {sha256(row.body), sha256(row.packs)}; }

Result<std::uint32_t> countParts(std::string_view packs)
{
    Result<Sections> sections = Sections::parse(packs);
    if (!sections)
        return sections.error();
    std::uint32_t count = 0;
    for (const Section& section : sections->items)
        count += section.items;
    return count;
}

Result<std::vector<Pack>> unpackAll(std::string_view packs, CommitReader& reader)
{
    Result<Sections> sections = Sections::parse(packs);
    if (!sections)
        return sections.error();
    std::vector<Pack> unpacked;
    for (const Section& section : sections->items) {
        Result<std::string> raw = reader.unpack(*sections, section);
        if (!raw)
            return raw.error();
        const auto parts = UnpackedPack::make(0, std::move(raw.value()));
        if (!parts)
            return Error{ErrorCode::damaged, "A payload of the log is damaged.", "bad pack"};
        Pack& pack = unpacked.emplace_back();
        for (const std::string_view part : parts->parts)
            pack.add(part);
    }
    return unpacked;
}

} // namespace

Forgetter::Forgetter(Database& database, const KeyedHash& hash, Compressor& compressor,
                     CommitWriter& writer)
    : m_database(database), m_hash(hash), m_compressor(compressor), m_writer(writer),
      m_reader(database), m_digester(hash)
{
}

Result<LogStore::Forgotten> Forgetter::run(const LogStore::ForgetRequest& request, Nanos now)
{
    if (request.user.empty() && request.session.empty() && request.before == 0)
        return Error{ErrorCode::invalid, "Say what to forget: a user, a session or a time.", ""};
    Transaction transaction(m_database);
    if (!transaction.begun())
        return transaction.begun().error();
    if (Status known = findTraces(request); !known)
        return known.error();
    if (Status found = findSteps(request); !found)
        return found.error();
    if (m_result.steps == 0)
        return m_result;
    if (Status rewritten = findUnusedParts(request); !rewritten)
        return rewritten.error();
    if (Status emptied = emptyParts(); !emptied)
        return emptied.error();
    const ChainEnd end = m_writer.end();
    Status done = writeTombstone(request, now);
    if (done)
        done = transaction.commit();
    if (!done) {
        m_writer.setEnd(end);
        return done.error();
    }
    return m_result;
}

Status Forgetter::scan(Seq from,
                       const std::function<Status(CommitRow&, EntryBatch&, const PartTexts&)>& visit)
{
    PartTexts texts;
    m_reader.observeParts([&texts](PartAddress address, std::string_view text) {
        texts.try_emplace(address, text);
    });
    for (Seq at = from;;) {
        Result<std::optional<CommitRow>> row = m_reader.nextReadable(at);
        if (!row)
            return row.error();
        if (!*row)
            return Done{};
        at = (*row)->header.last + 1;
        texts.clear();
        Result<std::shared_ptr<EntryBatch>> batch = m_reader.decode(**row);
        if (!batch)
            continue; // damaged: nobody can read it, so nothing in it can be shown
        if (Status visited = visit(**row, **batch, texts); !visited)
            return visited;
    }
}

Status Forgetter::findTraces(const LogStore::ForgetRequest& request)
{
    if (request.user.empty() && request.session.empty())
        return Done{};
    return scan(1, [&](CommitRow&, EntryBatch& batch, const PartTexts&) -> Status {
        for (const LogEntry& entry : batch.entries) {
            if (entry.kind != EntryKind::step || !isRealTrace(*entry.step))
                continue;
            const Step& step = *entry.step;
            if (!request.user.empty() && step.user == request.user)
                m_userTraces.insert(step.trace);
            if (!request.session.empty() && step.session == request.session)
                m_sessionTraces.insert(step.trace);
        }
        return Done{};
    });
}

bool Forgetter::matches(const LogEntry& entry, const LogStore::ForgetRequest& request) const
{
    if (entry.kind != EntryKind::step)
        return false;
    const Step& step = *entry.step;
    const Nanos time = step.end != 0 ? step.end : step.start;
    return isOf(request.user, step.user, step, m_userTraces) &&
           isOf(request.session, namedSession(step), step, m_sessionTraces) &&
           (request.before == 0 || time < request.before);
}

Status Forgetter::findSteps(const LogStore::ForgetRequest& request)
{
    return scan(1, [&](CommitRow& row, EntryBatch& batch, const PartTexts& texts) -> Status {
        std::uint64_t found = 0;
        m_digester.forgetScopes();
        for (const LogEntry& entry : batch.entries)
            if (matches(entry, request)) {
                m_identities.push_back(m_digester.identify(*entry.step));
                ++found;
            }
        if (found == 0)
            return Done{};
        m_result.steps += found;
        m_changes[row.header.first].before = hashesOf(row);
        for (const auto& [address, text] : texts)
            m_candidates.try_emplace(address, false);
        return Done{};
    });
}

Status Forgetter::findUnusedParts(const LogStore::ForgetRequest& request)
{
    Seq oldest = m_changes.begin()->first;
    for (const auto& [address, used] : m_candidates)
        oldest = std::min(oldest, address.commit);
    return scan(oldest, [&](CommitRow& row, EntryBatch& batch, const PartTexts& texts) -> Status {
        if (m_changes.contains(row.header.first))
            return rewriteBody(row, batch, texts, request);
        for (const auto& [address, text] : texts)
            if (const auto candidate = m_candidates.find(address); candidate != m_candidates.end())
                candidate->second = true;
        return Done{};
    });
}

Status Forgetter::rewriteBody(CommitRow& row, const EntryBatch& batch, const PartTexts& texts,
                              const LogStore::ForgetRequest& request)
{
    Result<std::uint32_t> parts = countParts(row.packs);
    if (!parts)
        return parts.error();
    KnownParts known(row.header.first, *parts);
    for (const auto& [address, text] : texts)
        known.know(text, address);
    EntryEncoder encoder(m_hash, known);
    encoder.beginCommit(row.header.first);
    auto entry = batch.entries.begin();
    for (Seq seq = row.header.first; seq <= row.header.last; ++seq) {
        const bool there = entry != batch.entries.end() && entry->seq == seq;
        if (there && !matches(*entry, request))
            encoder.entry(*entry);
        else
            encoder.hole();
        entry += there;
    }
    row.body = buildBody(encoder.takeSegments(), m_compressor);
    for (const PartAddress& address : known.used())
        if (const auto candidate = m_candidates.find(address); candidate != m_candidates.end())
            candidate->second = true;
    if (known.added().parts > 0) {
        Result<std::vector<Pack>> packs = unpackAll(row.packs, m_reader);
        if (!packs)
            return packs.error();
        packs->push_back(known.added());
        row.packs = buildPacks(*packs, m_compressor);
    }
    Statement update = m_database.prepare("UPDATE commits SET body=?2, packs=?3 WHERE seq=?1");
    return update.bind(1, static_cast<std::int64_t>(row.header.first))
        .bindBlob(2, row.body)
        .bindBlob(3, row.packs)
        .run();
}

Status Forgetter::emptyParts()
{
    std::map<Seq, std::vector<std::uint32_t>> unused;
    for (const auto& [address, used] : m_candidates)
        if (!used) {
            unused[address.commit].push_back(address.index);
            ++m_result.parts;
        }
    for (const auto& [commit, parts] : unused)
        if (Status emptied = emptyPartsOf(commit, parts); !emptied)
            return emptied;
    return Done{};
}

Status Forgetter::emptyPartsOf(Seq commit, const std::vector<std::uint32_t>& parts)
{
    for (const char* table : {"commits", "kept_packs"}) {
        Statement query =
            m_database.prepare(std::string("SELECT packs FROM ") + table + " WHERE seq=?1");
        query.bind(1, static_cast<std::int64_t>(commit));
        if (query.step() != Statement::Row::row)
            continue;
        Result<std::string> packs = withoutParts(query.blob(0), parts);
        query.reset();
        if (!packs)
            return packs.error();
        if (!m_changes.contains(commit)) {
            Change change;
            if (Status read = readHashes(commit, table, change.before); !read)
                return read;
            m_changes[commit] = change;
        }
        Statement update =
            m_database.prepare(std::string("UPDATE ") + table + " SET packs=?2 WHERE seq=?1");
        return update.bind(1, static_cast<std::int64_t>(commit)).bindBlob(2, *packs).run();
    }
    return Done{}; // past retention altogether
}

Result<std::string> Forgetter::withoutParts(std::string_view packs, const std::vector<std::uint32_t>& parts)
{
    Result<std::vector<Pack>> unpacked = unpackAll(packs, m_reader);
    if (!unpacked)
        return unpacked.error();
    const std::unordered_map<std::uint32_t, bool> gone = [&] {
        std::unordered_map<std::uint32_t, bool> set;
        for (const std::uint32_t part : parts)
            set[part] = true;
        return set;
    }();
    std::uint32_t index = 0;
    for (Pack& pack : *unpacked) {
        Pack kept;
        ByteReader lengths(pack.lengths);
        ByteReader bytes(pack.bytes);
        for (std::uint32_t i = 0; i < pack.parts; ++i, ++index) {
            const std::string_view part = bytes.bytes(lengths.varint());
            const bool keep = !gone.contains(index);
            kept.add(keep ? part : std::string_view());
        }
        pack = std::move(kept);
    }
    return buildPacks(*unpacked, m_compressor);
}

Status Forgetter::readHashes(Seq commit, const char* table, ContentHashes& hashes)
{
    const bool kept = std::string_view(table) == "kept_packs";
    Statement query = m_database.prepare(std::string("SELECT packs, ") + (kept ? "body_hash" : "body") +
                                         " FROM " + table + " WHERE seq=?1");
    query.bind(1, static_cast<std::int64_t>(commit));
    if (query.step() != Statement::Row::row)
        return query.error();
    hashes.packs = sha256(query.blob(0));
    if (!kept)
        hashes.body = sha256(query.blob(1));
    else if (!toSha256(query.blob(1), hashes.body))
        return Error{ErrorCode::damaged, "A kept payload of the log is damaged.", "bad hash"};
    return Done{};
}

Status Forgetter::writeTombstone(const LogStore::ForgetRequest& request, Nanos now)
{
    const Seq tombstone = m_writer.end().header.last + 1;
    RewriteDigest digest;
    Statement insert = m_database.prepare("INSERT INTO rewrites VALUES(?1, ?2, ?3)");
    for (auto& [seq, change] : m_changes) {
        const bool isKept =
            m_database.queryInteger("SELECT count(*) FROM commits WHERE seq=" + std::to_string(seq)) == 0;
        if (Status read = readHashes(seq, isKept ? "kept_packs" : "commits", change.after); !read)
            return read;
        const std::string hashes = bytesOf(change.before, change.after);
        digest.add(seq, hashes);
        insert.bind(1, static_cast<std::int64_t>(seq))
            .bind(2, static_cast<std::int64_t>(tombstone))
            .bindBlob(3, hashes);
        if (Status inserted = insert.run(); !inserted)
            return inserted;
    }
    m_result.tombstone = digest.hex();
    Contribution contribution;
    contribution.source = "engine";
    contribution.losses.add(LossKind::forgotten, m_result.steps);
    const std::string asked = std::string(request.user.empty() ? "" : " of one user") +
                              (request.session.empty() ? "" : " of one session") +
                              (request.before == 0 ? "" : " before " + formatUtc(request.before));
    contribution.others.emplace_back(EntryKind::forgotten,
                                     "Forgotten on request: " + std::to_string(m_result.steps) + " steps" +
                                         asked + " and " + std::to_string(m_result.parts) +
                                         " payload parts; digest " + m_result.tombstone + ".");
    m_writer.forgetWithNext(std::move(m_identities));
    Result<CommitResult> appended = m_writer.append({std::move(contribution)}, now);
    if (!appended)
        return appended.error();
    PENSTOCK_ASSERT(appended->first == tombstone);
    return Done{};
}

} // namespace penstock::store
