// SPDX-License-Identifier: GPL-3.0-or-later
// LoggedParts: what only the log knows of steps (EntryFields), small enough to be kept until their traces are indexed. Read
// from the log in order, each step once; what does not fit, or was read long ago, is read again, many that are
// asked for soon in one go. One thread.
#pragma once

#include "core/base/string_pool.h"
#include "core/fields/row_fields.h"
#include "core/session/logged_steps.h"

#include <unordered_map>

namespace penstock {

class LoggedParts final {
public:
    /// Called with each entry that is read.
    using Visit = std::function<void(const LogEntry&)>;

    /// The first entry from this one on that has to be visited with its long texts, which are most of the cost.
    using TextsFrom = std::function<Seq(Seq)>;

    LoggedParts(LogReader& log, Visit visit, TextsFrom textsFrom, std::size_t mostParts);

    /// Entries up to this one are not read any more.
    void startAfter(Seq seq);
    Seq readThrough() const { return m_read; }
    bool hasRoom() const { return m_parts.size() < m_mostParts; }
    /// Reads on up to this entry, as long as `goesOn` says so and there is room.
    Status read(Seq through, const std::function<bool()>& goesOn);
    void add(Seq seq, const FieldReader& row);
    /// Reads those of them that are not kept, until the next call; 0 stands for none.
    void prepare(std::vector<Seq> seqs);
    /// Valid until the next call; knows nothing when the step is no longer in the log.
    const FieldReader& find(Seq seq);
    void drop(Seq seq) { m_parts.erase(seq); }
    /// What is not asked for any more: all up to this entry.
    void dropThrough(Seq seq);
    void clear();

private:
    Status readStretch(Seq through, Seq textsFrom, const std::function<bool()>& goesOn);
    void take(const EntryBatch& batch);

    struct Part {
        std::vector<StringId> texts; ///< in the order of the fields
        std::vector<std::int64_t> numbers;
        std::uint64_t dialects = 0;
    };
    class Row final : public FieldReader {
    public:
        explicit Row(const LoggedParts& owner) : m_owner(owner) {}
        void set(const Part* part) { m_part = part; }
        std::string_view text(FieldId field) const override;
        std::optional<std::int64_t> number(FieldId field) const override;
        std::uint64_t words(FieldId field) const override;
        IdPattern id(FieldId) const override { return {}; }

    private:
        const LoggedParts& m_owner;
        const Part* m_part = nullptr;
    };

    LogReader& m_log;
    const Visit m_visit;
    const TextsFrom m_textsFrom;
    LoggedSteps m_single;
    const std::size_t m_mostParts;
    std::vector<int> m_place; ///< by FieldId: where its value lies in a part, -1 = not logged
    std::vector<FieldId> m_texts;
    std::vector<FieldId> m_numbers;
    std::unordered_map<Seq, Part> m_parts;
    std::unique_ptr<StringPool> m_pool;
    Row m_row;
    EntryFields m_entry;
    Seq m_read = 0;
};

} // namespace penstock
