// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/field_record.h"

namespace penstock {

FieldRecord::FieldRecord(const FieldReader& row, const FieldScope& scope)
{
    for (const FieldInfo& field : allFields())
        if (scope.has(field))
            copy(row, field);
}

void FieldRecord::copy(const FieldReader& row, const FieldInfo& field)
{
    Cell cell;
    cell.field = field.id;
    switch (field.type) {
    case FieldType::content:
        return;
    case FieldType::text:
        cell.text = row.text(field.id);
        if (cell.text.empty())
            return;
        break;
    case FieldType::enumeration:
        cell.number = static_cast<std::int64_t>(row.words(field.id));
        if (cell.number == 0)
            return;
        break;
    case FieldType::id:
        cell.id = row.id(field.id);
        if (cell.id.digits == 0)
            return;
        break;
    default: {
        const std::optional<std::int64_t> number = row.number(field.id);
        if (!number)
            return;
        cell.number = *number;
    }
    }
    m_cells.push_back(std::move(cell));
}

const FieldRecord::Cell* FieldRecord::find(FieldId field) const
{
    const auto at = std::find_if(m_cells.begin(), m_cells.end(),
                                 [field](const Cell& cell) { return cell.field == field; });
    return at == m_cells.end() ? nullptr : &*at;
}

std::string_view FieldRecord::text(FieldId field) const
{
    const Cell* cell = find(field);
    return cell ? std::string_view(cell->text) : std::string_view();
}

std::optional<std::int64_t> FieldRecord::number(FieldId field) const
{
    const Cell* cell = find(field);
    return cell ? std::optional(cell->number) : std::nullopt;
}

std::uint64_t FieldRecord::words(FieldId field) const
{
    const Cell* cell = find(field);
    return cell ? static_cast<std::uint64_t>(cell->number) : 0;
}

IdPattern FieldRecord::id(FieldId field) const
{
    const Cell* cell = find(field);
    return cell ? cell->id : IdPattern{};
}

} // namespace penstock
