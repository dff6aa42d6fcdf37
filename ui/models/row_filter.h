// SPDX-License-Identifier: GPL-3.0-or-later
// RowFilter: which numbers of a table a list leaves out, and the step between a row's number in the table and its
// place among the rows that are listed (both from 1). Most tables leave out few rows or none, so only those are kept.
// Places cost O(log skipped); reading a new snapshot costs what changed, in chunks. A value; no thread of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace penstock::ui {

class RowFilter {
public:
    /// What a table says about its rows: which are left out, and which have not changed since the filter was made.
    struct Rule {
        std::function<bool(std::uint32_t number)> skips;
        std::function<bool(std::uint32_t number)> unchanged;
    };

    RowFilter() = default;
    /// The filter of a table with `size` rows, of which the first `known` were read into this one before.
    RowFilter updated(std::uint32_t size, std::uint32_t known, const Rule& rule) const;
    /// Leaves out what one of them leaves out.
    static RowFilter either(const RowFilter& a, const RowFilter& b);

    void skip(std::uint32_t number);
    void list(std::uint32_t number);
    std::uint32_t listed(std::uint32_t size) const;
    std::uint32_t numberAt(std::uint32_t place) const;
    /// Its place once it is listed, whether it is now or not.
    std::uint32_t placeWhenListed(std::uint32_t number) const;
    /// 0 when the row is left out.
    std::uint32_t placeOf(std::uint32_t number) const;
    bool skips(std::uint32_t number) const;
    const std::vector<std::uint32_t>& skipped() const { return m_skipped; }

private:
    std::vector<std::uint32_t> m_skipped; ///< ascending
};

} // namespace penstock::ui
