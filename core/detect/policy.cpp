// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/policy.h"

#include "core/detect/policy_reader.h"

#include <utility>

namespace penstock {
Result<Policy> Policy::parse(std::string_view text, std::string_view name)
{
    Result<PolicyNode> tree = parsePolicyTree(text, name);
    if (!tree)
        return tree.error();
    return PolicyReader(name).read(*tree);
}

Status PolicyInForce::replace(std::string_view text, std::string_view name)
{
    Result<Policy> parsed = Policy::parse(text, name);
    if (!parsed)
        return parsed.error();
    m_policy = std::move(*parsed);
    return Done{};
}

} // namespace penstock
