// SPDX-License-Identifier: GPL-3.0-or-later
// A segment of the step index: some thousand rows of the filter language, a column for each field, so that a filter reads
// only the columns it names. StepSegmentBuilder makes one from any rows; StepSegment reads columns when they are asked
// for; SegmentRow is one of its rows as the language sees it. A damaged column makes the segment damaged. One thread.
#pragma once

#include "core/query/matcher.h"
#include "core/store/value_column.h"

#include <array>
#include <functional>
#include <memory>

namespace penstock::store {

/// Columns beside those of the fields, which have the numbers of FieldId.
enum StepColumn : unsigned {
    kSeqColumn = 200,
    kDepthColumn,
    kFlagsColumn,
    kTraceColumn,
    kCountsColumn,
    kCacheApartColumn,
    kDoubtsColumn
};
inline constexpr unsigned kMostColumns = 256;

/// What a list shows of a step besides its fields.
struct StepMark {
    std::uint32_t trace = 0; ///< TraceIndex of the fold that the rows come from
    Seq seq = 0;             ///< of the logged version; 0 = nothing was logged for it
    std::uint16_t depth = 0;
    std::uint32_t flags = 0;     ///< StepFlag bits
    std::uint8_t counts = 0;     ///< CountsBit bits of the fold
    std::int64_t cacheApart = 0; ///< what its cost may grow by, see Cost::ifCacheApart; 0 = is sure
    std::uint8_t doubts = 0;     ///< CostDoubt bits
};

/// Digest of the fields and their types: rows of another one cannot be read.
std::uint64_t stepSchemaDigest();
/// The fields of a step that are kept: all but those that are only searched.
bool isStepColumn(const FieldInfo& field);

class StepSegmentBuilder final {
public:
    StepSegmentBuilder();
    void add(const FieldReader& row, const StepMark& mark);
    std::size_t rows() const { return m_rows; }
    /// Column and its bytes.
    std::vector<std::pair<unsigned, std::string>> encode() const;

private:
    std::vector<std::pair<const FieldInfo*, ValueColumnBuilder>> m_values;
    std::vector<std::pair<const FieldInfo*, NumberColumnBuilder>> m_numbers;
    std::array<NumberColumnBuilder, 7> m_marks; ///< from kSeqColumn on
    std::size_t m_rows = 0;
};

/// Memory of columns that are no longer needed, for those of the next segment: a search reads hundreds of segments, and
/// memory fresh from the system costs it more than what it reads. One thread.
class SpareBuffers final {
public:
    std::string take();
    void give(std::string buffer);

private:
    static constexpr std::size_t kMostBytes = 8u << 20;
    std::vector<std::string> m_buffers;
    std::size_t m_bytes = 0;
};

class StepSegment final {
public:
    using Load = std::function<void(unsigned column, std::string& into)>;

    StepSegment(std::size_t rows, Load load, std::shared_ptr<SpareBuffers> spare = nullptr)
        : m_rows(rows),
          m_load(std::move(load)),
          m_spare(spare ? std::move(spare) : std::make_shared<SpareBuffers>())
    {
    }
    std::size_t rows() const { return m_rows; }
    /// An empty one when the column is damaged, which isDamaged() then tells.
    const NumberColumn& numbers(unsigned column) const;
    const ValueColumn& values(unsigned column) const;
    /// False: no value of this column has these bytes in it. Told without taking the column apart.
    bool mayHold(unsigned column, std::string_view bytes) const;
    bool isDamaged() const { return m_damaged; }
    StepMark mark(std::size_t row) const;

private:
    struct Column {
        explicit Column(std::shared_ptr<SpareBuffers> from)
            : spare(std::move(from)), bytes(spare->take())
        {
        }
        Column(const Column&) = delete;
        Column& operator=(const Column&) = delete;
        ~Column() { spare->give(std::move(bytes)); }

        const std::shared_ptr<SpareBuffers> spare;
        std::string bytes;
        bool isRead = false;
        ValueColumn values;
        NumberColumn numbers;
    };
    Column& loaded(unsigned number) const;
    const Column& column(unsigned number, bool hasValues) const;

    const std::size_t m_rows;
    const Load m_load;
    const std::shared_ptr<SpareBuffers> m_spare;
    mutable std::array<std::unique_ptr<Column>, kMostColumns> m_columns;
    mutable bool m_damaged = false;
};

class SegmentRow final : public FieldReader {
public:
    explicit SegmentRow(const StepSegment& segment) : m_segment(segment) {}
    void set(std::size_t row) { m_row = row; }
    std::string_view text(FieldId field) const override;
    std::optional<std::int64_t> number(FieldId field) const override;
    std::uint64_t words(FieldId field) const override;
    IdPattern id(FieldId field) const override;

private:
    const StepSegment& m_segment;
    std::size_t m_row = 0;
};

/// One value of a value column as a row that knows nothing else.
class ColumnValue final : public FieldReader {
public:
    explicit ColumnValue(std::string_view bytes) : m_bytes(bytes) {}
    std::string_view text(FieldId) const override { return m_bytes; }
    std::optional<std::int64_t> number(FieldId) const override { return std::nullopt; }
    std::uint64_t words(FieldId) const override;
    IdPattern id(FieldId) const override;

private:
    std::string_view m_bytes;
};

} // namespace penstock::store
