// SPDX-License-Identifier: GPL-3.0-or-later
// The physical limit that durable ingest is measured against: rows of the same bytes into one SQLite table without any
// index, same batch size, same durability (WAL, synchronous=FULL), nothing else going on. For benchmarks only; blocking.
#pragma once

#include "core/base/result.h"

#include <string>

namespace penstock {

struct BareLimit {
    double rowsPerSecond = 0;
    double seconds = 0;
};

/// Inserts `rows` rows of `rowBytes` bytes, slices of `text`, in transactions of `batch` rows into a fresh file in
/// `directory`, which is removed afterwards. text must be longer than a row.
Result<BareLimit> measureBareLimit(const std::string& directory, const std::string& text, int rows,
                                   int rowBytes, int batch);

} // namespace penstock
