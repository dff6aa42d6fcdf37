// SPDX-License-Identifier: GPL-3.0-or-later
// Files for dialect tests: reads OTLP/JSON (traces and logs in one object are fine) through the real decoder.
#pragma once

#include "core/dialect/normalizer.h"

#include <memory>
#include <string>

namespace penstock::test {

/// The whole file; empty when it cannot be read.
std::string readFile(const std::string& path);
/// Null with a sentence in `problem` when the text is not OTLP.
std::shared_ptr<const RawBatch> decodeOtlpJson(const std::string& text, std::string& problem);
/// PENSTOCK_SOURCE_DIR, as ctest sets it.
std::string sourceDir();

} // namespace penstock::test
