// SPDX-License-Identifier: GPL-3.0-or-later
// Output of penstockctl: rows as JSON lines (stable keys) or as a table for people. Values are given once, with a type;
// agent-supplied text is made visible (invariant 6) in tables; in JSON it is exact, hidden characters escaped. One thread.
#pragma once

#include "core/base/money.h"
#include "core/base/time.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace penstock::cli {

/// One column of a listing.
struct Column {
    std::string key;     ///< JSON key
    std::string heading; ///< of the table; empty = only in JSON
    bool right = false;  ///< right-aligned
    std::size_t maxWidth = 40;
};

/// A row: JSON values in column order. How they are shown in a table follows from the key's suffix:
/// *_micro_usd money, *_time a point in time, *_ns a duration, other integers with thousands separators.
using Row = std::vector<nlohmann::ordered_json>;

/// One line; hidden characters of agents escaped, bytes that are not UTF-8 replaced.
std::string jsonLine(const nlohmann::ordered_json& value);

class Listing final {
public:
    Listing(std::vector<Column> columns, bool json, std::ostream& out);
    void add(Row row); ///< JSON: printed at once; table: kept
    void finish(const std::string& emptySentence);

private:
    std::string cell(const Column& column, const nlohmann::ordered_json& value) const;

    const std::vector<Column> m_columns;
    const bool m_json;
    std::ostream& m_out;
    std::vector<std::vector<std::string>> m_cells;
};

} // namespace penstock::cli
