// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/step_index.h"

#include <algorithm>
#include <array>

namespace penstock {

using namespace store; // NOLINT: a source file

namespace {

/// Segments of one size class are merged when there are so many of them.
constexpr std::size_t kMergeAtOnce = 8;
constexpr std::array<std::uint32_t, 4> kTierRows = {64, 512, 4096, StepIndex::kSegmentRows / 2};

/// As another row, but that some of its fields are unknown.
class RowWithout final : public FieldReader {
public:
    RowWithout(const FieldReader& row, const FieldSet& fields) : m_row(row), m_fields(fields) {}
    std::string_view text(FieldId field) const override
    {
        return isGone(field) ? std::string_view() : m_row.text(field);
    }
    std::optional<std::int64_t> number(FieldId field) const override
    {
        return isGone(field) ? std::nullopt : m_row.number(field);
    }
    std::uint64_t words(FieldId field) const override
    {
        return isGone(field) ? 0 : m_row.words(field);
    }
    IdPattern id(FieldId field) const override
    {
        return isGone(field) ? IdPattern{} : m_row.id(field);
    }

private:
    bool isGone(FieldId field) const { return m_fields.test(static_cast<std::size_t>(field)); }
    const FieldReader& m_row;
    const FieldSet& m_fields;
};

} // namespace

StepIndex::StepIndex(IndexFile& file, std::uint64_t bytes) : m_file(file), m_bytes(bytes) {}

Status StepIndex::load()
{
    m_directory.clear();
    Status read = m_directory.refresh(m_file.database());
    m_batch = m_directory.newestBatch();
    return read;
}

Nanos StepIndex::from() const
{
    Nanos gone = 0;
    Nanos oldest = INT64_MAX;
    for (const auto& [id, info] : m_directory.segments()) {
        if (info.dropped)
            gone = std::max(gone, info.newest);
        else
            oldest = std::min(oldest, info.oldest);
    }
    return gone == 0 ? 0 : oldest == INT64_MAX ? gone : oldest;
}

SegmentInfo& StepIndex::openInfo()
{
    if (!m_open)
        m_open = std::make_unique<Segment>();
    return m_open->info;
}

void StepIndex::beginTrace(std::uint32_t trace, const TraceId& id, Seq seen)
{
    m_slot = {trace, id, 0, m_batch + 1, seen};
}

Status StepIndex::addRow(const FieldReader& row, const StepMark& mark)
{
    if (m_open && m_open->builder.rows() >= kSegmentRows) {
        openInfo().slots.push_back(m_slot); // the trace goes on in the next segment
        m_slot.rows = 0;
        if (Status written = write(); !written)
            return written;
    }
    SegmentInfo& info = openInfo();
    const Nanos start = row.number(FieldId::started).value_or(0);
    info.oldest = info.rows == 0 ? start : std::min(info.oldest, start);
    info.newest = info.rows == 0 ? start : std::max(info.newest, start);
    info.last = std::max(info.last, mark.seq);
    ++info.rows;
    ++m_slot.rows;
    ++m_rowsWaiting;
    m_open->builder.add(row, mark);
    return Done{};
}

void StepIndex::endTrace()
{
    openInfo().slots.push_back(m_slot);
}

Status StepIndex::write()
{
    if (!m_open)
        return Done{};
    Database& database = m_file.database();
    if (!m_transaction)
        m_transaction = std::make_unique<Transaction>(database);
    if (!m_transaction->begun())
        return m_transaction->begun();
    const SegmentInfo& info = m_open->info;
    const std::string slots = info.slotBytes();
    Statement insert =
        database.prepare("INSERT INTO segments(rows, oldest, newest, last, bare, dropped, slots) "
                         "VALUES(?1, ?2, ?3, ?4, ?5, 0, ?6)");
    insert.bind(1, info.rows).bind(2, info.oldest).bind(3, info.newest);
    insert.bind(4, static_cast<std::int64_t>(info.last)).bind(5, info.bare).bindBlob(6, slots);
    if (Status done = insert.run(); !done)
        return done;
    const std::int64_t id = database.queryInteger("SELECT last_insert_rowid()");
    Statement column = database.prepare("INSERT INTO columns VALUES(?1, ?2)");
    for (const auto& [number, bytes] : m_open->builder.encode()) {
        column.bind(1, id * kMostColumns + number).bindBlob(2, bytes);
        if (Status done = column.run(); !done)
            return done;
    }
    m_open.reset();
    return Done{};
}

Status StepIndex::commit(Seq through)
{
    Status done = write();
    if (done && !m_transaction)
        m_transaction = std::make_unique<Transaction>(m_file.database());
    if (done)
        done = m_file.setNumber("through", static_cast<std::int64_t>(through));
    if (done)
        done = m_transaction->commit();
    abandon();
    if (!done)
        return done;
    if (Status read = m_directory.refresh(m_file.database()); !read)
        return read;
    m_batch = m_directory.newestBatch();
    if (m_bytes != 0 && m_file.usedBytes() > m_bytes)
        done = dropOldest();
    m_file.settle();
    return done;
}

void StepIndex::abandon()
{
    m_transaction.reset();
    m_open.reset();
    m_slot = {};
    m_rowsWaiting = 0;
}

Status StepIndex::remove(std::int64_t segment)
{
    Statement columns = m_file.database().prepare("DELETE FROM columns WHERE id>=?1 AND id<?2");
    columns.bind(1, segment * kMostColumns).bind(2, (segment + 1) * kMostColumns);
    return columns.run();
}

/// Keeps who was in it, so that nobody takes these traces for new ones.
Status StepIndex::dropOldest()
{
    Transaction transaction(m_file.database());
    if (!transaction.begun())
        return transaction.begun();
    while (m_file.usedBytes() > m_bytes) {
        const SegmentInfo* oldest = nullptr;
        for (const auto& [id, info] : m_directory.segments())
            if (!info.dropped && (oldest == nullptr || info.newest < oldest->newest))
                oldest = &info;
        if (oldest == nullptr)
            break;
        const std::int64_t id = oldest->id;
        if (Status removed = remove(id); !removed)
            return removed;
        Statement drop = m_file.database().prepare("UPDATE segments SET dropped=1 WHERE id=?1");
        if (Status dropped = drop.bind(1, id).run(); !dropped)
            return dropped;
        if (Status read = m_directory.refresh(m_file.database()); !read)
            return read;
    }
    return transaction.commit();
}

std::vector<const SegmentInfo*> StepIndex::mergeable() const
{
    std::array<std::vector<const SegmentInfo*>, kTierRows.size()> tiers;
    for (const auto& [id, info] : m_directory.segments()) {
        if (info.dropped)
            continue;
        const std::uint32_t live = m_directory.liveRowCount(info);
        if (live == 0 && info.rows > 0)
            return {&info};
        for (std::size_t tier = 0; tier < tiers.size(); ++tier)
            if (live < kTierRows[tier]) {
                tiers[tier].push_back(&info);
                if (tiers[tier].size() == kMergeAtOnce)
                    return tiers[tier];
                break;
            }
    }
    return {};
}

Result<bool> StepIndex::tidy()
{
    const std::vector<const SegmentInfo*> segments = mergeable();
    if (segments.empty())
        return false;
    if (Status merged = rewrite(segments, FieldSet(), 0); !merged)
        return merged.error();
    return true;
}

Result<bool> StepIndex::takeAway(Seq before, const FieldSet& fields)
{
    for (const auto& [id, info] : m_directory.segments())
        if (!info.dropped && !info.bare && info.last < before) {
            if (Status taken = rewrite({&info}, fields, before); !taken)
                return taken.error();
            return true;
        }
    return false;
}

Status StepIndex::rewrite(const std::vector<const SegmentInfo*>& segments, const FieldSet& without,
                          Seq before)
{
    m_transaction = std::make_unique<Transaction>(m_file.database());
    Status done = m_transaction->begun();
    Statement gone = m_file.database().prepare("DELETE FROM segments WHERE id=?1");
    for (const SegmentInfo* info : segments) {
        if (done)
            done = copyRows(*info, without, before);
        if (done)
            done = remove(info->id);
        if (done)
            done = gone.bind(1, info->id).run();
    }
    if (m_open)
        m_open->info.bare = m_open->info.last < before;
    if (done)
        return commit(through());
    abandon();
    return done;
}

StepSegment StepIndex::segment(const SegmentInfo& info)
{
    return StepSegment(info.rows, [this, id = info.id](unsigned column, std::string& into) {
        m_file.blob(IndexBlob::column, id * kMostColumns + column, into);
    });
}

Status StepIndex::readBack(const std::vector<bool>& traces, const ReadRow& read)
{
    for (const auto& [id, info] : m_directory.segments()) {
        std::unique_ptr<StepSegment> rows; // opened when a row is wanted
        RowMask live;
        std::size_t row = 0;
        for (const SegmentSlot& slot : info.slots) {
            const std::size_t end = row + slot.rows;
            if (!info.dropped && slot.trace < traces.size() && traces[slot.trace]) {
                if (!rows) {
                    rows = std::make_unique<StepSegment>(segment(info));
                    live = m_directory.liveRows(info);
                }
                SegmentRow reader(*rows);
                for (; row < end && live.test(row); ++row) {
                    reader.set(row);
                    read(reader, rows->mark(row));
                }
            }
            row = end;
        }
        if (rows && rows->isDamaged())
            return Error{ErrorCode::damaged, "The index of the log is damaged.", ""};
    }
    return Done{};
}

Status StepIndex::copyRows(const SegmentInfo& from, const FieldSet& without, Seq before)
{
    const StepSegment segment = this->segment(from);
    const RowMask live = m_directory.liveRows(from);
    SegmentRow reader(segment);
    std::size_t row = 0;
    for (const SegmentSlot& slot : from.slots) {
        const std::size_t end = row + slot.rows;
        if (row == end || live.test(row)) {
            m_slot = slot;
            m_slot.rows = 0;
            for (; row < end; ++row) {
                reader.set(row);
                const StepMark mark = segment.mark(row);
                const bool isGone = mark.seq != 0 && mark.seq < before;
                Status added =
                    isGone ? addRow(RowWithout(reader, without), mark) : addRow(reader, mark);
                if (!added)
                    return added;
            }
            endTrace();
        }
        row = end;
    }
    if (segment.isDamaged())
        return Error{ErrorCode::damaged, "The index of the log is damaged.", ""};
    return Done{};
}

Status StepIndex::clear()
{
    abandon();
    m_directory.clear();
    m_batch = 0;
    return m_file.clear();
}

Status StepIndex::beginForget()
{
    abandon();
    m_directory.clear();
    m_batch = 0;
    return m_file.beginForget();
}

} // namespace penstock
