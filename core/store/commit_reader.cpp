// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/commit_reader.h"

#include "core/base/encoding.h"

#include <algorithm>
#include <atomic>

namespace penstock::store {
namespace {

// A reader each for the fold, the index, searches, exchanges and the inspector: what one keeps counts five times.
constexpr std::size_t kPackCacheBytes = 12u << 20;
std::atomic<std::size_t> unpackedBytes{0};
std::atomic<std::size_t> readers{0};
constexpr const char* kColumns =
    "SELECT seq, last, number, arrival, hash, body, packs FROM commits ";

struct SegmentMemory {
    std::string bytes;
    Arena arena;
};

Error damagedBatch(const CommitRow& row, const std::string& detail)
{
    return {ErrorCode::damaged,
            "Batch " + std::to_string(row.header.number) + " (entries " +
                std::to_string(row.header.first) + "–" + std::to_string(row.header.last) +
                ") of the log is damaged and is left out.",
            detail};
}

} // namespace

UnpackedMemory unpackedMemory()
{
    return {unpackedBytes.load(std::memory_order_relaxed),
            readers.load(std::memory_order_relaxed) * kPackCacheBytes};
}

Error noSuchEntry()
{
    return {ErrorCode::notFound, "This entry is not in the log (any more).", ""};
}

std::shared_ptr<const UnpackedPack> UnpackedPack::make(std::uint32_t firstPart, std::string raw)
{
    auto pack = std::make_shared<UnpackedPack>();
    pack->firstPart = firstPart;
    pack->bytes = std::move(raw);
    ByteReader in(pack->bytes);
    const std::uint64_t count = in.varint();
    if (count > in.remaining())
        return nullptr;
    std::vector<std::uint64_t> sizes(count);
    for (auto& size : sizes)
        size = in.varint();
    pack->parts.reserve(count);
    for (const std::uint64_t size : sizes)
        pack->parts.push_back(in.bytes(size));
    return in.ok() && in.atEnd() ? pack : nullptr;
}

CommitReader::CommitReader(Database& database)
    : m_database(database),
      m_next(database.prepare(std::string(kColumns) + "WHERE seq>=?1 ORDER BY seq LIMIT 1")),
      m_nextBody(database.prepare("SELECT seq, last, number, arrival, hash, body, x'' FROM commits "
                                  "WHERE seq>=?1 ORDER BY seq LIMIT 1")),
      m_holding(
          database.prepare(std::string(kColumns) + "WHERE seq<=?1 ORDER BY seq DESC LIMIT 1")),
      m_holdingBody(database.prepare("SELECT seq, last, number, arrival, hash, body, x'' FROM "
                                     "commits WHERE seq<=?1 ORDER BY seq DESC LIMIT 1")),
      m_packsOf(database.prepare("SELECT packs FROM commits WHERE seq=?1 UNION ALL "
                                 "SELECT packs FROM kept_packs WHERE seq=?1"))
{
    ++readers;
}

CommitReader::~CommitReader()
{
    --readers;
    unpackedBytes -= m_packBytes;
}

Result<CommitRow> CommitReader::readRow(Statement& query)
{
    CommitRow row;
    row.header.first = static_cast<Seq>(query.integer(0));
    row.header.last = static_cast<Seq>(query.integer(1));
    row.header.number = static_cast<std::uint64_t>(query.integer(2));
    row.header.arrival = query.integer(3);
    row.hash = query.blob(4);
    row.body = query.blob(5);
    row.packs = query.blob(6);
    query.reset();
    return row;
}

Result<CommitRow> CommitReader::containing(Seq seq)
{
    Statement& query = m_longValues.all ? m_holding : m_holdingBody;
    query.bind(1, static_cast<std::int64_t>(seq));
    const Statement::Row state = query.step();
    if (state == Statement::Row::failed) {
        Error failure = query.error();
        query.reset();
        return failure;
    }
    if (state == Statement::Row::done) {
        query.reset();
        return noSuchEntry();
    }
    Result<CommitRow> row = readRow(query);
    if (row && row->header.last < seq)
        return noSuchEntry();
    return row;
}

Result<std::optional<CommitRow>> CommitReader::next(Seq seq)
{
    // Usually seq is the first of a commit; the commit before is only asked for when it is not.
    Statement& query = m_longValues.all ? m_next : m_nextBody;
    query.bind(1, static_cast<std::int64_t>(seq));
    const Statement::Row state = query.step();
    if (state == Statement::Row::failed) {
        Error failure = query.error();
        query.reset();
        return failure;
    }
    std::optional<CommitRow> after;
    if (state == Statement::Row::row)
        after = readRow(query).value();
    query.reset();
    if (after && after->header.first == seq)
        return after;
    Result<CommitRow> holding = containing(seq);
    if (holding)
        return std::optional<CommitRow>(std::move(holding.value()));
    if (holding.error().code != ErrorCode::notFound)
        return holding.error();
    return after;
}

Result<std::optional<CommitRow>> CommitReader::nextReadable(Seq& seq)
{
    // Damage makes every seq before the next sound commit unreadable, so that one can be searched for.
    Seq bad = seq;
    Seq good = seq;
    Result<std::optional<CommitRow>> row = next(seq);
    for (Seq step = 1; !row && row.error().code == ErrorCode::damaged && step < Seq{1} << 60;
         step *= 2) {
        bad = good;
        good = seq + step;
        row = next(good);
    }
    while (row && good - bad > 1) {
        const Seq middle = bad + (good - bad) / 2;
        Result<std::optional<CommitRow>> nearer = next(middle);
        (nearer ? good : bad) = middle;
        if (nearer)
            row = std::move(nearer);
    }
    seq = row && *row ? std::max(seq, (*row)->header.first) : good;
    return row;
}

Result<std::string> CommitReader::unpack(const Sections& sections, const Section& section)
{
    if (section.usesDictionary && !m_decompressor.knows(sections.dictionary)) {
        Statement query = m_database.prepare("SELECT data FROM dictionaries WHERE id=?1");
        query.bind(1, static_cast<std::int64_t>(sections.dictionary));
        if (query.step() != Statement::Row::row)
            return Error{ErrorCode::damaged, "A dictionary of the log is missing.", ""};
        m_decompressor.setDictionary(sections.dictionary, query.blob(0));
    }
    std::string raw;
    if (!m_decompressor.decompress(section.stored, section.rawSize, section.usesDictionary, raw))
        return Error{ErrorCode::damaged, "A batch of the log cannot be unpacked.",
                     "bad zstd frame"};
    return raw;
}

Result<std::shared_ptr<EntryBatch>> CommitReader::decode(const CommitRow& row)
{
    auto batch = std::make_shared<EntryBatch>();
    if (Status decoded = decodeSegments(row, *batch, std::nullopt); !decoded)
        return damagedBatch(row, decoded.error().detail);
    return batch;
}

Result<std::shared_ptr<EntryBatch>> CommitReader::decodeSome(const CommitRow& row,
                                                             std::span<const Seq> seqs)
{
    auto batch = std::make_shared<EntryBatch>();
    if (Status decoded = decodeSegments(row, *batch, seqs); !decoded)
        return damagedBatch(row, decoded.error().detail);
    return batch;
}

Status CommitReader::decodeSegments(const CommitRow& row, EntryBatch& batch,
                                    std::optional<std::span<const Seq>> only)
{
    Result<Sections> sections = Sections::parse(row.body);
    if (!sections)
        return sections.error();
    m_decoding = &row;
    SegmentPlace place{row.header.first, row.header.first, row.header.arrival, 0};
    Status status = Done{};
    for (const Section& section : sections->items) {
        place.entries = section.items;
        std::optional<std::span<const Seq>> here;
        if (only) {
            const auto first = std::lower_bound(only->begin(), only->end(), place.firstSeq);
            here.emplace(first,
                         std::lower_bound(first, only->end(), place.firstSeq + section.items));
        }
        if (!here || !here->empty()) {
            Result<std::string> raw = unpack(*sections, section);
            status =
                raw ? decodeInto(batch, place, std::move(raw.value()), here) : Status(raw.error());
        }
        if (!status)
            break;
        place.firstSeq += section.items;
    }
    m_decoding = nullptr;
    batch.hold.insert(batch.hold.end(), m_used.begin(), m_used.end());
    m_used.clear();
    m_usedSet.clear();
    m_lastPack.reset();
    if (status && place.firstSeq != row.header.last + 1 && !only)
        return Error{ErrorCode::damaged, "", "the number of entries differs from the header"};
    return status;
}

Status CommitReader::decodeInto(EntryBatch& batch, const SegmentPlace& place, std::string raw,
                                std::optional<std::span<const Seq>> only)
{
    auto memory = std::make_shared<SegmentMemory>();
    memory->bytes = std::move(raw);
    batch.hold.push_back(memory);
    const auto decode = [&](std::uint32_t which) {
        return decodeSegment(place, memory->bytes, memory->arena, *this, batch.entries,
                             {which, m_longValues});
    };
    if (only && only->size() == 1)
        return decode(static_cast<std::uint32_t>(only->front() - place.firstSeq));
    const auto before = static_cast<std::ptrdiff_t>(batch.entries.size());
    Status decoded =
        decode(kAllEntries); // going to one entry costs as much as reading all before it
    if (only)
        batch.entries.erase(std::remove_if(batch.entries.begin() + before, batch.entries.end(),
                                           [&only](const LogEntry& entry) {
                                               return !std::binary_search(only->begin(),
                                                                          only->end(), entry.seq);
                                           }),
                            batch.entries.end());
    return decoded;
}

void CommitReader::observeParts(std::function<void(PartAddress, std::string_view)> observer)
{
    m_observer = std::move(observer);
}

bool CommitReader::part(PartAddress address, std::string_view& out)
{
    const bool sameAsLast = m_lastPack && m_lastCommit == address.commit &&
                            address.index - m_lastPack->firstPart < m_lastPack->parts.size();
    if (!sameAsLast) {
        PackPointer pack = findPack(address);
        if (!pack)
            return false;
        m_lastPack = pack;
        m_lastCommit = address.commit;
        if (m_usedSet.insert(pack.get()).second)
            m_used.push_back(std::move(pack));
    }
    out = m_lastPack->parts[address.index - m_lastPack->firstPart];
    if (m_observer)
        m_observer(address, out);
    return true;
}

CommitReader::PackPointer CommitReader::findPack(PartAddress address)
{
    if (const auto it = m_packs.find(address.commit); it != m_packs.end())
        for (const PackPointer& pack : it->second)
            if (address.index - pack->firstPart < pack->parts.size())
                return pack;
    return loadPack(address);
}

CommitReader::PackPointer CommitReader::loadPack(PartAddress address)
{
    if (m_decoding != nullptr && m_decoding->header.first == address.commit &&
        !m_decoding->packs.empty())
        return loadPackFrom(m_decoding->packs, address);
    m_packsOf.bind(1, static_cast<std::int64_t>(address.commit));
    PackPointer pack;
    if (m_packsOf.step() == Statement::Row::row)
        pack = loadPackFrom(m_packsOf.blob(0), address);
    m_packsOf.reset();
    return pack;
}

CommitReader::PackPointer CommitReader::loadPackFrom(std::string_view bytes, PartAddress address)
{
    Result<Sections> sections = Sections::parse(bytes);
    if (!sections)
        return nullptr;
    std::uint32_t first = 0;
    for (const Section& section : sections->items) {
        if (address.index - first < section.items) {
            Result<std::string> raw = unpack(*sections, section);
            PackPointer pack = raw ? UnpackedPack::make(first, std::move(raw.value())) : nullptr;
            if (!pack || pack->parts.size() != section.items)
                return nullptr;
            remember(address.commit, pack);
            return pack;
        }
        first += section.items;
    }
    return nullptr;
}

void CommitReader::remember(Seq commit, const PackPointer& pack)
{
    m_packs[commit].push_back(pack);
    m_order.emplace_back(commit, pack);
    m_packBytes += pack->heapBytes();
    unpackedBytes += pack->heapBytes();
    while (m_packBytes > kPackCacheBytes && m_order.size() > 1) {
        const auto [oldest, dropped] = m_order.front();
        m_order.pop_front();
        m_packBytes -= dropped->heapBytes();
        unpackedBytes -= dropped->heapBytes();
        auto& packs = m_packs[oldest];
        std::erase(packs, dropped);
        if (packs.empty())
            m_packs.erase(oldest);
    }
}

} // namespace penstock::store
