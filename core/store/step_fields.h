// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of Step's and Usage's fields that the codec, the digest and the tests walk, so that a new field is added in
// one place. Order is saved in the log: append only, at most 32 texts and 8 counts.
#pragma once

#include "core/model/step.h"

#include <array>

namespace penstock::store {

inline constexpr std::array kStepTexts = {
    &Step::name,         &Step::service,       &Step::environment,  &Step::framework,
    &Step::agentName,    &Step::agentId,       &Step::agentVersion, &Step::agentDescription,
    &Step::session,      &Step::user,          &Step::organization, &Step::provider,
    &Step::requestModel, &Step::responseModel, &Step::responseId,   &Step::finishReason,
    &Step::toolName,     &Step::toolType,      &Step::toolCallId,   &Step::target,
    &Step::method,       &Step::state,         &Step::errorType,    &Step::errorMessage,
    &Step::turn,
};
static_assert(kStepTexts.size() <= 32);

inline constexpr std::array kUsageCounts = {
    &Usage::input,  &Usage::inputCacheRead,  &Usage::inputCacheWrite, &Usage::inputAudio,
    &Usage::output, &Usage::outputReasoning, &Usage::outputAudio,     &Usage::totalReported,
};

inline constexpr std::array kMandateTexts = {
    &Mandate::grantedBy, &Mandate::scope,       &Mandate::constraints,
    &Mandate::context,   &Mandate::revocableBy,
};

inline constexpr std::array kScopeTexts = {
    &RawScope::name,
    &RawScope::version,
    &RawScope::resourceSchemaUrl,
    &RawScope::schemaUrl,
};

/// Flags that say what the store found, not what was sent.
inline constexpr std::uint32_t kStoreSetFlags = kRevision | kLate;

} // namespace penstock::store
