// SPDX-License-Identifier: GPL-3.0-or-later
// AgentTable: the actors of the fleet – agents by (service, stable id else name), and the tools, peers, stores and
// people they call. Owned by World, fold thread. Bounded: beyond the limit a new name goes to one visible row
// "(others)" of its kind.
// Sums move by contributions; descriptive fields by rules that do not depend on the order of arrival.
#pragma once

#include "core/base/string_pool.h"
#include "core/fleet/contribution.h"
#include "core/fleet/tracked_table.h"

#include <array>
#include <unordered_map>
#include <vector>

namespace penstock {

struct ActorKey {
    ActorKind kind = ActorKind::agent;
    std::string_view service;
    std::string_view id; ///< stable id; empty = the name identifies
    std::string_view name;
};

/// Lower-case letters and digits only, hashed: `transfer_to_billing_agent` names "Billing Agent". 0 for no text.
std::uint64_t looseName(std::string_view name);

std::string claimsText(const AgentRow& row); ///< for dumps

class AgentTable final {
public:
    static constexpr std::size_t kMostDescription = 2048; ///< bytes

    AgentTable(StringPool& names, std::uint32_t maxAgents) : m_names(names), m_maxAgents(maxAgents)
    {
    }

    /// Finds or makes the row. name may be empty only when id is not.
    AgentIndex intern(const ActorKey& key);
    /// What one received version of a run says about its agent. Every version counts, also one that loses.
    void describe(AgentIndex agent, const Step& step);
    /// A step of this actor said what it was authorised to do. As describe(): every version counts.
    void claim(AgentIndex agent, const ClaimedScope& said);
    void apply(const AgentShare& share, int sign);

    const AgentRow& row(AgentIndex agent) const { return m_table.rows()[agent.value]; }
    std::uint32_t size() const { return m_table.rows().size(); }
    CowTable<AgentRow> share() { return m_table.share(); }

    std::size_t heapBytes() const;

    TrackedTable<AgentRow>& table() { return m_table; }
    /// One row with everything behind it, for the checkpoint.
    void write(std::string& out, std::uint32_t number) const;
    bool read(ByteReader& in);

private:
    struct Extras {
        StringId key = 0; ///< canonical key in the pool
        std::array<Nanos, 5>
            saidAt{}; ///< start of the version that each describing text comes from
        std::vector<std::pair<StringId, std::int64_t>> models; ///< calls by model
    };
    StringId keyText(const ActorKey& key);
    void chooseModel(AgentIndex agent);

    StringPool& m_names;
    const std::uint32_t m_maxAgents;
    TrackedTable<AgentRow> m_table;
    std::vector<Extras> m_extras;
    std::unordered_map<StringId, std::uint32_t> m_byKey;
    std::string m_scratch;
};

} // namespace penstock
