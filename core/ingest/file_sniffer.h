// SPDX-License-Identifier: GPL-3.0-or-later
// What a piece of a file is, told by its content and never by its name. Looks at as little as decides. Pure, any thread.
#pragma once

#include "core/net/otlp_service.h"

#include <optional>
#include <string_view>

namespace penstock {

enum class FileForm { json, protobufRequest, protobufDelimited, unknown };

/// `head` is the beginning of the file, decompressed, without a byte order mark.
FileForm sniffForm(std::string_view head);

enum class DocumentForm { otlpTraces, otlpLogs, otlpMetrics, langfuse, jaeger, unknown };

/// By the first telling key of a JSON document, or of the first object in it when it is an array.
DocumentForm sniffDocument(std::string_view json);
/// Whether a message with resource groups holds spans, log records or metrics; traces when it cannot be told.
OtlpSignal sniffSignal(std::string_view protobufRequest);

} // namespace penstock
