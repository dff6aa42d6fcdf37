// SPDX-License-Identifier: GPL-3.0-or-later
// A RawBatch as indented text, every field of every span, so that two batches are equal when their texts are.
#pragma once

#include "core/model/raw.h"

#include <string>

namespace penstock::test {

std::string valueText(const Value& value);
std::string batchText(const RawBatch& batch);

} // namespace penstock::test
