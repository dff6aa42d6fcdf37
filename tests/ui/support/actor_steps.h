// SPDX-License-Identifier: GPL-3.0-or-later
// Steps as a search finds them, told by who did them and what was called. For tests of views that show whose steps match.
#pragma once

#include "core/session/step_search.h"

#include <map>
#include <string>

namespace penstock::testing {

/// A step of the fields given; enough of a FieldReader for FieldRecord.
class NamedStep final : public FieldReader {
public:
    explicit NamedStep(std::map<FieldId, std::string> texts) : m_texts(std::move(texts)) {}
    std::string_view text(FieldId field) const override
    {
        const auto at = m_texts.find(field);
        return at == m_texts.end() ? std::string_view() : at->second;
    }
    std::optional<std::int64_t> number(FieldId) const override { return std::nullopt; }
    std::uint64_t words(FieldId) const override { return 0; }
    IdPattern id(FieldId) const override { return {}; }

private:
    std::map<FieldId, std::string> m_texts;
};

/// Found by `method = METHOD`, for which rows of agents have no word.
inline FoundStep stepBy(const AgentRow& agent, const std::string& tool, const std::string& method,
                        std::uint64_t span)
{
    const NamedStep step({{FieldId::deployment, agent.deployment},
                          {FieldId::agent, agent.name},
                          {FieldId::tool, tool},
                          {FieldId::method, method}});
    FoundStep found;
    found.fields = FieldRecord(step, {RowKind::step});
    found.at = {static_cast<Nanos>(span), {1}, {span}};
    return found;
}

} // namespace penstock::testing
