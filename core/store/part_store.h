// SPDX-License-Identifier: GPL-3.0-or-later
// PartStore: recognises payload parts that were stored before and packs the new ones of one commit. A part lives in the
// commit that first brought it and is named by (first seq of that commit, number in it). Parts are recognised by a
// keyed 128-bit hash among the recent ones only: bounded memory, and packs can be deleted once the floor has passed them
// (reuse_horizon.h) without asking who refers to them. Writer thread. Lost at a restart, which costs space, never truth.
#pragma once

#include "core/base/hash.h"
#include "core/base/ids.h"
#include "core/base/memory_part.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace penstock::store {

/// Uncompressed size after which a pack is closed: what reading one step may have to unpack.
inline constexpr std::size_t kPackBytes = 256 * 1024;

struct PartAddress {
    Seq commit = 0;
    std::uint32_t index = 0;
    bool operator==(const PartAddress&) const = default;
};

/// Parts in the order of their numbers, before compression.
struct Pack {
    std::uint32_t parts = 0;
    std::string lengths; ///< varints
    std::string bytes;
    void add(std::string_view part);
    std::string serialized() const; ///< count, lengths, bytes
};

/// Where an encoder puts long texts.
class PartSink {
public:
    virtual ~PartSink() = default;
    virtual PartAddress put(std::string_view part) = 0;
};

class PartStore final : public PartSink {
public:
    /// slots: parts remembered at most, a power of two; 32 bytes each.
    explicit PartStore(KeyedHash hash, std::size_t slots = 1 << 20);

    /// Parts of commits before `floor` are not referred to any more.
    void beginCommit(Seq firstSeq, Seq floor);
    PartAddress put(std::string_view part) override;
    /// Packs of the commit begun last; valid until the next beginCommit.
    const std::vector<Pack>& packs() const { return m_packs; }
    std::uint32_t partsOfCommit() const { return m_count; }
    /// Forgets everything recognised, e.g. when a commit failed and its parts were never stored.
    void forgetAll();
    std::size_t known() const { return m_used; } ///< since the older half was let go
    std::size_t mostKnown() const { return m_slotsEach * 3 / 4; }
    std::size_t heapBytes() const
    {
        return penstock::heapBytes(m_current) + penstock::heapBytes(m_previous);
    }
    std::uint64_t bytesIn() const { return m_bytesIn; }
    std::uint64_t bytesKept() const { return m_bytesKept; }
    /// Counters of an earlier run of the program.
    void restoreCounters(std::uint64_t in, std::uint64_t kept);

private:
    struct Slot {
        Hash128 hash;
        Seq commit = 0; ///< 0: empty
        std::uint32_t index = 0;
    };
    using Generation = std::vector<Slot>;

    Slot* find(Generation& generation, const Hash128& hash);
    void remember(const Slot& slot);
    void append(std::string_view part);

    KeyedHash m_hash;
    std::size_t m_slotsEach;
    Generation
        m_current; ///< filled until 3/4, then becomes m_previous: an approximate "least recently used"
    Generation m_previous;
    std::size_t m_used = 0;
    std::vector<Pack> m_packs;
    Seq m_commit = 0;
    Seq m_floor = 0;
    std::uint32_t m_count = 0;
    std::uint64_t m_bytesIn = 0;
    std::uint64_t m_bytesKept = 0;
};

} // namespace penstock::store
