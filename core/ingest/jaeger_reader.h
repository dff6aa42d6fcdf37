// SPDX-License-Identifier: GPL-3.0-or-later
// Jaeger's JSON (its UI's download and query API) → raw spans: CHILD_OF becomes the parent, other references links, logs
// become events, tags attributes, processes resources; the OTel tags that Jaeger's translators write become what they
// were. Times are microseconds there. Never throws.
#pragma once

#include "core/ingest/json_document.h"
#include "core/ingest/raw_builder.h"

namespace penstock {

/// Root: {"data":[trace…]} or one trace. False when it is neither.
bool readJaeger(simdjson::dom::element root, RawBuilder& builder);

} // namespace penstock
