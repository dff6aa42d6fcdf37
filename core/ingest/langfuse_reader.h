// SPDX-License-Identifier: GPL-3.0-or-later
// Langfuse trace exports → raw spans, one an observation, in the attribute names that Langfuse itself uses over OTLP, so
// that the dialect reads both alike. OTel attributes, resource and scope that Langfuse kept in `metadata` come back as
// what they were. Ids that are not hex are hashed and kept as attributes. Never throws.
#pragma once

#include "core/ingest/json_document.h"
#include "core/ingest/raw_builder.h"

namespace penstock {

/// Root: {"trace":…, "observations":[…]}, a trace with its observations inside, or one observation.
/// False when it is none of these.
bool readLangfuse(simdjson::dom::element root, RawBuilder& builder);

} // namespace penstock
