// SPDX-License-Identifier: GPL-3.0-or-later
// FactReader: Step → SpanFacts. Numbers the names, finds the actor that a step runs or calls, and digests the ids that
// another trace may name too. Owned by World, fold thread. Texts are bounded, which is counted; the log keeps them whole.
#pragma once

#include "core/fleet/agent_table.h"
#include "core/fleet/bounded_names.h"
#include "core/fleet/span_facts.h"
#include "core/model/losses.h"

namespace penstock {

/// Raw attributes whose values facts are made of, however long; of other attributes no value is looked at.
std::span<const KeyId> factKeys();

class FactReader final {
public:
    FactReader(BoundedNames& names, AgentTable& agents) : m_names(names), m_agents(agents) {}

    /// Texts of the result lie in blob(), which the next call overwrites.
    SpanFacts read(const Step& step, Seq seq);
    std::string_view blob() const { return m_blob; }
    /// What of the step just read is not in the result.
    const LossCounts& cuts() const { return m_cuts; }

private:
    std::string_view bounded(std::string_view text, std::size_t most);
    StringId name(std::string_view text);
    TextRef keep(std::string_view text, std::size_t most);
    AgentIndex actorOf(const Step& step);
    StringId cacheKeyOf(const Step& step);
    void collectExtras(const Step& step, const SpanFacts& facts);
    void collectMandate(const Step& step);

    BoundedNames& m_names;
    AgentTable& m_agents;
    LossCounts m_cuts;
    std::string m_blob;
    std::string m_bytes;
    FactExtras m_extras;
};

} // namespace penstock
