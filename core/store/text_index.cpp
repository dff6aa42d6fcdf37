// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/text_index.h"

#include "core/model/step_texts.h"

#include <iterator>
#include <utility>

namespace penstock {

using namespace store; // NOLINT: a source file

namespace {

/// Kept in the file, for what is gone leaves no trace there.
constexpr std::string_view kFrom = "texts_from";

void addTexts(TextSegmentBuilder& words, const LogEntry& entry)
{
    if (entry.step != nullptr)
        anyText(*entry.step, [&](std::string_view text) {
            words.add(entry.seq, text);
            return false;
        });
}

} // namespace

TextIndex::TextIndex(IndexFile& file, std::uint64_t bytes)
    : m_file(file), m_bytes(bytes), m_hash(randomBytes(KeyedHash::kSecretSize))
{
}

/// The newest segment was still being filled: its steps are read again.
Status TextIndex::load()
{
    m_open.reset();
    m_openId = 0;
    m_changed = false;
    Database& database = m_file.database();
    Statement newest =
        database.prepare("SELECT id, first, last, closed FROM texts ORDER BY last DESC LIMIT 1");
    const Statement::Row row = newest.step();
    if (row == Statement::Row::failed)
        return newest.error();
    m_through = row == Statement::Row::row ? static_cast<Seq>(newest.integer(2)) : 0;
    m_usedBytes = static_cast<std::uint64_t>(
        database.queryInteger("SELECT coalesce(sum(length(data)), 0) FROM text_parts"));
    m_readable = m_through;
    m_from = static_cast<Seq>(m_file.number(kFrom));
    if (Status read = readGaps(); !read)
        return read;
    if (row != Statement::Row::row || newest.integer(3) != kOpenTexts)
        return Done{};
    m_through = m_readable = static_cast<Seq>(newest.integer(1)) - 1;
    const std::int64_t id = newest.integer(0);
    newest.reset();
    return remove(id);
}

Status TextIndex::readGaps()
{
    m_gaps.clear();
    m_fill.reset();
    m_before = 0;
    Statement list = m_file.database().prepare("SELECT id, first, last FROM texts WHERE closed=?1");
    list.bind(1, kGapInTexts);
    Statement::Row row;
    while ((row = list.step()) == Statement::Row::row)
        m_gaps[static_cast<Seq>(list.integer(1))] = {list.integer(0),
                                                     static_cast<Seq>(list.integer(2))};
    return row == Statement::Row::failed ? Status(list.error()) : Status(Done{});
}

/// Only from its beginning on: what was read of the log before is not told again.
Status TextIndex::fill(const LogEntry& entry)
{
    if (m_fill && entry.seq > m_gaps.at(m_fillFirst).last)
        if (Status closed = closeGap(); !closed)
            return closed;
    const Seq before = std::exchange(m_before, entry.seq);
    auto gap = m_gaps.upper_bound(entry.seq);
    if (gap == m_gaps.begin() || entry.seq > (--gap)->second.last)
        return Done{};
    if (!m_fill && before < gap->first) {
        m_fill = std::make_unique<TextSegmentBuilder>(m_hash);
        m_fillFirst = gap->first;
        m_fill->begin(gap->first);
    }
    if (!m_fill)
        return Done{};
    addTexts(*m_fill, entry);
    return entry.seq == gap->second.last ? closeGap() : Status(Done{});
}

Seq TextIndex::wantedFrom(Seq seq) const
{
    auto gap = m_gaps.upper_bound(seq);
    if (gap != m_gaps.begin() && seq <= std::prev(gap)->second.last)
        return seq;
    return std::max(seq, gap == m_gaps.end() ? m_through + 1 : gap->first);
}

Status TextIndex::closeGap()
{
    const auto gap = m_gaps.find(m_fillFirst);
    const std::unique_ptr<TextSegmentBuilder> words = std::move(m_fill);
    Transaction transaction(m_file.database());
    if (!transaction.begun())
        return transaction.begun();
    if (Status removed = remove(gap->second.id); !removed)
        return removed;
    std::int64_t id = 0;
    if (Status put = insert(gap->first, gap->second.last, true, *words, id); !put)
        return put;
    if (Status committed = transaction.commit(); !committed)
        return committed;
    m_gaps.erase(gap);
    m_file.settle();
    return keepBudget();
}

Status TextIndex::add(const LogEntry& entry)
{
    if (!m_gaps.empty())
        if (Status filled = fill(entry); !filled)
            return filled;
    if (entry.seq <= m_through)
        return Done{};
    if (!m_open) {
        m_open = std::make_unique<TextSegmentBuilder>(m_hash);
        m_openFirst = entry.seq;
        m_open->begin(entry.seq);
    }
    m_through = entry.seq;
    m_changed = true;
    addTexts(*m_open, entry);
    if (m_through - m_openFirst + 1 < kSegmentSteps && m_open->textBytes() < kSegmentBytes)
        return Done{};
    return close();
}

Status TextIndex::close()
{
    Status written = writeOpen(true);
    m_open.reset();
    m_openId = 0;
    return written ? keepBudget() : written;
}

Status TextIndex::flush()
{
    return m_open && m_changed ? writeOpen(false) : Status(Done{});
}

/// Again and again while it is being filled, each time in place of what was there.
Status TextIndex::writeOpen(bool closed)
{
    Transaction transaction(m_file.database());
    if (!transaction.begun())
        return transaction.begun();
    if (m_openId != 0)
        if (Status removed = remove(m_openId); !removed)
            return removed;
    if (Status put = insert(m_openFirst, m_through, closed, *m_open, m_openId); !put)
        return put;
    m_changed = false;
    Status committed = transaction.commit();
    if (committed)
        m_readable = m_through;
    m_file.settle();
    return committed;
}

Status TextIndex::insert(Seq first, Seq last, bool closed, const TextSegmentBuilder& words,
                         std::int64_t& id)
{
    Statement insert =
        m_file.database().prepare("INSERT INTO texts(first, last, closed) VALUES(?1, ?2, ?3)");
    insert.bind(1, static_cast<std::int64_t>(first));
    insert.bind(2, static_cast<std::int64_t>(last)).bind(3, closed ? kClosedTexts : kOpenTexts);
    if (Status done = insert.run(); !done)
        return done;
    id = m_file.database().queryInteger("SELECT last_insert_rowid()");
    Statement put = m_file.database().prepare("INSERT INTO text_parts VALUES(?1, ?2)");
    const std::array<std::string, kTextParts> parts = words.encode();
    for (unsigned part = 0; part < kTextParts; ++part) {
        put.bind(1, id * kTextParts + part).bindBlob(2, parts[part]);
        if (Status done = put.run(); !done)
            return done;
        m_usedBytes += parts[part].size();
    }
    return Done{};
}

Status TextIndex::remove(std::int64_t segment)
{
    Status removed = removeWords(segment);
    return removed
               ? m_file.database().execute("DELETE FROM texts WHERE id=" + std::to_string(segment))
               : removed;
}

Status TextIndex::removeWords(std::int64_t segment)
{
    const std::string from = std::to_string(segment * kTextParts);
    const std::string range =
        " FROM text_parts WHERE id>=" + from + " AND id<" + from + "+" + std::to_string(kTextParts);
    m_usedBytes -= std::min(m_usedBytes, static_cast<std::uint64_t>(m_file.database().queryInteger(
                                             "SELECT coalesce(sum(length(data)), 0)" + range)));
    return m_file.database().execute("DELETE" + range);
}

Status TextIndex::keepBudget()
{
    while (m_bytes != 0 && m_usedBytes > m_bytes) {
        Statement query =
            m_file.database().prepare("SELECT id, last FROM texts ORDER BY last LIMIT 1");
        if (query.step() != Statement::Row::row)
            break;
        const std::int64_t oldest = query.integer(0);
        m_from = static_cast<Seq>(query.integer(1)) + 1;
        query.reset();
        if (Status removed = remove(oldest); !removed)
            return removed;
        dropGapsBefore(m_from);
        if (Status kept = m_file.setNumber(kFrom, static_cast<std::int64_t>(m_from)); !kept)
            return kept;
    }
    return Done{};
}

Status TextIndex::dropBefore(Seq first)
{
    const std::string which =
        "SELECT id FROM texts WHERE closed<>0 AND last<" + std::to_string(first);
    for (std::int64_t id = m_file.database().queryInteger(which); id != 0;
         id = m_file.database().queryInteger(which))
        if (Status removed = remove(id); !removed)
            return removed;
    dropGapsBefore(first);
    return Done{};
}

void TextIndex::dropGapsBefore(Seq first)
{
    std::erase_if(m_gaps, [first](const auto& gap) { return gap.second.last < first; });
    if (!m_gaps.contains(m_fillFirst))
        m_fill.reset();
}

Status TextIndex::forget(const std::vector<SeqRange>& rewritten)
{
    Statement list = m_file.database().prepare("SELECT id, first, last FROM texts WHERE closed=?1");
    list.bind(1, kClosedTexts);
    std::vector<std::int64_t> hit;
    Statement::Row row;
    while ((row = list.step()) == Statement::Row::row) {
        const auto from =
            std::lower_bound(rewritten.begin(), rewritten.end(), static_cast<Seq>(list.integer(1)),
                             [](const SeqRange& range, Seq first) { return range.last < first; });
        if (from != rewritten.end() && from->first <= static_cast<Seq>(list.integer(2)))
            hit.push_back(list.integer(0));
    }
    if (row == Statement::Row::failed)
        return list.error();
    list.reset();
    Status done = m_file.endForget([&] {
        for (const std::int64_t id : hit)
            if (Status emptied = empty(id); !emptied)
                return emptied;
        return Status(Done{});
    });
    return done ? readGaps() : done;
}

Status TextIndex::empty(std::int64_t segment)
{
    if (Status removed = removeWords(segment); !removed)
        return removed;
    return m_file.database().execute("UPDATE texts SET closed=" + std::to_string(kGapInTexts) +
                                     " WHERE id=" + std::to_string(segment));
}

void TextIndex::forgetAll()
{
    m_open.reset();
    m_openId = 0;
    m_changed = false;
    m_through = m_readable = m_from = 0;
    m_usedBytes = 0;
    m_gaps.clear();
    m_fill.reset();
    m_before = 0;
}

} // namespace penstock
