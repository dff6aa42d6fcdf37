// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/forget_plan.h"

#include "core/base/encoding.h"

#include <algorithm>

namespace penstock::store {
namespace {

// What the writer does in one turn: a few milliseconds.
constexpr std::size_t kSliceBytes = 512 * 1024;
constexpr std::size_t kSliceCommits = 32;
constexpr std::size_t kSliceSteps = 2048;

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

/// The entries that stay, encoded anew; the others become holes.
void encodeWithout(const ForgetRule& rule, const CommitRow& row, const EntryBatch& batch,
                   EntryEncoder& encoder)
{
    encoder.beginCommit(row.header.first);
    auto entry = batch.entries.begin();
    for (Seq seq = row.header.first; seq <= row.header.last; ++seq) {
        const bool there = entry != batch.entries.end() && entry->seq == seq;
        if (there && !rule.takes(*entry))
            encoder.entry(*entry);
        else
            encoder.hole();
        entry += there;
    }
}

} // namespace

ForgetPlanner::ForgetPlanner(std::unique_ptr<Database> database, const KeyedHash& hash)
    : m_database(std::move(database)),
      m_hash(hash),
      m_compressor(builtInDictionary()),
      m_reader(*m_database),
      m_digester(hash)
{
    m_reader.observeParts(
        [this](PartAddress address, std::string_view text) { m_texts.try_emplace(address, text); });
}

Status ForgetPlanner::scan(Seq from, Seq last, const Visit& visit)
{
    for (Seq at = from;;) {
        Result<std::optional<CommitRow>> row = m_reader.nextReadable(at);
        if (!row)
            return row.error();
        if (!*row || (*row)->header.first > last)
            return Done{};
        at = (*row)->header.last + 1;
        m_texts.clear();
        Result<std::shared_ptr<EntryBatch>> batch = m_reader.decode(**row);
        if (!batch)
            continue; // damaged: nobody can read it, so nothing in it can be shown
        if (Status visited = visit(**row, **batch, m_texts); !visited)
            return visited;
    }
}

Status ForgetPlanner::survey(ForgetRule& rule)
{
    if (rule.asksForNames()) {
        const auto learn = [&rule](const CommitRow&, const EntryBatch& batch,
                                   const PartTexts&) -> Status {
            for (const LogEntry& entry : batch.entries)
                if (entry.kind == EntryKind::step)
                    rule.learnNames(*entry.step);
            return Done{};
        };
        if (Status learned = scan(1, rule.through, learn); !learned)
            return learned;
    }
    return findSteps(rule, 1, rule.through, rule.asksForNames() ? nullptr : &rule.oldTraces);
}

Status ForgetPlanner::findSteps(const ForgetRule& rule, Seq from, Seq last,
                                ForgetRule::Traces* oldTraces)
{
    const auto find = [&](const CommitRow& row, const EntryBatch& batch,
                          const PartTexts& texts) -> Status {
        bool found = false;
        for (const LogEntry& entry : batch.entries) {
            if (!rule.takes(entry))
                continue;
            found = true;
            if (oldTraces != nullptr && isRealTrace(*entry.step))
                oldTraces->insert(entry.step->trace);
        }
        if (!found)
            return Done{};
        m_work[row.header.first].holdsSteps = true;
        for (const auto& [address, text] : texts)
            m_candidates.try_emplace(address, false);
        return Done{};
    };
    return scan(from, last, find);
}

Status ForgetPlanner::complete(const ForgetRule& rule, Seq end)
{
    if (Status found = findSteps(rule, rule.through + 1, end, nullptr); !found)
        return found;
    if (m_work.empty())
        return Done{};
    if (Status found = findUnusedParts(rule, end); !found)
        return found;
    for (const auto& [address, used] : m_candidates)
        if (!used)
            m_work[address.commit].unusedParts.push_back(address.index);
    m_candidates.clear();
    return Done{};
}

Status ForgetPlanner::findUnusedParts(const ForgetRule& rule, Seq end)
{
    Seq oldest = m_work.begin()->first;
    for (const auto& [address, used] : m_candidates)
        oldest = std::min(oldest, address.commit);
    const auto use = [this](PartAddress address) {
        if (const auto candidate = m_candidates.find(address); candidate != m_candidates.end())
            candidate->second = true;
    };
    return scan(
        oldest, end,
        [&](const CommitRow& row, const EntryBatch& batch, const PartTexts& texts) -> Status {
            const auto work = m_work.find(row.header.first);
            if (work == m_work.end()) {
                for (const auto& [address, text] : texts)
                    use(address);
                return Done{};
            }
            KnownParts known(row.header.first, 0);
            for (const auto& [address, text] : texts)
                known.know(text, address);
            EntryEncoder encoder(m_hash, known);
            encodeWithout(rule, row, batch, encoder);
            for (const PartAddress& address : known.used())
                use(address);
            return Done{};
        });
}

Result<ForgetSlice> ForgetPlanner::nextSlice(const ForgetRule& rule)
{
    ForgetSlice slice;
    std::size_t bytes = 0;
    m_digester.forgetScopes();
    while (!m_work.empty() && bytes < kSliceBytes && slice.commits.size() < kSliceCommits &&
           slice.steps < kSliceSteps) {
        const auto next = m_work.begin();
        Result<std::optional<RewrittenCommit>> commit =
            rewrite(rule, next->first, next->second, slice);
        if (!commit)
            return commit.error();
        m_work.erase(next);
        if (!*commit)
            continue;
        bytes += (*commit)->body.size() + (*commit)->packs.size();
        slice.commits.push_back(std::move(**commit));
    }
    slice.last = m_work.empty();
    return slice;
}

Result<std::optional<RewrittenCommit>> ForgetPlanner::rewrite(const ForgetRule& rule, Seq seq,
                                                              const Work& work, ForgetSlice& slice)
{
    RewrittenCommit commit;
    commit.seq = seq;
    Result<std::optional<CommitRow>> row = m_reader.next(seq);
    if (!row)
        return row.error();
    if (*row && (*row)->header.first == seq) {
        commit.before = {sha256((*row)->body), sha256((*row)->packs)};
        commit.body = (*row)->body;
        commit.packs = (*row)->packs;
        if (work.holdsSteps)
            if (Status done = rewriteSteps(rule, **row, work, commit, slice); !done)
                return done.error();
    } else {
        Result<bool> kept = readKept(seq, commit);
        if (!kept)
            return kept.error();
        if (!*kept)
            return std::optional<RewrittenCommit>(); // past retention altogether
    }
    if (!work.holdsSteps && !work.unusedParts.empty()) {
        Result<std::string> packs = rebuildPacks(commit.packs, work.unusedParts, nullptr);
        if (!packs)
            return packs.error();
        commit.packs = std::move(*packs);
    }
    slice.parts += work.unusedParts.size();
    commit.after = {commit.pastRetention ? commit.before.body : sha256(commit.body),
                    sha256(commit.packs)};
    return std::optional<RewrittenCommit>(std::move(commit));
}

Status ForgetPlanner::rewriteSteps(const ForgetRule& rule, const CommitRow& row, const Work& work,
                                   RewrittenCommit& result, ForgetSlice& slice)
{
    m_texts.clear();
    Result<std::shared_ptr<EntryBatch>> batch = m_reader.decode(row);
    if (!batch)
        return batch.error();
    Result<std::uint32_t> parts = countParts(row.packs);
    if (!parts)
        return parts.error();
    m_digester.forgetScopes();
    for (const LogEntry& entry : (*batch)->entries) {
        if (!rule.takes(entry))
            continue;
        ++slice.steps;
        slice.identities.push_back(m_digester.identify(*entry.step));
        if (isRealTrace(*entry.step) && m_marked.insert(entry.step->trace).second)
            slice.marks.push_back(TraceMarks::markOf(m_hash, rule, entry.step->trace));
    }
    KnownParts known(row.header.first, *parts);
    for (const auto& [address, text] : m_texts)
        known.know(text, address);
    EntryEncoder encoder(m_hash, known);
    encodeWithout(rule, row, **batch, encoder);
    result.body = buildBody(encoder.takeSegments(), m_compressor);
    if (known.added().parts == 0 && work.unusedParts.empty())
        return Done{};
    Result<std::string> packs = rebuildPacks(row.packs, work.unusedParts, &known.added());
    if (!packs)
        return packs.error();
    result.packs = std::move(*packs);
    return Done{};
}

Result<bool> ForgetPlanner::readKept(Seq seq, RewrittenCommit& commit)
{
    Statement query = m_database->prepare("SELECT packs, body_hash FROM kept_packs WHERE seq=?1");
    query.bind(1, static_cast<std::int64_t>(seq));
    const Statement::Row state = query.step();
    if (state == Statement::Row::failed)
        return query.error();
    if (state == Statement::Row::done)
        return false;
    commit.pastRetention = true;
    commit.packs = query.blob(0);
    commit.before.packs = sha256(commit.packs);
    if (!toSha256(query.blob(1), commit.before.body))
        return Error{ErrorCode::damaged, "A kept payload of the log is damaged.", "bad hash"};
    return true;
}

Result<std::string> ForgetPlanner::rebuildPacks(std::string_view packs,
                                                const std::vector<std::uint32_t>& without,
                                                const Pack* added)
{
    Result<Sections> sections = Sections::parse(packs);
    if (!sections)
        return sections.error();
    std::vector<std::uint32_t> gone = without;
    std::sort(gone.begin(), gone.end());
    std::vector<Pack> rebuilt;
    std::uint32_t index = 0;
    for (const Section& section : sections->items) {
        Result<std::string> raw = m_reader.unpack(*sections, section);
        if (!raw)
            return raw.error();
        const auto parts = UnpackedPack::make(0, std::move(raw.value()));
        if (!parts)
            return Error{ErrorCode::damaged, "A payload of the log is damaged.", "bad pack"};
        Pack& pack = rebuilt.emplace_back();
        for (const std::string_view part : parts->parts)
            pack.add(std::binary_search(gone.begin(), gone.end(), index++) ? std::string_view()
                                                                           : part);
    }
    if (added != nullptr && added->parts > 0)
        rebuilt.push_back(*added);
    return buildPacks(rebuilt, m_compressor);
}

} // namespace penstock::store
