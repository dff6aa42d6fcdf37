// SPDX-License-Identifier: GPL-3.0-or-later
// Steps for the store's tests: random ones that use every field with hostile bytes, plain ones by number, and deep
// equality with a sentence about the first difference. Owned by the caller; deterministic for a seed.
#pragma once

#include "core/model/log_entry.h"
#include "core/store/log_store.h"

#include <cstdint>
#include <memory>
#include <random>
#include <string>

namespace penstock::testing {

/// Batch of steps with every field filled at random.
std::shared_ptr<const StepBatch> randomBatch(std::mt19937_64& random, std::size_t steps);
/// Batch of simple steps numbered first … first+count-1; the number gives the ids. `content` goes into an attribute.
std::shared_ptr<const StepBatch> plainBatch(std::uint64_t first, std::size_t count,
                                            const std::string& content = "hello",
                                            const std::string& user = "",
                                            const std::string& session = "");
Contribution contributionOf(std::shared_ptr<const StepBatch> batch,
                            std::string source = "agents@test");

/// Empty when equal in every field, else what differs.
std::string difference(const Step& a, const Step& b);
std::string difference(const LogEntry& a, const LogEntry& b);

std::string randomText(std::mt19937_64& random, std::size_t maxSize);

} // namespace penstock::testing
