// SPDX-License-Identifier: GPL-3.0-or-later
// The physical limit that durable ingest is measured against: rows of the same bytes into one SQLite table without any
// index, same batch size, same durability (WAL, synchronous=FULL), nothing else going on. For benchmarks only; blocking.
#pragma once

#include "core/base/result.h"

#include <string>
#include <vector>

namespace penstock {

struct BareLimit {
    double rowsPerSecond = 0;
    double seconds = 0;
    std::vector<double> commitMs; ///< from the first row of a transaction to its commit; sorted
    double commitPercentile(double p) const;
};

/// Inserts `rows` rows of `rowBytes` bytes, slices of `text`, in transactions of `batch` rows into a fresh file in
/// `directory`, which is removed afterwards. text must be longer than a row. paceRows: rows a second, 0 = as fast as it
/// goes: what the disk itself makes one wait at that rate.
Result<BareLimit> measureBareLimit(const std::string& directory, const std::string& text, int rows,
                                   int rowBytes, int batch, double paceRows = 0);

} // namespace penstock
