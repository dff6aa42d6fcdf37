// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segment_directory.h"

#include "core/base/encoding.h"

namespace penstock::store {
namespace {

constexpr std::uint32_t kMostTraces = 1u << 28;

bool readSlots(std::string_view bytes, SegmentInfo& info)
{
    ByteReader in(bytes);
    std::uint64_t rows = 0;
    while (!in.atEnd() && in.ok()) {
        SegmentSlot slot;
        slot.trace = static_cast<std::uint32_t>(in.varint());
        const std::string_view id = in.bytes(16);
        if (!in.ok())
            return false;
        slot.id = TraceId::fromBytes(id.data());
        slot.rows = static_cast<std::uint32_t>(in.varint());
        slot.batch = in.varint();
        slot.seen = in.varint();
        rows += slot.rows;
        if (slot.trace == 0 || slot.trace > kMostTraces)
            return false;
        info.slots.push_back(slot);
    }
    return in.ok() && rows == info.rows;
}

} // namespace

std::string SegmentInfo::slotBytes() const
{
    std::string out;
    for (const SegmentSlot& slot : slots) {
        putVarint(out, slot.trace);
        out.append(reinterpret_cast<const char*>(slot.id.bytes.data()), slot.id.bytes.size());
        putVarint(out, slot.rows);
        putVarint(out, slot.batch);
        putVarint(out, slot.seen);
    }
    return out;
}

void SegmentDirectory::clear()
{
    m_segments.clear();
    m_newest.clear();
    m_newestBatch = 0;
}

Status SegmentDirectory::refresh(Database& database)
{
    std::map<std::int64_t, SegmentInfo> now;
    Statement list = database.prepare("SELECT id, dropped FROM segments ORDER BY id");
    Statement read = database.prepare(
        "SELECT rows, oldest, newest, slots, last, bare FROM segments WHERE id=?1");
    std::vector<const SegmentInfo*> fresh;
    Statement::Row row = list.step();
    for (; row == Statement::Row::row; row = list.step()) {
        const std::int64_t id = list.integer(0);
        const bool dropped = list.integer(1) != 0;
        if (const auto known = m_segments.find(id);
            known != m_segments.end() && known->second.dropped == dropped) {
            now.insert(m_segments.extract(known));
            continue;
        }
        SegmentInfo info;
        info.id = id;
        info.dropped = dropped;
        read.bind(1, id);
        if (read.step() != Statement::Row::row)
            return read.error();
        info.rows = static_cast<std::uint32_t>(read.integer(0));
        info.oldest = read.integer(1);
        info.newest = read.integer(2);
        info.last = static_cast<Seq>(read.integer(4));
        info.bare = read.integer(5) != 0;
        const bool sound = readSlots(read.blob(3), info);
        read.reset();
        if (!sound)
            return Error{ErrorCode::damaged, "The index of the log is damaged.", ""};
        fresh.push_back(&now.emplace(id, std::move(info)).first->second);
    }
    if (row == Statement::Row::failed)
        return list.error();
    const bool shrank = !m_segments.empty();
    m_segments = std::move(now);
    if (shrank) { // merged or cleared: what is gone must not count
        m_newest.clear();
        for (const auto& [id, info] : m_segments)
            take(info);
        return Done{};
    }
    for (const SegmentInfo* info : fresh)
        take(*info);
    return Done{};
}

void SegmentDirectory::take(const SegmentInfo& segment)
{
    for (const SegmentSlot& slot : segment.slots) {
        if (slot.trace > m_newest.size())
            m_newest.resize(slot.trace);
        Newest& newest = m_newest[slot.trace - 1];
        if (slot.batch > newest.batch)
            newest = {slot.id, slot.batch, slot.seen, segment.dropped};
        else if (slot.batch == newest.batch)
            newest.dropped = newest.dropped || segment.dropped;
        m_newestBatch = std::max(m_newestBatch, slot.batch);
    }
}

SegmentDirectory::Seen SegmentDirectory::seen(std::uint32_t trace, const TraceId& id) const
{
    if (trace > m_newest.size() || m_newest[trace - 1].id != id)
        return {};
    return {m_newest[trace - 1].seq, m_newest[trace - 1].dropped};
}

TraceId SegmentDirectory::idOf(std::uint32_t trace) const
{
    return trace > m_newest.size() ? TraceId{} : m_newest[trace - 1].id;
}

bool SegmentDirectory::counts(const SegmentSlot& slot) const
{
    const Newest& newest = m_newest[slot.trace - 1];
    return slot.batch == newest.batch && !newest.dropped;
}

RowMask SegmentDirectory::liveRows(const SegmentInfo& segment) const
{
    RowMask mask(segment.rows);
    std::size_t row = 0;
    for (const SegmentSlot& slot : segment.slots) {
        if (counts(slot))
            mask.fill(row, row + slot.rows, true);
        row += slot.rows;
    }
    return mask;
}

std::uint32_t SegmentDirectory::liveRowCount(const SegmentInfo& segment) const
{
    std::uint32_t rows = 0;
    for (const SegmentSlot& slot : segment.slots)
        rows += counts(slot) ? slot.rows : 0;
    return rows;
}

} // namespace penstock::store
