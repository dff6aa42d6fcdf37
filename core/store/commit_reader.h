// SPDX-License-Identifier: GPL-3.0-or-later
// CommitReader: commits of the log as rows and as entries. Used by readers of any process and by the writer's own
// maintenance. One thread, one connection. Keeps recently unpacked packs (bounded), because conversations refer back.
// Errors: damaged for what cannot be decoded, notFound for what is not (or no longer) there.
#pragma once

#include "core/base/memory_part.h"
#include "core/model/log_entry.h"
#include "core/store/commit_content.h"
#include "core/store/database.h"
#include "core/store/entry_decoder.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>

namespace penstock::store {

struct CommitRow {
    CommitHeader header;
    std::string hash; ///< 32 bytes unless damaged
    std::string body;
    std::string packs; ///< empty when not all long values are wanted: fetched when one is met
};

/// A pack after decompression.
struct UnpackedPack {
    std::uint32_t firstPart = 0;
    std::string bytes;
    std::vector<std::string_view> parts;
    std::size_t heapBytes() const
    {
        return penstock::heapBytes(bytes) + penstock::heapBytes(parts) + sizeof *this;
    }

    static std::shared_ptr<const UnpackedPack> make(std::uint32_t firstPart, std::string raw);
};

/// What all readers of this process keep unpacked, and may keep at most.
struct UnpackedMemory {
    std::size_t bytes = 0;
    std::size_t most = 0;
};
UnpackedMemory unpackedMemory();

/// What is not, or no longer, in the log.
Error noSuchEntry();

class CommitReader final : public PartSource {
public:
    explicit CommitReader(Database& database);
    ~CommitReader() override;
    CommitReader(const CommitReader&) = delete;
    CommitReader& operator=(const CommitReader&) = delete;

    /// While it lives, entries are decoded with these long values only.
    class Wanting final {
    public:
        Wanting(CommitReader& reader, const LongValues& values) : m_reader(reader)
        {
            m_reader.m_longValues = values;
        }
        ~Wanting() { m_reader.m_longValues = {}; }
        Wanting(const Wanting&) = delete;
        Wanting& operator=(const Wanting&) = delete;

    private:
        CommitReader& m_reader;
    };

    /// The commit that holds seq, or the next one after it; nothing at the end of the log.
    Result<std::optional<CommitRow>> next(Seq seq);
    /// As next(), but steps over damaged pages: `seq` becomes the first that can be read. For when next() says damaged.
    Result<std::optional<CommitRow>> nextReadable(Seq& seq);
    /// The commit that holds exactly this seq.
    Result<CommitRow> containing(Seq seq);

    Result<std::shared_ptr<EntryBatch>> decode(const CommitRow& row);
    /// Only these entries, ascending; those the commit does not hold are left out.
    Result<std::shared_ptr<EntryBatch>> decodeSome(const CommitRow& row, std::span<const Seq> seqs);

    Result<std::string> unpack(const Sections& sections, const Section& section);
    bool part(PartAddress address, std::string_view& out) override;
    /// Called with each part that decoding resolves.
    void observeParts(std::function<void(PartAddress, std::string_view)> observer);

private:
    using PackPointer = std::shared_ptr<const UnpackedPack>;

    Result<CommitRow> readRow(Statement& query);
    Status decodeSegments(const CommitRow& row, EntryBatch& batch,
                          std::optional<std::span<const Seq>> only);
    Status decodeInto(EntryBatch& batch, const SegmentPlace& place, std::string raw,
                      std::optional<std::span<const Seq>> only);
    PackPointer findPack(PartAddress address);
    PackPointer loadPack(PartAddress address);
    PackPointer loadPackFrom(std::string_view packs, PartAddress address);
    void remember(Seq commit, const PackPointer& pack);

    Database& m_database;
    Statement m_next;
    Statement m_nextBody;
    Statement m_holding;
    Statement m_holdingBody;
    Statement m_packsOf;
    Decompressor m_decompressor;
    std::unordered_map<Seq, std::vector<PackPointer>> m_packs;
    std::deque<std::pair<Seq, PackPointer>> m_order;
    std::size_t m_packBytes = 0;
    LongValues m_longValues;
    const CommitRow* m_decoding = nullptr;
    Seq m_lastCommit = 0;
    PackPointer m_lastPack;
    std::vector<PackPointer> m_used; ///< by the batch being decoded
    std::unordered_set<const UnpackedPack*> m_usedSet;
    std::function<void(PartAddress, std::string_view)> m_observer;
};

} // namespace penstock::store
