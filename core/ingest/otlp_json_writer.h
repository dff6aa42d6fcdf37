// SPDX-License-Identifier: GPL-3.0-or-later
// OTLP JSON of raw spans and log records, as the file exporter of the Collector writes it: one ExportTraceServiceRequest
// or ExportLogsServiceRequest a line. What OtlpDecoder reads back is equal to what went in, value by value. Pure, any
// thread; memory for one line at a time. Secrets that were masked stay masked.
#pragma once

#include "core/model/raw.h"

#include <span>
#include <string>

namespace penstock {

/// Appends one line for the spans and one for the log records among `items` (each only if there are any), grouped by
/// scope, runs of the same scope together.
void appendOtlpJson(std::string& out, std::span<const RawSpan* const> items);

} // namespace penstock
