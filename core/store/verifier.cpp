// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/verifier.h"

#include "core/base/encoding.h"
#include "core/store/schema.h"

#include <algorithm>

namespace penstock::store {
namespace {

std::string rangeText(Seq first, Seq last)
{
    return "entries " + std::to_string(first) + "–" + std::to_string(last);
}

bool parseHashes(std::string_view bytes, ContentHashes& before, ContentHashes& after)
{
    ByteReader in(bytes);
    return toSha256(in.bytes(32), before.body) && toSha256(in.bytes(32), before.packs) &&
           toSha256(in.bytes(32), after.body) && toSha256(in.bytes(32), after.packs) && in.atEnd();
}

} // namespace

std::string bytesOf(const ContentHashes& before, const ContentHashes& after)
{
    std::string bytes;
    for (const Sha256* hash : {&before.body, &before.packs, &after.body, &after.packs})
        bytes += viewOf(*hash);
    return bytes;
}

void RewriteDigest::add(Seq seq, std::string_view hashes)
{
    std::string bytes;
    putFixed64(bytes, seq);
    bytes += hashes;
    m_stream.update(bytes);
}

std::string RewriteDigest::hex()
{
    const Sha256 digest = m_stream.finish();
    return encodeHex(digest.data(), digest.size());
}

Verifier::Verifier(Database& database) : m_database(database), m_commits(database) {}

Result<LogReader::Verification> Verifier::run()
{
    if (Status begun = m_database.execute("BEGIN"); !begun)
        return begun.error();
    Result<ChainEnd> anchor = readAnchor(m_database);
    Status status = anchor ? Status(Done{}) : Status(anchor.error());
    if (anchor) {
        m_anchor = m_previous = *anchor;
        m_previousComputed = anchor->hash;
        status = readRewrites();
    }
    for (Seq at = m_previous.header.last + 1; status;) {
        const Seq wanted = at;
        Result<std::optional<CommitRow>> row = m_commits.nextReadable(at);
        if (!row)
            status = row.error();
        else if (!*row && at != wanted)
            m_result.problems.push_back("Entries from " + std::to_string(wanted) +
                                        " on cannot be read: the file is damaged there.");
        if (!row || !*row)
            break;
        checkCommit(**row);
        at = std::max((*row)->header.last, at) + 1;
    }
    if (status)
        status = checkEnd();
    if (status)
        status = checkTombstones();
    if (status)
        status = checkKeptPacks();
    if (status)
        status = checkDictionaries();
    if (status)
        status = checkQuarantine();
    if (status)
        status = openIdentities();
    // Where the chain is broken, what refers to the broken part would only be named a second time.
    if (status && anchor && m_result.problems.empty())
        status = checkLegible(anchor->header.last + 1);
    (void)m_database.execute("ROLLBACK");
    if (!status)
        return status.error();
    m_result.head = encodeHex(m_previous.hash.data(), m_previous.hash.size());
    return m_result;
}

void Verifier::problem(const CommitHeader& header, const std::string& what)
{
    m_result.problems.push_back("Batch " + std::to_string(header.number) + " (" +
                                rangeText(header.first, header.last) + ") " + what);
}

void Verifier::checkPlace(const CommitHeader& header)
{
    const CommitHeader& before = m_previous.header;
    if (header.number > before.number + 1)
        m_result.problems.push_back("Batches " + std::to_string(before.number + 1) + "–" +
                                    std::to_string(header.number - 1) + " (" +
                                    rangeText(before.last + 1, header.first - 1) +
                                    ") are missing.");
    else if (header.number != before.number + 1 || header.first != before.last + 1)
        problem(header, "is not in its place: the batch before it is number " +
                            std::to_string(before.number) + ", ending with entry " +
                            std::to_string(before.last) + ".");
}

ContentHashes Verifier::originalHashes(const CommitRow& row, bool& rewrittenWell) const
{
    const ContentHashes actual{sha256(row.body), sha256(row.packs)};
    const auto rewrites = m_rewrites.find(row.header.first);
    if (rewrites == m_rewrites.end())
        return actual;
    for (std::size_t i = 0; i < rewrites->second.size(); ++i) {
        const Rewrite& rewrite = rewrites->second[i];
        const bool last = i + 1 == rewrites->second.size();
        const ContentHashes& then = last ? actual : rewrites->second[i + 1].before;
        rewrittenWell = rewrittenWell && rewrite.after == then;
    }
    return rewrites->second.front().before;
}

void Verifier::checkCommit(const CommitRow& row)
{
    const CommitHeader& header = row.header;
    checkPlace(header);
    bool rewrittenWell = true;
    const ContentHashes content = originalHashes(row, rewrittenWell);
    if (!rewrittenWell)
        problem(header, "was changed after steps were forgotten in it.");
    Sha256 stored{};
    const bool hashLegible = toSha256(row.hash, stored);
    Sha256 computed = chainHash(m_previous.hash, header, content.body, content.packs);
    if (computed != stored && m_previousComputed != m_previous.hash) {
        // The hash stored with the batch before was changed; this one still follows the true one.
        const Sha256 other = chainHash(m_previousComputed, header, content.body, content.packs);
        if (other == stored)
            computed = other;
    }
    if (!hashLegible || computed != stored)
        problem(header,
                m_result.commits == 0 && m_previous.header.number > 0
                    ? "does not follow the mark that retention left: it or the mark was changed."
                    : "was changed: its contents do not match its hash, or it does not follow the "
                      "batch "
                      "before it.");
    m_previous = {header, stored};
    m_previousComputed = computed;
    ++m_result.commits;
    m_result.entries += header.last - header.first + 1;
}

Status Verifier::readRewrites()
{
    Statement query =
        m_database.prepare("SELECT seq, tombstone, hashes FROM rewrites ORDER BY seq, tombstone");
    Statement::Row state;
    while ((state = query.step()) == Statement::Row::row) {
        Rewrite rewrite;
        rewrite.tombstone = static_cast<Seq>(query.integer(1));
        if (parseHashes(query.blob(2), rewrite.before, rewrite.after))
            m_rewrites[static_cast<Seq>(query.integer(0))].push_back(rewrite);
    }
    return state == Statement::Row::failed ? Status(query.error()) : Status(Done{});
}

Status Verifier::checkTombstones()
{
    std::map<Seq, RewriteDigest> digests;
    for (const auto& [seq, rewrites] : m_rewrites)
        for (const Rewrite& rewrite : rewrites)
            digests[rewrite.tombstone].add(seq, bytesOf(rewrite.before, rewrite.after));
    for (auto& [tombstone, digest] : digests) {
        Result<CommitRow> row = m_commits.containing(tombstone);
        Result<std::shared_ptr<EntryBatch>> entry =
            row ? m_commits.decodeSome(*row, {&tombstone, 1})
                : Result<std::shared_ptr<EntryBatch>>(row.error());
        const bool isThere = entry && !(*entry)->entries.empty();
        const EntryKind kind = isThere ? (*entry)->entries[0].kind : EntryKind::note;
        const bool sound = (kind == EntryKind::forgotten || kind == EntryKind::forgetting) &&
                           (*entry)->entries[0].text.find(digest.hex()) != std::string_view::npos;
        if (sound)
            m_result.tombstones += kind == EntryKind::forgotten;
        else
            m_result.problems.push_back(
                "Steps were removed without a tombstone that says so (entry " +
                std::to_string(tombstone) + ").");
    }
    return Done{};
}

Status Verifier::checkEnd()
{
    Result<ChainEnd> head = readHead(m_database);
    if (!head)
        return head.error();
    const CommitHeader& newest = m_previous.header;
    if (head->header.number > newest.number)
        m_result.problems.push_back("Batches " + std::to_string(newest.number + 1) + "–" +
                                    std::to_string(head->header.number) + " (" +
                                    rangeText(newest.last + 1, head->header.last) +
                                    ") are missing: the end of the log was cut off.");
    else if (head->header.number < newest.number || bytesOf(*head) != bytesOf(m_previous))
        m_result.problems.push_back(
            "The note of the newest batch, by which a cut-off end is noticed, was changed: it "
            "does not name batch " +
            std::to_string(newest.number) + ".");
    return Done{};
}

/// Payloads that commits refer to and dictionaries are no part of the referring commit's hash; they may be gone.
Status Verifier::checkLegible(Seq from)
{
    Seq oldestPart = 0;
    m_commits.observeParts([&oldestPart](PartAddress address, std::string_view) {
        oldestPart = std::min(oldestPart, address.commit);
    });
    for (Seq at = from;;) {
        Result<std::optional<CommitRow>> row = m_commits.next(at);
        if (!row)
            return row.error();
        if (!*row)
            break;
        oldestPart = (*row)->header.first;
        const Result<std::shared_ptr<EntryBatch>> batch = m_commits.decode(**row);
        if (batch)
            checkIdentities(**row, **batch);
        else
            problem((*row)->header,
                    "follows the chain, but cannot be read: what it refers to is gone.");
        checkFloor(**row, oldestPart);
        at = (*row)->header.last + 1;
    }
    m_commits.observeParts(nullptr);
    if (m_unknownSteps > 0)
        m_result.problems.push_back("The table by which duplicates are recognised, or the secret "
                                    "it depends on, was changed: it does not know " +
                                    std::to_string(m_unknownSteps) +
                                    " of the steps, the first of them entry " +
                                    std::to_string(m_firstUnknown) + ".");
    return Done{};
}

/// A floor that is too high lets retention delete payloads that are needed.
void Verifier::checkFloor(const CommitRow& row, Seq oldestPart)
{
    Statement query = m_database.prepare("SELECT reuse_floor FROM commits WHERE seq=?1");
    query.bind(1, static_cast<std::int64_t>(row.header.first));
    const Seq floor = query.step() == Statement::Row::row ? static_cast<Seq>(query.integer(0)) : 0;
    if (floor > oldestPart)
        problem(row.header, "refers to payloads below its reuse floor (entry " +
                                std::to_string(floor) + "): the floor was changed.");
}

Status Verifier::openIdentities()
{
    const std::string secret = readMeta(m_database, "hash_secret");
    if (secret.size() != KeyedHash::kSecretSize) {
        m_result.problems.push_back(
            "The secret of the table by which duplicates are recognised was changed: it has " +
            std::to_string(secret.size()) + " bytes.");
        return Done{};
    }
    const std::string expired = readMeta(m_database, IdentityIndex::kExpiredKey);
    m_identitiesExpired = ByteReader(expired).fixed64();
    m_hash = std::make_unique<KeyedHash>(secret);
    m_digester = std::make_unique<StepDigester>(*m_hash);
    m_identities = std::make_unique<IdentityIndex>(m_database, 0);
    return m_identities->load();
}

void Verifier::checkIdentities(const CommitRow& row, const EntryBatch& batch)
{
    if (!m_identities || row.header.last <= m_identitiesExpired)
        return;
    m_digester->forgetScopes();
    for (const LogEntry& entry : batch.entries) {
        // After a salvage only the first versions are known.
        if (entry.kind != EntryKind::step || (entry.step->flags & kRevision) != 0 ||
            m_identities->holds(m_digester->identify(*entry.step)))
            continue;
        if (m_unknownSteps++ == 0)
            m_firstUnknown = entry.seq;
    }
}

Status Verifier::checkQuarantine()
{
    Statement query = m_database.prepare(
        "SELECT seq, last, number, arrival, reason FROM quarantine ORDER BY seq");
    Statement::Row state;
    while ((state = query.step()) == Statement::Row::row)
        problem({static_cast<std::uint64_t>(query.integer(2)), static_cast<Seq>(query.integer(0)),
                 static_cast<Seq>(query.integer(1)), query.integer(3)},
                "could not be read and is set aside (" + std::string(query.blob(4)) + ").");
    return state == Statement::Row::failed ? Status(query.error()) : Status(Done{});
}

Status Verifier::checkKeptPacks()
{
    Statement query = m_database.prepare("SELECT seq, last, number, arrival, previous, hash, "
                                         "body_hash, packs FROM kept_packs ORDER BY seq");
    Statement::Row state;
    while ((state = query.step()) == Statement::Row::row) {
        const CommitHeader header{static_cast<std::uint64_t>(query.integer(2)),
                                  static_cast<Seq>(query.integer(0)),
                                  static_cast<Seq>(query.integer(1)), query.integer(3)};
        Sha256 previous{};
        Sha256 stored{};
        ContentHashes content;
        const bool legible = toSha256(query.blob(4), previous) && toSha256(query.blob(5), stored) &&
                             toSha256(query.blob(6), content.body);
        content.packs = sha256(query.blob(7));
        const auto rewrites = m_rewrites.find(header.first);
        if (rewrites != m_rewrites.end() && rewrites->second.back().after == content)
            content = rewrites->second.front().before;
        if (!legible || chainHash(previous, header, content.body, content.packs) != stored)
            problem(header, "is past retention, but the payload kept of it was changed.");
        else if (header.number > m_anchor.header.number ||
                 (header.number == m_anchor.header.number &&
                  bytesOf(ChainEnd{header, stored}) != bytesOf(m_anchor)))
            problem(header, "has a payload kept past retention, but the mark that retention left "
                            "says otherwise.");
    }
    return state == Statement::Row::failed ? Status(query.error()) : Status(Done{});
}

Status Verifier::checkDictionaries()
{
    Statement query = m_database.prepare("SELECT id, data FROM dictionaries");
    Statement::Row state;
    while ((state = query.step()) == Statement::Row::row)
        if (static_cast<std::uint64_t>(query.integer(0)) != dictionaryId(query.blob(1)))
            m_result.problems.push_back("A compression dictionary of the log was changed.");
    return state == Statement::Row::failed ? Status(query.error()) : Status(Done{});
}

} // namespace penstock::store
