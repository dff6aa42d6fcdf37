// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/part_store.h"

#include "core/base/encoding.h"

#include <bit>

namespace penstock::store {

void Pack::add(std::string_view part)
{
    ++parts;
    putVarint(lengths, part.size());
    bytes += part;
}

std::string Pack::serialized() const
{
    std::string out;
    out.reserve(lengths.size() + bytes.size() + 8);
    putVarint(out, parts);
    out += lengths;
    out += bytes;
    return out;
}

PartStore::PartStore(KeyedHash hash, std::size_t slots)
    : m_hash(hash),
      m_slotsEach(std::bit_floor(slots / 2)),
      m_current(m_slotsEach),
      m_previous(m_slotsEach)
{
}

void PartStore::beginCommit(Seq firstSeq, Seq floor)
{
    m_packs.clear();
    m_commit = firstSeq;
    m_floor = floor;
    m_count = 0;
}

PartStore::Slot* PartStore::find(Generation& generation, const Hash128& hash)
{
    const std::size_t mask = m_slotsEach - 1;
    std::size_t at = hash.low & mask;
    while (generation[at].commit != 0 && generation[at].hash != hash)
        at = (at + 1) & mask;
    return &generation[at];
}

void PartStore::remember(const Slot& slot)
{
    if (m_used >= m_slotsEach / 4 * 3) {
        m_previous.swap(m_current);
        m_current.assign(m_slotsEach, Slot{});
        m_used = 0;
    }
    Slot* place = find(m_current, slot.hash);
    m_used += place->commit == 0;
    *place = slot;
}

void PartStore::append(std::string_view part)
{
    if (m_packs.empty() || m_packs.back().bytes.size() >= kPackBytes)
        m_packs.emplace_back();
    m_packs.back().add(part);
}

PartAddress PartStore::put(std::string_view part)
{
    m_bytesIn += part.size();
    const Hash128 hash = m_hash(part);
    const Slot* known = find(m_current, hash);
    bool fromPrevious = false;
    if (known->commit == 0) {
        known = find(m_previous, hash);
        fromPrevious = true;
    }
    if (known->commit != 0 && known->commit >= m_floor) {
        const Slot copy = *known;
        if (fromPrevious)
            remember(copy);
        return {copy.commit, copy.index};
    }
    m_bytesKept += part.size();
    append(part);
    const std::uint32_t index = m_count++;
    remember({hash, m_commit, index});
    return {m_commit, index};
}

void PartStore::forgetAll()
{
    m_current.assign(m_slotsEach, Slot{});
    m_previous.assign(m_slotsEach, Slot{});
    m_used = 0;
    m_packs.clear();
}

void PartStore::restoreCounters(std::uint64_t in, std::uint64_t kept)
{
    m_bytesIn = in;
    m_bytesKept = kept;
}

} // namespace penstock::store
