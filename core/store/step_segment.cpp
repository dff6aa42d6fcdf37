// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/step_segment.h"

#include "core/base/encoding.h"
#include "core/base/hash.h"

namespace penstock::store {
namespace {

bool hasValues(FieldType type)
{
    return type == FieldType::text || type == FieldType::enumeration || type == FieldType::id;
}

void putId(std::string& out, const IdPattern& id)
{
    if (id.digits == 0)
        return;
    out.push_back(static_cast<char>(id.digits));
    putFixed64(out, id.high);
    if (id.digits > 16)
        putFixed64(out, id.low);
}

void putWords(std::string& out, std::uint64_t words)
{
    if (words != 0)
        putVarint(out, words);
}

unsigned columnOf(FieldId field)
{
    return static_cast<unsigned>(field);
}

} // namespace

bool isStepColumn(const FieldInfo& field)
{
    return field.on(RowKind::step) && field.type != FieldType::content;
}

std::uint64_t stepSchemaDigest()
{
    std::string text = "3";
    for (const FieldInfo& field : allFields())
        if (isStepColumn(field)) {
            text.append(field.name).push_back(static_cast<char>(field.type));
            for (const std::string_view word : enumWords(field.id))
                text.append(word).push_back(' ');
        }
    return plainHash64(text);
}

StepSegmentBuilder::StepSegmentBuilder()
{
    static_assert(kFieldLimit <= kSeqColumn);
    for (const FieldInfo& field : allFields()) {
        if (isStepColumn(field) && hasValues(field.type))
            m_values.emplace_back(&field, ValueColumnBuilder());
        else if (isStepColumn(field))
            m_numbers.emplace_back(&field, NumberColumnBuilder());
    }
}

void StepSegmentBuilder::add(const FieldReader& row, const StepMark& mark)
{
    std::string bytes;
    for (auto& [field, column] : m_values) {
        if (field->type == FieldType::text) {
            column.add(row.text(field->id));
            continue;
        }
        bytes.clear();
        if (field->type == FieldType::enumeration)
            putWords(bytes, row.words(field->id));
        else
            putId(bytes, row.id(field->id));
        column.add(bytes);
    }
    for (auto& [field, column] : m_numbers)
        column.add(row.number(field->id));
    m_marks[kSeqColumn - kSeqColumn].add(static_cast<std::int64_t>(mark.seq));
    m_marks[kDepthColumn - kSeqColumn].add(mark.depth);
    m_marks[kFlagsColumn - kSeqColumn].add(mark.flags);
    m_marks[kTraceColumn - kSeqColumn].add(mark.trace);
    m_marks[kCountsColumn - kSeqColumn].add(mark.counts);
    m_marks[kCacheApartColumn - kSeqColumn].add(mark.cacheApart);
    m_marks[kDoubtsColumn - kSeqColumn].add(mark.doubts);
    ++m_rows;
}

std::vector<std::pair<unsigned, std::string>> StepSegmentBuilder::encode() const
{
    std::vector<std::pair<unsigned, std::string>> out;
    for (const auto& [field, column] : m_values)
        out.emplace_back(columnOf(field->id), column.encode());
    for (const auto& [field, column] : m_numbers)
        out.emplace_back(columnOf(field->id), column.encode());
    for (unsigned i = 0; i < m_marks.size(); ++i)
        out.emplace_back(kSeqColumn + i, m_marks[i].encode());
    return out;
}

std::string SpareBuffers::take()
{
    if (m_buffers.empty())
        return {};
    std::string buffer = std::move(m_buffers.back());
    m_buffers.pop_back();
    m_bytes -= buffer.capacity();
    return buffer;
}

void SpareBuffers::give(std::string buffer)
{
    if (m_bytes + buffer.capacity() > kMostBytes)
        return;
    m_bytes += buffer.capacity();
    m_buffers.push_back(std::move(buffer));
}

StepSegment::Column& StepSegment::loaded(unsigned number) const
{
    std::unique_ptr<Column>& place = m_columns[number];
    if (!place) {
        place = std::make_unique<Column>(m_spare);
        m_load(number, place->bytes);
    }
    return *place;
}

const StepSegment::Column& StepSegment::column(unsigned number, bool isValues) const
{
    Column& place = loaded(number);
    if (place.isRead)
        return place;
    place.isRead = true;
    bool read = false;
    if (isValues) {
        auto values = ValueColumn::read(place.bytes, m_rows);
        read = values.has_value();
        place.values = read ? std::move(*values) : ValueColumn::unknown();
    } else {
        const auto numbers = NumberColumn::read(place.bytes, m_rows);
        read = numbers.has_value();
        place.numbers = numbers.value_or(NumberColumn());
    }
    m_damaged = m_damaged || !read;
    return place;
}

bool StepSegment::mayHold(unsigned column, std::string_view bytes) const
{
    const std::string& all = loaded(column).bytes;
    return all.empty() ||
           all.find(bytes) != std::string::npos; // empty: damaged, as reading it tells
}

const NumberColumn& StepSegment::numbers(unsigned number) const
{
    return column(number, false).numbers;
}

const ValueColumn& StepSegment::values(unsigned number) const
{
    return column(number, true).values;
}

StepMark StepSegment::mark(std::size_t row) const
{
    const auto at = [&](unsigned column) { return numbers(column).at(row).value_or(0); };
    return {
        static_cast<std::uint32_t>(at(kTraceColumn)), static_cast<Seq>(at(kSeqColumn)),
        static_cast<std::uint16_t>(at(kDepthColumn)), static_cast<std::uint32_t>(at(kFlagsColumn)),
        static_cast<std::uint8_t>(at(kCountsColumn)), at(kCacheApartColumn),
        static_cast<std::uint8_t>(at(kDoubtsColumn))};
}

std::string_view SegmentRow::text(FieldId field) const
{
    return m_segment.values(columnOf(field)).at(m_row);
}

std::optional<std::int64_t> SegmentRow::number(FieldId field) const
{
    return m_segment.numbers(columnOf(field)).at(m_row);
}

std::uint64_t SegmentRow::words(FieldId field) const
{
    return ColumnValue(m_segment.values(columnOf(field)).at(m_row)).words(field);
}

IdPattern SegmentRow::id(FieldId field) const
{
    return ColumnValue(m_segment.values(columnOf(field)).at(m_row)).id(field);
}

std::uint64_t ColumnValue::words(FieldId) const
{
    return m_bytes.empty() ? 0 : ByteReader(m_bytes).varint();
}

IdPattern ColumnValue::id(FieldId) const
{
    ByteReader in(m_bytes);
    IdPattern id;
    if (m_bytes.empty())
        return id;
    id.digits = in.byte();
    id.high = in.fixed64();
    id.low = id.digits > 16 ? in.fixed64() : 0;
    return id;
}

} // namespace penstock::store
