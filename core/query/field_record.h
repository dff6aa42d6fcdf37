// SPDX-License-Identifier: GPL-3.0-or-later
// FieldRecord: one row that owns the values of its fields – what a query hands to a screen, long after the segment or the
// trace it was read from is gone. Holds known values only. Plain value; reading costs a walk over about thirty cells.
#pragma once

#include "core/query/matcher.h"

#include <string>
#include <vector>

namespace penstock {

class FieldRecord : public FieldReader {
public:
    FieldRecord() = default;
    /// Copies what `row` knows of the fields of `scope`, but for texts that are only searched.
    FieldRecord(const FieldReader& row, const FieldScope& scope);

    std::string_view text(FieldId field) const final;
    std::optional<std::int64_t> number(FieldId field) const final;
    std::uint64_t words(FieldId field) const final;
    IdPattern id(FieldId field) const final;

private:
    struct Cell {
        FieldId field{};
        std::int64_t number = 0; ///< or the words of an enumeration
        IdPattern id;
        std::string text;
    };
    const Cell* find(FieldId field) const;
    void copy(const FieldReader& row, const FieldInfo& field);

    std::vector<Cell> m_cells;
};

} // namespace penstock
