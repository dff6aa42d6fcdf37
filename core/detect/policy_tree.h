// SPDX-License-Identifier: GPL-3.0-or-later
// PolicyTree: a policy file as values that know the line they stand in, so that whoever finds one wrong can say where.
// JSON with comments; a key that stands twice in one object is refused, because people would not know which one counts.
// Plain values. Errors: a sentence with the line. Bounded: size, depth.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

struct PolicyNode {
    enum class Type : std::uint8_t { null, boolean, number, text, list, object };

    Type type = Type::null;
    std::size_t line = 0;
    std::string key;  ///< in an object
    std::string text; ///< of a text
    double number = 0;
    bool boolean = false;
    std::vector<PolicyNode> items;

    const PolicyNode* member(std::string_view name) const;
    /// `a number`, for sentences.
    std::string_view typeName() const;
};

inline constexpr std::size_t kMostPolicyBytes = 1 << 20;

/// The sentence begins with `name, line n`.
Result<PolicyNode> parsePolicyTree(std::string_view text, std::string_view name);
/// invalid: `name, line n, path: what is wrong.`
Error policyError(std::string_view name, std::size_t line, std::string_view path,
                  std::string_view problem);

} // namespace penstock
